/** The list of signatures. */
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import type { Rows } from '../../state/rows.ts';
import { useApp } from '../../state/use.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import styles from './Inbox.module.css';
import { Row } from './Row.tsx';

/** Height of a row in pixels. `Inbox.module.css` draws it so. */
const ROW = 68;

export function List({ rows }: { readonly rows: Rows }): ReactNode {
  const position = useApp((state) => state.position);
  const selected = useApp((state) => state.selected);
  const scroll = useApp((state) => state.scroll);
  const showRange = useApp((state) => state.showRange);
  const selectAt = useApp((state) => state.selectAt);
  const select = useCallback((wanted: number) => void selectAt(wanted), [selectAt]);
  return (
    <VirtualList
      label="Crashes"
      count={rows.total}
      rowHeight={ROW}
      position={position}
      scroll={scroll}
      idPrefix="crash"
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
