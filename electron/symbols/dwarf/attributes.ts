/**
 * What attribute values mean: texts, addresses, references. Indexed forms (`strx`, `addrx`) are looked up by way of the
 * bases in the unit's root entry; where that says none, DWARF 5 puts the table right behind the section's first header.
 */

import { NOWHERE } from '../macho/image-space.ts';
import { AT, FORM } from './constants.ts';
import { valueOf, type DwarfFile, type Entry, type Unit } from './file.ts';
import type { Value } from './forms.ts';

/** The text of a value, or `null` where it lies in another file. */
export function textOf(file: DwarfFile, unit: Unit, value: Value): string | null {
  switch (value.form) {
    case FORM.string:
      return file.require('info').cstring(value.number);
    case FORM.strp:
      return file.require('strings').cstring(value.number);
    case FORM.lineStrp:
      return file.require('lineStrings').cstring(value.number);
    case FORM.strx:
    case FORM.strx1:
    case FORM.strx2:
    case FORM.strx3:
    case FORM.strx4: {
      const { offsetSize } = unit.format;
      const base = baseOf(unit, AT.strOffsetsBase, offsetSize === 8 ? 16 : 8);
      const at = file.require('stringOffsets').offset(base + value.number * offsetSize, offsetSize);
      return file.require('strings').cstring(at);
    }
    default:
      return null;
  }
}

const ADDRESS_INDEXES: ReadonlySet<number> = new Set([
  FORM.addrx,
  FORM.addrx1,
  FORM.addrx2,
  FORM.addrx3,
  FORM.addrx4,
  FORM.gnuAddrIndex,
]);

/** Whether a value is an address, not a length. */
export function isAddress(value: Value): boolean {
  return value.form === FORM.addr || ADDRESS_INDEXES.has(value.form);
}

/** The distance in the image of a value that is an address. */
export function distanceOf(file: DwarfFile, unit: Unit, value: Value): number {
  if (value.form === FORM.addr) return value.number;
  return ADDRESS_INDEXES.has(value.form) ? indexedDistance(file, unit, value.number) : NOWHERE;
}

/** The distance at an index of the unit's part of `__debug_addr`. */
export function indexedDistance(file: DwarfFile, unit: Unit, index: number): number {
  const { addressSize, offsetSize } = unit.format;
  const at = baseOf(unit, AT.addrBase, offsetSize === 8 ? 16 : 8) + index * addressSize;
  const section = file.require('addresses');
  return file.space.distance(section.u32(at), addressSize === 8 ? section.u32(at + 4) : 0);
}

/** A section offset of the unit's root entry. */
export function baseOf(unit: Unit, attribute: number, otherwise: number): number {
  return valueOf(unit.rootEntry, attribute)?.number ?? otherwise;
}

/** An unsigned number, or `null` where the attribute is missing or no number. */
export function numberOf(entry: Entry, attribute: number): number | null {
  return valueOf(entry, attribute)?.number ?? null;
}

/** Where in `__debug_info` a reference points; `null` for references to types by signature and to other files. */
export function targetOf(unit: Unit, value: Value): number | null {
  switch (value.form) {
    case FORM.ref1:
    case FORM.ref2:
    case FORM.ref4:
    case FORM.ref8:
    case FORM.refUdata:
      return unit.offset + value.number;
    case FORM.refAddr:
      return value.number;
    default:
      return null;
  }
}
