/**
 * Which unit an address belongs to. `__debug_aranges` knows without touching a unit (144 KB for 526 MB of DWARF); units
 * that it does not name are asked by their root entry, once, and only when an address is found nowhere else.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import { upperBound } from '../bytes/search.ts';
import type { DwarfFile } from './file.ts';
import { unitRanges } from './ranges.ts';
import { readUnitHeader } from './unit.ts';

/** Code ranges with the units they belong to, in arrays of equal length sorted by `low`. */
interface RangeTable {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly unit: Float64Array;
}

type Item = readonly [low: number, high: number, unit: number];

/** Address sets of a real file take some hundred kilobytes. */
const MAX_SET = 64 << 20;
/** Units that claim one address: one, or a few where identical code was folded. */
const MAX_CLAIMS = 256;

export class UnitIndex {
  readonly #file: DwarfFile;
  readonly #named = new Set<number>();
  readonly #table: RangeTable;
  #rest: RangeTable | null = null;
  #starts: Float64Array | null = null;

  constructor(file: DwarfFile) {
    this.#file = file;
    this.#table = tableOf(this.#readAranges());
  }

  /** Where the unit that holds the code at `distance` starts in `__debug_info`; `null` where none does. */
  find(distance: number): number | null {
    const named = search(this.#table, distance);
    if (named !== null) return named;
    this.#rest ??= tableOf(this.#readUnnamed());
    return search(this.#rest, distance);
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

  #readAranges(): readonly Item[] {
    const section = this.#file.section('aranges');
    const items: Item[] = [];
    if (section === null) return items;
    for (let at = 0; at + 12 <= section.size;) {
      const wide = section.u32(at) === 0xffff_ffff;
      const length = wide ? section.offset(at + 4, 8) : section.u32(at);
      const start = at + (wide ? 12 : 4);
      if (length > MAX_SET) throw new Malformed('a set of __debug_aranges is too long.');
      const bytes = section.peek(start, length);
      this.#readSet(new Cursor(bytes), start - at, wide, items);
      at = start + length;
    }
    return items;
  }

  /** One set: the unit's position, then pairs of address and length, the first aligned to the size of a pair. */
  #readSet(cursor: Cursor, headerLength: number, wide: boolean, items: Item[]): void {
    cursor.skip(2);
    const unit = wide ? cursor.u64() : cursor.u32();
    const addressSize = cursor.u8();
    if (addressSize !== 4 && addressSize !== 8)
      throw new Malformed('__debug_aranges has addresses of an unknown size.');
    cursor.skip(1);
    const pair = addressSize * 2;
    cursor.position += (pair - ((cursor.position + headerLength) % pair)) % pair;
    this.#named.add(unit);
    while (cursor.position + pair <= cursor.view.byteLength) {
      const low = this.#file.space.distance(cursor.u32(), addressSize === 8 ? cursor.u32() : 0);
      const length = addressSize === 8 ? cursor.loose64() : cursor.u32();
      if (length > 0 && !this.#file.space.isDead(low)) items.push([low, low + length, unit]);
    }
  }

  #readUnnamed(): readonly Item[] {
    const items: Item[] = [];
    for (const start of this.#unitStarts()) {
      if (this.#named.has(start)) continue;
      const unit = this.#file.unitAt(start);
      if (!unit.isCode) continue;
      const ranges = unitRanges(this.#file, unit);
      for (let index = 0; index + 1 < ranges.length; index += 2) {
        items.push([ranges[index] ?? 0, ranges[index + 1] ?? 0, start]);
      }
    }
    return items;
  }
}

function search(table: RangeTable, distance: number): number | null {
  const index = upperBound(table.low, distance) - 1;
  return distance < (table.high[index] ?? 0) ? (table.unit[index] ?? null) : null;
}

function tableOf(items: readonly Item[]): RangeTable {
  const sorted = items.toSorted((left, right) => left[0] - right[0] || left[2] - right[2]);
  const overlaps = sorted.some(([low], index) => low < (sorted[index - 1]?.[1] ?? low));
  const flat = overlaps ? withoutOverlaps(sorted) : sorted;
  return {
    low: Float64Array.from(flat, ([low]) => low),
    high: Float64Array.from(flat, ([, high]) => high),
    unit: Float64Array.from(flat, ([, , unit]) => unit),
  };
}

/** Cuts ranges so that none overlap; where several units claim an address, the first in the file has it. */
function withoutOverlaps(items: readonly Item[]): readonly Item[] {
  const edges = items.flatMap(([low, high, unit]) => [
    { at: low, unit, step: 1 },
    { at: high, unit, step: -1 },
  ]);
  edges.sort((left, right) => left.at - right.at);
  const open = new Map<number, number>();
  const flat: Item[] = [];
  let since = 0;
  for (const { at, unit, step } of edges) {
    if (open.size > MAX_CLAIMS) throw new Malformed('too many units claim the same code.');
    if (at > since && open.size > 0) flat.push([since, at, Math.min(...open.keys())]);
    const depth = (open.get(unit) ?? 0) + step;
    if (depth === 0) open.delete(unit);
    else open.set(unit, depth);
    since = at;
  }
  return flat;
}
