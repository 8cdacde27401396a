/**
 * Names from the symbol table (`LC_SYMTAB`), for code that the DWARF does not know: assembly, outlined functions, files
 * without DWARF. Symbols are read in pieces, in one pass for a whole batch of addresses, and nothing is kept or sorted.
 *
 * A symbol names the code from its address to the next symbol or the end of its section. In a stripped file the
 * functions between two symbols are nameless; `LC_FUNCTION_STARTS` still tells where they begin, and so an address in one
 * is not given to the symbol before it.
 */

import { Cursor } from './bytes/cursor.ts';
import { Malformed } from './bytes/malformed.ts';
import type { Pages } from './bytes/pages.ts';
import { lowerBound } from './bytes/search.ts';
import { N_SECT, N_STAB, N_TYPE } from './macho/constants.ts';
import type { ImageSpace } from './macho/image-space.ts';
import type { Slice } from './macho/slice.ts';

/** A symbol that names an address: without the underscore that C names have in Mach-O. */
export interface SymbolHit {
  readonly name: string;
  /** Distance in the image. */
  readonly start: number;
}

const SYMBOLS_A_PIECE = 1 << 13;
const MAX_FUNCTION_STARTS = 64 << 20;

/** The symbol of each target, or `null`. `targets` are ascending distances in the image. Throws `Malformed`. */
export function findSymbols(
  slice: Slice,
  pages: Pages,
  space: ImageSpace,
  targets: Float64Array,
): readonly (SymbolHit | null)[] {
  const nearest = nearestSymbols(slice, pages, space, targets);
  const ends = slice.sections.map(({ address, size }) => space.fromSvma(address) + Number(size));
  const functions = functionStarts(slice, pages, targets);
  let last: SymbolHit | null = null;
  let lastName = -1;
  return Array.from(targets, (target, index) => {
    const start = nearest.start[index] ?? -Infinity;
    const end = ends[(nearest.section[index] ?? 0) - 1] ?? -Infinity;
    if (!(start <= target && target < end) || (functions[index] ?? -Infinity) > start) return null;
    const name = nearest.name[index] ?? 0;
    if (last === null || last.start !== start || lastName !== name) {
      last = { start, name: symbolName(slice, pages, name) };
      lastName = name;
    }
    return last;
  });
}

/** Ascending distances at which what `findSymbols` finds may change: symbols, ends of sections, starts of functions. */
export function symbolEdges(slice: Slice, pages: Pages, space: ImageSpace): Float64Array {
  const edges = slice.sections.map(({ address, size }) => space.fromSvma(address) + Number(size));
  eachPiece(slice, pages, (words, length, perSymbol) => {
    for (let at = 0; at < length; at += perSymbol) {
      if (((words[at + 1] ?? 0) & (N_STAB | N_TYPE)) !== N_SECT) continue;
      edges.push(space.distance(words[at + 2] ?? 0, perSymbol === 4 ? (words[at + 3] ?? 0) : 0));
    }
  });
  eachFunctionStart(slice, pages, (start) => {
    edges.push(start);
    return true;
  });
  return Float64Array.from(edges.filter((edge) => !Number.isNaN(edge))).sort();
}

/** The last symbol at or before each target, as columns. */
class Nearest {
  readonly start: Float64Array;
  /** Offset into the string table. */
  readonly name: Float64Array;
  /** Index of the section, from 1. */
  readonly section: Uint8Array;
  readonly #space: ImageSpace;
  readonly #targets: Float64Array;

  constructor(space: ImageSpace, targets: Float64Array) {
    this.#space = space;
    this.#targets = targets;
    this.start = new Float64Array(targets.length).fill(-Infinity);
    this.name = new Float64Array(targets.length);
    this.section = new Uint8Array(targets.length);
  }

  /**
   * Looks at symbols as words: `n_strx`; `n_type`, `n_sect`, `n_desc`; `n_value` (little endian, as every machine that
   * runs this). The loop is the longest that a first lookup has, and runs before the compiler has seen it: it calls
   * nothing and keeps the best symbol of the gap between two targets at hand, for most symbols are in order.
   */
  take(words: Uint32Array, length: number, perSymbol: 3 | 4): void {
    const { low: textLow, high: textHigh } = this.#space;
    let index = -1;
    let [below, above, best] = [Infinity, -Infinity, 0];
    let [name, kind] = [0, 0];
    for (let at = 0; at < length; at += perSymbol) {
      const word = words[at + 1] ?? 0;
      if ((word & (N_STAB | N_TYPE)) !== N_SECT) continue;
      const low = words[at + 2] ?? 0;
      const high = perSymbol === 4 ? (words[at + 3] ?? 0) : 0;
      const address = high === textHigh ? low - textLow : this.#space.distance(low, high);
      if (address > above || address <= below) {
        this.#note(index, best, name, kind);
        index = lowerBound(this.#targets, address);
        above = this.#targets[index] ?? Infinity;
        below = this.#targets[index - 1] ?? -Infinity;
        best = this.start[index] ?? Infinity;
        name = this.name[index] ?? 0;
        kind = (this.section[index] ?? 0) << 8;
      }
      // Of several symbols at one address the last in the table counts.
      if (address < best || index >= this.#targets.length) continue;
      best = address;
      name = words[at] ?? 0;
      kind = word;
    }
    this.#note(index, best, name, kind);
  }

  #note(index: number, best: number, name: number, kind: number): void {
    if (index < 0 || index >= this.#targets.length) return;
    this.start[index] = best;
    this.name[index] = name;
    this.section[index] = (kind >>> 8) & 0xff;
  }

  /** A target with no symbol since the one before it has that one's. */
  fillGaps(): void {
    for (let index = 1; index < this.start.length; index++) {
      if ((this.start[index] ?? 0) >= (this.start[index - 1] ?? 0) && this.start[index] !== -Infinity) continue;
      this.start[index] = this.start[index - 1] ?? 0;
      this.name[index] = this.name[index - 1] ?? 0;
      this.section[index] = this.section[index - 1] ?? 0;
    }
  }
}

function nearestSymbols(slice: Slice, pages: Pages, space: ImageSpace, targets: Float64Array): Nearest {
  const nearest = new Nearest(space, targets);
  eachPiece(slice, pages, (words, length, perSymbol) => nearest.take(words, length, perSymbol));
  nearest.fillGaps();
  return nearest;
}

/** Reads the symbols in pieces, as words; what is behind `length` is left over from the piece before. */
function eachPiece(
  slice: Slice,
  pages: Pages,
  take: (words: Uint32Array, length: number, perSymbol: 3 | 4) => void,
): void {
  const table = slice.symbols;
  if (table === null) return;
  const perSymbol = slice.is64 ? 4 : 3;
  const size = perSymbol * 4;
  if (table.offset + table.count * size > pages.size)
    throw new Malformed('its symbol table ends behind the end of the file.');
  const words = new Uint32Array(Math.min(table.count, SYMBOLS_A_PIECE) * perSymbol);
  const bytes = new Uint8Array(words.buffer);
  for (let first = 0; first < table.count; first += SYMBOLS_A_PIECE) {
    const length = Math.min(SYMBOLS_A_PIECE, table.count - first) * perSymbol;
    pages.fill(table.offset + first * size, bytes.subarray(0, length * 4));
    take(words, length, perSymbol);
  }
}

function symbolName(slice: Slice, pages: Pages, offset: number): string {
  const strings = slice.symbols?.strings ?? { offset: 0, size: 0 };
  if (offset >= strings.size || strings.offset + strings.size > pages.size)
    throw new Malformed('a symbol has no name where it should have one.');
  const name = pages.cstring(strings.offset + offset, strings.offset + strings.size);
  return name.startsWith('_') ? name.slice(1) : name;
}

/** The last function start at or before each target, as distances; −∞ where there is none or the file does not say. */
function functionStarts(slice: Slice, pages: Pages, targets: Float64Array): Float64Array {
  const starts = new Float64Array(targets.length).fill(-Infinity);
  let previous = -Infinity;
  let index = 0;
  eachFunctionStart(slice, pages, (start) => {
    while (index < targets.length && (targets[index] ?? 0) < start) starts[index++] = previous;
    previous = start;
    return index < targets.length;
  });
  return starts.fill(previous, index);
}

/** Reads the function starts as long as `take` wants more. */
function eachFunctionStart(slice: Slice, pages: Pages, take: (start: number) => boolean): void {
  const range = slice.functionStarts;
  if (range === null || range.size === 0) return;
  if (range.size > MAX_FUNCTION_STARTS) throw new Malformed('its list of function starts is too long.');
  const cursor = new Cursor(pages.copy(range.offset, range.size));
  // The lowest bit marks Thumb code on 32-bit ARM, where addresses are even.
  const isThumb = slice.arch.startsWith('armv');
  let sum = 0;
  while (!cursor.atEnd) {
    const delta = cursor.uleb();
    if (delta === 0) return;
    sum += delta;
    if (!take(isThumb ? sum - (sum % 2) : sum)) return;
  }
}
