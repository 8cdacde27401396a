/**
 * The inbox: pages of signatures, filtered, sorted and counted. Which signatures a page shows, and what is counted of them,
 * comes from memory (`inbox-view.ts`); only the rows of the page are then completed from the database.
 */
import type { Filter, InboxPage, SignatureRow, Sort, SymbolStatus, Triage } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { STATUSES } from './inbox-memory.ts';
import { TREND_DAYS, viewOf } from './inbox-view.ts';
import type { Place } from './inbox-view.ts';
import { kindOf } from './kinds.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';
import { DAY, newestCrash } from './sums.ts';
import { triageOf } from './triage.ts';
import { compareVersions } from './versions.ts';

const SYMBOLS = ['complete', 'partial', 'waiting'] as const satisfies readonly SymbolStatus[];

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

function facesOf(database: Database, keys: string): ReadonlyMap<number, Row> {
  const sql = `SELECT s.key, s.id, s.title, s.subtitle, s.symbols, s.status, s.seen, s.samples = s.crashes AS sample,
      apps.name AS app, apps.bundle_id AS bundle_id, (SELECT kind FROM reports WHERE reports.key = s.newest) AS kind
    FROM signatures s JOIN apps ON apps.key = s.app WHERE s.key IN (SELECT value FROM json_each(?))`;
  return new Map(database.all(sql, keys).map((row) => [integer(row, 'key'), row]));
}

function toRow(place: Place, face: Row, share: number, versions: readonly string[], triage: Triage): SignatureRow {
  return {
    id: text(face, 'id'),
    kind: kindOf(face['kind']),
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
    trend: place.trend,
    symbols: word(face, 'symbols', SYMBOLS),
    status: word(face, 'status', STATUSES),
    seen: flag(face, 'seen'),
    sample: flag(face, 'sample'),
    triage,
  };
}

function complete(database: Database, places: readonly Place[], crashes: number): readonly SignatureRow[] {
  const keys = JSON.stringify(places.map(({ key }) => key));
  const [faces, versions, triages] = [facesOf(database, keys), versionsOf(database, keys), triageOf(database, keys)];
  return places.flatMap((place) => {
    const face = faces.get(place.key);
    const triage = triages.get(place.key);
    if (!face || !triage) return [];
    return [toRow(place, face, crashes === 0 ? 0 : place.crashes / crashes, versions.get(place.key) ?? [], triage)];
  });
}

/** A page of the inbox. `now` in Unix milliseconds: days are counted back from it, and it tells crashes of the future. */
export function inboxPage(
  database: Database,
  query: { readonly filter: Filter; readonly sort: Sort; readonly offset: number; readonly limit: number },
  now: number,
): InboxPage {
  const { filter, sort, offset, limit } = query;
  const { order, crashes, kind, place } = viewOf(database, filter, sort, now);
  const places = Array.from(order.subarray(offset, offset + limit), (_, index) => place(offset + index));
  const rows = complete(
    database,
    places.filter((place) => place !== null),
    crashes,
  );
  return { total: order.length, crashes, kind, offset, rows };
}

/** Ids of all signatures in a view, in its order: what a bulk action is about. */
export function viewIds(database: Database, filter: Filter, sort: Sort, now: number): readonly string[] {
  const { order } = viewOf(database, filter, sort, now);
  const ids = new Map(database.table('SELECT key, id FROM signatures').map(([key, id]) => [key, id]));
  return Array.from(order, (key) => ids.get(key)).filter((id) => typeof id === 'string');
}

/** Where a signature stands in the view; null when it is not in it. */
export function inboxPosition(
  database: Database,
  query: { readonly id: string; readonly filter: Filter; readonly sort: Sort },
  now: number,
): number | null {
  const row = database.get('SELECT key FROM signatures WHERE id = ?', query.id);
  if (!row) return null;
  const position = viewOf(database, query.filter, query.sort, now).order.indexOf(integer(row, 'key'));
  return position === -1 ? null : position;
}

/** Crashes per day of one signature, as rows show them. */
function trendOf(database: Database, key: number, now: number): readonly number[] {
  const newest = newestCrash(database, now);
  if (newest === null) return [];
  const firstDay = Math.floor(newest / DAY) - TREND_DAYS + 1;
  const trend = Array.from({ length: TREND_DAYS }, () => 0);
  const sql = `SELECT day, sum(crashes) AS crashes FROM signature_days
    WHERE signature = ? AND day BETWEEN ? AND ? GROUP BY day`;
  for (const row of database.all(sql, key, firstDay, firstDay + TREND_DAYS - 1)) {
    trend[integer(row, 'day') - firstDay] = integer(row, 'crashes');
  }
  return trend;
}

/** The row of one signature, its share being that of the whole library; null when there is none of that id. */
export function signatureRow(database: Database, id: string, now: number): SignatureRow | null {
  const row = database.get('SELECT key, crashes, devices, first_seen, last_seen FROM signatures WHERE id = ?', id);
  if (!row) return null;
  const all = database.get('SELECT sum(crashes) AS crashes FROM signatures') ?? {};
  const place: Place = {
    key: integer(row, 'key'),
    crashes: integer(row, 'crashes'),
    devices: integer(row, 'devices'),
    firstSeen: integerOrNull(row, 'first_seen'),
    lastSeen: integerOrNull(row, 'last_seen'),
    trend: trendOf(database, integer(row, 'key'), now),
  };
  return complete(database, [place], integer(all, 'crashes'))[0] ?? null;
}
