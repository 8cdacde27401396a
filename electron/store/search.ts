/**
 * Which signatures hold all words of a search: in their titles, exceptions and apps, in the frames and messages of their
 * reports, in testers' comments or in the note. A word is found inside of words, in upper or lower case.
 *
 * Words of three characters and more come from the index. Shorter ones are looked for in what those left, or, alone, in
 * titles, exceptions and apps.
 */
import type { Database } from './database.ts';
import { isIndexed, wordsOf } from './search-words.ts';

function union(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...a, ...b]);
}

function keysOf(database: Database, sql: string, ...values: readonly string[]): ReadonlySet<number> {
  return new Set(database.table(sql, ...values).map(([key]) => Number(key)));
}

function keysByTitle(database: Database, word: string): ReadonlySet<number> {
  return keysOf(database, 'SELECT key FROM signatures WHERE instr(haystack, ?) > 0', word);
}

/** A word as the index takes it: in quotes nothing is an operator. */
function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

const BY_INDEX = `SELECT DISTINCT signature FROM search_places
  WHERE line IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)`;
const BY_LINE = `SELECT DISTINCT signature FROM search_places
  WHERE line IN (SELECT key FROM search_lines WHERE text LIKE ? ESCAPE '\\')`;

function pattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

function keysOfWord(database: Database, word: string, isAlone: boolean): ReadonlySet<number> {
  const titled = keysByTitle(database, word);
  if (isIndexed(word)) return union(titled, keysOf(database, BY_INDEX, quote(word)));
  return isAlone ? titled : union(titled, keysOf(database, BY_LINE, pattern(word)));
}

/** Keys of the signatures; null where there is no word to look for. */
export function searchSignatures(database: Database, search: string): ReadonlySet<number> | null {
  // The longest are the rarest: what they do not leave need not be looked for.
  const [first, ...others] = wordsOf(search).toSorted((a, b) => Array.from(b).length - Array.from(a).length);
  if (first === undefined) return null;
  const isAlone = !isIndexed(first);
  let found = keysOfWord(database, first, isAlone);
  for (const word of others) {
    if (found.size === 0) break;
    const keys = keysOfWord(database, word, isAlone);
    found = new Set([...found].filter((key) => keys.has(key)));
  }
  return found;
}
