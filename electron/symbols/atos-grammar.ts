/**
 * What Apple's atos prints (man page atos(1)), read and written:
 *
 *     fn (in Lib) (file.c:17)     a function with its line
 *     fn (in Lib) + 15            a function without one; also `+ 0x1fe`
 *     0xdead (in Lib) + 15        an image, but no function; also without the offset
 *     0xdead                      nothing: the address as it was given
 *
 * With `-i` an address has a line for every inlined call, innermost first, and an empty line after them. Function names
 * hold spaces, parentheses and even ` (in `, so lines are read from their end.
 */

import type { Answer, SourceFrame } from './engine.ts';

/** One line of output. */
export interface AtosLine {
  /** As atos wrote it: demangled. `null` where it knows none. */
  readonly symbol: string | null;
  readonly image: string | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Distance from the function's start, where it is said. */
  readonly offset: bigint | null;
}

const SHAPE =
  /^(?<symbol>.*) \(in (?<image>.+?)\)(?: \((?<file>.+):(?<line>\d+)\)| \((?<bareFile>[^()]+)\)| \+ (?<offset>0x[0-9a-f]+|\d+))?$/;
const ADDRESS = /^0x[0-9a-f]+$/i;

/** Reads one line. A line that has none of the shapes has a symbol and nothing else, as atos prints for odd images. */
export function parseAtosLine(text: string): AtosLine {
  const groups = SHAPE.exec(text.trimEnd())?.groups;
  const symbol = groups?.['symbol'] ?? text.trim();
  const line = Number(groups?.['line'] ?? 0);
  const offset = groups?.['offset'];
  return {
    symbol: symbol === '' || ADDRESS.test(symbol) ? null : symbol,
    image: groups?.['image'] ?? null,
    file: groups?.['file'] ?? groups?.['bareFile'] ?? null,
    line: line === 0 ? null : line,
    offset: offset === undefined ? null : BigInt(offset),
  };
}

/** Splits what `atos -i` printed into one block of lines an address. */
export function splitBlocks(output: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    if (line.trim() !== '') block.push(line);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

/** The answer that a block gives. */
export function answerOf(block: readonly string[]): Answer {
  const lines = block.map(parseAtosLine);
  const frames: SourceFrame[] = [];
  for (const { symbol, file, line } of lines)
    if (symbol !== null) frames.push({ name: symbol, file, line, column: null });
  if (frames.length === 0) return { kind: 'none' };
  return { kind: 'found', frames, symbolOffset: lines.at(-1)?.offset ?? null };
}

/** Writes one line. `address` is what stands there when no function is known. */
export function formatAtosLine(line: AtosLine, address: string): string {
  const { symbol, image, file, offset } = line;
  const start = symbol ?? address;
  if (image === null) return start;
  if (file !== null) return `${start} (in ${image}) (${file}:${line.line ?? 0})`;
  return offset === null ? `${start} (in ${image})` : `${start} (in ${image}) + ${offset}`;
}
