/** Which reports wait for the symbols of which images. */
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** One image that a report waits for. */
export interface Wait {
  readonly uuid: Uuid;
  /** Its names are known from a symbol table: only debug information would help. */
  readonly full: boolean;
}

/** Says for what a report waits from now on. */
export function setWaits(database: Database, report: number, waits: readonly Wait[]): void {
  database.run('DELETE FROM waits WHERE report = ?', report);
  for (const { uuid, full } of waits) {
    database.run('INSERT OR IGNORE INTO waits (uuid, report, full) VALUES (?, ?, ?)', uuid, report, full ? 1 : 0);
  }
}

/** Reports whose wait is over, in the order in which they came, after the report of that key. */
export function reportsToResolve(
  database: Database,
  after: number,
  limit: number,
): readonly { readonly key: number; readonly id: string }[] {
  const sql = `SELECT key, id FROM reports
    WHERE key > ? AND key IN (
      SELECT report FROM waits JOIN slices ON slices.uuid = waits.uuid
      WHERE has_debug = 1 OR full = 0)
    ORDER BY key LIMIT ?`;
  return database.all(sql, after, limit).map((row) => ({ key: integer(row, 'key'), id: text(row, 'id') }));
}

/** How many reports have frames without a name for want of a dSYM. */
export function countWaiting(database: Database): number {
  return integer(database.get('SELECT count(DISTINCT report) AS reports FROM waits WHERE full = 0') ?? {}, 'reports');
}

/** For how many images a report waits. */
export function countWaitsOf(database: Database, report: number): number {
  return integer(database.get('SELECT count(*) AS waits FROM waits WHERE report = ?', report) ?? {}, 'waits');
}
