/** Spindumps and all texts of their grammar, bare (`.spin`, `.hang`, `.diag`) and behind the metadata line of an `.ips`. */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { isTreeText } from './recognise.ts';
import type { Source } from './source.ts';
import { textReport } from './text/envelope.ts';
import { readSpindumpText } from './text/spindump-report.ts';

/** Reads the file if it is of that kind, else answers null. */
export function readSpindump(source: Source): CrashReport | null {
  const { text, envelope } = textReport(source, 'spindump-text');
  if (envelope.bugType !== null && isCrashType(envelope.bugType)) return null;
  return isTreeText(text) ? readSpindumpText(text, envelope) : null;
}
