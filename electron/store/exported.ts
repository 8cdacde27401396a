/** Counts for an export. */
import type { Database } from './database.ts';
import { integer } from './row.ts';

/** Signatures of these ids that are in the library, and all their reports. */
export function countExport(
  database: Database,
  ids: readonly string[],
): { readonly signatures: number; readonly reports: number } {
  const sql = `SELECT count(*) AS signatures, coalesce(sum(crashes), 0) AS reports FROM signatures
    WHERE id IN (SELECT value FROM json_each(?))`;
  const row = database.get(sql, JSON.stringify(ids)) ?? {};
  return { signatures: integer(row, 'signatures'), reports: integer(row, 'reports') };
}
