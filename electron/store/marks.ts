/** What the library notes about itself: how far longer jobs have come, with which rules it was grouped. */
import type { Database } from './database.ts';
import { text } from './row.ts';

export type MarkName =
  /** The version of the grouping rules behind the groups. */
  | 'signature-version'
  /** The version of the rules by which reports are searched. */
  | 'search-version'
  /** The version of the readers that have seen all unread files. */
  | 'readers-version'
  /** Where the library was when it was last opened. */
  | 'library-path';

/** The note of that name, or null. */
export function readMark(database: Database, name: MarkName): string | null {
  const row = database.get('SELECT value FROM marks WHERE name = ?', name);
  return row ? text(row, 'value') : null;
}

/** Writes a note; null removes it. */
export function writeMark(database: Database, name: MarkName, value: string | null): void {
  if (value === null) database.run('DELETE FROM marks WHERE name = ?', name);
  else {
    const sql = 'INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
    database.run(sql, name, value);
  }
}
