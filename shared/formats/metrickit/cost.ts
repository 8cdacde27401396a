/** What a diagnostic says was used, or for how long nothing answered. */
import type { Cost } from '../../report/body.ts';
import type { ReportKind } from '../../report/report.ts';
import type { JsonObject } from '../json/values.ts';
import { bytesOf, secondsOf } from './measure.ts';

const UNKNOWN = { used: null, during: null, limit: null, limitDuring: null, action: null };

/** The cost of a diagnostic of that kind; `said` has the fields of the diagnostic and of its metadata. */
export function readCost(kind: ReportKind, said: JsonObject): Cost | null {
  if (kind === 'hang') return { ...UNKNOWN, of: 'hang', unit: 'seconds', used: secondsOf(said['hangDuration']) };
  if (kind === 'launch') return { ...UNKNOWN, of: 'launch', unit: 'seconds', used: secondsOf(said['launchDuration']) };
  if (kind === 'resource') return { ...UNKNOWN, of: 'memory', unit: 'bytes' };
  if (kind === 'cpu') {
    const during = secondsOf(said['totalSampledTime']);
    return { ...UNKNOWN, of: 'cpu', unit: 'seconds', used: secondsOf(said['totalCPUTime']), during };
  }
  if (kind !== 'disk-writes') return null;
  const used = bytesOf(said['writesCaused'] ?? said['totalWritesCaused']);
  return { ...UNKNOWN, of: 'disk-writes', unit: 'bytes', used };
}

/** What a diagnostic is that nobody named: each kind has fields of its own. */
export function kindOf(said: JsonObject): ReportKind | null {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(said, key));
  if (has('hangDuration')) return 'hang';
  if (has('totalCPUTime', 'totalSampledTime')) return 'cpu';
  if (has('writesCaused', 'totalWritesCaused')) return 'disk-writes';
  if (has('launchDuration')) return 'launch';
  if (has('exceptionType', 'exceptionCode', 'signal', 'terminationReason', 'virtualMemoryRegionInfo')) return 'crash';
  return null;
}
