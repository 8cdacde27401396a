/**
 * Merges what is selected into one signature: the one of them with most reports, or any other that is found. Before that it
 * shows the frames of both, so that nobody merges blindly, and asks for the reason, which is kept.
 */
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { commonKind } from '../../../shared/report/kind-words.ts';
import { targetRows } from '../../state/triage-target.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { countedReports } from '../../words/kinds.ts';
import { count } from '../../words/numbers.ts';
import { groupingFrames } from './Compare.tsx';
import { Other } from './Other.tsx';
import { SideBySide } from './SideBySide.tsx';
import styles from './Triage.module.css';
import { useAct } from './use-act.ts';
import { useAnswer } from './use-answer.ts';

/** Pairs of frames that are shown; a merge of more is told by its number. */
const SHOWN = 6;

function Together({ one, into }: { readonly one: SignatureRow; readonly into: SignatureRow }): ReactNode {
  const readDetail = useApp((state) => state.readDetail);
  const answers = useAnswer(`${one.id} ${into.id}`, async () => Promise.all([readDetail(one.id), readDetail(into.id)]));
  const [left, right] = answers ?? [];
  if (!left?.ok || !right?.ok) return <div className={styles['waiting']} />;
  return (
    <SideBySide
      caption="Why together?"
      titles={[one.title, into.title]}
      left={groupingFrames(left.value.explanation)}
      right={groupingFrames(right.value.explanation)}
    />
  );
}

interface ConfirmProps {
  /** What goes into the other. */
  readonly from: readonly SignatureRow[];
  readonly into: SignatureRow;
  /** Others that could take them. */
  readonly targets: readonly SignatureRow[];
  readonly onInto: (row: SignatureRow) => void;
}

function Confirm({ from, into, targets, onInto }: ConfirmProps): ReactNode {
  const act = useAct();
  const [reason, setReason] = useState('');
  const id = useId();
  const shown = from.slice(0, SHOWN);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        act({ kind: 'merge', into: into.id, reason: reason.trim() });
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the arrow keys, too */}
      <section className={styles['scroll']} aria-label="Frames of the groups" tabIndex={0}>
        <p>
          {from.length === 1 ? 'Its reports' : `The reports of ${count(from.length)} signatures`} (
          {countedReports(
            from.reduce((sum, row) => sum + row.count, 0),
            commonKind(from.map(({ kind }) => kind)),
          )}
          ) become part of:
        </p>
        {targets.length > 1 ? (
          <select
            className={styles['select']}
            aria-label="Merge into"
            value={into.id}
            onChange={({ target }) => {
              const row = targets.find((one) => one.id === target.value);
              if (row) onInto(row);
            }}
          >
            {targets.map((row) => (
              <option key={row.id} value={row.id}>
                {row.title} ({count(row.count)})
              </option>
            ))}
          </select>
        ) : (
          <p className={styles['strong']}>
            {into.title} ({count(into.count)})
          </p>
        )}
        {shown.map((row) => (
          <Together key={`${row.id} ${into.id}`} one={row} into={into} />
        ))}
        {from.length > SHOWN && <p className={styles['quiet']}>and {count(from.length - SHOWN)} more</p>}
      </section>
      <footer className={styles['foot']}>
        <label htmlFor={id}>Reason</label>
        <input
          id={id}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- what comes next is to say why, and Return
          autoFocus
          data-first
          className={styles['reason']}
          placeholder="Why do they belong together?"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button look="primary" type="submit">
          Merge {count(from.length)} into This
        </Button>
      </footer>
    </form>
  );
}

export function Merge(): ReactNode {
  const store = useAppStore();
  const [rows] = useState(() => [...targetRows(store.getState())].sort((a, b) => b.count - a.count));
  const [chosen, setChosen] = useState<SignatureRow | null>(null);
  const into = chosen ?? (rows.length > 1 ? (rows[0] ?? null) : null);
  if (into === null) {
    return <Other label="Merge into" without={new Set(rows.map(({ id }) => id))} onChoose={setChosen} />;
  }
  const from = rows.filter(({ id }) => id !== into.id);
  return <Confirm from={from} into={into} targets={rows.length > 1 ? rows : []} onInto={setChosen} />;
}
