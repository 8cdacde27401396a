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
import { ENTRY, type Abbreviation } from './abbreviations.ts';
import { AT } from './constants.ts';
import { abbreviationOf, type DwarfFile, type Unit } from './file.ts';
import { readValue, skipValue, type Value } from './forms.ts';
import { freshEffort, rangesOf, type Ranges } from './ranges.ts';
import { skipSteps } from './skip.ts';

/** One link of a chain: an inlined call, or the function at its end. */
export interface Subroutine {
  /** Of its entry in `__debug_info`. */
  readonly offset: number;
  /** Where the code starts (of several ranges: the one with the address), as distance in the image. */
  readonly start: number;
}

/** Innermost first; the last is the function whose code it is, unless the tree is damaged. */
export type Chain = readonly Subroutine[];

/** A function or inlined call that matches and whose children are being walked. */
export interface Open {
  readonly offset: number;
  readonly isFunction: boolean;
  readonly ranges: Ranges;
}

/** What a walk is for: which code is looked at, and what becomes of it. */
export interface Interest {
  matches(low: number, high: number): boolean;
  /** An entry with code that matches, and those around it. */
  meet(entry: Open, around: readonly (Open | null)[]): void;
}

const MAX_DEPTH = 4096;
const NO_CHAIN: Chain = [];
const NO_RANGES: Ranges = [];

/** The chain of each target; empty where no function covers it. `targets` are ascending distances in the image. */
export function findSubroutines(file: DwarfFile, unit: Unit, targets: Float64Array): readonly Chain[] {
  const chains = new Chains(targets);
  walkSubroutines(file, unit, chains);
  return chains.chains;
}

/** Walks all functions of a unit and, in those that match, what is inlined. Throws `Malformed`. */
export function walkSubroutines(file: DwarfFile, unit: Unit, interest: Interest): void {
  new Walk(file, unit, interest).run();
}

class Walk {
  readonly #file: DwarfFile;
  readonly #unit: Unit;
  readonly #interest: Interest;
  /** Functions and calls around the current entry, and their depths; `null` for those that do not match. */
  readonly #open: (Open | null)[] = [];
  readonly #depths: number[] = [];
  readonly #effort = freshEffort();
  #depth = 0;
  /** Whether an inlined call need not be looked at: the function around it does not match. */
  #isOutside = false;
  /** Where the window starts in `__debug_info`. */
  #origin: number;
  /** Of the entry that is being read, in the window: where to go on when the window was too short for it. */
  #entry = 0;

  constructor(file: DwarfFile, unit: Unit, interest: Interest) {
    this.#file = file;
    this.#unit = unit;
    this.#interest = interest;
    this.#origin = unit.root;
  }

  /** Reads the unit window by window. An entry that is cut off by the end of one is read again in a longer one. */
  run(): void {
    const { end } = this.#unit;
    for (let factor = 1; this.#origin < end;) {
      const window = this.#file.infoWindow(this.#origin, end, factor);
      this.#entry = 0;
      try {
        if (this.#walkWindow(window)) return;
        factor = 1;
      } catch (thrown) {
        if (!(thrown instanceof RangeError) || this.#origin + window.length >= end) throw thrown;
        if (this.#entry === 0) factor *= 4;
      }
      this.#origin += this.#entry;
    }
  }

  /** Walks entries until the window or the tree ends; says whether the tree did. Throws `RangeError` where one is cut. */
  #walkWindow(bytes: Uint8Array): boolean {
    const { flags, lengths, abbreviations } = this.#unit.abbreviationTable;
    const { format } = this.#unit;
    const size = bytes.length;
    const cursor = new Cursor(bytes);
    let at = 0;
    let entry = 0;
    while (at < size) {
      entry = at;
      let code = bytes[at++] ?? 0;
      if (code >= 0x80) {
        this.#entry = entry;
        cursor.position = entry;
        code = cursor.uleb();
        at = cursor.position | 0;
      }
      if (code === 0) {
        if (this.#closeChildren()) return true;
        continue;
      }
      const flag = flags[code] ?? 0;
      const isSubroutine = (flag & ENTRY.function) !== 0 || ((flag & ENTRY.inlined) !== 0 && !this.#isOutside);
      if (isSubroutine) {
        this.#entry = entry;
        cursor.position = at;
        this.#visit(cursor, abbreviationOf(this.#unit.abbreviationTable, code), flag);
        at = cursor.position | 0;
        continue;
      }
      if ((flag & ENTRY.fixed) !== 0) at += lengths[code] ?? 0;
      else {
        this.#entry = entry;
        const { steps } = abbreviations[code] ?? abbreviationOf(this.#unit.abbreviationTable, code);
        at = skipSteps(bytes, at, steps, format);
      }
      if (at > size) break;
      if ((flag & ENTRY.children) !== 0) this.#descend();
      else if (this.#depth === 0) return true;
    }
    this.#entry = at > size ? entry : size;
    if (at > size) throw new RangeError('an entry is cut off');
    return false;
  }

  #descend(): void {
    if (++this.#depth > MAX_DEPTH) throw new Malformed('its entries are nested deeper than any real ones.');
  }

  /** The end of a list of children; says whether it was the root's. */
  #closeChildren(): boolean {
    const depth = --this.#depth;
    const depths = this.#depths;
    if (depths.length > 0 && depths[depths.length - 1] === depth) {
      const open = this.#open;
      depths.pop();
      open.pop();
      this.#isOutside = open.length > 0 && open[open.length - 1] === null;
    }
    return depth <= 0;
  }

  /** Reads an entry from behind its code. */
  #visit(cursor: Cursor, abbreviation: Abbreviation, flag: number): void {
    const ranges = this.#matchingRanges(cursor, abbreviation);
    let open: Open | null = null;
    if (ranges.length > 0) {
      open = { offset: this.#origin + this.#entry, isFunction: (flag & ENTRY.function) !== 0, ranges };
      this.#interest.meet(open, this.#open);
    }
    if ((flag & ENTRY.children) === 0) return;
    this.#open.push(open);
    this.#depths.push(this.#depth);
    this.#isOutside = open === null;
    this.#descend();
  }

  /** Moves over an entry; its ranges, or none where nothing in them matches. */
  #matchingRanges(cursor: Cursor, abbreviation: Abbreviation): Ranges {
    const { hasCode, boundsAt, steps } = abbreviation;
    const start = cursor.position;
    if (hasCode && boundsAt < 0) {
      const ranges = this.#readRanges(cursor, abbreviation);
      return this.#matchesAny(ranges) ? ranges : NO_RANGES;
    }
    const { view } = cursor;
    cursor.position = skipSteps(cursor.bytes, start, steps, this.#unit.format);
    if (cursor.position > view.byteLength) throw new RangeError('an entry is cut off');
    if (!hasCode) return NO_RANGES;
    const at = start + boundsAt;
    const { space } = this.#file;
    const low = space.distance(view.getUint32(at, true), view.getUint32(at + 4, true));
    const high = low + view.getUint32(at + 8, true);
    return low < high && this.#interest.matches(low, high) && !space.isDead(low) ? [low, high] : NO_RANGES;
  }

  #readRanges(cursor: Cursor, abbreviation: Abbreviation): Ranges {
    const { format } = this.#unit;
    let low: Value | undefined;
    let high: Value | undefined;
    let ranges: Value | undefined;
    const context = { format, space: this.#file.space, origin: this.#origin };
    for (const { name, form, implicit, length } of abbreviation.attributes) {
      if (name === AT.lowPc) low = readValue(cursor, form, implicit, context);
      else if (name === AT.highPc) high = readValue(cursor, form, implicit, context);
      else if (name === AT.ranges) ranges = readValue(cursor, form, implicit, context);
      else skipValue(cursor, length, format);
    }
    return rangesOf(this.#file, this.#unit, { low, high, ranges }, this.#effort);
  }

  #matchesAny(ranges: Ranges): boolean {
    for (let index = 0; index + 1 < ranges.length; index += 2) {
      if (this.#interest.matches(ranges[index] ?? 0, ranges[index + 1] ?? 0)) return true;
    }
    return false;
  }
}

/** Gives every target in an entry's code the chain from it outwards. */
class Chains implements Interest {
  readonly chains: Chain[];
  readonly #targets: Float64Array;

  constructor(targets: Float64Array) {
    this.#targets = targets;
    this.chains = Array.from(targets, () => NO_CHAIN);
  }

  matches(low: number, high: number): boolean {
    const first = this.#targets[lowerBound(this.#targets, low)];
    return first !== undefined && first < high;
  }

  meet(entry: Open, around: readonly (Open | null)[]): void {
    for (let index = 0; index + 1 < entry.ranges.length; index += 2) {
      const start = entry.ranges[index] ?? 0;
      const high = entry.ranges[index + 1] ?? 0;
      const inner = { offset: entry.offset, start };
      const chain = entry.isFunction ? [inner] : [inner, ...outwards(around, start)];
      for (let at = lowerBound(this.#targets, start); (this.#targets[at] ?? Infinity) < high; at++) {
        this.chains[at] = chain;
      }
    }
  }
}

/** The entries around the current one, up to the function. */
function outwards(around: readonly (Open | null)[], start: number): Chain {
  const chain: Subroutine[] = [];
  for (let index = around.length - 1; index >= 0; index--) {
    const open = around[index] ?? null;
    if (open === null) break;
    chain.push({ offset: open.offset, start: startAround(open.ranges, start) });
    if (open.isFunction) break;
  }
  return chain;
}

/** The start of the range with the target, else of the first. */
function startAround(ranges: Ranges, target: number): number {
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    const low = ranges[index] ?? 0;
    if (target >= low && target < (ranges[index + 1] ?? 0)) return low;
  }
  return ranges[0] ?? 0;
}
