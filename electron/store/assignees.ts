/** Who signatures are assigned to: free text, kept with decisions. */
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Names that signatures of the library are assigned to, most frequent first. */
export function assigneesInUse(database: Database, limit: number): readonly string[] {
  const sql = `SELECT assignee FROM signatures WHERE assignee IS NOT NULL
    GROUP BY assignee ORDER BY count(*) DESC, assignee LIMIT ?`;
  return database.all(sql, limit).map((row) => text(row, 'assignee'));
}
