/** Which report of the signature is on screen, and the way to its neighbours. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReportDetail, SignatureDetail } from '../../../shared/contract.ts';
import { commandOf } from '../../commands/registry.ts';
import { useApp } from '../../state/use.ts';
import { versionName } from '../../state/view.ts';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { reportedAt } from '../../words/dates.ts';
import { count } from '../../words/numbers.ts';
import { doorWords } from '../../words/sources.ts';
import { systemName } from '../../words/system.ts';
import styles from './Detail.module.css';

export function ReportLine({
  detail,
  report,
}: {
  readonly detail: SignatureDetail;
  readonly report: ReportDetail;
}): ReactNode {
  const at = useApp(({ reports }) => reports.findIndex(({ id }) => id === report.id));
  const { report: json } = report;
  const facts = [
    reportedAt(json.crashedAt),
    report.deviceName ?? json.device,
    systemName(json.os, json.platform),
    json.version === null ? null : versionName({ version: json.version, build: json.build }),
    json.arch,
    report.sources.length > 1 ? [...new Set(report.sources.map(({ source }) => doorWords(source)))].join(', ') : null,
  ].filter((fact) => fact !== null);
  const previous = commandOf('report.previous');
  const next = commandOf('report.next');
  return (
    <div className={styles['reportLine']}>
      {detail.reports > 1 && (
        <span className={styles['steps']}>
          {previous && (
            <CommandButton command={previous} look="link">
              <ChevronLeft size={14} aria-label="Newer report" />
            </CommandButton>
          )}
          {next && (
            <CommandButton command={next} look="link">
              <ChevronRight size={14} aria-label="Older report" />
            </CommandButton>
          )}
          <span className={styles['strong']}>
            Report {at === -1 ? '' : `${count(at + 1)} `}of {count(detail.reports)}
          </span>
        </span>
      )}
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </div>
  );
}
