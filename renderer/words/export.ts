/** Export in words. */
import type { EditorName, ExportCount, ExportFormat, ExportSummary } from '../../shared/contract.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { countedGroups } from './kinds.ts';
import { counted } from './numbers.ts';

export const FORMAT_WORDS: Readonly<Record<ExportFormat, { readonly name: string; readonly text: string }>> = {
  markdown: { name: 'Markdown', text: 'To read, and for an issue: counts, grouping and the stack that matters' },
  json: { name: 'JSON', text: 'All that is known, for programs' },
  csv: { name: 'CSV', text: 'A table for a spreadsheet' },
  text: { name: 'Apple Text', text: 'Symbolicated .crash files, as Console shows them' },
  original: { name: 'Original Files', text: 'The bytes as they came' },
};

export const EDITOR_WORDS: Readonly<Record<EditorName, string>> = {
  xcode: 'Xcode',
  vscode: 'Visual Studio Code',
  custom: 'Custom Command',
};

/** `12 crashes, 340 reports`. A kind is that of all reports, null where there are several, here and below. */
export function countWords({ signatures, reports }: ExportCount, kind: ReportKind | null): string {
  return `${countedGroups(signatures, kind)}, ${counted(reports, 'report')}`;
}

/** What the file will hold: `340 reports as a zip`. */
export function contentWords(
  format: ExportFormat,
  reports: 'newest' | 'all',
  count: ExportCount,
  kind: ReportKind | null,
): string {
  const total = reports === 'all' ? count.reports : count.signatures;
  if (format === 'csv') {
    return reports === 'all'
      ? `A line for each of ${counted(total, 'report')}`
      : `A line for each of ${countedGroups(total, kind)}`;
  }
  const files = format === 'text' || format === 'original';
  if (files) return total === 1 ? 'One file' : `A zip of ${counted(total, 'file')}`;
  return `${countedGroups(count.signatures, kind)} with ${counted(total, 'report')}`;
}

/** What became of it: `Exported 12 crashes, 12 reports, redacted`. */
export function exportWords(
  summary: Exclude<ExportSummary, { kind: 'dismissed' }>,
  { redact, kind }: { readonly redact: boolean; readonly kind: ReportKind | null },
): string {
  const reports = summary.reports === 0 ? '' : `, ${counted(summary.reports, 'report')}`;
  const failed = summary.failed === 0 ? '' : `; ${counted(summary.failed, 'report')} could not be read`;
  const place = summary.kind === 'file' ? ` to ${summary.path}` : '';
  return `Exported ${countedGroups(summary.signatures, kind)}${reports}${redact ? ', redacted' : ''}${place}${failed}`;
}
