/**
 * What a crash-shaped report of another family says was used too much. Its exception words it, as Apple's "Understanding
 * the exception types in a crash report" lists for `EXC_RESOURCE`:
 *
 *     CPU        (Limit 50%) Observed 89% over 60 secs
 *     WAKEUPS    (Limit 150/sec) Observed 206/sec over 300 secs
 *     MEMORY     (limit=1400 MB, unused=0x0)
 */
import { EMPTY_BODY } from '../../report/body.ts';
import type { Cost, ReportBody } from '../../report/body.ts';
import type { Exception, ReportKind } from '../../report/report.ts';

/** What such a report is of, and its body. */
export interface Resource {
  readonly kind: ReportKind;
  readonly body: ReportBody;
}

const MEMORY = /limit[= ](\d{1,9}) ?MB/i;
const RATE = /Limit (\d{1,9})(?:%|\/sec)\)? Observed (\d{1,9})(?:%|\/sec) over (\d{1,9}) sec/i;

function memoryCost(words: string): Cost {
  const limit = MEMORY.exec(words)?.[1];
  const bytes = limit === undefined ? null : Number(limit) * 1_048_576;
  return { of: 'memory', unit: 'bytes', used: null, during: null, limit: bytes, limitDuring: null, action: null };
}

/** Processor time is stated as a share of a processor, wakeups as a number a second: both come out as a whole. */
function rateCost(of: 'cpu' | 'wakeups', words: string): Cost {
  const unit = of === 'cpu' ? 'seconds' : 'wakeups';
  const [limit, observed, during] = (RATE.exec(words) ?? []).slice(1).map(Number);
  if (limit === undefined || observed === undefined || during === undefined) {
    return { of, unit, used: null, during: null, limit: null, limitDuring: null, action: null };
  }
  const whole = (rate: number): number => (of === 'cpu' ? (rate * during) / 100 : rate * during);
  return { of, unit, used: whole(observed), during, limit: whole(limit), limitDuring: during, action: null };
}

function costOf(exception: Exception | null): Cost | null {
  if (exception?.type !== 'EXC_RESOURCE') return null;
  const words = [exception.subtype, exception.message, exception.codes].join(' ').slice(0, 2000);
  if (/\bMEMORY\b/i.test(words)) return memoryCost(words);
  if (/\bWAKEUPS\b/i.test(words)) return rateCost('wakeups', words);
  return /\bCPU/i.test(words) ? rateCost('cpu', words) : null;
}

/** Reads it. `kind` is what the bug type says; of a resource exception the exception says which resource. */
export function readResource(kind: ReportKind, exception: Exception | null): Resource {
  const cost = costOf(exception);
  const told = kind === 'resource' && (cost?.of === 'cpu' || cost?.of === 'wakeups') ? cost.of : kind;
  return { kind: told, body: { ...EMPTY_BODY, cost } };
}
