/**
 * What was used beyond what is allowed, out of the labels of a resource report. New reports have a label for each number
 * (`CPU limit: 90s`); all have a sentence that says the same (`90 seconds cpu time over 91 seconds (99% cpu average),
 * exceeding limit of 50% cpu over 180 seconds`).
 */
import type { Cost } from '../../report/body.ts';
import type { ReportKind } from '../../report/report.ts';
import type { Labels } from './labels.ts';

/** The name that the labels of a cost begin with. */
export const COST_NAMES: Readonly<Record<Cost['of'], string>> = {
  cpu: 'CPU',
  wakeups: 'Wakeups',
  'disk-writes': 'Writes',
  memory: 'Memory',
  launch: 'Launch',
  hang: 'Hang',
};

const UNITS: Readonly<Record<Cost['of'], Cost['unit']>> = {
  cpu: 'seconds',
  wakeups: 'wakeups',
  'disk-writes': 'bytes',
  memory: 'bytes',
  launch: 'seconds',
  hang: 'seconds',
};

const SCALES: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  second: 1,
  seconds: 1,
  ms: 0.001,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
};

/** Reads `90s`, `7.23s (sampling started late)`, `1073.75 MB`, `45001`. Decimal units, as these reports use them. */
export function readAmount(text: string | null): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,9})?)\s*([a-z]{0,7})(?![a-z])/i.exec(text ?? '');
  const scale = SCALES[match?.[2]?.toLowerCase() ?? '?'];
  return match === null || scale === undefined ? null : tidy(Number(match[1]) * scale);
}

/** Without the dust of binary fractions: 1073.75 MB are 1073750000 bytes. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

const LIMIT =
  /exceeding limit of (\d{1,15}(?:\.\d{1,9})?) ?(%|wakeups|[KMGT]?B|bytes)[a-z ]{0,20}? over (\d{1,12}(?:\.\d{1,9})?) seconds/i;

interface Sentence {
  readonly used: number | null;
  readonly during: number | null;
  readonly limit: number | null;
  readonly limitDuring: number | null;
}

/** Reads the sentence. Its limit is a rate; times its duration it is what may be used. */
function readSentence(text: string): Sentence {
  const used = /^(\d{1,15}(?:\.\d{1,9})? ?(?:s|seconds|[KMGT]?B|bytes|wakeups)?)(?= )/i.exec(text)?.[1] ?? '';
  const during = / (?:over(?: the last)?|for) (\d{1,12}(?:\.\d{1,9})?) seconds/.exec(text)?.[1];
  const limit = LIMIT.exec(text);
  const limitDuring = limit === null ? null : Number(limit[3]);
  const rate = limit === null ? null : limit[2] === '%' ? Number(limit[1]) / 100 : readAmount(rateText(limit));
  const amount = readAmount(used.replace(/ ?wakeups/, ''));
  const isRate = / per second/.test(text.slice(used.length, used.length + 11));
  const times = !isRate ? 1 : during === undefined ? null : Number(during);
  return {
    used: amount === null || times === null ? null : tidy(amount * times),
    during: during === undefined ? null : Number(during),
    limit: rate === null || limitDuring === null ? null : tidy(rate * limitDuring),
    limitDuring,
  };
}

function rateText(limit: RegExpExecArray): string {
  return `${limit[1]} ${limit[2] === 'wakeups' ? '' : (limit[2] ?? '')}`;
}

const OF_KIND: Partial<Readonly<Record<ReportKind, Cost['of']>>> = {
  cpu: 'cpu',
  wakeups: 'wakeups',
  'disk-writes': 'disk-writes',
  hang: 'hang',
  launch: 'launch',
};

function costOf(labels: Labels, kind: ReportKind): Cost['of'] | null {
  const known = OF_KIND[kind];
  if (known !== undefined) return known;
  const all = ['cpu', 'wakeups', 'disk-writes', 'memory', 'launch', 'hang'] as const;
  const said = all.find((one) => {
    const name = COST_NAMES[one];
    return labels.find(name, `${name} used`, `${name} limit`) !== null;
  });
  return said ?? null;
}

/** Seconds of `UIKit-runloop-Harbor: timeout 9850ms`, which is all that some reports of hangs say of their time. */
function timeoutIn(reason: string | null): number | null {
  return readAmount(/\btimeout (\d{1,12} ?m?s)\b/.exec(reason ?? '')?.[1] ?? null);
}

/** The cost that the labels tell; null where they tell none. */
export function readCost(labels: Labels, kind: ReportKind): Cost | null {
  const of = costOf(labels, kind);
  if (of === null) return null;
  const name = COST_NAMES[of];
  const said = readSentence((labels.value(name) ?? '').slice(0, 1000));
  const amount = (...names: readonly string[]): number | null => readAmount(labels.value(...names));
  const timeout = of === 'hang' ? timeoutIn(labels.value('Reason')) : null;
  const lasted = of === 'hang' || of === 'launch' ? (amount('Duration', 'Time') ?? timeout) : null;
  const cost: Cost = {
    of,
    unit: UNITS[of],
    used: amount(`${name} used`, `${name} caused`) ?? said.used ?? lasted,
    during: amount(`${name} duration`) ?? said.during,
    limit: amount(`${name} limit`) ?? said.limit,
    limitDuring: amount('Limit duration') ?? said.limitDuring,
    action: labels.value('Action taken'),
  };
  const { used, during, limit, limitDuring, action } = cost;
  return [used, during, limit, limitDuring, action].every((part) => part === null) ? null : cost;
}
