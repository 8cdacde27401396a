/**
 * What filters offer: how many crashes each choice would leave. Each part is counted as if it were not set itself, all of
 * them in one pass: a report counts for the choices of a part when nothing but that part keeps it out.
 */
import type { Facet, Filter, InboxFacets } from '../../shared/contract.ts';
import { deviceName } from '../../shared/report/device.ts';
import { KIND_WORDS } from '../../shared/report/kind-words.ts';
import { GONE, WORD_COLUMNS } from './columns.ts';
import type { WordColumn } from './columns.ts';
import type { Database } from './database.ts';
import { PART, sieveOf } from './inbox-filter.ts';
import type { Sieve } from './inbox-filter.ts';
import { memoryOf, PRIORITY_WORDS, STATUSES } from './inbox-memory.ts';
import type { Face, Memory } from './inbox-memory.ts';
import { releaseLabel } from './releases.ts';
import { doorsOf } from './report-sources.ts';
import { integer, text, textOrNull } from './row.ts';
import { refreshLines } from './search-lines.ts';
import { DAY } from './sums.ts';

/** Choices of a part at most; the most frequent are shown. */
const MOST_CHOICES = 200;
/** Ranges of days that are offered. */
const DAY_RANGES = [7, 30, 90] as const;

const KINDS: ReadonlyMap<string, string> = new Map(Object.entries(KIND_WORDS).map(([kind, { name }]) => [kind, name]));
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['file', 'Files'],
  ['testflight', 'TestFlight'],
  ['organizer', 'Xcode Organizer'],
  ['mac', 'This Mac'],
  ['device', 'Devices'],
  ['folder', 'Watched folders'],
]);
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['complete', 'Complete'],
  ['partial', 'Partial'],
  ['waiting', 'Waiting for symbols'],
]);
const STATUS_LABELS: ReadonlyMap<string, string> = new Map([
  ['open', 'Open'],
  ['resolved', 'Resolved'],
  ['ignored', 'Ignored'],
]);
const PRIORITY_LABELS: ReadonlyMap<string, string> = new Map([['none', 'No priority']]);

/** What the pass over all reports counts. */
interface Pass {
  /** By part and code of its word. */
  readonly words: Readonly<Record<WordColumn, Uint32Array>>;
  /** By the release's key. */
  readonly releases: Uint32Array;
  /** By the position in `DAY_RANGES`. */
  readonly days: Uint32Array;
  feedback: number;
  /** By the signature's key: reports that only the signature may keep out. */
  readonly signatures: Uint32Array;
}

function bump(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

/** The columns of words with the bits of their parts. */
const WORD_PARTS = WORD_COLUMNS.map((name) => [name, PART[name]] as const);

function countAll({ columns }: Memory, sieve: Sieve, now: number): Pass {
  const { size, signature, release, at, feedback, codes, words } = columns;
  const make = (column: WordColumn): Uint32Array => new Uint32Array(words[column].list.length);
  const pass: Pass = {
    words: {
      platform: make('platform'),
      os: make('os'),
      device: make('device'),
      kind: make('kind'),
      source: make('source'),
      symbols: make('symbols'),
    },
    releases: new Uint32Array(columns.releases),
    days: new Uint32Array(DAY_RANGES.length),
    feedback: 0,
    signatures: new Uint32Array(columns.signatures),
  };
  for (let row = 0; row < size; row += 1) {
    const key = signature[row] ?? GONE;
    if (key === GONE) continue;
    const bits = sieve.report(row);
    if (bits === 0) bump(pass.signatures, key);
    if (sieve.signatures[key] !== 0) continue;
    for (const [name, part] of WORD_PARTS) {
      if (bits === 0 || bits === part) bump(pass.words[name], codes[name][row] ?? 0);
    }
    if (bits === 0 || bits === PART.release) bump(pass.releases, release[row] ?? 0);
    if ((bits === 0 || bits === PART.feedback) && feedback[row] === 1) pass.feedback += 1;
    if (bits === 0 || bits === PART.when) {
      const moment = at[row] ?? Number.NaN;
      for (const [index, days] of DAY_RANGES.entries()) if (moment >= now - days * DAY) bump(pass.days, index);
    }
  }
  return pass;
}

/** Choices in order, with those that are set even where they have no crash. */
function choices(
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
  labelOf: (value: string) => string,
): readonly Facet[] {
  const set = new Set(chosen);
  const all = new Map([...chosen.map((value) => [value, 0] as const), ...counts]);
  return [...all]
    .filter(([value, count]) => count > 0 || set.has(value))
    .map(([value, count]) => ({ value, label: labelOf(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .filter(({ value }, position) => position < MOST_CHOICES || set.has(value));
}

function byWord(list: readonly (string | null)[], counts: Uint32Array): ReadonlyMap<string, number> {
  return new Map(list.flatMap((word, code) => (word === null ? [] : [[word, counts[code] ?? 0] as const])));
}

/** Counts by door: a report that came through several counts for each. */
function byDoor(list: readonly (string | null)[], counts: Uint32Array): ReadonlyMap<string, number> {
  const doors = new Map<string, number>();
  for (const [sources, count] of byWord(list, counts)) {
    for (const door of doorsOf(sources)) doors.set(door, (doors.get(door) ?? 0) + count);
  }
  return doors;
}

/** Counts by what each signature is, of those that nothing but the part keeps out. */
function bySignature(
  { faces }: Memory,
  { signatures }: Pass,
  bits: Uint16Array,
  part: number,
  valuesOf: (face: Face) => readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const face of faces) {
    const kept = bits[face.key] ?? PART.search;
    if (kept !== 0 && kept !== part) continue;
    const crashes = signatures[face.key] ?? 0;
    for (const value of valuesOf(face)) counts.set(value, (counts.get(value) ?? 0) + crashes);
  }
  return counts;
}

interface AppWords {
  /** What a filter calls it. */
  readonly value: string;
  readonly name: string;
}

function appsOf(database: Database): ReadonlyMap<number, AppWords> {
  const rows = database.all('SELECT key, bundle_id, name FROM apps');
  return new Map(
    rows.map((row) => [
      integer(row, 'key'),
      { value: textOrNull(row, 'bundle_id') ?? text(row, 'name'), name: text(row, 'name') },
    ]),
  );
}

function labelsOf(database: Database): ReadonlyMap<number, readonly string[]> {
  const labels = new Map<number, string[]>();
  for (const [signature, label] of database.table('SELECT signature, label FROM signature_labels')) {
    const key = Number(signature);
    labels.set(key, [...(labels.get(key) ?? []), String(label)]);
  }
  return labels;
}

/** Devices by the names under which they are sold, with the model's code where two share a name. */
function deviceChoices(counts: ReadonlyMap<string, number>, chosen: readonly string[]): readonly Facet[] {
  const facets = choices(counts, chosen, (value) => deviceName(value) ?? value);
  const times = new Map<string, number>();
  for (const { label } of facets) times.set(label, (times.get(label) ?? 0) + 1);
  return facets.map(({ value, label, count }) => {
    const isShared = (times.get(label) ?? 0) > 1 && label !== value;
    return { value, label: isShared ? `${label} (${value})` : label, count };
  });
}

/** Releases of one app; those of all apps mean nothing to anybody. */
function releaseChoices(
  database: Database,
  { faces }: Memory,
  apps: ReadonlyMap<number, AppWords>,
  chosen: string | null,
  counts: Uint32Array,
): readonly Facet[] {
  const values = new Set(faces.map(({ app }) => apps.get(app)?.value));
  const [only] = values;
  const app = chosen ?? (values.size === 1 ? only : undefined);
  if (app === undefined) return [];
  const byRelease = new Map<string, number>();
  for (const row of database.all('SELECT key, app, version, build FROM releases')) {
    const words = apps.get(integer(row, 'app'));
    if (words === undefined || (words.value !== app && words.name !== app)) continue;
    const value = `${text(row, 'version')}\u0000${text(row, 'build')}`;
    byRelease.set(value, (byRelease.get(value) ?? 0) + (counts[integer(row, 'key')] ?? 0));
  }
  return choices(byRelease, [], (value) => {
    const [version = '', build = ''] = value.split('\u0000');
    return releaseLabel(version, build);
  });
}

/** All choices under a filter. `now` in Unix milliseconds. */
export function inboxFacets(database: Database, filter: Filter, now: number): InboxFacets {
  if (filter.search !== '') refreshLines(database);
  const memory = memoryOf(database);
  const sieve = sieveOf(database, memory, filter, now);
  const pass = countAll(memory, sieve, now);
  const { words } = memory.columns;
  const [apps, labels] = [appsOf(database), labelsOf(database)];
  const appNames = new Map([...apps.values()].map(({ value, name }) => [value, name]));
  const word = (
    column: WordColumn,
    chosen: readonly string[],
    named: ReadonlyMap<string, string> = new Map(),
  ): readonly Facet[] =>
    choices(byWord(words[column].list, pass.words[column]), chosen, (value) => named.get(value) ?? value);
  const face = (part: number, valuesOf: (face: Face) => readonly string[]): ReadonlyMap<string, number> =>
    bySignature(memory, pass, sieve.signatures, part, valuesOf);
  const flagged = (part: number, is: (face: Face) => boolean): number =>
    face(part, (one) => (is(one) ? ['yes'] : [])).get('yes') ?? 0;
  return {
    apps: choices(
      face(PART.app, ({ app }) => [apps.get(app)?.value ?? '']),
      [],
      (value) => appNames.get(value) ?? value,
    ),
    releases: releaseChoices(database, memory, apps, filter.app, pass.releases),
    platforms: word('platform', filter.platforms),
    systems: word('os', filter.systems),
    devices: deviceChoices(byWord(words.device.list, pass.words.device), filter.devices),
    kinds: word('kind', filter.kinds, KINDS),
    sources: choices(
      byDoor(words.source.list, pass.words.source),
      filter.sources,
      (value) => SOURCES.get(value) ?? value,
    ),
    statuses: choices(
      face(PART.status, ({ status }) => [status]),
      STATUSES,
      (value) => STATUS_LABELS.get(value) ?? value,
    ),
    priorities: choices(
      face(PART.priority, ({ priority }) => [PRIORITY_WORDS[priority] ?? 'none']),
      filter.priorities,
      (value) => PRIORITY_LABELS.get(value) ?? value,
    ),
    labels: choices(
      face(PART.label, ({ key }) => labels.get(key) ?? []),
      filter.labels,
      (value) => value,
    ),
    symbols: word('symbols', filter.symbols, SYMBOLS),
    days: DAY_RANGES.map((days, index) => ({
      value: String(days),
      label: `Last ${days} days`,
      count: pass.days[index] ?? 0,
    })),
    withFeedback: pass.feedback,
    regressed: flagged(PART.regressed, ({ regressed }) => regressed),
    unseen: flagged(PART.seen, ({ seen }) => !seen),
  };
}
