/** The list of feedback. */
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import type { FeedbackRow } from '../../../shared/contract/feedback.ts';
import type { Listing } from '../../state/listing.ts';
import { useApp } from '../../state/use.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import styles from './Feedback.module.css';
import { Row } from './Row.tsx';

/** Height of a row in pixels. `Feedback.module.css` draws it so. */
const ROW = 74;

export function List({ rows }: { readonly rows: Listing<FeedbackRow> }): ReactNode {
  const position = useApp((state) => state.feedbackPosition);
  const selected = useApp((state) => state.feedbackSelected);
  const scroll = useApp((state) => state.feedbackScroll);
  const showRange = useApp((state) => state.showFeedbackRange);
  const selectAt = useApp((state) => state.selectFeedbackAt);
  const select = useCallback((wanted: number) => void selectAt(wanted), [selectAt]);
  return (
    <VirtualList
      label="Feedback"
      count={rows.total}
      rowHeight={ROW}
      position={position}
      scroll={scroll}
      idPrefix="feedback"
      className={styles['list']}
      revision={rows}
      onRange={showRange}
      renderRow={(index, top) => (
        <Row
          key={rows.at.get(index)?.id ?? index}
          row={rows.at.get(index) ?? null}
          index={index}
          total={rows.total}
          top={top}
          selected={index === position && rows.at.get(index)?.id === selected}
          onSelect={select}
        />
      )}
    />
  );
}
