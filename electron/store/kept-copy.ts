/**
 * A second copy of the decisions, beside the database: `kept.sqlite`, a few kilobytes. A database whose first page is gone
 * tells nothing any more; what the user decided until the copy was made is then still there. It is whole or the one before.
 */
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Its name in the library's folder. */
export const KEPT_COPY = 'kept.sqlite';

/** Tables that it has: what people typed and chose. What Apple said is left out, being large, and asked for again. */
const COPIED = [
  'settings',
  'symbol_places',
  'decisions',
  'labels',
  'aliases',
  'routes',
  'splits',
  'app_users',
  'views',
  'accounts',
  'feedback_decisions',
  'report_folders',
] as const;

/** Writes the copy anew, unless it is younger than `age` milliseconds. Throws what SQLite and the file system throw. */
export function writeKeptCopy(library: string, databaseName: string, age: number, now: number): void {
  const path = join(library, KEPT_COPY);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && now - found.mtimeMs < age) return;
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const copy = new DatabaseSync(unfinished, { timeout: 1000 });
  try {
    copy.exec('PRAGMA journal_mode = MEMORY');
    copy.prepare('ATTACH ? AS library').run(join(library, databaseName));
    copy.exec('BEGIN');
    for (const table of COPIED) copy.exec(`CREATE TABLE ${table} AS SELECT * FROM library.${table}`);
    copy.exec('COMMIT');
    copy.close();
    renameSync(unfinished, path);
  } finally {
    if (copy.isOpen) copy.close();
    rmSync(unfinished, { force: true });
  }
}
