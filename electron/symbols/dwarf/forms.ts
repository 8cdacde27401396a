/**
 * Attribute forms (DWARF 5, 7.5.6): how long each is, and what its bytes mean. A value is kept as a number and read
 * further only by whoever needs it: an address as distance in the image, a text or reference as offset or index.
 */

import type { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import type { ImageSpace } from '../macho/image-space.ts';
import { FORM } from './constants.ts';

/** What of a unit decides the length of its forms. */
export interface UnitFormat {
  readonly version: number;
  readonly addressSize: 4 | 8;
  readonly offsetSize: 4 | 8;
}

/** Lengths that depend on the bytes themselves, as negative numbers. */
export const VARIABLE = { leb: -1, block1: -2, block2: -3, block4: -4, block: -5, string: -6, indirect: -7 } as const;

const FIXED: Readonly<Record<number, number>> = {
  [FORM.data1]: 1,
  [FORM.flag]: 1,
  [FORM.ref1]: 1,
  [FORM.strx1]: 1,
  [FORM.addrx1]: 1,
  [FORM.data2]: 2,
  [FORM.ref2]: 2,
  [FORM.strx2]: 2,
  [FORM.addrx2]: 2,
  [FORM.strx3]: 3,
  [FORM.addrx3]: 3,
  [FORM.data4]: 4,
  [FORM.ref4]: 4,
  [FORM.refSup4]: 4,
  [FORM.strx4]: 4,
  [FORM.addrx4]: 4,
  [FORM.data8]: 8,
  [FORM.ref8]: 8,
  [FORM.refSig8]: 8,
  [FORM.refSup8]: 8,
  [FORM.data16]: 16,
  [FORM.flagPresent]: 0,
  [FORM.implicitConst]: 0,
  [FORM.sdata]: VARIABLE.leb,
  [FORM.udata]: VARIABLE.leb,
  [FORM.refUdata]: VARIABLE.leb,
  [FORM.strx]: VARIABLE.leb,
  [FORM.addrx]: VARIABLE.leb,
  [FORM.loclistx]: VARIABLE.leb,
  [FORM.rnglistx]: VARIABLE.leb,
  [FORM.gnuAddrIndex]: VARIABLE.leb,
  [FORM.gnuStrIndex]: VARIABLE.leb,
  [FORM.block1]: VARIABLE.block1,
  [FORM.block2]: VARIABLE.block2,
  [FORM.block4]: VARIABLE.block4,
  [FORM.block]: VARIABLE.block,
  [FORM.exprloc]: VARIABLE.block,
  [FORM.string]: VARIABLE.string,
  [FORM.indirect]: VARIABLE.indirect,
};

const OFFSETS: ReadonlySet<number> = new Set([
  FORM.strp,
  FORM.secOffset,
  FORM.strpSup,
  FORM.lineStrp,
  FORM.gnuRefAlt,
  FORM.gnuStrpAlt,
]);

/** Bytes of a form in a unit, or one of `VARIABLE`. */
export function lengthOf(form: number, format: UnitFormat): number {
  if (form === FORM.addr) return format.addressSize;
  if (form === FORM.refAddr) return format.version <= 2 ? format.addressSize : format.offsetSize;
  if (OFFSETS.has(form)) return format.offsetSize;
  const length = FIXED[form];
  if (length === undefined) throw new Malformed(`an attribute has the unknown form 0x${form.toString(16)}.`);
  return length;
}

/** Moves over one value whose length is `length` (see `lengthOf`). */
export function skipValue(cursor: Cursor, length: number, format: UnitFormat): void {
  if (length >= 0) return cursor.skip(length);
  switch (length) {
    case VARIABLE.leb:
      return cursor.skipLeb();
    case VARIABLE.block1:
      return cursor.skip(cursor.u8());
    case VARIABLE.block2:
      return cursor.skip(cursor.u16());
    case VARIABLE.block4:
      return cursor.skip(cursor.u32());
    case VARIABLE.block:
      return cursor.skip(cursor.uleb());
    case VARIABLE.string:
      return cursor.skipString();
    default:
      return skipValue(cursor, lengthOf(indirectForm(cursor), format), format);
  }
}

/** A value as found: what its number means depends on its form. */
export interface Value {
  readonly form: number;
  readonly number: number;
}

/** Where a value is read: its unit's format, its image, and where the cursor's first byte lies in `__debug_info`. */
export interface ReadContext {
  readonly format: UnitFormat;
  readonly space: ImageSpace;
  readonly origin: number;
}

/**
 * Reads one value. Addresses become distances in the image, an inline text the offset of its first byte in the section,
 * blocks and 16-byte data 0: nobody asks for those.
 */
export function readValue(cursor: Cursor, form: number, implicit: number, context: ReadContext): Value {
  if (form === FORM.indirect) {
    const actual = indirectForm(cursor);
    return readValue(cursor, actual, actual === FORM.implicitConst ? cursor.sleb() : 0, context);
  }
  return { form, number: readNumber(cursor, form, implicit, context) };
}

function readNumber(cursor: Cursor, form: number, implicit: number, context: ReadContext): number {
  const { format, space, origin } = context;
  switch (form) {
    case FORM.addr:
      return space.distance(cursor.u32(), format.addressSize === 8 ? cursor.u32() : 0);
    case FORM.implicitConst:
      return implicit;
    case FORM.flagPresent:
      return 1;
    case FORM.sdata:
      return cursor.sleb();
    case FORM.string: {
      const at = origin + cursor.position;
      cursor.skipString();
      return at;
    }
    default:
      break;
  }
  const length = lengthOf(form, format);
  switch (length) {
    case 1:
      return cursor.u8();
    case 2:
      return cursor.u16();
    case 3:
      return cursor.u24();
    case 4:
      return cursor.u32();
    case 8:
      return cursor.loose64();
    case VARIABLE.leb:
      return cursor.uleb();
    default:
      skipValue(cursor, length, format);
      return 0;
  }
}

/** An indirect form that names itself could recurse for ever. */
function indirectForm(cursor: Cursor): number {
  const form = cursor.uleb();
  if (form === FORM.indirect) throw new Malformed('an attribute has an indirect indirect form.');
  return form;
}
