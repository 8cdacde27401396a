/** Splits reports off into a signature of their own: which ones, and why. */
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { ReportRow } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { versionName } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../words/dates.ts';
import { count, counted } from '../../words/numbers.ts';
import styles from './Triage.module.css';
import { useAct } from './use-act.ts';

function Line({
  row,
  chosen,
  onToggle,
}: {
  readonly row: ReportRow;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const facts = [
    row.version === null ? null : versionName({ version: row.version, build: row.build }),
    row.os,
    row.device,
    row.fileName,
  ].filter((fact) => fact !== null);
  return (
    <li>
      <label className={styles['report']}>
        <input type="checkbox" checked={chosen} onChange={onToggle} />
        <span>{row.crashedAt === null ? 'Time unknown' : moment(row.crashedAt)}</span>
        <span className={styles['quiet']}>{facts.join(' · ')}</span>
      </label>
    </li>
  );
}

export function Split(): ReactNode {
  const act = useAct();
  const reports = useApp((state) => state.reports);
  const total = useApp((state) => state.reportsTotal);
  const loadMoreReports = useApp((state) => state.loadMoreReports);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const id = useId();
  // One at least stays: a group without reports is none.
  const valid = chosen.size > 0 && chosen.size < total;

  function toggle(report: string): void {
    const next = new Set(chosen);
    if (!next.delete(report)) next.add(report);
    setChosen(next);
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) act({ kind: 'split', reports: [...chosen], reason: reason.trim() });
      }}
    >
      <div className={styles['scroll']}>
        <ul aria-label="Reports to split off">
          {reports.map((row) => (
            <Line key={row.id} row={row} chosen={chosen.has(row.id)} onToggle={() => toggle(row.id)} />
          ))}
        </ul>
        {total > reports.length && <Button onClick={() => void loadMoreReports()}>Show more of {count(total)}</Button>}
      </div>
      <footer className={styles['foot']}>
        <label htmlFor={id}>Reason</label>
        <input
          id={id}
          className={styles['reason']}
          placeholder="Why do they not belong here?"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button look="primary" type="submit" aria-disabled={!valid}>
          Split Off {counted(chosen.size, 'Report')}
        </Button>
      </footer>
    </form>
  );
}
