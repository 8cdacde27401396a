/** Which reports wait for the symbols of which images, and which symbols have come for whom. */
import { parseUuid } from '../../shared/report/uuid.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './row.ts';

/**
 * What the symbols would give: `names` for frames that are addresses, `lines` for frames that have a name already (only
 * debug information would help), `system-names` for addresses in a library of the system.
 */
export type WaitKind = 'names' | 'lines' | 'system-names';

/** One image that a report waits for. */
export interface Wait {
  readonly uuid: Uuid;
  readonly kind: WaitKind;
}

const CODES: Readonly<Record<WaitKind, number>> = { names: 0, lines: 1, 'system-names': 2 };

/** Says for what a report waits from now on. */
export function setWaits(database: Database, report: number, waits: readonly Wait[]): void {
  database.run('DELETE FROM waits WHERE report = ?', report);
  addWaits(database, report, waits);
}

/** Says for what a report waits that is new. */
export function addWaits(database: Database, report: number, waits: readonly Wait[]): void {
  for (const { uuid, kind } of waits) {
    database.run('INSERT OR IGNORE INTO waits (uuid, report, full) VALUES (?, ?, ?)', uuid, report, CODES[kind]);
  }
}

/** Notes builds whose symbols are there and that somebody waits for; `reportsToResolve` answers who that is. */
export function noteArrivals(database: Database, uuids: readonly Uuid[]): void {
  const sql = `INSERT INTO arrived_symbols (uuid) SELECT ?1
    WHERE EXISTS (SELECT 1 FROM slices WHERE uuid = ?1) AND EXISTS (SELECT 1 FROM waits WHERE uuid = ?1)`;
  for (const uuid of new Set(uuids)) database.run(sql, uuid);
}

/** The number of the newest arrival whose reports are not done; null when there is none. */
export function lastArrival(database: Database): number | null {
  const row = database.get('SELECT number FROM arrived_symbols ORDER BY number DESC LIMIT 1');
  return row ? integer(row, 'number') : null;
}

/** The reports of arrivals up to that number are done. */
export function forgetArrivals(database: Database, upTo: number): void {
  database.run('DELETE FROM arrived_symbols WHERE number <= ?', upTo);
}

/** Reports that waited for what arrived up to that number, in the order in which they came, after the report of that key. */
export function reportsToResolve(
  database: Database,
  upTo: number,
  after: number,
  limit: number,
): readonly { readonly key: number; readonly id: string }[] {
  const sql = `SELECT key, id FROM reports
    WHERE key > ? AND key IN (
      SELECT report FROM arrived_symbols arrived
        JOIN waits ON waits.uuid = arrived.uuid JOIN slices ON slices.uuid = arrived.uuid
      WHERE arrived.number <= ? AND (has_debug = 1 OR full <> ${CODES.lines}))
    ORDER BY key LIMIT ?`;
  return database.all(sql, after, upTo, limit).map((row) => ({ key: integer(row, 'key'), id: text(row, 'id') }));
}

const counted = new WeakMap<Database, { readonly stamp: string; readonly waiting: number }>();

/**
 * How many reports have frames without a name for want of a dSYM. Counted once for each state of the library: among
 * 100,000 reports it takes 80 ms, and every window asks.
 */
export function countWaiting(database: Database): number {
  const stamp = `${database.dataVersion()}/${database.changes()}`;
  const known = counted.get(database);
  if (known?.stamp === stamp) return known.waiting;
  const sql = `SELECT count(DISTINCT report) AS reports FROM waits WHERE full = ${CODES.names}`;
  const waiting = integer(database.get(sql) ?? {}, 'reports');
  // What a transaction wrote may be rolled back, after which the stamp is no other.
  if (!database.isInTransaction) counted.set(database, { stamp, waiting });
  return waiting;
}

/** For how many images a report waits. */
export function countWaitsOf(database: Database, report: number): number {
  return integer(database.get('SELECT count(*) AS waits FROM waits WHERE report = ?', report) ?? {}, 'waits');
}

/** Builds of apps that reports wait for and no file is known of, those of the newest reports first. */
export function missingBuilds(database: Database, limit: number): readonly Uuid[] {
  const sql = `SELECT uuid, max(report) AS newest FROM waits
    WHERE full <> ${CODES['system-names']} AND uuid NOT IN (SELECT uuid FROM slices)
    GROUP BY uuid ORDER BY newest DESC LIMIT ?`;
  return database
    .all(sql, limit)
    .map((row) => parseUuid(text(row, 'uuid')))
    .filter((uuid) => uuid !== null);
}

/** Systems of reports with addresses in libraries of the system: `iOS 17.5` and its build. */
export function namelessSystems(
  database: Database,
): readonly { readonly label: string; readonly build: string | null }[] {
  const sql = `SELECT DISTINCT os, os_build FROM reports
    WHERE os IS NOT NULL AND key IN (SELECT report FROM waits WHERE full = ${CODES['system-names']})`;
  return database.all(sql).map((row) => ({ label: text(row, 'os'), build: textOrNull(row, 'os_build') }));
}
