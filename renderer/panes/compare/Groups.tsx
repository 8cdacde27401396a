/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is an option of a listbox with more than text in it */
/**
 * The signatures of a comparison by what became of them. All lists are one stop of the Tab key: arrows (or j and k) go from
 * row to row across them, Enter opens the signature.
 */
import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { fineShare } from '../../../shared/compare/judge.ts';
import { CHANGE_WORDS } from '../../../shared/compare/words.ts';
import { sideName } from '../../../shared/compare/markdown.ts';
import type {
  Change,
  ComparedCount,
  ComparedGroup,
  ComparedRow,
  ComparedSide,
  Comparison,
} from '../../../shared/contract.ts';
import { reportNoun } from '../../../shared/report/kind-words.ts';
import type { Noun } from '../../../shared/report/kind-words.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Spoken } from '../../ui/Spoken.tsx';
import { span } from '../../words/dates.ts';
import { count, counted } from '../../words/numbers.ts';
import styles from './Groups.module.css';

/** What a group is about, in a sentence. */
const ABOUT: Readonly<Record<Change, string>> = {
  new: 'Never seen in an older version.',
  regressed: 'Came back, or a larger share than chance explains.',
  improved: 'A smaller share than chance explains.',
  gone: 'Not seen in the later version.',
  steady: 'Chance may explain the difference.',
};

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves the focus over the rows of all lists that are open. */
function moveOverRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const rows = [
    ...(event.currentTarget.closest('[data-comparison]')?.querySelectorAll<HTMLElement>('[role="option"]') ?? []),
  ];
  const at = rows.indexOf(event.currentTarget);
  const step = STEPS[event.key];
  const wanted = step === undefined ? { Home: 0, End: rows.length - 1 }[event.key] : at + step;
  const target = wanted === undefined ? undefined : rows[wanted];
  // A step over an end is still one: the key must not reach the list behind.
  if (step !== undefined || target) event.preventDefault();
  target?.focus();
}

function Count({
  side,
  of,
  most,
}: {
  readonly side: ComparedCount;
  readonly of: string;
  readonly most: number;
}): ReactNode {
  const { crashes, share, devices, rate } = side;
  const more = [
    devices === 0 ? null : counted(devices, 'device'),
    rate === null ? null : `${rate.toFixed(1)} per 1,000 users`,
  ].filter((part) => part !== null);
  return (
    <span className={styles['count']} title={more.length === 0 ? undefined : more.join(', ')}>
      <Spoken>{of}: </Spoken>
      <span className={crashes === 0 ? styles['none'] : styles['crashes']}>{crashes === 0 ? '–' : count(crashes)}</span>
      <span className={styles['share']}>
        {crashes === 0 ? '' : fineShare(share)}
        {crashes > 0 && rate !== null && ` · ${rate.toFixed(1)} ‰`}
      </span>
      <span className={styles['track']} aria-hidden="true">
        <span className={styles['fill']} style={{ width: `${most === 0 ? 0 : (100 * share) / most}%` }} />
      </span>
    </span>
  );
}

/** One side's sums, at the head of its column. */
function Side({
  name,
  side,
  noun,
}: {
  readonly name: string;
  readonly side: ComparedSide;
  readonly noun: Noun;
}): ReactNode {
  const now = useApp((state) => state.now);
  return (
    <p className={styles['side']}>
      <span className={styles['sideName']}>{name}</span>
      <span className={styles['sum']}>
        {count(side.crashes)}
        <Spoken> {side.crashes === 1 ? noun.one : noun.many}</Spoken>
      </span>
      <span className={styles['sideMore']}>in {counted(side.signatures, 'signature')}</span>
      <span className={styles['sideMore']}>{span(side.firstSeen, side.lastSeen, now) ?? 'Dates unknown'}</span>
    </p>
  );
}

interface RowProps {
  readonly row: ComparedRow;
  readonly names: { readonly before: string; readonly after: string };
  readonly most: number;
  readonly current: boolean;
  readonly first: boolean;
}

function Row({ row, names, most, current, first }: RowProps): ReactNode {
  const reveal = useApp((state) => state.reveal);
  const standOn = useApp((state) => state.standOn);
  const open = (): void => {
    standOn(row.id);
    void reveal(row.id).then(() => surroundings.focusPane('inbox'));
  };
  return (
    <div
      role="option"
      className={styles['row']}
      aria-selected={current}
      tabIndex={current || first ? 0 : -1}
      data-entry={current || first ? '' : undefined}
      onFocus={() => standOn(row.id)}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          open();
        } else moveOverRows(event);
      }}
    >
      <span className={styles['what']}>
        <span className={styles['title']}>{row.title}</span>
        <span className={styles['subtitle']}>{row.subtitle}</span>
        <span className={row.tentative ? styles['tentative'] : styles['reason']}>
          {row.reason}
          {row.status === 'open' ? '' : row.status === 'resolved' ? ' · done' : ' · ignored'}
        </span>
      </span>
      <Count side={row.before} of={names.before} most={most} />
      <Count side={row.after} of={names.after} most={most} />
    </div>
  );
}

interface GroupProps {
  readonly group: ComparedGroup;
  readonly names: RowProps['names'];
  readonly most: number;
  readonly current: string | null;
  /** Whether its first row is where the Tab key enters. */
  readonly entered: boolean;
}

function Group({ group, names, most, current, entered }: GroupProps): ReactNode {
  const { change, total, rows } = group;
  const [open, setOpen] = useState(change !== 'steady');
  const heading = useId();
  return (
    <section className={styles['group']}>
      <header className={styles['head']}>
        <h3 id={heading} className={styles['name']}>
          <span className={classes(styles['mark'], styles[change])} aria-hidden="true" />
          {CHANGE_WORDS[change]} <span className={styles['total']}>{count(total)}</span>
        </h3>
        {total > 0 && <p className={styles['about']}>{ABOUT[change]}</p>}
        {change === 'steady' && total > 0 && (
          <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide' : 'Show'}
          </Button>
        )}
      </header>
      {open && rows.length > 0 && (
        <div role="listbox" aria-labelledby={heading}>
          {rows.map((row, index) => (
            <Row
              key={row.id}
              row={row}
              names={names}
              most={most}
              current={row.id === current}
              first={entered && index === 0}
            />
          ))}
        </div>
      )}
      {open && total > rows.length && (
        <p className={styles['rest']}>and {count(total - rows.length)} more with fewer reports</p>
      )}
    </section>
  );
}

/** The first group that shows rows without being asked to. */
function entryOf(groups: readonly ComparedGroup[]): Change | null {
  return groups.find(({ change, rows }) => change !== 'steady' && rows.length > 0)?.change ?? null;
}

export function Groups({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const standing = useApp((state) => state.comparedRow);
  const { groups, before, after, kind } = comparison;
  const noun = reportNoun(kind);
  const rows = groups.flatMap((group) => group.rows);
  const current = rows.some(({ id }) => id === standing) ? standing : null;
  const most = Math.max(0, ...rows.flatMap((row) => [row.before.share, row.after.share]));
  const names = { before: sideName(before), after: sideName(after) };
  const entry = current === null ? entryOf(groups) : null;
  useEffect(() => {
    // Whoever comes here by key goes on by key.
    if (document.activeElement === document.body) surroundings.focusPane('inbox');
  }, []);
  return (
    <div className={styles['groups']} data-comparison="">
      <div className={styles['columns']}>
        <span />
        <Side name={names.before} side={before} noun={noun} />
        <Side name={names.after} side={after} noun={noun} />
      </div>
      {groups.map((group) => (
        <Group
          key={group.change}
          group={group}
          names={names}
          most={most}
          current={current}
          entered={group.change === entry}
        />
      ))}
    </div>
  );
}
