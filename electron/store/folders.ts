/**
 * Folders that were looked through for symbols. Stamps are text to the store; who looks knows how to read them. They only
 * spare work: forgetting them costs a second look.
 */
import type { Database } from './database.ts';
import { text } from './row.ts';

/** The bounds of all paths below a folder: `/` is followed by `0` in every order of bytes. */
function below(folder: string): readonly [from: string, to: string] {
  return [`${folder}/`, `${folder}0`];
}

/** Stamps of a folder and of all folders in it, by path. */
export function foldersBelow(database: Database, folder: string): ReadonlyMap<string, string> {
  const sql = 'SELECT path, stamps FROM looked_folders WHERE path = ? OR (path > ? AND path < ?)';
  const rows = database.all(sql, folder, ...below(folder));
  return new Map(rows.map((row) => [text(row, 'path'), text(row, 'stamps')]));
}

/** Keeps stamps; an empty one forgets its folder. */
export function keepFolders(database: Database, folders: ReadonlyMap<string, string>): void {
  const sql = `INSERT INTO looked_folders (path, stamps) VALUES (?, ?)
    ON CONFLICT (path) DO UPDATE SET stamps = excluded.stamps`;
  for (const [path, stamps] of folders) {
    if (stamps === '') forgetFolders(database, [path]);
    else database.run(sql, path, stamps);
  }
}

/** Forgets folders that were looked through. */
export function forgetFolders(database: Database, paths: readonly string[]): void {
  for (const path of paths) database.run('DELETE FROM looked_folders WHERE path = ?', path);
}

/** Forgets a folder and all folders in it. */
export function forgetFoldersBelow(database: Database, folder: string): void {
  database.run('DELETE FROM looked_folders WHERE path = ? OR (path > ? AND path < ?)', folder, ...below(folder));
}
