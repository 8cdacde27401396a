/** What became of an import, in one line: `12 added, 3 duplicates, 1 not a crash report · 2 dSYMs · 5 crashes symbolicated`. */
import type { Events, ImportSummary } from '../../shared/contract.ts';
import { count, counted } from './numbers.ts';

/** `14 added from sysdiagnose_2026.tar.gz`, `20 added, 14 of them from 2 archives` */
function added({ added: reports, archives = [] }: ImportSummary): string {
  const unpacked = archives.filter((archive) => archive.added > 0);
  const [first] = unpacked;
  if (first === undefined) return `${count(reports)} added`;
  const where = unpacked.length === 1 ? first.name : counted(unpacked.length, 'archive');
  const came = unpacked.reduce((sum, archive) => sum + archive.added, 0);
  return came === reports
    ? `${count(reports)} added from ${where}`
    : `${count(reports)} added, ${count(came)} of them from ${where}`;
}

function parts(summary: ImportSummary): readonly string[] {
  const found: string[] = [];
  if (summary.added > 0) found.push(added(summary));
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
  const { feedback = 0 } = summary;
  if (feedback > 0) lines.push(counted(feedback, 'piece of feedback', 'pieces of feedback'));
  if (summary.dsyms > 0) lines.push(counted(summary.dsyms, 'dSYM'));
  if (summary.symbolicated > 0) lines.push(`${counted(summary.symbolicated, 'report')} symbolicated`);
  if (lines.length === 0) lines.push('Nothing to import was found');
  return `${summary.cancelled ? 'Cancelled: ' : ''}${lines.join(' · ')}`;
}

/** What an import is doing: `Reading 3 of 12…` */
export function progressWords({ phase, done, total }: Events['import.progress']): string {
  const act = phase === 'reading' ? 'Reading' : 'Symbolicating';
  if (total === null) return done === 0 ? `${act}…` : `${act} ${count(done)}…`;
  return `${act} ${count(done)} of ${count(total)}…`;
}
