/**
 * Which function, and which inlined calls in it, cover an address. One walk over a unit answers a whole batch: entries
 * are stepped over by their abbreviation, only functions are looked at, and what is inlined into a function only when
 * one of the addresses is in it. Nothing of the tree is kept, so memory does not grow with the unit.
 *
 * Where several entries cover an address, the last one in the tree's order has it: an inner call comes after the outer
 * one, and of functions folded into one another every consumer names the last.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import { lowerBound } from '../bytes/search.ts';
import type { Section } from '../bytes/section.ts';
import type { Abbreviation } from './abbreviations.ts';
import { AT, TAG } from './constants.ts';
import { abbreviationOf, type DwarfFile, type Unit } from './file.ts';
import { readValue, skipValue, type UnitFormat, type Value } from './forms.ts';
import { freshEffort, rangesOf, type Ranges } from './ranges.ts';

/** One link of a chain: an inlined call, or the function at its end. */
export interface Subroutine {
  /** Of its entry in `__debug_info`. */
  readonly offset: number;
  /** Where the code starts (of several ranges: the one with the address), as distance in the image. */
  readonly start: number;
}

/** Innermost first; the last is the function whose code it is, unless the tree is damaged. */
export type Chain = readonly Subroutine[];

const WINDOW = 256 << 10;
const MAX_DEPTH = 4096;
const NO_CHAIN: Chain = [];
const NO_RANGES: Ranges = [];

/** The chain of each target; empty where no function covers it. `targets` are ascending distances in the image. */
export function findSubroutines(file: DwarfFile, unit: Unit, targets: Float64Array): readonly Chain[] {
  return new Walk(file, unit, targets).run();
}

/** A function or inlined call whose children are being walked. */
interface Open {
  readonly offset: number;
  readonly depth: number;
  readonly isFunction: boolean;
  readonly ranges: Ranges;
  readonly matches: boolean;
}

class Walk {
  readonly #file: DwarfFile;
  readonly #unit: Unit;
  readonly #info: Section;
  readonly #targets: Float64Array;
  readonly #chains: Chain[];
  readonly #open: Open[] = [];
  readonly #effort = freshEffort();
  #depth = 0;
  /** Of the entry that is being read, in `__debug_info`: where to go on when the window was too short for it. */
  #entry: number;

  constructor(file: DwarfFile, unit: Unit, targets: Float64Array) {
    this.#file = file;
    this.#unit = unit;
    this.#info = file.require('info');
    this.#targets = targets;
    this.#chains = Array.from(targets, () => NO_CHAIN);
    this.#entry = unit.root;
  }

  /** Reads the unit window by window. An entry that is cut off by the end of one is read again in a longer one. */
  run(): readonly Chain[] {
    const { end } = this.#unit;
    let length = WINDOW;
    while (this.#entry < end) {
      const origin = this.#entry;
      const wanted = Math.min(length, end - origin);
      const window = this.#file.scratch.take(wanted);
      this.#info.fill(origin, window);
      try {
        if (this.#walkWindow(new Cursor(window), origin)) break;
        length = WINDOW;
      } catch (thrown) {
        if (!(thrown instanceof RangeError) || origin + wanted >= end) throw thrown;
        if (this.#entry === origin) length *= 4;
      }
    }
    return this.#chains;
  }

  /** Walks entries until the window or the tree ends; says whether the tree did. */
  #walkWindow(cursor: Cursor, origin: number): boolean {
    const table = this.#unit.abbreviationTable;
    const { format } = this.#unit;
    const size = cursor.view.byteLength;
    while (cursor.position < size) {
      this.#entry = origin + cursor.position;
      const code = cursor.uleb();
      if (code === 0) {
        if (this.#closeChildren()) return true;
        continue;
      }
      const abbreviation = abbreviationOf(table, code);
      if (abbreviation.isSubroutine) this.#visit(cursor, origin, abbreviation);
      else {
        skipEntry(cursor, abbreviation, format);
        if (abbreviation.hasChildren) this.#descend();
        else if (this.#depth === 0) return true;
      }
    }
    this.#entry = origin + size;
    return false;
  }

  #descend(): void {
    if (++this.#depth > MAX_DEPTH) throw new Malformed('its entries are nested deeper than any real ones.');
  }

  /** The end of a list of children; says whether it was the root's. */
  #closeChildren(): boolean {
    this.#depth--;
    if (this.#open.at(-1)?.depth === this.#depth) this.#open.pop();
    return this.#depth <= 0;
  }

  #visit(cursor: Cursor, origin: number, abbreviation: Abbreviation): void {
    const isFunction = abbreviation.tag === TAG.subprogram;
    const outer = this.#open.at(-1);
    const mayMatch = abbreviation.hasCode && (isFunction || outer === undefined || outer.matches);
    const ranges = mayMatch ? this.#readRanges(cursor, origin, abbreviation) : NO_RANGES;
    if (!mayMatch) skipEntry(cursor, abbreviation, this.#unit.format);
    const offset = this.#entry;
    const open = { offset, depth: this.#depth, isFunction, ranges, matches: this.#matches(ranges) };
    if (open.matches) this.#record(open);
    if (!abbreviation.hasChildren) return;
    this.#open.push(open);
    this.#descend();
  }

  #readRanges(cursor: Cursor, origin: number, abbreviation: Abbreviation): Ranges {
    const { format } = this.#unit;
    let low: Value | undefined;
    let high: Value | undefined;
    let ranges: Value | undefined;
    const context = { format, space: this.#file.space, origin };
    for (const { name, form, implicit, length } of abbreviation.attributes) {
      if (name === AT.lowPc) low = readValue(cursor, form, implicit, context);
      else if (name === AT.highPc) high = readValue(cursor, form, implicit, context);
      else if (name === AT.ranges) ranges = readValue(cursor, form, implicit, context);
      else skipValue(cursor, length, format);
    }
    return rangesOf(this.#file, this.#unit, { low, high, ranges }, this.#effort);
  }

  #matches(ranges: Ranges): boolean {
    for (let index = 0; index + 1 < ranges.length; index += 2) {
      const first = this.#targets[lowerBound(this.#targets, ranges[index] ?? 0)];
      if (first !== undefined && first < (ranges[index + 1] ?? 0)) return true;
    }
    return false;
  }

  /** Gives every target in the entry's code the chain from it outwards. */
  #record(inner: Open): void {
    for (let index = 0; index + 1 < inner.ranges.length; index += 2) {
      const start = inner.ranges[index] ?? 0;
      const high = inner.ranges[index + 1] ?? 0;
      for (let at = lowerBound(this.#targets, start); at < this.#targets.length; at++) {
        const target = this.#targets[at] ?? 0;
        if (target >= high) break;
        this.#chains[at] = [{ offset: inner.offset, start }, ...(inner.isFunction ? [] : this.#outwards(target))];
      }
    }
  }

  /** The entries around the current one, up to the function. */
  #outwards(target: number): Chain {
    const chain: Subroutine[] = [];
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const open = this.#open[index];
      if (open === undefined) break;
      chain.push({ offset: open.offset, start: startAround(open.ranges, target) });
      if (open.isFunction) break;
    }
    return chain;
  }
}

function skipEntry(cursor: Cursor, abbreviation: Abbreviation, format: UnitFormat): void {
  if (abbreviation.length >= 0) cursor.skip(abbreviation.length);
  else for (const { length } of abbreviation.attributes) skipValue(cursor, length, format);
}

/** The start of the range with the target, else of the first. */
function startAround(ranges: Ranges, target: number): number {
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    const low = ranges[index] ?? 0;
    if (target >= low && target < (ranges[index + 1] ?? 0)) return low;
  }
  return ranges[0] ?? 0;
}
