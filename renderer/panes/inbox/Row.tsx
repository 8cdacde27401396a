/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is an option of a virtual listbox */
/** One signature in the list. A row that is not loaded yet keeps its place and its height. */
import { memo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { KIND_WORDS } from '../../../shared/report/kind-words.ts';
import { classes } from '../../ui/classes.ts';
import { KindMark } from '../../ui/KindMark.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { Spoken } from '../../ui/Spoken.tsx';
import { Sparkline } from '../../ui/Sparkline.tsx';
import { day, span } from '../../words/dates.ts';
import { spansOf } from '../../words/found.ts';
import { count, counted, percent } from '../../words/numbers.ts';
import { versionRange } from '../../words/rows.ts';
import { untilWords } from '../../words/triage.ts';
import styles from './Inbox.module.css';

/** All that a row shows: it asks for nothing itself, so that a change elsewhere costs a row nothing. */
interface RowProps {
  readonly row: SignatureRow | null;
  readonly index: number;
  readonly total: number;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly selected: boolean;
  readonly search: string;
  /** Unix milliseconds. */
  readonly now: number;
  readonly manyApps: boolean;
  /** Whether the newest version brought it. */
  readonly fresh: boolean;
}

function Placeholder({ style }: { readonly style: CSSProperties }): ReactNode {
  return (
    <div className={styles['row']} style={style} role="presentation">
      <span className={styles['ghost']} />
    </div>
  );
}

/** First and last seen, in full, for the pointer that rests on the range. */
function seenWords({ firstSeen, lastSeen }: SignatureRow, now: number): string {
  const parts = [
    firstSeen === null ? null : `First seen ${day(firstSeen, now)}`,
    lastSeen === null ? null : `last seen ${day(lastSeen, now)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Labels in a row; the detail shows all. */
const LABELS = 2;

/** What was decided, where it is not what the view is about. */
function Decided({
  row: { kind, status, triage },
  now,
}: {
  readonly row: SignatureRow;
  readonly now: number;
}): ReactNode {
  if (status === 'resolved') return <span>done</span>;
  if (status === 'ignored') {
    const until = triage.ignoredUntil && untilWords(triage.ignoredUntil, kind, now);
    return <span>{until === null ? 'ignored' : `snoozed ${until}`}</span>;
  }
  return triage.regressed && <span className={styles['waiting']}>regressed</span>;
}

function Marks({ row, fresh, manyApps, now }: RowProps & { readonly row: SignatureRow }): ReactNode {
  const versions = versionRange(row.versions);
  const chip = [manyApps ? row.app : null, versions].filter((part) => part !== null).join(' ');
  const { priority, labels } = row.triage;
  return (
    <span className={styles['marks']}>
      {priority.level !== null && (
        <span className={styles[priority.level]} title={priority.reason}>
          {priority.level}
          <Spoken>, </Spoken>
        </span>
      )}
      {chip !== '' && (
        <span className={styles['chip']}>
          {chip}
          <Spoken>, </Spoken>
        </span>
      )}
      <span>
        {percent(row.share)}
        <Spoken> of all, </Spoken>
      </span>
      {row.devices > 0 && <span className={styles['devices']}>{counted(row.devices, 'device')}</span>}
      {fresh && (
        <span className={styles['new']}>
          new<Spoken> in this version</Spoken>
        </span>
      )}
      <Decided row={row} now={now} />
      {row.symbols === 'waiting' && <span className={styles['waiting']}>no symbols</span>}
      {labels.slice(0, LABELS).map((label) => (
        <span key={label} className={styles['label']}>
          {label}
        </span>
      ))}
      {labels.length > LABELS && <span title={labels.join(', ')}>+{labels.length - LABELS}</span>}
      <span className={styles['trend']}>
        <Sparkline values={row.trend} />
      </span>
    </span>
  );
}

function SignatureLine(props: RowProps & { readonly row: SignatureRow }): ReactNode {
  const { row, index, total, top, selected, search, now } = props;
  return (
    // The listbox has the keys and the pointer: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      id={`crash-${index}`}
      className={classes(styles['row'], selected && styles['selected'])}
      style={{ transform: `translateY(${top}px)` }}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-position={index}
      data-signature={row.id}
    >
      <span className={classes(styles['dot'], row.seen && styles['seen'])}>
        {!row.seen && <Spoken>Unread, </Spoken>}
      </span>
      <span className={classes(styles['title'], row.symbols === 'waiting' && styles['waiting'])} title={row.title}>
        <Marked text={row.title} spans={spansOf(search, row.title)} />
      </span>
      <span className={styles['count']}>
        <Spoken>, </Spoken>
        {count(row.count)}
        <Spoken> {row.count === 1 ? KIND_WORDS[row.kind].one : KIND_WORDS[row.kind].many}, </Spoken>
      </span>
      <span className={styles['subtitle']}>
        <KindMark kind={row.kind} className={styles['kind']} />
        <Marked text={row.subtitle} spans={spansOf(search, row.subtitle)} />
      </span>
      <span className={styles['when']} title={seenWords(row, now)}>
        <Spoken>, seen </Spoken>
        {span(row.firstSeen, row.lastSeen, now)}
        <Spoken>, </Spoken>
      </span>
      <Marks {...props} />
    </div>
  );
}

export const Row = memo(function Row(props: RowProps): ReactNode {
  const { row, top } = props;
  if (!row) return <Placeholder style={{ transform: `translateY(${top}px)` }} />;
  return <SignatureLine {...props} row={row} />;
});
