/** The report's original text, as far as a window can show it. */
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { ReportDetail } from '../../../shared/contract.ts';
import { commandOf } from '../../commands/registry.ts';
import { useApp } from '../../state/use.ts';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { bytes } from '../../words/numbers.ts';
import styles from './Detail.module.css';

/** Characters on screen. Laying out more would freeze the window; "Copy Raw Report" takes all of it. */
const MOST = 1_000_000;

export function RawTab({ report }: { readonly report: ReportDetail }): ReactNode {
  const raw = useApp((state) => state.raw);
  const loadRaw = useApp((state) => state.loadRaw);
  const copy = commandOf('edit.copy-raw');
  useEffect(() => {
    void loadRaw(report.id);
  }, [loadRaw, report.id]);
  const text = raw?.id === report.id ? raw.text : '';
  return (
    <>
      <div className={styles['rawBar']}>
        <span className={styles['quiet']}>{report.fileName}</span>
        {copy && <CommandButton command={copy} />}
      </div>
      {/* A region that scrolls has to be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['raw']} role="document" tabIndex={0} aria-label="Raw report">
        {text.slice(0, MOST)}
      </pre>
      {text.length > MOST && (
        <p className={styles['quiet']}>The first {bytes(MOST)} are shown. Copy the report to have all of it.</p>
      )}
    </>
  );
}
