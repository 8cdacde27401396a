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

const SYMBOLS_A_PIECE = 1 << 15;
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
  return Array.from(targets, (target, index) => {
    const start = nearest.start[index] ?? -Infinity;
    const end = ends[(nearest.section[index] ?? 0) - 1] ?? -Infinity;
    if (!(start <= target && target < end) || (functions[index] ?? -Infinity) > start) return null;
    return { start, name: symbolName(slice, pages, nearest.name[index] ?? 0) };
  });
}

/** The last symbol at or before each target, as columns. */
interface Nearest {
  readonly start: Float64Array;
  /** Offset into the string table. */
  readonly name: Float64Array;
  /** Index of the section, from 1. */
  readonly section: Uint8Array;
}

function nearestSymbols(slice: Slice, pages: Pages, space: ImageSpace, targets: Float64Array): Nearest {
  const count = targets.length;
  const start = new Float64Array(count).fill(-Infinity);
  const name = new Float64Array(count);
  const section = new Uint8Array(count);
  const table = slice.symbols;
  if (table === null) return { start, name, section };
  const size = slice.is64 ? 16 : 12;
  if (table.offset + table.count * size > pages.size)
    throw new Malformed('its symbol table ends behind the end of the file.');
  const buffer = new Uint8Array(Math.min(table.count, SYMBOLS_A_PIECE) * size);
  for (let first = 0; first < table.count; first += SYMBOLS_A_PIECE) {
    const piece = buffer.subarray(0, Math.min(SYMBOLS_A_PIECE, table.count - first) * size);
    pages.fill(table.offset + first * size, piece);
    const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let at = 0; at < piece.length; at += size) {
      const type = view.getUint8(at + 4);
      if ((type & N_STAB) !== 0 || (type & N_TYPE) !== N_SECT) continue;
      const address = space.distance(view.getUint32(at + 8, true), slice.is64 ? view.getUint32(at + 12, true) : 0);
      const index = lowerBound(targets, address);
      // Of several symbols at one address the last in the table counts.
      if (index >= count || address < (start[index] ?? 0)) continue;
      start[index] = address;
      name[index] = view.getUint32(at, true);
      section[index] = view.getUint8(at + 5);
    }
  }
  for (let index = 1; index < count; index++) {
    if ((start[index] ?? 0) >= (start[index - 1] ?? 0) && start[index] !== -Infinity) continue;
    start[index] = start[index - 1] ?? 0;
    name[index] = name[index - 1] ?? 0;
    section[index] = section[index - 1] ?? 0;
  }
  return { start, name, section };
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
  const range = slice.functionStarts;
  if (range === null || range.size === 0) return starts;
  if (range.size > MAX_FUNCTION_STARTS) throw new Malformed('its list of function starts is too long.');
  const cursor = new Cursor(pages.copy(range.offset, range.size));
  // The lowest bit marks Thumb code on 32-bit ARM, where addresses are even.
  const isThumb = slice.arch.startsWith('armv');
  let sum = 0;
  let previous = -Infinity;
  let index = 0;
  while (!cursor.atEnd && index < targets.length) {
    const delta = cursor.uleb();
    if (delta === 0) break;
    sum += delta;
    const start = isThumb ? sum - (sum % 2) : sum;
    while (index < targets.length && (targets[index] ?? 0) < start) starts[index++] = previous;
    previous = start;
  }
  return starts.fill(previous, index);
}
