/** Where a search found its words in one signature: its lines, best first, with what is to be highlighted. Case is ignored. */
import type { FindOutputs, SearchMatch } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import { FIELDS, refreshLines } from './search-lines.ts';
import { wordsOf } from './search-words.ts';

/** Characters of a match; those before its first word at most. */
const MOST_CHARACTERS = 240;
const MOST_BEFORE = 60;

interface Line {
  readonly field: SearchMatch['field'];
  readonly text: string;
}

type Range = readonly [from: number, to: number];

/** In lower case, each character as long as it was, so that positions are those of the text. */
function lower(text: string): string {
  const all = text.toLowerCase();
  if (all.length === text.length) return all;
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join('');
}

function rangesOf(haystack: string, word: string): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = haystack.indexOf(word); at !== -1; at = haystack.indexOf(word, at + word.length)) {
    ranges.push([at, at + word.length]);
  }
  return ranges;
}

/** In order, none within or beside another. */
function join(ranges: readonly Range[]): readonly Range[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The line around its first range. */
function excerpt({ field, text }: Line, ranges: readonly Range[]): SearchMatch {
  if (text.length <= MOST_CHARACTERS) return { field, text, ranges };
  const first = ranges[0]?.[0] ?? 0;
  const start = Math.min(Math.max(0, first - MOST_BEFORE), text.length - MOST_CHARACTERS);
  const end = start + MOST_CHARACTERS;
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  const shift = before.length - start;
  return {
    field,
    text: `${before}${text.slice(start, end).toWellFormed()}${after}`,
    ranges: ranges
      .filter(([from]) => from < end)
      .map(([from, to]) => [from + shift, Math.min(to, end) + shift] as const),
  };
}

/** All lines of a signature, the most telling kinds first. */
function linesOf(database: Database, signature: number): readonly Line[] {
  const face = database.get(
    `SELECT title, subtitle, name, coalesce(bundle_id, '') AS bundle_id FROM signatures
     JOIN apps ON apps.key = app WHERE signatures.key = ?`,
    signature,
  );
  if (!face) return [];
  const kept = database
    .all(
      `SELECT field, text FROM search_places JOIN search_lines ON key = line WHERE signature = ? ORDER BY field, line`,
      signature,
    )
    .map((row): Line => ({ field: FIELDS[integer(row, 'field')] ?? 'frame', text: text(row, 'text') }));
  const title = text(face, 'title');
  const lines: Line[] = [
    ...(kept.some((line) => line.text === title) ? [] : [{ field: 'title', text: title } as const]),
    ...kept,
    { field: 'title', text: text(face, 'subtitle') },
    { field: 'app', text: text(face, 'name') },
    { field: 'app', text: text(face, 'bundle_id') },
  ];
  return lines.filter((line) => line.text !== '');
}

/**
 * The lines that hold the words of a search, those with most of them first. `total` counts those that hold all of them, or
 * any of them where no line holds all. `signature` is its key.
 */
export function matchesOf(
  database: Database,
  signature: number,
  search: string,
  limit: number,
): FindOutputs['signature.matches'] {
  const words = wordsOf(search);
  if (words.length === 0) return { total: 0, matches: [] };
  refreshLines(database);
  const found = linesOf(database, signature).flatMap((line) => {
    const haystack = lower(line.text);
    const ranges = words.map((word) => rangesOf(haystack, word)).filter((list) => list.length > 0);
    return ranges.length === 0 ? [] : [{ line, held: ranges.length, ranges: join(ranges.flat()) }];
  });
  const best = found.toSorted((a, b) => b.held - a.held);
  const whole = best.filter(({ held }) => held === words.length);
  const counted = whole.length > 0 ? whole : best;
  return { total: counted.length, matches: counted.slice(0, limit).map(({ line, ranges }) => excerpt(line, ranges)) };
}
