/** Unit headers of `__debug_info` (DWARF 5, 7.5.1; DWARF 2 to 4 alike but for the order of fields). */

import { Malformed } from '../bytes/malformed.ts';
import type { Section } from '../bytes/section.ts';
import { UT } from './constants.ts';
import type { UnitFormat } from './forms.ts';

export interface UnitHeader {
  /** Where the unit starts in `__debug_info`, and where the next one does. */
  readonly offset: number;
  readonly end: number;
  readonly format: UnitFormat;
  readonly abbreviations: number;
  /** Where the unit's first entry lies. */
  readonly root: number;
  /** A unit that can hold code: not one of types. */
  readonly isCode: boolean;
}

/** Reads the header at `offset`. Throws `Malformed`. */
export function readUnitHeader(info: Section, offset: number): UnitHeader {
  let at = offset;
  let length = info.u32(at);
  at += 4;
  const offsetSize = length === 0xffff_ffff ? 8 : 4;
  if (offsetSize === 8) {
    length = info.offset(at, 8);
    at += 8;
  } else if (length >= 0xffff_fff0) throw new Malformed('a unit has a reserved length.');
  const end = at + length;
  if (end > info.size) throw new Malformed('a unit ends behind the end of __debug_info.');
  const version = info.u16(at);
  at += 2;
  if (version < 2 || version > 5)
    throw new Malformed(`a unit is of DWARF version ${version}, which is not known here.`);
  const type = version >= 5 ? info.u8(at) : 0;
  const addressSize = version >= 5 ? info.u8(at + 1) : info.u8(at + offsetSize);
  if (addressSize !== 4 && addressSize !== 8) throw new Malformed(`a unit has addresses of ${addressSize} bytes.`);
  const abbreviations = info.offset(version >= 5 ? at + 2 : at, offsetSize);
  at += version >= 5 ? 2 + offsetSize : offsetSize + 1;
  if (type === UT.skeleton || type === UT.splitCompile) at += 8;
  if (type === UT.type || type === UT.splitType) at += 8 + offsetSize;
  const isCode = type !== UT.type && type !== UT.splitType;
  return { offset, end, format: { version, addressSize, offsetSize }, abbreviations, root: at, isCode };
}
