/**
 * `__debug_abbrev` (DWARF 5, 7.5.3): the shapes of a unit's entries. dsymutil writes one table for all units, so a table
 * is compiled once for a unit format. What a walk needs of every entry lies in flat arrays: stepping over an entry of
 * fixed length is one addition.
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
  readonly attributes: readonly AttributeShape[];
  /** How to move over the attributes: numbers of bytes, and one of `VARIABLE` for each value that says its own length. */
  readonly steps: readonly number[];
  /** Says which code it covers: it has a low address or ranges. */
  readonly hasCode: boolean;
  /** Where in the entry, behind its code, the bounds of its machine code lie; −1 where that differs from entry to entry. */
  readonly boundsAt: number;
}

/** What there is to know of an entry at first sight; bits of `AbbreviationTable.flags`. */
export const ENTRY = { known: 1, fixed: 2, children: 4, function: 8, inlined: 16 } as const;

/** All arrays go by code. */
export interface AbbreviationTable {
  readonly flags: Uint8Array;
  /** Bytes of all attributes, where they are fixed. */
  readonly lengths: Int32Array;
  readonly abbreviations: readonly (Abbreviation | undefined)[];
}

const FIRST_WINDOW = 16 << 10;
/** The largest code: tables of real files are dense and have some hundred entries. */
const MAX_CODE = 1 << 16;

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
  const abbreviations: (Abbreviation | undefined)[] = [];
  const flags = new Map<number, number>();
  while (!cursor.atEnd) {
    const code = cursor.uleb();
    if (code === 0) break;
    if (code > MAX_CODE) throw new Malformed(`an abbreviation has the code ${code}.`);
    const tag = cursor.uleb();
    const hasChildren = cursor.u8() !== 0;
    const abbreviation = compile(tag, parseAttributes(cursor, format), format);
    if (abbreviations[code] !== undefined) continue;
    abbreviations[code] = abbreviation;
    flags.set(code, flagsOf(abbreviation, hasChildren));
  }
  const table = {
    flags: new Uint8Array(abbreviations.length),
    lengths: new Int32Array(abbreviations.length),
    abbreviations,
  };
  for (const [code, bits] of flags) {
    table.flags[code] = bits;
    table.lengths[code] = abbreviations[code]?.steps[0] ?? 0;
  }
  return table;
}

function flagsOf({ tag, steps }: Abbreviation, hasChildren: boolean): number {
  const isFixed = steps.length <= 1 && (steps[0] ?? 0) >= 0;
  return (
    ENTRY.known |
    (isFixed ? ENTRY.fixed : 0) |
    (hasChildren ? ENTRY.children : 0) |
    (tag === TAG.subprogram ? ENTRY.function : 0) |
    (tag === TAG.inlinedSubroutine ? ENTRY.inlined : 0)
  );
}

function compile(tag: number, attributes: readonly AttributeShape[], format: UnitFormat): Abbreviation {
  const steps: number[] = [];
  let boundsAt = -1;
  for (const [index, { name, form, length }] of attributes.entries()) {
    const last = steps.at(-1);
    const next = attributes[index + 1];
    const isBounds = name === AT.lowPc && form === FORM.addr && next?.name === AT.highPc && next.form === FORM.data4;
    if (isBounds && format.addressSize === 8 && steps.length <= 1 && (last ?? 0) >= 0) boundsAt = last ?? 0;
    if (length >= 0 && last !== undefined && last >= 0) steps[steps.length - 1] = last + length;
    else steps.push(length);
  }
  const hasCode = attributes.some(({ name }) => name === AT.lowPc || name === AT.ranges);
  return { tag, attributes, steps, hasCode, boundsAt };
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
