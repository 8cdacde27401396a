/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is an option of a virtual listbox */
/** One signature in the list. A row that is not loaded yet keeps its place and its height. */
import { memo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { classes } from '../../ui/classes.ts';
import { Spoken } from '../../ui/Spoken.tsx';
import { Sparkline } from '../../ui/Sparkline.tsx';
import { day, span } from '../../words/dates.ts';
import { count, counted, percent } from '../../words/numbers.ts';
import { isNew, versionRange } from '../../words/rows.ts';
import styles from './Inbox.module.css';

interface RowProps {
  readonly row: SignatureRow | null;
  readonly index: number;
  readonly total: number;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly selected: boolean;
  readonly onSelect: (position: number) => void;
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

function Marks({ row, fresh, manyApps }: { row: SignatureRow; fresh: boolean; manyApps: boolean }): ReactNode {
  const versions = versionRange(row.versions);
  const chip = [manyApps ? row.app : null, versions].filter((part) => part !== null).join(' ');
  return (
    <span className={styles['marks']}>
      {chip !== '' && <span className={styles['chip']}>{chip}</span>}
      <span>
        {percent(row.share)}
        <Spoken> of crashes, </Spoken>
      </span>
      {row.devices > 0 && <span className={styles['devices']}>{counted(row.devices, 'device')}</span>}
      {fresh && (
        <span className={styles['new']}>
          new<Spoken> in this version</Spoken>
        </span>
      )}
      {row.symbols === 'waiting' && <span className={styles['waiting']}>no symbols</span>}
      {row.status === 'resolved' && <span>done</span>}
      <span className={styles['trend']}>
        <Sparkline values={row.trend} />
      </span>
    </span>
  );
}

function SignatureLine({
  row,
  index,
  total,
  top,
  selected,
  onSelect,
}: RowProps & { readonly row: SignatureRow }): ReactNode {
  const fresh = useApp(({ library }) => isNew(row, library?.apps ?? []));
  const manyApps = useApp(({ library, view }) => (library?.apps.length ?? 0) > 1 && view.scope === null);
  const now = useApp((state) => state.now);
  return (
    // The listbox has the keys: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`crash-${index}`}
      className={classes(styles['row'], selected && styles['selected'])}
      style={{ transform: `translateY(${top}px)` }}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-signature={row.id}
      onClick={() => onSelect(index)}
    >
      <span className={classes(styles['dot'], row.seen && styles['seen'])}>
        {!row.seen && <Spoken>Unread, </Spoken>}
      </span>
      <span className={classes(styles['title'], row.symbols === 'waiting' && styles['waiting'])} title={row.title}>
        {row.title}
      </span>
      <span className={styles['count']}>
        <Spoken>, </Spoken>
        {count(row.count)}
        <Spoken>{row.count === 1 ? ' crash, ' : ' crashes, '}</Spoken>
      </span>
      <span className={styles['subtitle']}>{row.subtitle}</span>
      <span className={styles['when']} title={seenWords(row, now)}>
        <Spoken>, seen </Spoken>
        {span(row.firstSeen, row.lastSeen, now)}
        <Spoken>, </Spoken>
      </span>
      <Marks row={row} fresh={fresh} manyApps={manyApps} />
    </div>
  );
}

export const Row = memo(function Row(props: RowProps): ReactNode {
  const { row, top } = props;
  if (!row) return <Placeholder style={{ transform: `translateY(${top}px)` }} />;
  return <SignatureLine {...props} row={row} />;
});
