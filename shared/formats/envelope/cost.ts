/** What a crash-shaped report of another family says was used too much: its exception words it. */
import { EMPTY_BODY } from '../../report/body.ts';
import type { Cost, ReportBody } from '../../report/body.ts';
import type { Exception } from '../../report/report.ts';

/** `MEMORY (limit=1400 MB, unused=0x0)`, `FATAL MEMORY` and the like. */
function memoryCost(exception: Exception | null): Cost | null {
  const words = [exception?.subtype, exception?.message, exception?.codes].join(' ').slice(0, 2000);
  if (exception?.type !== 'EXC_RESOURCE' || !/MEMORY/i.test(words)) return null;
  const limit = /limit=(\d{1,9}) ?MB/i.exec(words)?.[1];
  return {
    of: 'memory',
    unit: 'bytes',
    used: null,
    during: null,
    limit: limit === undefined ? null : Number(limit) * 1_048_576,
    limitDuring: null,
    action: null,
  };
}

/** The body of such a report. */
export function bodyOfShape(exception: Exception | null): ReportBody {
  return { ...EMPTY_BODY, cost: memoryCost(exception) };
}
