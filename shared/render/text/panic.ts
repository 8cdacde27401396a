/** A panic as text: the panic as the kernel worded it, then its backtraces with what was found of them. */
import type { Panic } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { familyHead } from './family-head.ts';
import { snapshotLines } from './snapshots.ts';

/** The lines of the report. */
export function panicLines(report: CrashReport, panic: Panic): readonly string[] {
  // Only the mark that ends the panic's own text may stand alone in a line.
  const words = panic.text.split('\n').map((line) => (line.trimEnd() === 'EOF' ? ' EOF' : line));
  return [
    ...familyHead(report, []),
    '*** Panic Report ***',
    ...words,
    'EOF',
    '',
    ...snapshotLines(report, report.body?.facts ?? []),
  ];
}
