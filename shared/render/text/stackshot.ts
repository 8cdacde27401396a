/** A stackshot as text: every process with its threads. Also how watchdog reports and forced resets are written. */
import type { CrashReport } from '../../report/report.ts';
import { familyHead } from './family-head.ts';
import { snapshotLines } from './snapshots.ts';

/** The lines of the report. */
export function stackshotLines(report: CrashReport): readonly string[] {
  return [...familyHead(report, []), ...snapshotLines(report, report.body?.facts ?? []), 'EOF'];
}
