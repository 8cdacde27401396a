/**
 * One line of a call tree in text, as spindump writes it and all that use its words: hangs, CPU, disk writes.
 *
 *       49  start + 462 (dyld + 21806) [0x115b4652e] 1-49
 *         37  main (Map.swift:31,1 in Harbor + 17460019) [0x10772db33] (blocked by turnstile waiting for Pier [501]) 1-37
 *        *12  ??? (<0A1B…> + 4910) [0xffffff800021999f] (running)
 *           4  <Kernel mode>
 *
 * The column of the count tells the depth; a star stands in front of frames of the kernel and does not move it. Read by
 * position: there are hundreds of thousands of these lines in a file.
 */
import { openingBracket } from './frame-line.ts';

/** A line taken apart as far as its place in the tree goes. */
export interface TreeLine {
  /** Where the count stands, or would stand if the tree were drawn without a limit to its width. */
  readonly column: number;
  readonly count: number | null;
  /** The frame's own words: equal words are the same frame. */
  readonly words: string;
  readonly note: string | null;
  /** In which of the samples it was seen: `1-49`. */
  readonly samples: string | null;
  /** A call that was inlined into the frame above. */
  readonly inlined: boolean;
}

/** What the words of a frame say. */
export interface TreeFrame {
  readonly symbol: string | null;
  readonly symbolOffset: bigint | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly imageName: string | null;
  /** Of the image, where the line names it by that: `<0A1B…>`. */
  readonly imageUuid: string | null;
  readonly imageOffset: bigint | null;
  readonly address: bigint | null;
  /** The words make no sense; all of them are the symbol. */
  readonly malformed: boolean;
}

/** Depth from which on a line says its depth instead of being moved to it: `#300 12  start`. */
export const DEEPEST_COLUMN = 256;
const MARGIN = 2;
const INLINED = ' [inlined]';

/** The column that a depth has. */
export function columnOf(depth: number): number {
  return MARGIN + 2 * depth;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Space, and what `sample` draws branches with: `+ ! : |`. */
function isBranch(code: number): boolean {
  return code === 32 || code === 9 || code === 43 || code === 33 || code === 58 || code === 124;
}

interface Counted {
  readonly column: number;
  readonly count: number | null;
  readonly rest: string;
}

/** Takes the count off the front of a line. */
export function readCount(text: string): Counted | null {
  let at = 0;
  while (at < text.length && isBranch(text.charCodeAt(at))) at += 1;
  let column = at;
  const level = text[at] === '#' ? /^#(\d{1,7}) /.exec(text.slice(at, at + 10)) : null;
  if (level !== null) {
    at += level[0].length;
    column = columnOf(Number(level[1]));
  }
  if (text[at] === '*') {
    at += 1;
    if (level === null) column += 1;
  }
  const begin = at;
  while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
  const unknown = at === begin && text[at] === '?';
  if (unknown) at += 1;
  const space = text.charCodeAt(at);
  if (at === begin || at - begin > 15 || (space !== 32 && space !== 9)) return null;
  const rest = text.slice(at).trim();
  return rest === '' ? null : { column, count: unknown ? null : Number(text.slice(begin, at)), rest };
}

const LONGEST_RANGE = 200;
/** Samples in which the node was seen, at the end of a line: `1-49`, `40`, `1-3,5`. */
const RANGE = new RegExp(String.raw`(?<=[\])>]) [\d,-]{1,${LONGEST_RANGE}}$`);

/** Where the range begins, with the space before it; the text's length where there is none. */
function rangeStart(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  if (!isDigit(last)) return text.length;
  const range = RANGE.exec(text.slice(-LONGEST_RANGE - 2));
  return range === null ? text.length : text.length - range[0].length;
}

/** Samples as they can stand at the end of a line; nothing where they would be read as something else. */
export function rangeText(before: string, samples: string | undefined): string {
  const fits = samples !== undefined && /^[\d,-]*\d$/.test(samples) && samples.length <= LONGEST_RANGE;
  return fits && /[\])>]$/.test(before) ? ` ${samples}` : '';
}

/** Where the words of the frame end and what is said of it begins. */
function wordsEnd(text: string): number {
  const address = text.lastIndexOf('[0x');
  if (address !== -1) {
    const close = text.indexOf(']', address);
    if (close !== -1) return close + 1;
  }
  if (text.startsWith('<')) return text.lastIndexOf('>') + 1;
  // Without an address, what is said stands in a second pair of brackets.
  if (!text.endsWith(')') || text.endsWith(' (???)')) return text.length;
  const open = openingBracket(text);
  const before = open > 1 ? text.slice(0, open).trimEnd() : '';
  const place = before.endsWith(')') ? openingBracket(before) : -1;
  return place > 0 && before.charCodeAt(place - 1) === 32 ? open : text.length;
}

/** Whether the words have an address that is none, or more than one: nothing in them can be told from another. */
function isBroken(words: string): boolean {
  const begin = words.indexOf('[0x');
  return begin !== -1 && !/^\[0x[0-9a-f]{1,16}\]$/i.test(words.slice(begin, begin + 21));
}

/** Reads a line of spindump's; null when it does not begin with a count. */
export function readTreeLine(text: string): TreeLine | null {
  const counted = readCount(text);
  if (counted === null) return null;
  const { column, count } = counted;
  const range = rangeStart(counted.rest);
  const samples = range === counted.rest.length ? null : counted.rest.slice(range + 1);
  let rest = counted.rest.slice(0, range);
  const inlined = rest.endsWith(INLINED);
  if (inlined) rest = rest.slice(0, -INLINED.length);
  const end = wordsEnd(rest);
  const after = rest.slice(end).trim();
  const bracketed = after.startsWith('(') && after.endsWith(')');
  if (isBroken(rest.slice(0, end).trim())) return { column, count, words: rest, note: null, samples, inlined };
  if (after !== '' && !bracketed) return { column, count, words: rest, note: null, samples, inlined };
  const note = bracketed ? after.slice(1, -1) : null;
  return { column, count, words: rest.slice(0, end).trim(), note, samples, inlined };
}

const NOTHING: TreeFrame = {
  symbol: null,
  symbolOffset: null,
  file: null,
  line: null,
  column: null,
  imageName: null,
  imageUuid: null,
  imageOffset: null,
  address: null,
  malformed: false,
};

const UUID = /^<([0-9a-f-]{32,36})>$/i;

/** Reads `name + 12`. */
export function readSymbol(words: string): { symbol: string | null; symbolOffset: bigint | null } {
  const text = words.trim();
  const offset = / ?\+ (\d{1,20})(?:,[\d,.]*)?$/.exec(text.slice(-60));
  const symbol = (offset === null ? text : text.slice(0, text.length - offset[0].length)).trimEnd();
  // Microstackshots may have the image's UUID where the name is not known.
  if (symbol === '' || symbol === '???' || UUID.test(symbol)) return { symbol: null, symbolOffset: null };
  return { symbol, symbolOffset: offset?.[1] === undefined ? null : BigInt(offset[1]) };
}

/** Reads `Map.swift:31,1` and `<compiler-generated>`. */
export function readFile(text: string): { file: string | null; line: number | null; column: number | null } {
  const place = /:(\d{1,9})(?:,(\d{1,9}))?$/.exec(text.slice(-24));
  const file = place === null ? text : text.slice(0, text.length - place[0].length);
  const line = Number(place?.[1] ?? 0);
  return {
    file: file === '' ? null : file,
    line: line > 0 ? line : null,
    column: place?.[2] === undefined ? null : Number(place[2]),
  };
}

/** The name of an image as it can stand in brackets: with all that it has itself closed. */
export function placeName(name: string): string {
  return openingBracket(`(${name})`) === 0 ? name : name.replaceAll(/[()]/g, '|');
}

function isFile(text: string): boolean {
  return text.startsWith('<') || text.includes('.');
}

/** Reads what stands in the brackets: `Map.swift:31,1 in Harbor + 17460019`, `<0A1B…> + 4910`, `dyld`. */
function readImagePlace(text: string): Partial<TreeFrame> {
  const offset = / \+ (\d{1,20})$/.exec(text.slice(-24));
  const place = offset === null ? text : text.slice(0, text.length - offset[0].length);
  const within = place.indexOf(' in ');
  const told = within > 0 && isFile(place.slice(0, within));
  // Mac OS X 10.5 has `in` without a file, too.
  const image = (told ? place.slice(within + 4) : place.replace(/^in /, '')).trim();
  const uuid = UUID.exec(image);
  return {
    ...(told ? readFile(place.slice(0, within)) : {}),
    imageName: uuid !== null || image === '???' || image === '' ? null : image,
    imageUuid: uuid?.[1] ?? null,
    imageOffset: offset?.[1] === undefined ? null : BigInt(offset[1]),
  };
}

/** The address at the end of the words, and the words without it. */
export function splitAddress(words: string): { before: string; address: bigint | null; after: string } {
  const begin = words.lastIndexOf('[0x');
  const match = begin === -1 ? null : /^\[(0x[0-9a-f]{1,16})[\],]/i.exec(words.slice(begin, begin + 20));
  if (match?.[1] === undefined) return { before: words, address: null, after: '' };
  const close = words.indexOf(']', begin);
  const after = close === -1 ? '' : words.slice(close + 1).trim();
  return { before: words.slice(0, begin).trimEnd(), address: BigInt(match[1]), after };
}

const BARE_UUID = /^<[0-9a-f-]{32,36}>(?: \+ \d{1,20})?$/i;

/** Reads the words of a frame as spindump has them. What is in none of its forms is a name. */
export function readTreeFrame(words: string): TreeFrame {
  if (words.startsWith('<') && words.endsWith('>') && !BARE_UUID.test(words)) return { ...NOTHING, symbol: words };
  if (isBroken(words)) return { ...NOTHING, symbol: words, malformed: true };
  const { before, address } = splitAddress(words);
  const open = before.endsWith(')') ? openingBracket(before) : -1;
  const bracketed = open === 0 || (open > 0 && before.charCodeAt(open - 1) === 32);
  // Microstackshots name the binary's UUID alone: `<0A1B…> + 4910 [0x1049ef32e]`.
  if (!bracketed && BARE_UUID.test(before)) return { ...NOTHING, ...readImagePlace(before), address };
  if (!bracketed) return { ...NOTHING, ...readSymbol(before), address };
  const inside = before.slice(open + 1, -1);
  if (inside.trim() === '') return { ...NOTHING, ...readSymbol(before), address };
  return { ...NOTHING, ...readImagePlace(inside), ...readSymbol(before.slice(0, open)), address };
}
