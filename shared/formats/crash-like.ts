/**
 * Texts that are written like a crash behind a metadata line that says that they are none: resource exceptions (22, 185,
 * 385), hangs of older systems. Threads and images are a crash's; the bug type tells what happened.
 */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { textFamily } from './recognise.ts';
import type { Source } from './source.ts';
import { readCrashText } from './text/crash-report.ts';
import { textReport } from './text/envelope.ts';

/** Reads the file if it is of that kind, else answers null. */
export function readCrashLike(source: Source): CrashReport | null {
  if (source.first === null || source.rest === '') return null;
  const { text, envelope } = textReport(source, 'ips-text');
  const { bugType } = envelope;
  if (bugType === null || isCrashType(bugType) || textFamily(text) !== 'crash') return null;
  return readCrashText(text, envelope);
}
