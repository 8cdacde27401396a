/** What the reports of one signature say in numbers: per day, release, system and device. */
import type { Trend } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './row.ts';
import { DAY, newestCrash } from './sums.ts';
import { compareVersions } from './versions.ts';

/** Bars of a distribution; the rest is left out. */
const MOST_BARS = 200;

/** One value of a column and how many crashes have it; null where reports do not say. */
export interface Tally {
  readonly value: string | null;
  readonly count: number;
}

/** A release in which the signature was seen. */
export interface ReleaseTally {
  readonly version: string;
  readonly build: string;
  readonly count: number;
}

/** The app of a signature, as its crashes are found. */
export interface AppOfSignature {
  readonly key: number;
  readonly name: string;
  readonly bundleId: string | null;
}

/** The app that the signature of that key belongs to. */
export function appOf(database: Database, signature: number): AppOfSignature {
  const sql = 'SELECT apps.key, name, bundle_id FROM signatures JOIN apps ON apps.key = app WHERE signatures.key = ?';
  const row = database.get(sql, signature) ?? {};
  return { key: integer(row, 'key'), name: text(row, 'name'), bundleId: textOrNull(row, 'bundle_id') };
}

/** How many people use the app of that key; null where nobody said. */
export function usersOf(database: Database, app: number): number | null {
  const sql = 'SELECT users FROM app_users WHERE app = (SELECT identity FROM apps WHERE key = ?)';
  const row = database.get(sql, app);
  return row ? integer(row, 'users') : null;
}

/** Crashes by a column of the reports, most frequent first. */
export function tallyBy(database: Database, signature: number, column: 'os' | 'device'): readonly Tally[] {
  const sql = `SELECT ${column} AS value, count(*) AS crashes FROM reports
    WHERE signature = ? GROUP BY ${column} ORDER BY crashes DESC, ${column} LIMIT ${MOST_BARS}`;
  return database
    .all(sql, signature)
    .map((row) => ({ value: textOrNull(row, 'value'), count: integer(row, 'crashes') }));
}

/** Crashes by release, oldest first. */
export function tallyByRelease(database: Database, signature: number): readonly ReleaseTally[] {
  const sql = `SELECT version, build, crashes FROM signature_releases
    JOIN releases ON releases.key = signature_releases.release WHERE signature = ?`;
  return database
    .all(sql, signature)
    .map((row) => ({ version: text(row, 'version'), build: text(row, 'build'), count: integer(row, 'crashes') }))
    .sort((a, b) => compareVersions(a.version, b.version) || compareVersions(a.build, b.build));
}

/** Crashes per day, up to the day of the library's newest crash; null where no crash has a date. `now` in milliseconds. */
export function trendOf(database: Database, signature: number, days: number, now: number): Trend | null {
  const newest = newestCrash(database, now);
  if (newest === null) return null;
  const last = Math.floor(newest / DAY);
  const first = last - days + 1;
  const counts = Array.from({ length: days }, () => 0);
  let earlier = 0;
  let dated = 0;
  const sql = 'SELECT day, sum(crashes) AS crashes FROM signature_days WHERE signature = ? AND day <= ? GROUP BY day';
  for (const row of database.all(sql, signature, last)) {
    const [day, crashes] = [integer(row, 'day'), integer(row, 'crashes')];
    dated += crashes;
    if (day < first) earlier += crashes;
    else counts[day - first] = crashes;
  }
  const total = integer(database.get('SELECT crashes FROM signatures WHERE key = ?', signature) ?? {}, 'crashes');
  return { from: first * DAY, counts, earlier, undated: total - dated };
}

/** Distinct devices of the signature. */
export function devicesOf(database: Database, signature: number): number {
  return integer(database.get('SELECT devices FROM signatures WHERE key = ?', signature) ?? {}, 'devices');
}
