/**
 * Reads a report of any family. The content alone says which: names and extensions of crash files are whatever mail
 * programs and people made of them.
 *
 * A reader looks at the source and answers null when it is not its kind; the first that answers has read it. To add a
 * family: write its reader in a file of its own, and name it in `READERS`.
 */
import type { CrashReport } from '../report/report.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { readCrashLike } from './crash-like.ts';
import { readCrash } from './crash-text.ts';
import { readDiagnosticLog } from './diagnostic-log.ts';
import { readFragment } from './fragment.ts';
import { readGpuRestart } from './gpu-restart.ts';
import { readIpsJson } from './ips-json.ts';
import { readIpsText } from './ips-text.ts';
import { readJetsam } from './jetsam.ts';
import { readMetricKit } from './metrickit.ts';
import { readOther, readOtherText } from './other.ts';
import { readPanic } from './panic.ts';
import { partsIn } from './parts.ts';
import type { ReportPart } from './parts.ts';
import { describeUnread } from './recognise.ts';
import { readExport } from './report-json.ts';
import { readSample } from './sample.ts';
import { openSource } from './source.ts';
import type { Source } from './source.ts';
import { readSpindump } from './spindump.ts';
import { readStackshot } from './stackshot.ts';
import { readTranslated } from './translated.ts';
import { readTreeBody } from './tree-body.ts';

/** Raised whenever something is read that was not before: what a library could not read is then tried again. */
export const READERS_VERSION = 2;

/**
 * In this order: our own export, which has keys of a crash body; text with JSON behind it before JSON alone, and either before
 * text alone.
 */
const READERS: readonly ((source: Source) => CrashReport | null)[] = [
  readExport,
  readTranslated,
  readPanic,
  readJetsam,
  readStackshot,
  readIpsJson,
  readTreeBody,
  readDiagnosticLog,
  readMetricKit,
  readSample,
  readGpuRestart,
  readSpindump,
  readOtherText,
  readIpsText,
  readCrashLike,
  readCrash,
  readFragment,
  readOther,
];

/**
 * Reads the text of a report. What is damaged is read as far as it makes sense and named in the report's `warnings`.
 *
 * Faults: `not-a-report` for anything else than a report of Apple's, with what it seems to be; `unreadable-report` for a
 * family that is recognised but not read, or a crash report without anything readable in it. Never throws.
 */
export function readReport(text: string): Result<CrashReport> {
  return readSource(openSource(text));
}

/** What a file holds: one report, or several. */
export type Contents =
  | { readonly kind: 'report'; readonly report: CrashReport }
  | { readonly kind: 'parts'; readonly parts: readonly ReportPart[] };

/** Reads a file that may hold several reports. Faults as `readReport`; never throws. */
export function readContents(text: string): Result<Contents> {
  const source = openSource(text);
  const parts = partsIn(source);
  if (parts !== null) return ok({ kind: 'parts', parts });
  const read = readSource(source);
  return read.ok ? ok({ kind: 'report', report: read.value }) : read;
}

function readSource(source: Source): Result<CrashReport> {
  for (const read of READERS) {
    const report = read(source);
    if (report !== null) return ok(report);
  }
  return describeUnread(source);
}
