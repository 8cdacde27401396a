/**
 * A view: the signatures that a filter leaves, with the counts that it leaves them, in order. Made in one pass over all
 * reports, and kept until the library changes, so that scrolling costs nothing.
 */
import { assertNever } from '../../shared/assert.ts';
import type { Filter, Sort } from '../../shared/contract.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { GONE } from './columns.ts';
import type { Database } from './database.ts';
import { sieveOf } from './inbox-filter.ts';
import { memoryOf } from './inbox-memory.ts';
import type { Memory } from './inbox-memory.ts';
import { OneKind } from './kinds.ts';
import { refreshLines } from './search-lines.ts';
import { DAY, newestCrash } from './sums.ts';

/** Buckets of a trend: days. */
export const TREND_DAYS = 14;
/** Views kept at a time. */
const MOST_VIEWS = 8;
/** Milliseconds after which a view that depends on the time is made again. */
const VIEW_AGE = 60_000;

/** Counts of each signature, by its key. */
interface Counts {
  readonly crashes: Uint32Array;
  readonly devices: Uint32Array;
  /** NaN where no crash has a time. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Crashes of the last days, `TREND_DAYS` for each signature, oldest first. */
  readonly days: Uint32Array;
  /** Whether there is any day to count. */
  readonly hasDays: boolean;
  /** The kind of all reports that are counted; null where they are of several, or where there is none. */
  readonly kind: ReportKind | null;
}

/** A signature and what a view counts of it. */
export interface Place {
  readonly key: number;
  readonly crashes: number;
  readonly devices: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** Empty where no crash of the library has a time. */
  readonly trend: readonly number[];
}

export interface View {
  /** Keys of the signatures, in order. */
  readonly order: Int32Array;
  /** Reports of all of them, and the kind of these reports; null where there are several, or none. */
  readonly crashes: number;
  readonly kind: ReportKind | null;
  /** What is counted of the signature at a position in the order. */
  readonly place: (position: number) => Place | null;
  /**
   * Keys of the reports that match, of each signature in the order, the newest first. Made when it is asked for; to be
   * asked as soon as the view is there, before the library changes.
   */
  readonly reports: () => readonly Int32Array[];
}

function count(database: Database, memory: Memory, filter: Filter, now: number): Counts {
  const { columns } = memory;
  const { size, signature, at, pair } = columns;
  const sieve = sieveOf(database, memory, filter, now);
  const newest = newestCrash(database, now);
  // Without a newest crash no crash has a time that counts.
  const firstDay = newest === null ? Number.POSITIVE_INFINITY : Math.floor(newest / DAY) - TREND_DAYS + 1;
  const crashes = new Uint32Array(columns.signatures);
  const devices = new Uint32Array(columns.signatures);
  const first = new Float64Array(columns.signatures).fill(Number.NaN);
  const last = new Float64Array(columns.signatures).fill(Number.NaN);
  const days = new Uint32Array(columns.signatures * TREND_DAYS);
  const met = new Uint8Array(columns.pairs);
  const kinds = new OneKind(columns);
  for (let row = 0; row < size; row += 1) {
    const key = signature[row] ?? GONE;
    if (key === GONE || sieve.signatures[key] !== 0 || sieve.report(row) !== 0) continue;
    crashes[key] = (crashes[key] ?? 0) + 1;
    kinds.meet(row);
    const device = pair[row] ?? 0;
    if (device !== 0 && met[device] === 0) {
      met[device] = 1;
      devices[key] = (devices[key] ?? 0) + 1;
    }
    const moment = at[row] ?? Number.NaN;
    if (Number.isNaN(moment)) continue;
    if (!((first[key] ?? 0) <= moment)) first[key] = moment;
    if (!((last[key] ?? 0) >= moment)) last[key] = moment;
    const day = Math.floor(moment / DAY) - firstDay;
    if (day >= 0 && day < TREND_DAYS) days[key * TREND_DAYS + day] = (days[key * TREND_DAYS + day] ?? 0) + 1;
  }
  return { crashes, devices, first, last, days, hasDays: newest !== null, kind: kinds.kind() };
}

/** Keys of the reports that match: those that were counted, of each signature in the order, the newest first. */
function listMatching(
  database: Database,
  memory: Memory,
  view: Pick<View, 'order' | 'crashes'> & { readonly filter: Filter; readonly counts: Counts },
  now: number,
): readonly Int32Array[] {
  const { size, signature, at, keys } = memory.columns;
  const sieve = sieveOf(database, memory, view.filter, now);
  const rows = new Int32Array(view.crashes);
  // By the signature's key: where the next of its rows goes. In the end, where those of the next signature begin.
  const next = new Int32Array(memory.columns.signatures);
  let start = 0;
  for (const key of view.order) {
    next[key] = start;
    start += view.counts.crashes[key] ?? 0;
  }
  for (let row = 0; row < size; row += 1) {
    const key = signature[row] ?? GONE;
    if (key === GONE || sieve.signatures[key] !== 0 || sieve.report(row) !== 0) continue;
    const place = next[key] ?? 0;
    rows[place] = row;
    next[key] = place + 1;
  }
  // Where the time is not known it is the oldest; of those of one moment the one that came last is the newest.
  const moment = (row: number): number => {
    const known = at[row] ?? Number.NaN;
    return Number.isNaN(known) ? Number.NEGATIVE_INFINITY : known;
  };
  const compare = (a: number, b: number): number => {
    const [left, right] = [moment(a), moment(b)];
    return left === right ? b - a : right - left;
  };
  let from = 0;
  return Array.from(view.order, (key) => {
    const mine = rows.subarray(from, (from = next[key] ?? from)).sort(compare);
    return mine.map((row) => keys[row] ?? 0);
  });
}

/** How much more often it crashed in the last seven days of the trend than in the seven before. */
function riseOf(days: Uint32Array, key: number): number {
  let rise = 0;
  for (let day = 0; day < TREND_DAYS; day += 1) {
    const crashes = days[key * TREND_DAYS + day] ?? 0;
    rise += day < TREND_DAYS / 2 ? -crashes : crashes;
  }
  return rise;
}

/** By the signature's key: what an order goes by, the largest first. */
function weigh(database: Database, { faces }: Memory, counts: Counts, sort: Sort): Float64Array {
  const { crashes, devices, first, last, days } = counts;
  switch (sort) {
    case 'last-seen':
      return last.map((moment) => (Number.isNaN(moment) ? Number.NEGATIVE_INFINITY : moment));
    case 'first-seen':
      return first.map((moment) => (Number.isNaN(moment) ? Number.NEGATIVE_INFINITY : moment));
    case 'count':
    case 'share':
      return Float64Array.from(crashes);
    case 'devices':
      return Float64Array.from(devices);
    case 'priority': {
      const weights = new Float64Array(crashes.length);
      for (const { key, priority } of faces) weights[key] = -priority;
      return weights;
    }
    case 'trend':
      return Float64Array.from(crashes, (_, key) => riseOf(days, key));
    case 'title': {
      const weights = new Float64Array(crashes.length);
      const rows = database.table('SELECT key FROM signatures ORDER BY title COLLATE NOCASE, key');
      for (const [position, [key]] of rows.entries()) weights[Number(key)] = -position;
      return weights;
    }
    default:
      return assertNever(sort);
  }
}

function makeView(database: Database, memory: Memory, filter: Filter, sort: Sort, now: number): View {
  const counts = count(database, memory, filter, now);
  const { crashes, devices, first, last, days } = counts;
  const weights = weigh(database, memory, counts, sort);
  const keys: number[] = [];
  for (let key = 0; key < crashes.length; key += 1) if (crashes[key] !== 0) keys.push(key);
  const compare = (a: number, b: number): number => {
    const [heavy, light] = [weights[b] ?? 0, weights[a] ?? 0];
    // Both may be endless.
    return heavy === light ? (crashes[b] ?? 0) - (crashes[a] ?? 0) || b - a : heavy - light;
  };
  const order = Int32Array.from(keys).sort(compare);
  const total = order.reduce((sum, key) => sum + (crashes[key] ?? 0), 0);
  return {
    order,
    crashes: total,
    kind: counts.kind,
    reports: () => listMatching(database, memory, { order, crashes: total, filter, counts }, now),
    place: (position) => {
      const key = order[position];
      if (key === undefined) return null;
      const [firstSeen, lastSeen] = [first[key] ?? Number.NaN, last[key] ?? Number.NaN];
      return {
        key,
        crashes: crashes[key] ?? 0,
        devices: devices[key] ?? 0,
        firstSeen: Number.isNaN(firstSeen) ? null : firstSeen,
        lastSeen: Number.isNaN(lastSeen) ? null : lastSeen,
        trend: counts.hasDays ? [...days.subarray(key * TREND_DAYS, (key + 1) * TREND_DAYS)] : [],
      };
    },
  };
}

/** The view of a filter in an order. `now` in Unix milliseconds. */
export function viewOf(database: Database, filter: Filter, sort: Sort, now: number): View {
  if (filter.search !== '') refreshLines(database);
  const memory = memoryOf(database);
  const name = JSON.stringify([filter, sort]);
  const known = memory.views.get(name);
  if (known && Math.abs(now - known.madeAt) < VIEW_AGE) return known.view;
  const view = makeView(database, memory, filter, sort, now);
  if (memory.views.size >= MOST_VIEWS) memory.views.clear();
  memory.views.set(name, { view, madeAt: now });
  return view;
}

/** How many signatures a filter leaves; cheaper than its view, and not kept. */
export function countView(database: Database, filter: Filter, now: number): number {
  if (filter.search !== '') refreshLines(database);
  const memory = memoryOf(database);
  const { size, signature, signatures } = memory.columns;
  const sieve = sieveOf(database, memory, filter, now);
  const met = new Uint8Array(signatures);
  let count = 0;
  for (let row = 0; row < size; row += 1) {
    const key = signature[row] ?? GONE;
    if (key === GONE || met[key] === 1 || sieve.signatures[key] !== 0 || sieve.report(row) !== 0) continue;
    met[key] = 1;
    count += 1;
  }
  return count;
}
