/** Decisions that something is to be done about. */
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Signatures that were ignored until a time that has come. */
export function listDueDecisions(database: Database, now: number): readonly string[] {
  const sql = "SELECT signature FROM decisions WHERE ignored_at <= ? AND ignored_kind = 'date' AND status = 'ignored'";
  return database.all(sql, now).map((row) => text(row, 'signature'));
}

/** Of these signatures, those that are resolved or ignored. */
export function listClosed(database: Database, ids: readonly string[]): readonly string[] {
  const sql = `SELECT signature FROM decisions WHERE status IN ('resolved', 'ignored')
    AND signature IN (SELECT value FROM json_each(?))`;
  return database.all(sql, JSON.stringify(ids)).map((row) => text(row, 'signature'));
}

/** Signatures that were resolved when nobody noted in which build, and after which. */
export function listUndatedFixes(database: Database): readonly string[] {
  const sql = "SELECT signature FROM decisions WHERE status = 'resolved' AND decided_at IS NULL";
  return database.all(sql).map((row) => text(row, 'signature'));
}
