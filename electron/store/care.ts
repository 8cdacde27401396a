/**
 * What the database says about itself when its library is looked after: whether it is sound, whether its sums are those of
 * its reports, and what it refers to. Reading only.
 */
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** Problems that SQLite names, at most; one is enough to know what to do. */
const MOST_PROBLEMS = 10;

/** Tables with pages of their own, those inside the index of the search among them. */
export function tablesOf(database: Database): readonly string[] {
  const sql = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
    AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY name`;
  return database.all(sql).map((row) => text(row, 'name'));
}

/** What is damaged in one table and its indexes; nothing where it is sound. Reads all of it. */
export function damageOf(database: Database, table: string): readonly string[] {
  const quoted = `"${table.replaceAll('"', '""')}"`;
  const rows = database.all(`PRAGMA integrity_check(${quoted})`);
  const found = rows.map((row) => text(row, 'integrity_check')).filter((line) => line !== 'ok');
  return found.slice(0, MOST_PROBLEMS);
}

/** Tables with rows that refer to rows which are not there, and how many. */
export function brokenReferences(database: Database): ReadonlyMap<string, number> {
  const broken = new Map<string, number>();
  for (const row of database.all('PRAGMA foreign_key_check')) {
    const table = text(row, 'table');
    broken.set(table, (broken.get(table) ?? 0) + 1);
  }
  return broken;
}

const DAYS = 'SELECT signature, day, release, crashes FROM signature_days';
const COUNTED_DAYS = `SELECT signature, CAST(floor(crashed_at / 86400000.0) AS INTEGER), release, count(*) FROM reports
  WHERE crashed_at IS NOT NULL GROUP BY 1, 2, 3`;
const RELEASES = 'SELECT signature, release, crashes, first_seen, last_seen FROM signature_releases';
const COUNTED_RELEASES = `SELECT signature, release, count(*), min(crashed_at), max(crashed_at) FROM reports
  GROUP BY signature, release`;
const SIGNATURES = 'SELECT key, crashes, samples, devices, first_seen, last_seen FROM signatures';
const COUNTED_SIGNATURES = `SELECT signature, count(*), sum(sample), count(DISTINCT device_key), min(crashed_at),
  max(crashed_at) FROM reports GROUP BY signature`;

/** Signatures whose sums are not what their reports add up to, by id. */
export function wrongSums(database: Database): readonly string[] {
  const differing = (kept: string, counted: string): string =>
    `SELECT * FROM (${kept} EXCEPT ${counted}) UNION ALL SELECT * FROM (${counted} EXCEPT ${kept})`;
  const keys = new Set<number>();
  const pairs = [
    [SIGNATURES, COUNTED_SIGNATURES, 'key'],
    [RELEASES, COUNTED_RELEASES, 'signature'],
    [DAYS, COUNTED_DAYS, 'signature'],
  ] as const;
  for (const [kept, counted, column] of pairs) {
    for (const row of database.all(differing(kept, counted))) keys.add(integer(row, column));
  }
  const newest = `SELECT key FROM signatures WHERE newest IS NOT
    (SELECT key FROM reports WHERE signature = signatures.key ORDER BY crashed_at DESC, key DESC LIMIT 1)`;
  for (const row of database.all(newest)) keys.add(integer(row, 'key'));
  const named = 'SELECT id FROM signatures WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id';
  const ids = database.all(named, JSON.stringify([...keys])).map((row) => text(row, 'id'));
  // A signature that has reports and no row of its own has no id: its broken reference tells of it.
  return ids;
}

/** Ids of reports and of unread files: the hashes of all originals that must be there. */
export function listedOriginals(database: Database): {
  readonly reports: ReadonlySet<string>;
  readonly unread: ReadonlySet<string>;
} {
  const ids = (table: 'reports' | 'unread'): ReadonlySet<string> =>
    new Set(database.all(`SELECT id FROM ${table}`).map((row) => text(row, 'id')));
  return { reports: ids('reports'), unread: ids('unread') };
}

/** Pictures that must be there. */
export function listedImages(database: Database): readonly { readonly id: string; readonly type: string }[] {
  return database.all('SELECT id, type FROM images').map((row) => ({ id: text(row, 'id'), type: text(row, 'type') }));
}
