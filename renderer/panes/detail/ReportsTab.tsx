/** The reports of the signature, newest first; one of them is on screen. */
import type { ReactNode } from 'react';
import type { ReportRow } from '../../../shared/contract.ts';
import { commandOf } from '../../commands/registry.ts';
import { useApp } from '../../state/use.ts';
import { versionName } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { moment } from '../../words/dates.ts';
import { count } from '../../words/numbers.ts';
import styles from './ImagesTab.module.css';

const SYMBOLS = { complete: 'Symbolicated', partial: 'Partly symbolicated', waiting: 'Waiting for symbols' } as const;

function Line({ row, shown, onShow }: { row: ReportRow; shown: boolean; onShow: () => void }): ReactNode {
  return (
    <tr className={styles['image']} aria-current={shown || undefined}>
      <th scope="row">
        <Button look="link" onClick={onShow}>
          {row.crashedAt === null ? 'Time unknown' : moment(row.crashedAt)}
        </Button>
        <span className={styles['path']} title={row.fileName}>
          {row.fileName}
        </span>
      </th>
      <td>{row.version === null ? '' : versionName({ version: row.version, build: row.build })}</td>
      <td>{row.os}</td>
      <td>{row.device}</td>
      <td className={row.symbols === 'waiting' ? styles['missing'] : styles['neutral']}>{SYMBOLS[row.symbols]}</td>
    </tr>
  );
}

export function ReportsTab(): ReactNode {
  const reports = useApp((state) => state.reports);
  const total = useApp((state) => state.reportsTotal);
  const current = useApp((state) => state.report?.id);
  const showReport = useApp((state) => state.showReport);
  const showTab = useApp((state) => state.showTab);
  const loadMoreReports = useApp((state) => state.loadMoreReports);
  const split = commandOf('report.split');
  return (
    <>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Version</th>
            <th scope="col">System</th>
            <th scope="col">Device</th>
            <th scope="col">Symbols</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((row) => (
            <Line
              key={row.id}
              row={row}
              shown={row.id === current}
              onShow={() => {
                showReport(row.id);
                showTab('crash');
              }}
            />
          ))}
        </tbody>
      </table>
      <p className={styles['bar']}>
        {total > reports.length && <Button onClick={() => void loadMoreReports()}>Show more of {count(total)}</Button>}
        {split && total > 1 && <CommandButton command={split} />}
      </p>
    </>
  );
}
