/** What became of an import, in one line: `12 added, 3 duplicates, 1 not a crash report · 2 dSYMs · 5 crashes symbolicated`. */
import type { Events, ImportSummary } from '../../shared/contract.ts';
import { count, counted } from './numbers.ts';

function parts(summary: ImportSummary): readonly string[] {
  const found: string[] = [];
  if (summary.added > 0) found.push(`${count(summary.added)} added`);
  if (summary.duplicates > 0) found.push(counted(summary.duplicates, 'duplicate'));
  if (summary.unread > 0) found.push(`${count(summary.unread)} could not be read`);
  if (summary.notReports > 0) {
    found.push(summary.notReports === 1 ? '1 not a crash report' : `${count(summary.notReports)} not crash reports`);
  }
  if (summary.faults.length > 0) found.push(`${count(summary.faults.length)} could not be opened`);
  return found;
}

/** The whole line. Says so, too, when nothing came of it or when it was cancelled half-way. */
export function importWords(summary: ImportSummary): string {
  const lines: string[] = [];
  const files = parts(summary);
  if (files.length > 0) lines.push(files.join(', '));
  if (summary.dsyms > 0) lines.push(counted(summary.dsyms, 'dSYM'));
  if (summary.symbolicated > 0) lines.push(`${counted(summary.symbolicated, 'crash', 'crashes')} symbolicated`);
  if (lines.length === 0) lines.push('Nothing to import was found');
  return `${summary.cancelled ? 'Cancelled: ' : ''}${lines.join(' · ')}`;
}

/** What an import is doing: `Reading 3 of 12…` */
export function progressWords({ phase, done, total }: Events['import.progress']): string {
  const act = phase === 'reading' ? 'Reading' : 'Symbolicating';
  if (total === null) return done === 0 ? `${act}…` : `${act} ${count(done)}…`;
  return `${act} ${count(done)} of ${count(total)}…`;
}
