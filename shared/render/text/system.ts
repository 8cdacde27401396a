/** Which of the texts of the system a report gets. */
import type { CrashReport } from '../../report/report.ts';
import { jetsamLines } from './jetsam.ts';
import { panicLines } from './panic.ts';
import { stackshotLines } from './stackshot.ts';

/**
 * The lines of a report of the system: panic, Jetsam, stackshot, or one of a kind that nobody knows, which has no more than a
 * stackshot without processes. Null for reports that are written as crashes or as call trees.
 */
export function systemLines(report: CrashReport): readonly string[] | null {
  const { body, threads, format } = report;
  if (body === null || body.trees.length > 0) return null;
  if (body.panic !== null) return panicLines(report, body.panic);
  if (body.memory !== null) return jetsamLines(report, body.memory);
  if (body.processes.length > 0) return stackshotLines(report);
  const envelope =
    format === 'ips-json' || format === 'ips-text' || report.kind === 'other' || report.kind === 'metrics';
  return envelope && threads.length === 0 ? stackshotLines(report) : null;
}
