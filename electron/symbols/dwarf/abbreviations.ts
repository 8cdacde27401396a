/**
 * `__debug_abbrev` (DWARF 5, 7.5.3): the shapes of a unit's entries. dsymutil writes one table for all units, so a table
 * is compiled once for a unit format: with the total length of its entry where that is fixed, walking over it is one
 * addition.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import type { Section } from '../bytes/section.ts';
import { AT, FORM, TAG } from './constants.ts';
import { lengthOf, type UnitFormat } from './forms.ts';

export interface AttributeShape {
  readonly name: number;
  readonly form: number;
  /** Bytes, or one of `VARIABLE`. */
  readonly length: number;
  /** The value of a `DW_FORM_implicit_const`. */
  readonly implicit: number;
}

export interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly AttributeShape[];
  /** Bytes of all attributes, or −1 where they vary. */
  readonly length: number;
  /** A function or an inlined call. */
  readonly isSubroutine: boolean;
  /** Says which code it covers: it has a low address or ranges. */
  readonly hasCode: boolean;
}

/** Abbreviations by code. */
export type AbbreviationTable = readonly (Abbreviation | undefined)[];

const FIRST_WINDOW = 16 << 10;
/** Entries of one table, and attributes of one entry: thousands and dozens in the largest real files. */
const MAX_ABBREVIATIONS = 1 << 20;

/** Reads the table at `offset`. Throws `Malformed`. */
export function readAbbreviations(section: Section, offset: number, format: UnitFormat): AbbreviationTable {
  for (let length = FIRST_WINDOW; ; length *= 4) {
    const window = section.peek(offset, length);
    try {
      return parse(new Cursor(window), format);
    } catch (thrown) {
      if (!(thrown instanceof RangeError) || offset + window.length >= section.size) throw thrown;
    }
  }
}

function parse(cursor: Cursor, format: UnitFormat): AbbreviationTable {
  const table: (Abbreviation | undefined)[] = [];
  while (!cursor.atEnd) {
    const code = cursor.uleb();
    if (code === 0) break;
    if (code > MAX_ABBREVIATIONS) throw new Malformed(`an abbreviation has the code ${code}.`);
    const tag = cursor.uleb();
    const hasChildren = cursor.u8() !== 0;
    const attributes = parseAttributes(cursor, format);
    table[code] ??= {
      tag,
      hasChildren,
      attributes,
      length: attributes.every(({ length }) => length >= 0)
        ? attributes.reduce((sum, { length }) => sum + length, 0)
        : -1,
      isSubroutine: tag === TAG.subprogram || tag === TAG.inlinedSubroutine,
      hasCode: attributes.some(({ name }) => name === AT.lowPc || name === AT.ranges),
    };
  }
  return table;
}

function parseAttributes(cursor: Cursor, format: UnitFormat): readonly AttributeShape[] {
  const attributes: AttributeShape[] = [];
  for (;;) {
    const name = cursor.uleb();
    const form = cursor.uleb();
    const implicit = form === FORM.implicitConst ? cursor.sleb() : 0;
    if (name === 0 && form === 0) return attributes;
    attributes.push({ name, form, length: lengthOf(form, format), implicit });
  }
}
