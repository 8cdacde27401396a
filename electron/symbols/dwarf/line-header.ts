/**
 * The header of a line number program (DWARF 5, 6.2.4; DWARF 2 to 4 alike but for the file tables): constants of the
 * state machine, directories, files. Names stay where they are until a row asks for one.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import { textOf } from './attributes.ts';
import { FORM, LNCT } from './constants.ts';
import type { DwarfFile, Unit } from './file.ts';
import { readValue, type UnitFormat, type Value } from './forms.ts';

/** Where a text starts in the table's own bytes, or a value that points to one elsewhere. */
type Name = number | Value;

export interface FileName {
  readonly name: Name;
  readonly directory: number;
}

export interface LineHeader {
  readonly version: number;
  readonly minInstructionLength: number;
  readonly maxOperations: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Numbers of arguments, by opcode; opcodes that nobody knows are skipped by them. */
  readonly opcodeLengths: Uint8Array;
  /** From index 0 as the file counts: before DWARF 5 index 0 is the compilation directory and not in the list. */
  readonly directories: readonly Name[];
  readonly files: readonly FileName[];
  readonly addressSize: 4 | 8;
  /** The whole table, valid until the next one is read; the program takes it from `programStart` to its end. */
  readonly bytes: Uint8Array;
  readonly programStart: number;
}

/** A file entry without a path: no form is 0. */
const NO_NAME: Value = { form: 0, number: 0 };

/** No real line table is that long; a hostile length must not fill the memory. */
const MAX_TABLE = 512 << 20;

/** Reads the table at `offset` of `__debug_line`. Throws `Malformed`. */
export function readLineHeader(file: DwarfFile, unit: Unit, offset: number): LineHeader {
  const section = file.require('line');
  const wide = section.u32(offset) === 0xffff_ffff;
  const length = wide ? section.offset(offset + 4, 8) : section.u32(offset);
  const start = offset + (wide ? 12 : 4);
  if (length > MAX_TABLE || start + length > section.size)
    throw new Malformed('a line table ends behind the end of __debug_line.');
  const bytes = file.lineScratch.take(length);
  section.fill(start, bytes);
  return parse(bytes, unit, wide ? 8 : 4, file);
}

function parse(bytes: Uint8Array, unit: Unit, offsetSize: 4 | 8, file: DwarfFile): LineHeader {
  const cursor = new Cursor(bytes);
  const version = cursor.u16();
  if (version < 2 || version > 5)
    throw new Malformed(`a line table is of DWARF version ${version}, which is not known here.`);
  const addressSize = version >= 5 ? cursor.u8() : unit.format.addressSize;
  if (addressSize !== 4 && addressSize !== 8)
    throw new Malformed(`a line table has addresses of ${addressSize} bytes.`);
  if (version >= 5) cursor.skip(1);
  const headerLength = offsetSize === 8 ? cursor.u64() : cursor.u32();
  const programStart = cursor.position + headerLength;
  const minInstructionLength = cursor.u8();
  const maxOperations = version >= 4 ? cursor.u8() : 1;
  cursor.skip(1);
  const lineBase = (cursor.u8() << 24) >> 24;
  const lineRange = cursor.u8();
  const opcodeBase = cursor.u8();
  const opcodeLengths = new Uint8Array(opcodeBase);
  for (let opcode = 1; opcode < opcodeBase; opcode++) opcodeLengths[opcode] = cursor.u8();
  const tables =
    version >= 5
      ? newTables(cursor, { version, addressSize, offsetSize }, file)
      : { directories: oldDirectories(cursor), files: oldFiles(cursor) };
  if (programStart > bytes.length) throw new Malformed('a line table ends within its header.');
  const constants = { version, minInstructionLength, maxOperations, lineBase, lineRange, opcodeBase, opcodeLengths };
  return { ...constants, ...tables, addressSize, bytes, programStart };
}

function oldDirectories(cursor: Cursor): readonly number[] {
  const directories: number[] = [];
  for (let at = nextText(cursor); at !== null; at = nextText(cursor)) directories.push(at);
  return directories;
}

function oldFiles(cursor: Cursor): readonly FileName[] {
  const files: FileName[] = [];
  for (let at = nextText(cursor); at !== null; at = nextText(cursor)) files.push(oldFile(cursor, at));
  return files;
}

/** Moves over a text and says where it starts; `null` for the empty one that ends a list. */
function nextText(cursor: Cursor): number | null {
  const at = cursor.position;
  cursor.skipString();
  return cursor.position === at + 1 ? null : at;
}

function oldFile(cursor: Cursor, name: number): FileName {
  const directory = cursor.uleb();
  cursor.skipLeb();
  cursor.skipLeb();
  return { name, directory };
}

/** A file that the program itself defines (`DW_LNE_define_file`, before DWARF 5). */
export function definedFile(cursor: Cursor): FileName {
  const at = cursor.position;
  cursor.skipString();
  return oldFile(cursor, at);
}

/** DWARF 5 describes its tables by content type and form. */
function newTables(cursor: Cursor, format: UnitFormat, file: DwarfFile): Pick<LineHeader, 'directories' | 'files'> {
  const directories = newTable(cursor, format, file).map(({ name }) => name);
  return { directories, files: newTable(cursor, format, file) };
}

function newTable(cursor: Cursor, format: UnitFormat, file: DwarfFile): readonly FileName[] {
  const shapes: (readonly [content: number, form: number])[] = [];
  for (let left = cursor.u8(); left > 0; left--) shapes.push([cursor.uleb(), cursor.uleb()]);
  const count = cursor.uleb();
  if (count > cursor.view.byteLength) throw new Malformed('a line table claims more files than it has bytes.');
  const context = { format, space: file.space, origin: 0 };
  return Array.from({ length: count }, () => {
    let name: Name = NO_NAME;
    let directory = 0;
    for (const [content, form] of shapes) {
      const start = cursor.position;
      const value = readValue(cursor, form, 0, context);
      if (content === LNCT.path) name = value.form === FORM.string ? start : value;
      if (content === LNCT.directoryIndex) directory = value.number;
    }
    return { name, directory };
  });
}

/** A name as text; empty where it is unknown. */
export function nameText(file: DwarfFile, unit: Unit, header: LineHeader, name: Name | undefined): string {
  if (name === undefined) return '';
  if (typeof name !== 'number') return textOf(file, unit, name) ?? '';
  const cursor = new Cursor(header.bytes);
  cursor.position = name;
  return cursor.cstring();
}
