/**
 * A filter and its order as the text of a deep link, and back: `status=all&os=iOS%2017.5&os=iOS%2017.4&sort=count`. What is
 * as usual is left out, a list names its part once for each entry. Reading never fails: what it does not know, and what is
 * no value of its part, narrows nothing.
 */
import type { Filter, Sort, Source } from './contract/filter.ts';
import { NO_FILTER } from './no-filter.ts';

/** The order where none is named. */
const USUAL_SORT: Sort = 'last-seen';

const STATUSES = ['open', 'resolved', 'ignored', 'all'] as const satisfies readonly Filter['status'][];
const SOURCES = ['file', 'testflight', 'organizer', 'mac', 'device', 'folder'] as const satisfies readonly Source[];
const PRIORITIES = ['P0', 'P1', 'P2', 'P3', 'none'] as const satisfies readonly Filter['priorities'][number][];
const SYMBOLS = ['complete', 'partial', 'waiting'] as const satisfies readonly Filter['symbols'][number][];
const SORTS = [
  'last-seen',
  'first-seen',
  'count',
  'share',
  'devices',
  'priority',
  'trend',
  'title',
] as const satisfies readonly Sort[];

/** What the contract lets through. */
const MOST_ENTRIES = 50;
const LONGEST = 300;
const LONGEST_VERSION = 100;
const MOST_DAYS = 36_500;
const LAST_MOMENT = 8_640_000_000_000_000;
/** Characters of a link that are read. */
const LONGEST_TEXT = 1_000_000;

/** What stands for a moment: a day where it begins one, in UTC. */
function writeMoment(at: number): string {
  const text = new Date(at).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, -'T00:00:00.000Z'.length) : text;
}

function readMoment(text: string | undefined): number | null {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isInteger(at) && at >= 0 && at <= LAST_MOMENT ? at : null;
}

function writeWhen(when: Filter['when']): readonly (readonly [name: string, value: string])[] {
  if (when === null) return [];
  if ('days' in when) return [['days', String(when.days)]];
  return [
    ['from', writeMoment(when.from)],
    ['to', writeMoment(when.to)],
  ];
}

function writeFlag(name: string, flag: boolean | null): readonly (readonly [name: string, value: string])[] {
  return flag === null ? [] : [[name, flag ? 'yes' : 'no']];
}

/** Percent-encoded, but for signs that a fragment may hold and people read. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(/%(2C|3A|2F)/g, (code) => decodeURIComponent(code));
}

/** The text of a filter and an order; empty for what is usual. */
export function writeFilter(filter: Filter, sort: Sort): string {
  const one = (name: string, value: string | null, usual: string | null) =>
    value === null || value === usual ? [] : [[name, value] as const];
  const each = (name: string, values: readonly string[]) => values.map((value) => [name, value] as const);
  const parts = [
    ...one('status', filter.status, NO_FILTER.status),
    ...one('app', filter.app, null),
    ...one('version', filter.version, null),
    ...one('build', filter.build, null),
    ...each('platform', filter.platforms),
    ...each('os', filter.systems),
    ...each('device', filter.devices),
    ...each('kind', filter.kinds),
    ...each('source', filter.sources),
    ...each('priority', filter.priorities),
    ...each('label', filter.labels),
    ...each('symbols', filter.symbols),
    ...writeWhen(filter.when),
    ...writeFlag('feedback', filter.feedback),
    ...writeFlag('regressed', filter.regressed),
    ...writeFlag('seen', filter.seen),
    ...one('search', filter.search, NO_FILTER.search),
    ...one('sort', sort, USUAL_SORT),
  ];
  return parts.map(([name, value]) => `${name}=${encode(value)}`).join('&');
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    // A link that was cut, or written by hand.
    return value;
  }
}

/** The values of each part, in order. */
function readParts(text: string): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  for (const part of text.slice(0, LONGEST_TEXT).replace(/^\?/, '').split('&')) {
    const end = part.indexOf('=');
    if (end === -1) continue;
    const name = part.slice(0, end);
    const values = parts.get(name) ?? [];
    if (values.length < MOST_ENTRIES) values.push(decode(part.slice(end + 1)));
    parts.set(name, values);
  }
  return parts;
}

function readFlag(value: string | undefined): boolean | null {
  if (value === 'yes') return true;
  return value === 'no' ? false : null;
}

function readWhen(parts: ReadonlyMap<string, readonly string[]>): Filter['when'] {
  const days = Number(parts.get('days')?.[0] ?? Number.NaN);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return { days };
  const [from, to] = [readMoment(parts.get('from')?.[0]), readMoment(parts.get('to')?.[0])];
  return from === null || to === null ? null : { from, to };
}

/** The filter and the order that a text stands for. */
export function readFilter(text: string): { readonly filter: Filter; readonly sort: Sort } {
  const parts = readParts(text);
  const one = (name: string, longest: number): string | null => {
    const value = parts.get(name)?.[0];
    return value === undefined || value.length > longest ? null : value;
  };
  const any = (name: string): string[] => (parts.get(name) ?? []).filter((value) => value.length <= LONGEST);
  const of = <Word extends string>(name: string, words: readonly Word[]): Word[] => {
    const values = new Set<string>(parts.get(name));
    return words.filter((word) => values.has(word));
  };
  const filter: Filter = {
    app: one('app', LONGEST),
    version: one('version', LONGEST_VERSION),
    build: one('build', LONGEST_VERSION),
    status: of('status', STATUSES)[0] ?? NO_FILTER.status,
    search: one('search', LONGEST) ?? NO_FILTER.search,
    platforms: any('platform'),
    systems: any('os'),
    devices: any('device'),
    kinds: any('kind'),
    sources: of('source', SOURCES),
    priorities: of('priority', PRIORITIES),
    labels: any('label'),
    symbols: of('symbols', SYMBOLS),
    when: readWhen(parts),
    feedback: readFlag(parts.get('feedback')?.[0]),
    regressed: readFlag(parts.get('regressed')?.[0]),
    seen: readFlag(parts.get('seen')?.[0]),
  };
  return { filter, sort: of('sort', SORTS)[0] ?? USUAL_SORT };
}
