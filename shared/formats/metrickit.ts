/**
 * MetricKit: what an app's users had, as the system handed it to the app. Payloads of diagnostics and of metrics, one
 * diagnostic alone, a bare call tree, and any of these in the wrapper that an app or its server put around it.
 *
 * Sources: Apple's documentation of `MXDiagnosticPayload`, `MXCallStackTree.jsonRepresentation()` and, from iOS 27 on,
 * `DiagnosticReport` and `CallStackTree`.
 */
import type { CrashReport } from '../report/report.ts';
import { findDiagnostics } from './metrickit/find.ts';
import type { Findings } from './metrickit/find.ts';
import { readDiagnostic } from './metrickit/diagnostic.ts';
import { readMetrics } from './metrickit/metrics.ts';
import { problemsOf } from './source.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

/** The first document is the metadata of an `.ips`, or all there is. */
function findIn({ first, second }: Source): Findings {
  const body = findDiagnostics(second?.value);
  return body.diagnostics.length + body.metrics.length > 0 ? body : findDiagnostics(first?.value);
}

/**
 * Reads the file if it is of that kind, else answers null. Of several diagnostics the first is read, crashes before others,
 * and the report says so: `partsOf` gives each of them.
 */
export function readMetricKit(source: Source): CrashReport | null {
  const { diagnostics, metrics } = findIn(source);
  const warnings = new Warnings();
  for (const problem of problemsOf(source)) warnings.add(problem);
  const [first] = diagnostics;
  const more = diagnostics.length + metrics.length - 1;
  if (more > 0) warnings.add(`Only the first of the ${more + 1} diagnostics of this payload is shown.`);
  if (first !== undefined) return readDiagnostic(first, 'metrickit', warnings);
  return metrics[0] === undefined ? null : readMetrics(metrics[0], warnings);
}
