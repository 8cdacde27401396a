/**
 * Which code an entry covers: `DW_AT_low_pc` with `DW_AT_high_pc`, or a list in `__debug_ranges` (DWARF 3, 4) or
 * `__debug_rnglists` (DWARF 5, 2.17.3). Empty ranges and those of dead-stripped code are left out.
 */

import { Malformed } from '../bytes/malformed.ts';
import type { Section } from '../bytes/section.ts';
import { NOWHERE } from '../macho/image-space.ts';
import { baseOf, distanceOf, indexedDistance, isAddress } from './attributes.ts';
import { AT, FORM, RLE } from './constants.ts';
import { valueOf, type DwarfFile, type Unit } from './file.ts';
import type { Value } from './forms.ts';

/** Distances as pairs: low, high (exclusive), low, high … */
export type Ranges = readonly number[];

/** Keeps hostile lists from being read for ever: how many list items one walk over a unit may still read. */
export interface Effort {
  items: number;
}

/** A walk's allowance; real units have some ten thousand items. */
export function freshEffort(): Effort {
  return { items: 1 << 22 };
}

/** The attributes that say where an entry's code lies. */
export interface CodeAttributes {
  readonly low: Value | undefined;
  readonly high: Value | undefined;
  readonly ranges: Value | undefined;
}

/** The ranges of an entry. Like every consumer, `low`/`high` win over a list. */
export function rangesOf(file: DwarfFile, unit: Unit, attributes: CodeAttributes, effort: Effort): Ranges {
  const { low, high, ranges } = attributes;
  if (low !== undefined && high !== undefined) {
    const from = liveDistance(file, distanceOf(file, unit, low));
    const to = isAddress(high) ? distanceOf(file, unit, high) : from + high.number;
    return from < to ? [from, to] : [];
  }
  if (ranges === undefined) return [];
  if (unit.format.version < 5) return oldList(file, unit, ranges.number, effort);
  return newList(
    file,
    unit,
    ranges.form === FORM.rnglistx ? listOffset(file, unit, ranges.number) : ranges.number,
    effort,
  );
}

/** The ranges of a unit as its root entry says. */
export function unitRanges(file: DwarfFile, unit: Unit): Ranges {
  const { rootEntry } = unit;
  const [low, high] = [valueOf(rootEntry, AT.lowPc), valueOf(rootEntry, AT.highPc)];
  const code = { low, high, ranges: valueOf(rootEntry, AT.ranges) };
  return rangesOf(file, unit, code, freshEffort());
}

/** Nowhere for the addresses that linkers give to code they left out. */
function liveDistance(file: DwarfFile, distance: number): number {
  return file.space.isDead(distance) ? NOWHERE : distance;
}

/** The unit's base address; absolute addresses (base 0) where it has none. */
function unitBase(file: DwarfFile, unit: Unit): number {
  const low = valueOf(unit.rootEntry, AT.lowPc);
  return low === undefined ? file.space.distance(0, 0) : distanceOf(file, unit, low);
}

class Collector {
  readonly ranges: number[] = [];
  readonly #file: DwarfFile;
  readonly #effort: Effort;

  constructor(file: DwarfFile, effort: Effort) {
    this.#file = file;
    this.#effort = effort;
  }

  spend(): void {
    if (--this.#effort.items < 0) throw new Malformed('its range lists are longer than any real ones.');
  }

  add(from: number, to: number): void {
    const low = liveDistance(this.#file, from);
    if (low < to) this.ranges.push(low, to);
  }
}

/** `__debug_ranges`: pairs of addresses relative to a base; a first address of all ones sets the base; 0, 0 ends. */
function oldList(file: DwarfFile, unit: Unit, offset: number, effort: Effort): Ranges {
  const section = file.require('ranges');
  const collector = new Collector(file, effort);
  const { addressSize } = unit.format;
  let base = unitBase(file, unit);
  for (let at = offset; ; at += 2 * addressSize) {
    collector.spend();
    const [low, lowHigh] = halves(section, at, addressSize);
    const [high, highHigh] = halves(section, at + addressSize, addressSize);
    if (low === 0 && lowHigh === 0 && high === 0 && highHigh === 0) return collector.ranges;
    const setsBase = low === 0xffff_ffff && (addressSize === 4 || lowHigh === 0xffff_ffff);
    if (setsBase) base = file.space.distance(high, highHigh);
    else collector.add(relative(file, base, low, lowHigh), relative(file, base, high, highHigh));
  }
}

/** base + offset. With base 0 the offset is an address and may be too large for a number; its distance is not. */
function relative(file: DwarfFile, base: number, low: number, high: number): number {
  const zero = file.space.distance(0, 0);
  return base === zero ? file.space.distance(low, high) : base + low + high * 0x1_0000_0000;
}

function halves(section: Section, at: number, size: 4 | 8): readonly [low: number, high: number] {
  return [section.u32(at), size === 8 ? section.u32(at + 4) : 0];
}

/** Where the list with an index starts (`DW_FORM_rnglistx`). */
function listOffset(file: DwarfFile, unit: Unit, index: number): number {
  const { offsetSize } = unit.format;
  const base = baseOf(unit, AT.rnglistsBase, offsetSize === 8 ? 20 : 12);
  return base + file.require('rnglists').offset(base + index * offsetSize, offsetSize);
}

/** One list of `__debug_rnglists`. */
function newList(file: DwarfFile, unit: Unit, offset: number, effort: Effort): Ranges {
  const section = file.require('rnglists');
  const collector = new Collector(file, effort);
  const reader = new ListReader(file, unit, section, offset);
  let base = unitBase(file, unit);
  for (;;) {
    collector.spend();
    const kind = reader.byte();
    switch (kind) {
      case RLE.endOfList:
        return collector.ranges;
      case RLE.baseAddressx:
        base = reader.indexed();
        break;
      case RLE.startxEndx:
        collector.add(reader.indexed(), reader.indexed());
        break;
      case RLE.startxLength: {
        const from = reader.indexed();
        collector.add(from, from + reader.uleb());
        break;
      }
      case RLE.offsetPair: {
        const live = liveDistance(file, base);
        const origin = base === file.space.distance(0, 0) ? base : live;
        collector.add(origin + reader.uleb(), origin + reader.uleb());
        break;
      }
      case RLE.baseAddress:
        base = reader.address();
        break;
      case RLE.startEnd:
        collector.add(reader.address(), reader.address());
        break;
      case RLE.startLength: {
        const from = reader.address();
        collector.add(from, from + reader.uleb());
        break;
      }
      default:
        throw new Malformed(`a range list has an entry of the unknown kind ${kind}.`);
    }
  }
}

class ListReader {
  readonly #file: DwarfFile;
  readonly #unit: Unit;
  readonly #section: Section;
  #at: number;

  constructor(file: DwarfFile, unit: Unit, section: Section, at: number) {
    this.#file = file;
    this.#unit = unit;
    this.#section = section;
    this.#at = at;
  }

  byte(): number {
    return this.#section.u8(this.#at++);
  }

  uleb(): number {
    let value = 0;
    for (let scale = 1, left = 19; left > 0; scale *= 0x80, left--) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Malformed('a number is longer than 64 bits.');
  }

  address(): number {
    const { addressSize } = this.#unit.format;
    const [low, high] = halves(this.#section, this.#at, addressSize);
    this.#at += addressSize;
    return this.#file.space.distance(low, high);
  }

  indexed(): number {
    return indexedDistance(this.#file, this.#unit, this.uleb());
  }
}
