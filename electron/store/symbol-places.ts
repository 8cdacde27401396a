/** Folders that the user added as places of symbols. */
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Their paths, in the order in which they were added. */
export function listAddedPlaces(database: Database): readonly string[] {
  return database.all('SELECT path FROM symbol_places ORDER BY added_at, path').map((row) => text(row, 'path'));
}

/** Adds a folder; one that is there stays where it is in the list. `now` in Unix milliseconds. */
export function addPlace(database: Database, path: string, now: number): void {
  database.run('INSERT OR IGNORE INTO symbol_places (path, added_at) VALUES (?, ?)', path, now);
}

/** Removes a folder; answers whether it was there. */
export function removePlace(database: Database, path: string): boolean {
  return database.run('DELETE FROM symbol_places WHERE path = ?', path) > 0;
}
