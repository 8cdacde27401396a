/**
 * Which unit an address belongs to. `__debug_aranges` knows without touching a unit (144 KB for 526 MB of DWARF); units
 * that it does not name are asked by their root entry, once, and only when an address is found nowhere else.
 */

import { Malformed } from '../bytes/malformed.ts';
import { upperBound } from '../bytes/search.ts';
import type { Section } from '../bytes/section.ts';
import type { DwarfFile } from './file.ts';
import { unitRanges } from './ranges.ts';
import { Claims, type RangeTable } from './range-table.ts';
import { readUnitHeader } from './unit.ts';

/** Address sets of a real file take some hundred kilobytes. */
const MAX_SET = 64 << 20;
const WINDOW = 256 << 10;

export class UnitIndex {
  readonly #file: DwarfFile;
  /** The units that `__debug_aranges` names, with or without code. */
  readonly #named: number[] = [];
  readonly #table: RangeTable;
  #rest: RangeTable | null = null;
  #starts: Float64Array | null = null;

  constructor(file: DwarfFile) {
    this.#file = file;
    this.#table = this.#readAranges().table();
  }

  /** Where the unit that holds the code at `distance` starts in `__debug_info`; `null` where none does. */
  find(distance: number): number | null {
    const named = this.#table.find(distance);
    if (named !== null) return named;
    this.#rest ??= this.#readUnnamed().table();
    return this.#rest.find(distance);
  }

  /** All code by the unit that holds it, as pairs of distances (low, high); what no unit holds under `null`. */
  stretches(): ReadonlyMap<number | null, readonly number[]> {
    this.#rest ??= this.#readUnnamed().table();
    const [{ low, high }, rest] = [this.#table, this.#rest];
    const bounds = Float64Array.from([...low, ...high, ...rest.low, ...rest.high]).sort();
    const owned = new Map<number | null, number[]>([[null, []]]);
    let from = -Infinity;
    for (const to of [...bounds, Infinity]) {
      if (to <= from) continue;
      const unit = from === -Infinity ? null : this.find(from);
      const pairs = owned.get(unit) ?? [];
      if (pairs.at(-1) === from) pairs[pairs.length - 1] = to;
      else pairs.push(from, to);
      owned.set(unit, pairs);
      from = to;
    }
    return owned;
  }

  /** Where the unit that contains a position of `__debug_info` starts. */
  unitAround(offset: number): number {
    this.#starts ??= Float64Array.from(this.#unitStarts());
    const index = upperBound(this.#starts, offset) - 1;
    const start = this.#starts[index];
    if (start === undefined) throw new Malformed('a reference points at no unit.');
    return start;
  }

  #unitStarts(): readonly number[] {
    const info = this.#file.section('info');
    const starts: number[] = [];
    if (info === null) return starts;
    for (let at = 0; at < info.size;) {
      starts.push(at);
      at = readUnitHeader(info, at).end;
    }
    return starts;
  }

  #readAranges(): Claims {
    const section = this.#file.section('aranges');
    const claims = new Claims();
    if (section === null) return claims;
    const window = new SectionWindow(section);
    for (let at = 0; at + 12 <= section.size;) {
      const head = window.view(at, 12);
      const wide = head.getUint32(0, true) === 0xffff_ffff;
      const headLength = wide ? 12 : 4;
      const length = wide ? u64(head, 4) : head.getUint32(0, true);
      if (length > MAX_SET) throw new Malformed('a set of __debug_aranges is too long.');
      this.#readSet(window.view(at, headLength + length), headLength, wide, claims);
      at += headLength + length;
    }
    return claims;
  }

  /** One set: the unit's position, then pairs of address and length, the first aligned to the size of a pair. */
  #readSet(set: DataView, headLength: number, wide: boolean, claims: Claims): void {
    const unit = wide ? u64(set, headLength + 2) : set.getUint32(headLength + 2, true);
    let at = headLength + (wide ? 10 : 6);
    const addressSize = set.getUint8(at);
    if (addressSize !== 4 && addressSize !== 8)
      throw new Malformed('__debug_aranges has addresses of an unknown size.');
    this.#named.push(unit);
    const { space } = this.#file;
    const pair = addressSize * 2;
    at = Math.ceil((at + 2) / pair) * pair;
    for (; at + pair <= set.byteLength; at += pair) {
      const low = space.distance(set.getUint32(at, true), addressSize === 8 ? set.getUint32(at + 4, true) : 0);
      const end = at + addressSize;
      const length = set.getUint32(end, true) + (addressSize === 8 ? set.getUint32(end + 4, true) * 0x1_0000_0000 : 0);
      if (length > 0 && !space.isDead(low)) claims.add(low, low + length, unit);
    }
  }

  #readUnnamed(): Claims {
    const claims = new Claims();
    const named = new Set(this.#named);
    for (const start of this.#unitStarts()) {
      if (named.has(start)) continue;
      const unit = this.#file.unitAt(start);
      if (!unit.isCode) continue;
      const ranges = unitRanges(this.#file, unit);
      for (let index = 0; index + 1 < ranges.length; index += 2) {
        claims.add(ranges[index] ?? 0, ranges[index + 1] ?? 0, start);
      }
    }
    return claims;
  }
}

function u64(view: DataView, at: number): number {
  const value = view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x1_0000_0000;
  if (!Number.isSafeInteger(value)) throw new Malformed('an offset is larger than any file.');
  return value;
}

/** A section read front to back in large pieces. */
class SectionWindow {
  readonly #section: Section;
  #window: Uint8Array = new Uint8Array(0);
  #start = 0;

  constructor(section: Section) {
    this.#section = section;
  }

  /** Up to `length` bytes at `at`, fewer where the section ends; valid until the next call. */
  view(at: number, length: number): DataView {
    const wanted = Math.min(length, this.#section.size - at);
    if (at + wanted > this.#start + this.#window.length) {
      this.#window = new Uint8Array(Math.min(Math.max(WINDOW, wanted), this.#section.size - at));
      this.#start = at;
      this.#section.fill(at, this.#window);
    }
    return new DataView(this.#window.buffer, this.#window.byteOffset + at - this.#start, wanted);
  }
}
