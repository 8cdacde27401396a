/** What was used beyond what is allowed, in sentences for people. */
import { assertNever } from '../../shared/assert.ts';
import type { Cost } from '../../shared/report/body.ts';
import { bytesText, secondsText } from '../../shared/signature/families/amounts.ts';
import { count } from './numbers.ts';

export interface CostWords {
  /** What happened: `Used the processor for 144 s within 180 s (80 %)` */
  readonly headline: string;
  /** What is allowed, and what the system did. */
  readonly lines: readonly string[];
  /** Used and allowed in the same time, for a bar; null where either is unknown. */
  readonly meter: { readonly used: number; readonly limit: number } | null;
}

const DAY = 86_400;

/** `0.4 s`, `12 s`, `3.5 h`, `1 day` */
export function spanWords(seconds: number): string {
  return seconds === DAY ? '1 day' : secondsText(seconds);
}

function amount(value: number, unit: Cost['unit']): string {
  switch (unit) {
    case 'seconds':
      return spanWords(value);
    case 'bytes':
      return bytesText(value);
    case 'wakeups':
      return `${count(Math.round(value))} wakeups`;
  }
}

function within(seconds: number | null): string {
  return seconds === null ? '' : ` within ${spanWords(seconds)}`;
}

function headlineOf({ of, unit, used, during }: Cost): string {
  const value = used === null ? null : amount(used, unit);
  switch (of) {
    case 'cpu': {
      const load = used === null || during === null || during === 0 ? '' : ` (${Math.round((100 * used) / during)} %)`;
      return value === null
        ? 'Used more processor time than allowed'
        : `Used the processor for ${value}${within(during)}${load}`;
    }
    case 'wakeups':
      return value === null ? 'Woke the processor too often' : `Woke the processor: ${value}${within(during)}`;
    case 'disk-writes':
      return value === null ? 'Wrote more to disk than allowed' : `Wrote ${value} to disk${within(during)}`;
    case 'hang':
      return value === null ? 'Did not respond' : `Did not respond for ${value}`;
    case 'launch':
      return value === null ? 'Was slow to launch' : `Took ${value} to launch`;
    case 'memory':
      return value === null ? 'Used more memory than allowed' : `Used ${value} of memory`;
    default:
      return assertNever(of);
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  none: 'The system let it run on, and wrote this report.',
  terminated: 'The system ended it.',
  killed: 'The system ended it.',
  throttled: 'The system slowed it down.',
};

function actionLine(action: string): string {
  const known = ACTIONS[action.toLowerCase().trim()];
  return known ?? `What the system did: ${action}.`;
}

/** Both in the time for which the limit is stated, so that they can stand side by side. */
function meterOf({ used, during, limit, limitDuring }: Cost): CostWords['meter'] {
  if (used === null || limit === null || limit <= 0) return null;
  const isRate = during !== null && limitDuring !== null && during > 0;
  // Within a shorter time than the limit's the amount itself counts; over a longer one its rate does.
  return { used: isRate && during > limitDuring ? (used * limitDuring) / during : used, limit };
}

function timesOver({ used, limit }: { readonly used: number; readonly limit: number }): string | null {
  const times = used / limit;
  return times >= 1.95 ? `${times >= 10 ? Math.round(times) : times.toFixed(1)} times` : null;
}

/** The cost of a report in words. */
export function costWords(cost: Cost): CostWords {
  const meter = meterOf(cost);
  const times = meter && timesOver(meter);
  const lines: string[] = [];
  if (cost.limit !== null) {
    const allowed = `Allowed: ${amount(cost.limit, cost.unit)}${within(cost.limitDuring)}`;
    lines.push(times === null ? `${allowed}.` : `${allowed}; it used ${times} as much.`);
  }
  if (cost.action !== null && cost.action !== '') lines.push(actionLine(cost.action));
  return { headline: headlineOf(cost), lines, meter };
}
