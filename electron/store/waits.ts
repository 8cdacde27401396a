/** Which reports wait for the symbols of which images. */
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** Says for which UUIDs a report waits from now on. */
export function setWaits(database: Database, report: number, uuids: readonly Uuid[]): void {
  database.run('DELETE FROM waits WHERE report = ?', report);
  for (const uuid of new Set(uuids)) database.run('INSERT INTO waits (uuid, report) VALUES (?, ?)', uuid, report);
}

/** Ids of reports that wait for a UUID which is indexed, in the order in which they came, after the report of that key. */
export function reportsToResolve(
  database: Database,
  after: number,
  limit: number,
): readonly { readonly key: number; readonly id: string }[] {
  const sql = `SELECT key, id FROM reports
    WHERE key > ? AND key IN (SELECT report FROM waits WHERE uuid IN (SELECT uuid FROM slices))
    ORDER BY key LIMIT ?`;
  return database.all(sql, after, limit).map((row) => ({ key: integer(row, 'key'), id: text(row, 'id') }));
}

/** How many reports wait for symbols. */
export function countWaiting(database: Database): number {
  return integer(database.get('SELECT count(DISTINCT report) AS reports FROM waits') ?? {}, 'reports');
}
