/**
 * Where the members of a JSON object and the items of an array stand in the text: for files that hold several reports, of
 * which each keeps the very text that it has. Reads no values; strings and brackets are enough to tell where one ends.
 *
 * Linear, without recursion. What breaks off goes on to the end of the text.
 */

/** A value in the text; `key` is null for items of an array. */
export interface Span {
  readonly key: string | null;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** The first position from there on that is no white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** Behind the string whose opening quote is at `from`. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let marks = 0;
    while (text.charCodeAt(at - 1 - marks) === BACKSLASH) marks += 1;
    if (marks % 2 === 0) return at + 1;
  }
  return text.length;
}

const MARKS = /["[\]{}]/g;

/** Behind the value that begins at `from`. */
export function valueEnd(text: string, from: number): number {
  const first = text.charAt(from);
  if (first === '"') return stringEnd(text, from);
  if (first !== '{' && first !== '[') {
    let at = from;
    while (at < text.length && !',]}'.includes(text.charAt(at))) at += 1;
    return from + text.slice(from, at).trimEnd().length;
  }
  let depth = 0;
  MARKS.lastIndex = from;
  for (let mark = MARKS.exec(text); mark !== null; mark = MARKS.exec(text)) {
    if (text.charCodeAt(mark.index) === QUOTE) MARKS.lastIndex = stringEnd(text, mark.index);
    else if (mark[0] === '{' || mark[0] === '[') depth += 1;
    else {
      depth -= 1;
      if (depth === 0) return mark.index + 1;
    }
  }
  return text.length;
}

/** A key as written: escapes are rare in keys, and no key that is asked for has one. */
function keyAt(text: string, from: number, end: number): string {
  return text.slice(from + 1, end - 1);
}

/**
 * The members of the object, or the items of the array, that begins at `start`; none for other values. At most `most` of
 * them.
 */
export function spansOf(text: string, start: number, most = Number.POSITIVE_INFINITY): readonly Span[] {
  const isObject = text.charAt(start) === '{';
  if (!isObject && text.charAt(start) !== '[') return [];
  const spans: Span[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text.charAt(at) !== '}' && text.charAt(at) !== ']' && spans.length < most) {
    let key: string | null = null;
    if (isObject) {
      if (text.charAt(at) !== '"') return spans;
      const keyEnd = stringEnd(text, at);
      key = keyAt(text, at, keyEnd);
      at = skipSpace(text, keyEnd);
      if (text.charAt(at) !== ':') return spans;
      at = skipSpace(text, at + 1);
    }
    const end = valueEnd(text, at);
    if (end > at) spans.push({ key, start: at, end });
    at = skipSpace(text, end);
    if (text.charAt(at) === ',') at = skipSpace(text, at + 1);
    else if (end === at && text.charAt(at) !== '}' && text.charAt(at) !== ']') return spans;
  }
  return spans;
}
