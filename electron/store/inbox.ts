/**
 * The inbox: pages of signatures, filtered, sorted and counted.
 *
 * Without a version the counts come from `signatures` alone; with one they are those of that version, from
 * `signature_releases`. Only the rows of the page are then completed with versions, trend and devices.
 */
import type { SQLInputValue } from 'node:sqlite';
import type { Filter, InboxPage, SignatureRow, Sort, Status, SymbolStatus } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
import { UNDECIDED } from '../../shared/undecided.ts';
import type { Database } from './database.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';
import { DAY, newestCrash } from './sums.ts';
import { compareVersions } from './versions.ts';

/** Buckets of a trend: days. */
const TREND_DAYS = 14;
/** Words of a search that count. */
const MAX_WORDS = 8;

const STATUSES = ['open', 'resolved', 'ignored'] as const satisfies readonly Status[];
const SYMBOLS = ['complete', 'partial', 'waiting'] as const satisfies readonly SymbolStatus[];

/** A query under construction: its text and its values, in the order of their marks. */
interface Fragment {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Releases that a filter names, or null where it names none. */
function releasesOf(filter: Filter): Fragment | null {
  const { app, version, build } = filter;
  if (version === null && build === null) return null;
  const conditions = ['1'];
  const values: string[] = [];
  const narrow = (condition: string, ...marks: readonly string[]): void => {
    conditions.push(condition);
    values.push(...marks);
  };
  if (version !== null) narrow('releases.version = ?', version);
  if (build !== null) narrow('releases.build = ?', build);
  if (app !== null) narrow('releases.app IN (SELECT key FROM apps WHERE bundle_id = ? OR name = ?)', app, app);
  return { sql: `SELECT key FROM releases WHERE ${conditions.join(' AND ')}`, values };
}

function sourceOf(releases: Fragment | null): Fragment {
  if (!releases) return { sql: 'signatures s', values: [] };
  const sql = `(SELECT signature, sum(crashes) AS crashes, min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM signature_releases WHERE release IN (${releases.sql}) GROUP BY signature) r
    JOIN signatures s ON s.key = r.signature`;
  return { sql, values: releases.values };
}

function conditionOf(filter: Filter): Fragment {
  const conditions = ['1'];
  const values: string[] = [];
  if (filter.status !== 'all') {
    // The plus keeps the planner on the index of the sort order, which holds the status, too.
    conditions.push('+s.status = ?');
    values.push(filter.status);
  }
  if (filter.app !== null) {
    conditions.push('+s.app IN (SELECT key FROM apps WHERE bundle_id = ? OR name = ?)');
    values.push(filter.app, filter.app);
  }
  const words = filter.search.toLowerCase().split(/\s+/);
  for (const word of words.filter((word) => word !== '').slice(0, MAX_WORDS)) {
    conditions.push('instr(s.haystack, ?) > 0');
    values.push(word);
  }
  return { sql: conditions.join(' AND '), values };
}

/** Columns of the counts: of the whole signature, or of the releases that are looked at. */
function countsOf(releases: Fragment | null): { readonly table: 's' | 'r'; readonly devices: Fragment } {
  if (!releases) return { table: 's', devices: { sql: 's.devices', values: [] } };
  const sql = `(SELECT count(DISTINCT device_key) FROM reports
    WHERE reports.signature = s.key AND reports.release IN (${releases.sql}))`;
  return { table: 'r', devices: { sql, values: releases.values } };
}

function orderOf(sort: Sort, table: 's' | 'r', devices: string): string {
  switch (sort) {
    case 'last-seen':
      return `${table}.last_seen DESC, s.key DESC`;
    case 'first-seen':
      return `${table}.first_seen DESC, s.key DESC`;
    case 'count':
      return `${table}.crashes DESC, s.key DESC`;
    case 'devices':
      return `${devices} DESC, s.key DESC`;
    case 'share':
    case 'priority':
    case 'trend':
      return `${table}.crashes DESC, s.key DESC`;
    case 'title':
      return 's.title COLLATE NOCASE, s.key';
  }
}

interface Totals {
  readonly total: number;
  readonly crashes: number;
}

function totalsOf(database: Database, filter: Filter): Totals {
  const releases = releasesOf(filter);
  const [source, condition] = [sourceOf(releases), conditionOf(filter)];
  const { table } = countsOf(releases);
  const row = database.get(
    `SELECT count(*) AS total, coalesce(sum(${table}.crashes), 0) AS crashes FROM ${source.sql} WHERE ${condition.sql}`,
    ...source.values,
    ...condition.values,
  );
  return { total: integer(row ?? {}, 'total'), crashes: integer(row ?? {}, 'crashes') };
}

/** A signature's place in a page, with the counts that the filter gives it. */
interface Place {
  readonly key: number;
  readonly crashes: number;
  readonly devices: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

function toPlace(row: Row): Place {
  return {
    key: integer(row, 'key'),
    crashes: integer(row, 'crashes'),
    devices: integer(row, 'devices'),
    firstSeen: integerOrNull(row, 'first_seen'),
    lastSeen: integerOrNull(row, 'last_seen'),
  };
}

/** Picks the page's signatures: from an index alone where the filter allows it. */
function selectPlaces(database: Database, filter: Filter, sort: Sort, offset: number, limit: number): readonly Place[] {
  const releases = releasesOf(filter);
  const [source, condition] = [sourceOf(releases), conditionOf(filter)];
  const { table, devices } = countsOf(releases);
  const picked = `SELECT s.key AS picked FROM ${source.sql} WHERE ${condition.sql}
    ORDER BY ${orderOf(sort, table, devices.sql)} LIMIT ? OFFSET ?`;
  const keys = database
    .all(picked, ...source.values, ...condition.values, ...(sort === 'devices' ? devices.values : []), limit, offset)
    .map((row) => integer(row, 'picked'));
  const list = JSON.stringify(keys);
  const rows = database.all(
    `SELECT s.key AS key, ${table}.crashes AS crashes, ${table}.first_seen AS first_seen,
       ${table}.last_seen AS last_seen, ${devices.sql} AS devices
     FROM ${source.sql} WHERE s.key IN (SELECT value FROM json_each(?))`,
    ...devices.values,
    ...source.values,
    list,
  );
  const places = new Map(rows.map((row) => [integer(row, 'key'), toPlace(row)]));
  return keys.map((key) => places.get(key)).filter((place) => place !== undefined);
}

/** Versions in which each signature was seen, oldest first. */
function versionsOf(database: Database, keys: string): ReadonlyMap<number, readonly string[]> {
  const versions = new Map<number, string[]>();
  const sql = `SELECT DISTINCT signature, version FROM signature_releases
    JOIN releases ON releases.key = signature_releases.release
    WHERE signature IN (SELECT value FROM json_each(?)) AND version <> ''`;
  for (const row of database.all(sql, keys)) {
    const key = integer(row, 'signature');
    versions.set(key, [...(versions.get(key) ?? []), text(row, 'version')]);
  }
  for (const list of versions.values()) list.sort(compareVersions);
  return versions;
}

/** Crashes per day of each signature. */
function trendsOf(database: Database, keys: string, releases: Fragment | null, lastDay: number) {
  const trends = new Map<number, number[]>();
  const narrowed = releases ? `AND release IN (${releases.sql})` : '';
  const sql = `SELECT signature, day, sum(crashes) AS crashes FROM signature_days
    WHERE signature IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ? ${narrowed} GROUP BY signature, day`;
  const firstDay = lastDay - TREND_DAYS + 1;
  for (const row of database.all(sql, keys, firstDay, lastDay, ...(releases?.values ?? []))) {
    const key = integer(row, 'signature');
    const trend = trends.get(key) ?? Array.from({ length: TREND_DAYS }, () => 0);
    trend[integer(row, 'day') - firstDay] = integer(row, 'crashes');
    trends.set(key, trend);
  }
  return trends;
}

function facesOf(database: Database, keys: string): ReadonlyMap<number, Row> {
  const sql = `SELECT s.key, s.id, s.title, s.subtitle, s.symbols, s.status, s.seen, s.samples = s.crashes AS sample,
      apps.name AS app, apps.bundle_id AS bundle_id
    FROM signatures s JOIN apps ON apps.key = s.app WHERE s.key IN (SELECT value FROM json_each(?))`;
  return new Map(database.all(sql, keys).map((row) => [integer(row, 'key'), row]));
}

function toRow(
  place: Place,
  face: Row,
  share: number,
  versions: readonly string[],
  trend: readonly number[],
): SignatureRow {
  return {
    id: text(face, 'id'),
    title: text(face, 'title'),
    subtitle: text(face, 'subtitle'),
    app: text(face, 'app'),
    bundleId: textOrNull(face, 'bundle_id'),
    versions,
    count: place.crashes,
    share,
    devices: place.devices,
    firstSeen: place.firstSeen,
    lastSeen: place.lastSeen,
    trend,
    symbols: word(face, 'symbols', SYMBOLS),
    status: word(face, 'status', STATUSES),
    seen: flag(face, 'seen'),
    sample: flag(face, 'sample'),
    triage: UNDECIDED,
  };
}

function complete(
  database: Database,
  places: readonly Place[],
  filter: Filter,
  crashes: number,
  now: number,
): readonly SignatureRow[] {
  const keys = JSON.stringify(places.map(({ key }) => key));
  const [faces, versions, newest] = [facesOf(database, keys), versionsOf(database, keys), newestCrash(database, now)];
  const trends = newest === null ? null : trendsOf(database, keys, releasesOf(filter), Math.floor(newest / DAY));
  const quiet = trends === null ? [] : Array.from({ length: TREND_DAYS }, () => 0);
  return places.flatMap((place) => {
    const face = faces.get(place.key);
    if (!face) return [];
    const share = crashes === 0 ? 0 : place.crashes / crashes;
    return [toRow(place, face, share, versions.get(place.key) ?? [], trends?.get(place.key) ?? quiet)];
  });
}

/** A page of the inbox. `now` in Unix milliseconds tells crashes of the future from real ones. */
export function inboxPage(
  database: Database,
  query: { readonly filter: Filter; readonly sort: Sort; readonly offset: number; readonly limit: number },
  now: number,
): InboxPage {
  const { filter, sort, offset, limit } = query;
  const { total, crashes } = totalsOf(database, filter);
  const places = selectPlaces(database, filter, sort, offset, limit);
  return { total, crashes, offset, rows: complete(database, places, filter, crashes, now) };
}

/** How many signatures are in a view. */
export function countView(database: Database, filter: Filter, _now: number): number {
  return totalsOf(database, filter).total;
}

/** Where a signature stands in the view; null when it is not in it. */
export function inboxPosition(database: Database, id: string, filter: Filter, sort: Sort): number | null {
  const releases = releasesOf(filter);
  const [source, condition] = [sourceOf(releases), conditionOf(filter)];
  const { table, devices } = countsOf(releases);
  const ordering = orderOf(sort, table, devices.sql);
  const row = database.get(
    `SELECT position FROM (
       SELECT s.id, row_number() OVER (ORDER BY ${ordering}) - 1 AS position FROM ${source.sql} WHERE ${condition.sql}
     ) WHERE id = ?`,
    ...(sort === 'devices' ? devices.values : []),
    ...source.values,
    ...condition.values,
    id,
  );
  return row ? integer(row, 'position') : null;
}

const EVERYTHING: Filter = { ...NO_FILTER, status: 'all' };

/** The row of one signature, its share being that of the whole library; null when there is none of that id. */
export function signatureRow(database: Database, id: string, now: number): SignatureRow | null {
  const row = database.get('SELECT key, crashes, devices, first_seen, last_seen FROM signatures WHERE id = ?', id);
  if (!row) return null;
  const { crashes } = totalsOf(database, EVERYTHING);
  return complete(database, [toPlace(row)], EVERYTHING, crashes, now)[0] ?? null;
}
