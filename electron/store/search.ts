/** Which signatures hold all words of a search. */
import type { Database } from './database.ts';
import { integer } from './row.ts';

/** Words of a search that count. */
const MOST_WORDS = 8;

export function searchSignatures(database: Database, search: string): ReadonlySet<number> | null {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const sql = `SELECT key FROM signatures WHERE ${words.map(() => 'instr(haystack, ?) > 0').join(' AND ')}`;
  return new Set(database.all(sql, ...words).map((row) => integer(row, 'key')));
}
