/**
 * Files in places whose reports come by themselves that were looked at, so that each is read once. Stamps are text to the
 * store. Forgetting a file costs a second look; what was imported from it stays.
 */
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './row.ts';

/** How a file was left. */
export interface SourceFile {
  readonly stamp: string;
  /** Whose report it is, where it was left alone because of that ('' where it does not say); null once it was taken in. */
  readonly app: string | null;
}

/** The bounds of all paths below a folder: `/` is followed by `0` in every order of bytes. */
function below(folder: string): readonly [from: string, to: string] {
  return [`${folder}/`, `${folder}0`];
}

/** All files below a folder that were looked at, by path. */
export function sourceFilesBelow(database: Database, folder: string): ReadonlyMap<string, SourceFile> {
  const rows = database.all('SELECT path, stamp, app FROM source_files WHERE path > ? AND path < ?', ...below(folder));
  return new Map(rows.map((row) => [text(row, 'path'), { stamp: text(row, 'stamp'), app: textOrNull(row, 'app') }]));
}

/** How many files below a folder were taken in, and how many left alone. */
export function countSourceFiles(
  database: Database,
  folder: string,
): { readonly taken: number; readonly left: number } {
  const sql = `SELECT count(*) FILTER (WHERE app IS NULL) AS taken, count(*) FILTER (WHERE app IS NOT NULL) AS left_alone
    FROM source_files WHERE path > ? AND path < ?`;
  const row = database.get(sql, ...below(folder)) ?? {};
  return { taken: integer(row, 'taken'), left: integer(row, 'left_alone') };
}

/** Notes how files were left. */
export function keepSourceFiles(database: Database, files: Iterable<readonly [path: string, file: SourceFile]>): void {
  const sql = `INSERT INTO source_files (path, stamp, app) VALUES (?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, app = excluded.app`;
  database.transaction(() => {
    for (const [path, { stamp, app }] of files) database.run(sql, path, stamp, app);
  });
}

/** Forgets files. */
export function forgetSourceFiles(database: Database, paths: Iterable<string>): void {
  database.transaction(() => {
    for (const path of paths) database.run('DELETE FROM source_files WHERE path = ?', path);
  });
}

/** Forgets all files below a folder. */
export function forgetSourceFilesBelow(database: Database, folder: string): void {
  database.run('DELETE FROM source_files WHERE path > ? AND path < ?', ...below(folder));
}
