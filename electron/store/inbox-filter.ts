/**
 * A filter as it is asked of rows in memory. Each of its parts is one bit, set where a report or its signature is *not* what
 * that part asks for: a report is in the view when no bit is set, and counts for the choices of one part when no bit but
 * that part's is.
 */
import type { Filter } from '../../shared/contract.ts';
import type { Columns, WordColumn } from './columns.ts';
import type { Database } from './database.ts';
import { PRIORITY_WORDS } from './inbox-memory.ts';
import type { Face, Memory } from './inbox-memory.ts';
import { doorsOf } from './report-sources.ts';
import { integer } from './row.ts';
import { searchSignatures } from './search.ts';
import { DAY } from './sums.ts';

/** The parts of a filter. */
export const PART = {
  app: 1,
  release: 2,
  platform: 4,
  os: 8,
  device: 16,
  kind: 32,
  source: 64,
  symbols: 128,
  when: 256,
  feedback: 512,
  status: 1024,
  priority: 2048,
  label: 4096,
  regressed: 8192,
  seen: 16_384,
  /** A signature that the search did not find, or that is none. */
  search: 32_768,
} as const;

/** A filter that is ready to be asked. */
export interface Sieve {
  /** The bits of each signature, by its key. */
  readonly signatures: Uint16Array;
  /** The bits of the report in that row of the columns, without those of its signature. */
  readonly report: (row: number) => number;
}

/** Keys of the apps of that bundle id or name. */
function appKeys(database: Database, app: string): ReadonlySet<number> {
  const rows = database.all('SELECT key FROM apps WHERE bundle_id = ? OR name = ?', app, app);
  return new Set(rows.map((row) => integer(row, 'key')));
}

function labelledKeys(database: Database, labels: readonly string[]): ReadonlySet<number> {
  const sql = 'SELECT DISTINCT signature FROM signature_labels WHERE label IN (SELECT value FROM json_each(?))';
  return new Set(database.all(sql, JSON.stringify(labels)).map((row) => integer(row, 'signature')));
}

/** Searches kept at a time: those of somebody who types. */
const MOST_SEARCHES = 16;

function searched(database: Database, { searches }: Memory, search: string): ReadonlySet<number> | null {
  const known = searches.get(search);
  if (known !== undefined) return known;
  const found = searchSignatures(database, search);
  if (searches.size >= MOST_SEARCHES) searches.clear();
  searches.set(search, found);
  return found;
}

function sieveSignatures(database: Database, memory: Memory, filter: Filter): Uint16Array {
  const { faces, columns } = memory;
  const apps = filter.app === null ? null : appKeys(database, filter.app);
  const labelled = filter.labels.length === 0 ? null : labelledKeys(database, filter.labels);
  const found = searched(database, memory, filter.search);
  const priorities = new Set<string>(filter.priorities);
  const { status, regressed, seen } = filter;
  const bitsOf = (face: Face): number =>
    (apps === null || apps.has(face.app) ? 0 : PART.app) |
    (status === 'all' || status === face.status ? 0 : PART.status) |
    (priorities.size === 0 || priorities.has(PRIORITY_WORDS[face.priority] ?? 'none') ? 0 : PART.priority) |
    (labelled === null || labelled.has(face.key) ? 0 : PART.label) |
    (regressed === null || regressed === face.regressed ? 0 : PART.regressed) |
    (seen === null || seen === face.seen ? 0 : PART.seen) |
    (found === null || found.has(face.key) ? 0 : PART.search);
  const bits = new Uint16Array(columns.signatures).fill(PART.search);
  for (const face of faces) bits[face.key] = bitsOf(face);
  return bits;
}

/** By the code of a word: the bit of its part, or 0 where it is one of those that are asked for. */
function sieveWords({ words }: Columns, column: WordColumn, wanted: readonly string[], bit: number): Uint16Array {
  const { list } = words[column];
  const bits = new Uint16Array(list.length);
  if (wanted.length === 0) return bits;
  const asked = new Set(wanted);
  for (const [code, word] of list.entries()) bits[code] = word !== null && asked.has(word) ? 0 : bit;
  return bits;
}

/** As above, of reports that may have come through several doors: one of them will do. */
function sieveDoors({ words }: Columns, wanted: readonly string[]): Uint16Array {
  const { list } = words.source;
  const bits = new Uint16Array(list.length);
  if (wanted.length === 0) return bits;
  const asked = new Set(wanted);
  for (const [code, word] of list.entries()) {
    bits[code] = word !== null && doorsOf(word).some((door) => asked.has(door)) ? 0 : PART.source;
  }
  return bits;
}

function sieveReleases(database: Database, columns: Columns, { version, build }: Filter): Uint16Array {
  const bits = new Uint16Array(columns.releases);
  if (version === null && build === null) return bits;
  const sql = 'SELECT key FROM releases WHERE version = coalesce(?, version) AND build = coalesce(?, build)';
  bits.fill(PART.release);
  for (const row of database.all(sql, version, build)) bits[integer(row, 'key')] = 0;
  return bits;
}

/** From when on, and before when, in Unix milliseconds; null where any time will do, and none at all. */
function momentsOf(when: Filter['when'], now: number): readonly [from: number, to: number] | null {
  if (when === null) return null;
  return 'days' in when ? [now - when.days * DAY, Number.POSITIVE_INFINITY] : [when.from, when.to];
}

/** Makes a filter ready. `now` in Unix milliseconds. */
export function sieveOf(database: Database, memory: Memory, filter: Filter, now: number): Sieve {
  const { columns } = memory;
  const { at, feedback, release } = columns;
  const { platform, os, device, kind, source, symbols } = columns.codes;
  const platforms = sieveWords(columns, 'platform', filter.platforms, PART.platform);
  const systems = sieveWords(columns, 'os', filter.systems, PART.os);
  const devices = sieveWords(columns, 'device', filter.devices, PART.device);
  const kinds = sieveWords(columns, 'kind', filter.kinds, PART.kind);
  const sources = sieveDoors(columns, filter.sources);
  const states = sieveWords(columns, 'symbols', filter.symbols, PART.symbols);
  const releases = sieveReleases(database, columns, filter);
  const moments = momentsOf(filter.when, now);
  const [from, to] = moments ?? [0, 0];
  const isAnyTime = moments === null;
  const wanted = filter.feedback === null ? null : Number(filter.feedback);
  const report = (row: number): number => {
    const moment = at[row] ?? Number.NaN;
    return (
      (platforms[platform[row] ?? 0] ?? 0) |
      (systems[os[row] ?? 0] ?? 0) |
      (devices[device[row] ?? 0] ?? 0) |
      (kinds[kind[row] ?? 0] ?? 0) |
      (sources[source[row] ?? 0] ?? 0) |
      (states[symbols[row] ?? 0] ?? 0) |
      (releases[release[row] ?? 0] ?? 0) |
      (isAnyTime || (moment >= from && moment < to) ? 0 : PART.when) |
      (wanted === null || feedback[row] === wanted ? 0 : PART.feedback)
    );
  };
  return { signatures: sieveSignatures(database, memory, filter), report };
}
