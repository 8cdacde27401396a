/**
 * One line of a stack in Apple's text. The columns are index, image, address and what is known of it:
 *
 *     0   Harbor            0x0000000102e8a1c8 0x102e80000 + 41416
 *     1   Harbor            0x0000000102e8a1c8 Map.tile(at:) + 64 (Map.swift:40)
 *     2   Harbor            0x0000000102e8a1c8 Map.tile(at:) (in Harbor) (Map.swift:40) [inlined]
 *     3   UIKit             0x3158fe78 0x3155e000 + 204408 (UIApplicationMain + 1076)
 *     4   + Harbor          0x1029a4000 0x1029a0000 + 0x4000  // Map.draw + 0x40    of jailbroken systems
 *
 * The image's name may have spaces and may be cut off at its front (`...ernelCommand OOB write`). Read by position rather
 * than by pattern: there are thousands of these lines, and some of them are a megabyte long.
 */

/** A line as it stands, before its image is looked up. */
export interface FrameText {
  readonly index: number;
  readonly imageName: string | null;
  readonly address: bigint;
  /** Where the line says that the image began. */
  readonly base: bigint | null;
  readonly symbol: string | null;
  readonly symbolOffset: bigint | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** It carries `[inlined]`. */
  readonly inlined: boolean;
  /** The line could not be understood; `symbol` holds its words. */
  readonly malformed: boolean;
}

const INLINED = ' [inlined]';

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** Where the number at `from` ends: behind the last decimal digit. */
function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1;
  return at;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** Where a word `0x…` of at most 16 digits ends, or -1. */
function hexEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 48 || (text.charCodeAt(from + 1) | 32) !== 120) return -1;
  let at = from + 2;
  while (at < text.length && isHex(text.charCodeAt(at))) at += 1;
  const count = at - from - 2;
  return count > 0 && count <= 16 && (at === text.length || isSpace(text.charCodeAt(at))) ? at : -1;
}

/** Position of the column with the address, or -1. */
function addressColumn(text: string, from: number): number {
  for (let at = text.indexOf('0x', from); at !== -1; at = text.indexOf('0x', at + 2)) {
    if (isSpace(text.charCodeAt(at - 1)) && hexEnd(text, at) !== -1) return at;
  }
  return -1;
}

/** The opening bracket that belongs to the closing one at the end of the text, or -1. */
export function openingBracket(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 41) depth += 1;
    else if (code === 40) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

interface Place {
  readonly symbol: string | null;
  readonly symbolOffset: bigint | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

const PLACE = /^(.*?):(-?\d{1,9})(?::(\d{1,9}))?$/;
const OFFSET = / ?\+ (\d{1,20}|0x[0-9a-f]{1,16})$/;
const LONGEST_PLACE = 2000;
const LONGEST_NAME = 100;

/** Takes `(File.swift:12)` and `(in Library)` off the end. */
function splitPlace(text: string): { rest: string; file: string | null; line: number | null; column: number | null } {
  let rest = text;
  let file: string | null = null;
  let line: number | null = null;
  let column: number | null = null;
  while (rest.endsWith(')')) {
    const open = openingBracket(rest);
    if (open <= 0 || rest.charCodeAt(open - 1) !== 32 || rest.length - open > LONGEST_PLACE) break;
    const inside = rest.slice(open + 1, -1);
    const place = PLACE.exec(inside);
    if (place !== null && file === null) {
      // `(:-1)` and `(/:1)` stand where a place is not known; line 0 means that the line is not.
      file = place[1] === '' || place[1] === '/' ? null : (place[1] ?? null);
      line = file !== null && Number(place[2]) > 0 ? Number(place[2]) : null;
      column = place[3] === undefined ? null : Number(place[3]);
    } else if (!inside.startsWith('in ')) break;
    rest = rest.slice(0, open - 1);
  }
  return { rest, file, line, column };
}

/** What stands where no function is known: `0 + 10`, an address, Crashlytics' word for a dSYM that it does not have. */
const NAMELESS = /^(?:\?\?\?|0|0x[0-9a-f]{1,16}|\(Missing(?: UUID [0-9a-f-]{1,40})?\)|)$/i;

/** Reads `symbol + 12 (File.swift:12)` in all its forms. */
function readPlace(text: string): Place {
  const { rest, file, line, column } = splitPlace(text);
  const offset = OFFSET.exec(rest.slice(-40));
  const name = offset === null ? rest : splitPlace(rest.slice(0, rest.length - offset[0].length)).rest;
  const symbol = name.trim();
  return {
    symbol: NAMELESS.test(symbol) ? null : symbol,
    symbolOffset: offset?.[1] === undefined ? null : BigInt(offset[1]),
    file,
    line,
    column,
  };
}

const UNKNOWN: Place = { symbol: null, symbolOffset: null, file: null, line: null, column: null };

/** Image and function in columns, as some services show them, which leave the address out. */
function splitColumns(words: string): { readonly image: string; readonly what: string } | null {
  const gap = words.search(/ {2}|\t/);
  if (gap < 1 || gap > LONGEST_NAME) return null;
  const what = words.slice(gap).trimStart();
  return /^[\d(]/.test(what) || what.includes('\t') ? null : { image: words.slice(0, gap), what };
}

/** Reads `0x102e80000 + 41416`, alone or with the function in brackets behind it. */
function readBase(text: string, baseEnd: number): Place {
  let at = baseEnd;
  while (isSpace(text.charCodeAt(at))) at += 1;
  if (text[at] === '+') {
    at += 1;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const hex = hexEnd(text, at);
    at = hex === -1 ? digitsEnd(text, at) : hex;
  }
  const rest = text.slice(at).trim();
  // `0x1a2b (in Harbor) + 15` is how atos prints what it cannot name.
  if (rest === '' || rest.startsWith('(in ')) return UNKNOWN;
  if (rest.startsWith('// ')) return readPlace(rest.slice(3).trim());
  return readPlace(rest.startsWith('(') && openingBracket(rest) === 0 ? rest.slice(1, -1) : rest);
}

/**
 * Some systems wrote the offset in the image into the middle of the name (`-[NSRunLoop+ 101716 (NSRunLoop) run]`). It is
 * known exactly, so that only it is taken out.
 */
function withoutOffset(symbol: string, offset: bigint): string {
  return symbol.includes('+ ') ? symbol.replace(`+ ${offset} (`, '(') : symbol;
}

/** Mends a name once the image is known. */
export function mendedSymbol(frame: FrameText, imageOffset: bigint): string | null {
  return frame.symbol === null ? null : withoutOffset(frame.symbol, imageOffset);
}

/**
 * Reads a line that begins with a number. Null for other lines; a line that begins like a frame but makes no sense comes
 * back as malformed, since a frame must never be lost.
 */
export function readFrameLine(text: string): FrameText | null {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start += 1;
  const indexEnd = digitsEnd(text, start);
  if (indexEnd === start || indexEnd - start > 7 || !isSpace(text.charCodeAt(indexEnd))) return null;
  const index = Number(text.slice(start, indexEnd));
  const inlined = text.endsWith(INLINED);
  const end = inlined ? text.length - INLINED.length : text.length;
  const at = addressColumn(text, indexEnd);
  if (at === -1) {
    const words = text.slice(indexEnd, end).trim();
    const columns = splitColumns(words);
    if (columns !== null) {
      const { image: imageName, what } = columns;
      return { ...readPlace(what), index, imageName, address: 0n, base: null, inlined, malformed: false };
    }
    const symbol = words === '???' ? null : words;
    return { ...UNKNOWN, index, imageName: null, address: 0n, base: null, symbol, inlined, malformed: true };
  }
  const column = text.slice(indexEnd, at).trim();
  const name = column.startsWith('+ ') ? column.slice(2).trim() : column;
  const addressEnd = hexEnd(text, at);
  const address = BigInt(text.slice(at, addressEnd));
  const rest = text.slice(addressEnd, end).trim();
  const baseEnd = hexEnd(rest, 0);
  const place = baseEnd === -1 ? (rest === '' ? UNKNOWN : readPlace(rest)) : readBase(rest, baseEnd);
  const base = baseEnd === -1 ? null : BigInt(rest.slice(0, baseEnd));
  return { ...place, index, imageName: name === '' ? null : name, address, base, inlined, malformed: false };
}
