/** One report of the library as it is shown, and as text. */
import { basename, extname } from 'node:path';
import type { ReportDetail } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sourcesOf } from '../store/report-sources.ts';
import { findReport } from '../store/reports.ts';
import { feedbackWith } from './appstore/feedback.ts';
import type { Library } from './library.ts';
import { rememberResolved } from './library.ts';
import type { TextFormat } from './protocol.ts';

const NOT_FOUND = { kind: 'not-found', message: 'This report is not in the library.' } as const;

/** The report with its threads, images and what its end means. */
export async function reportDetail(library: Library, id: string): Promise<Result<ReportDetail>> {
  const stored = findReport(library.database, id);
  if (!stored) return fail(NOT_FOUND);
  const answered = await library.pool.run<'show'>({ kind: 'show', id });
  if (!answered.ok) return answered;
  if (!answered.value.ok) return answered.value;
  const { report, meaning, deviceName, resolved } = answered.value.value;
  rememberResolved(library, resolved);
  const { signature, fileName, importedAt } = stored;
  const [feedback, sources] = [feedbackWith(library, id), sourcesOf(library.database, id)];
  return ok({ id, signature, fileName, importedAt, meaning, deviceName, report, feedback, sources });
}

const ENDINGS: Readonly<Record<TextFormat, string | null>> = {
  raw: null,
  text: '.crash',
  markdown: '.md',
  json: '.json',
};

/** A name for the text in a save dialog: the original's last part with the ending that fits. */
function nameFor(fileName: string, format: TextFormat): string {
  const last = basename(fileName.replaceAll('\\', '/')) || 'report';
  const ending = ENDINGS[format];
  return ending === null ? last : `${last.slice(0, last.length - extname(last).length) || 'report'}${ending}`;
}

/** The report as text: as it came, in Apple's layout, as Markdown or as JSON. */
export async function reportText(
  library: Library,
  id: string,
  format: TextFormat,
): Promise<Result<{ fileName: string; text: string }>> {
  const stored = findReport(library.database, id);
  if (!stored) return fail(NOT_FOUND);
  const answered = await library.pool.run<'render'>({ kind: 'render', id, format });
  if (!answered.ok) return answered;
  return answered.value.ok
    ? ok({ fileName: nameFor(stored.fileName, format), text: answered.value.value })
    : answered.value;
}
