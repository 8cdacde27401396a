/**
 * How the command palette finds: letters in the order they were typed, better at the beginnings of words and side by side.
 * Without words it lists what was used lately, then everything. Pure.
 */

/** Points of one letter: where a word begins, right behind the letter before, anywhere. */
const AT_WORD = 8;
const ADJACENT = 5;
const ANYWHERE = 1;
/** For a title that begins with the words as they were typed. */
const AT_START = 20;
/** For words that stand in the title as they were typed. */
const WHOLE = 12;
/** What was used lately comes first among equals. */
const RECENT = 6;

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/**
 * Points of the best way to find `letters` in `text` from a position on, after a hit at `last`; null where there is none.
 * The best of all ways, by dynamic programming: short texts, short words.
 */
function bestWay(letters: string, text: string): number | null {
  /** Best points with the last letter at each position. */
  let before: (number | null)[] = Array.from(text, () => null);
  for (let index = 0; index < letters.length; index += 1) {
    let reach: number | null = index === 0 ? 0 : null;
    const now: (number | null)[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const adjacent = index === 0 ? null : (before[at - 1] ?? null);
      const points = isWordStart(text, at) ? AT_WORD : ANYWHERE;
      const from = Math.max(
        reach === null ? -1 : reach + points,
        adjacent === null ? -1 : adjacent + points + ADJACENT,
      );
      now.push(text.charAt(at) === letters.charAt(index) && from >= 0 ? from : null);
      const passed = index === 0 ? 0 : (before[at] ?? null);
      if (passed !== null) reach = Math.max(reach ?? 0, passed);
    }
    before = now;
  }
  return before.reduce((best, points) => (points !== null && points > (best ?? -1) ? points : best), null);
}

/** How well words fit a title: higher is better; null where the letters are not all there, in their order. */
export function fit(words: string, title: string): number | null {
  const wanted = words.trim().toLowerCase();
  const text = title.toLowerCase();
  if (wanted === '') return 0;
  const points = bestWay(wanted.replaceAll(/\s+/g, ''), text);
  if (points === null) return null;
  const bonus = text.startsWith(wanted) ? AT_START : text.includes(wanted) ? WHOLE : 0;
  // Of two that fit alike the shorter is meant.
  return points + bonus - text.length / 100;
}

interface Ranked {
  readonly id: string;
  readonly title: string;
}

/** Those that fit, best first; what was used lately first where no words are given, and among equals. */
export function rank<Entry extends Ranked>(
  entries: readonly Entry[],
  words: string,
  recents: readonly string[],
): readonly Entry[] {
  const lately = (id: string): number => {
    const at = recents.indexOf(id);
    return at === -1 ? 0 : recents.length - at;
  };
  return entries
    .flatMap((entry, order) => {
      const points = fit(words, entry.title);
      if (points === null) return [];
      const recent = lately(entry.id);
      const weight = words.trim() === '' ? recent : points + (recent > 0 ? RECENT + recent / 100 : 0);
      return [{ entry, order, weight }];
    })
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map(({ entry }) => entry);
}
