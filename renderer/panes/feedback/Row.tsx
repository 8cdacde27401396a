/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is an option of a virtual listbox */
/** One feedback in the list. A row that is not loaded yet keeps its place and its height. */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FeedbackRow } from '../../../shared/contract/feedback.ts';
import { useApp } from '../../state/use.ts';
import { classes } from '../../ui/classes.ts';
import { Spoken } from '../../ui/Spoken.tsx';
import { ago, moment } from '../../words/dates.ts';
import { buildWords, commentWords, hasComment } from '../../words/feedback.ts';
import styles from './Feedback.module.css';
import { Thumbnail } from './Thumbnail.tsx';

interface RowProps {
  readonly row: FeedbackRow | null;
  readonly index: number;
  readonly total: number;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly selected: boolean;
  readonly onSelect: (position: number) => void;
}

function Marks({ row }: { readonly row: FeedbackRow }): ReactNode {
  const more = row.screenshots.length - 1;
  return (
    <>
      {more > 0 && (
        <span>
          +{more}
          <Spoken>{more === 1 ? ' screenshot, ' : ' screenshots, '}</Spoken>
        </span>
      )}
      {(row.kind === 'crash' || row.report !== null) && <span className={styles['crash']}>crash</span>}
      {row.withdrawn && <span>withdrawn</span>}
      {row.status === 'resolved' && <span>done</span>}
    </>
  );
}

export const Row = memo(function Row({ row, index, total, top, selected, onSelect }: RowProps): ReactNode {
  const manyApps = useApp(({ facets }) => (facets?.apps.length ?? 0) > 1);
  const now = useApp((state) => state.now);
  const style = { transform: `translateY(${top}px)` };
  if (!row) {
    return (
      <div className={styles['row']} style={style} role="presentation">
        <span className={styles['ghost']} />
      </div>
    );
  }
  const build = buildWords({ ...row, app: manyApps ? row.app : null });
  return (
    // The listbox has the keys: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`feedback-${index}`}
      className={classes(styles['row'], selected && styles['selected'])}
      style={style}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-feedback={row.id}
      onClick={() => onSelect(index)}
    >
      <span className={classes(styles['dot'], row.seen && styles['seen'])}>
        {!row.seen && <Spoken>Unread, </Spoken>}
      </span>
      <Thumbnail row={row} size="row" />
      <span className={classes(styles['comment'], !hasComment(row) && styles['silent'])}>{commentWords(row)}</span>
      <span className={styles['when']} title={row.createdAt === null ? undefined : moment(row.createdAt)}>
        <Spoken>, </Spoken>
        {row.createdAt === null ? '' : ago(row.createdAt, now)}
        <Spoken>, </Spoken>
      </span>
      <span className={styles['facts']}>
        {build !== null && <span className={styles['chip']}>{build}</span>}
        <span className={styles['where']}>{[row.device, row.os].filter((part) => part !== null).join(' · ')}</span>
        <span className={styles['marks']}>
          <Marks row={row} />
        </span>
      </span>
    </div>
  );
});
