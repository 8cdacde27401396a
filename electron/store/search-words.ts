/**
 * Texts and words as a search compares them. Addresses differ with every crash: in texts and in words alike they are one
 * sign, so that a message is one line however often it was seen, and is still found by what was copied from a report.
 */

/** Words of a search that count. */
const MOST_WORDS = 8;
/** Characters of a line that are kept. */
const MOST_CHARACTERS = 500;
/** Characters of the shortest word that the index knows. */
const SHORTEST = 3;

/** `0x0000000102f14d0c`: longer than any code that means something. */
const ADDRESS = /0x[0-9a-f]{9,16}(?![0-9a-f])/gi;
// oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
const BLANK = /[\s\u0000-\u001f\u007f]+/g;

/** One line of a text as it is kept. */
export function searchable(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS * 2)
    .replace(BLANK, ' ')
    .trim()
    .replace(ADDRESS, '0x…')
    .slice(0, MOST_CHARACTERS)
    .toWellFormed();
}

/** The distinct words of a search, in lower case. */
export function wordsOf(search: string): readonly string[] {
  const words = searchable(search)
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** Whether the index, which is of three characters each, can find a word. */
export function isIndexed(word: string): boolean {
  return Array.from(word).length >= SHORTEST;
}

/** Lines of a longer text of the user's: notes and comments. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    let rest = line.trim();
    while (rest.length > MOST_CHARACTERS) {
      const blank = rest.lastIndexOf(' ', MOST_CHARACTERS);
      const end = blank > 0 ? blank : MOST_CHARACTERS;
      lines.push(searchable(rest.slice(0, end)));
      rest = rest.slice(end).trim();
    }
    lines.push(searchable(rest));
  }
  return [...new Set(lines.filter((line) => line !== ''))];
}
