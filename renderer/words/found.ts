/** Where words occur in a text, for marking them. Pure. */

/** From and to, in UTF-16 units. */
export type Span = readonly [from: number, to: number];

/** More would mark every letter of a long name. */
const MOST = 50;

/** Joins ranges that touch, in order. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

/** A text as it is searched, whatever its case; null where lower case is longer (İ), so that places would not fit the text. */
export function searchable(text: string): string | null {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : null;
}

/** Every place of some words in a text, both in lower case, none over another. */
export function placesIn(wanted: string, lower: string): readonly Span[] {
  if (wanted === '') return [];
  const spans: Span[] = [];
  for (
    let at = lower.indexOf(wanted);
    at !== -1 && spans.length < MOST;
    at = lower.indexOf(wanted, at + wanted.length)
  ) {
    spans.push([at, at + wanted.length]);
  }
  return spans;
}

/** Every place of one text in another, whatever its case, none over another. */
export function placesOf(words: string, text: string): readonly Span[] {
  const lower = searchable(text);
  return lower === null ? [] : placesIn(words.toLowerCase(), lower);
}

/** Every place of any word of a search. */
export function spansOf(search: string, text: string): readonly Span[] {
  const words = search.split(/\s+/).filter((word) => word !== '');
  return joined(words.flatMap((word) => placesOf(word, text)));
}

/** A text in parts, of which every second is to be marked. */
export function partsOf(text: string, spans: readonly Span[]): readonly string[] {
  const parts: string[] = [];
  let done = 0;
  for (const [from, to] of spans) {
    parts.push(text.slice(done, from), text.slice(from, to));
    done = to;
  }
  return [...parts, text.slice(done)];
}
