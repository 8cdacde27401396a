/**
 * One Mach-O slice: header and load commands (`mach-o/loader.h`), without any contents. In a dSYM `__TEXT` and
 * `__LINKEDIT` keep only their headers, so offsets of sections are checked when somebody reads them, not here.
 */

import { toSvma, type Svma } from '../../../shared/report/address.ts';
import type { Arch } from '../../../shared/report/arch.ts';
import { parseUuid, type Uuid } from '../../../shared/report/uuid.ts';
import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import type { ByteSource } from '../bytes/source.ts';
import {
  archOf,
  LC_FUNCTION_STARTS,
  LC_SEGMENT,
  LC_SEGMENT_64,
  LC_SYMTAB,
  LC_UUID,
  MAGIC_64,
  ZEROFILL_TYPES,
} from './constants.ts';

/** A range of the slice's file. */
export interface FileRange {
  readonly offset: number;
  readonly size: number;
}

export interface MachSection {
  readonly segment: string;
  readonly name: string;
  readonly address: Svma;
  readonly size: bigint;
  /** Where its bytes lie; `null` for zero-fill sections, which have none. */
  readonly contents: FileRange | null;
}

export interface Segment {
  readonly name: string;
  readonly address: Svma;
  readonly size: bigint;
  readonly contents: FileRange;
}

/** `LC_SYMTAB`: where symbols (`nlist`) and their names lie. */
export interface SymbolTableRange {
  readonly offset: number;
  readonly count: number;
  readonly strings: FileRange;
}

export interface Slice {
  /** The slice's own bytes: offset 0 is its Mach-O header. */
  readonly source: ByteSource;
  readonly arch: Arch;
  readonly is64: boolean;
  /** `MH_EXECUTE`, `MH_DYLIB`, `MH_DSYM` … as a number. */
  readonly fileType: number;
  readonly uuid: Uuid | null;
  /** `__TEXT.vmaddr`; 0 where there is no such segment. */
  readonly textVmaddr: Svma;
  readonly segments: readonly Segment[];
  /** In the order of the file: a symbol's `n_sect` counts from 1 in it. */
  readonly sections: readonly MachSection[];
  readonly symbols: SymbolTableRange | null;
  readonly functionStarts: FileRange | null;
}

/** Real files have a few kilobytes of load commands. */
const MAX_COMMANDS_SIZE = 16 << 20;

/** Reads header and load commands. Throws `Malformed`. */
export function readSlice(source: ByteSource): Slice {
  const header = cursorOver(source, 0, 28);
  const is64 = header.u32() === MAGIC_64;
  const arch = archOf(header.u32(), header.u32());
  if (arch === null) throw new Malformed('its processor is not known.');
  const fileType = header.u32();
  const commandCount = header.u32();
  const commandsSize = header.u32();
  const headerSize = is64 ? 32 : 28;
  if (commandsSize > Math.min(MAX_COMMANDS_SIZE, source.size - headerSize)) {
    throw new Malformed('its load commands end behind the end of the file.');
  }
  const found = readCommands(cursorOver(source, headerSize, commandsSize), commandCount, is64);
  const text = found.segments.find((segment) => segment.name === '__TEXT');
  return { source, arch, is64, fileType, textVmaddr: text?.address ?? toSvma(0n), ...found };
}

/** Whether a slice has DWARF: `__debug_info` with contents. */
export function hasDebugInfo({ sections }: Slice): boolean {
  return sections.some(
    ({ segment, name, contents }) =>
      segment === '__DWARF' && name === '__debug_info' && contents !== null && contents.size > 0,
  );
}

type Commands = Pick<Slice, 'uuid' | 'symbols' | 'functionStarts' | 'segments' | 'sections'>;

function readCommands(commands: Cursor, count: number, is64: boolean): Commands {
  const segments: Segment[] = [];
  const sections: MachSection[] = [];
  let uuid: Uuid | null = null;
  let symbols: SymbolTableRange | null = null;
  let functionStarts: FileRange | null = null;
  for (let index = 0; index < count; index++) {
    const start = commands.position;
    const command = commands.u32();
    const size = commands.u32();
    if (size < 8) throw new Malformed(`load command ${index + 1} has a size of ${size} bytes.`);
    switch (command) {
      case LC_UUID:
        uuid = parseUuid(hex(commands, 16));
        break;
      case LC_SYMTAB:
        symbols = {
          offset: commands.u32(),
          count: commands.u32(),
          strings: { offset: commands.u32(), size: commands.u32() },
        };
        break;
      case LC_FUNCTION_STARTS:
        functionStarts = { offset: commands.u32(), size: commands.u32() };
        break;
      case LC_SEGMENT:
      case LC_SEGMENT_64:
        if ((command === LC_SEGMENT_64) === is64) readSegment(commands, is64, start + size, segments, sections);
        break;
      default:
        break;
    }
    commands.position = start;
    commands.skip(size);
  }
  return { uuid, symbols, functionStarts, segments, sections };
}

function readSegment(commands: Cursor, is64: boolean, end: number, segments: Segment[], sections: MachSection[]): void {
  const name = fixedString(commands);
  const address = toSvma(word(commands, is64));
  const size = word(commands, is64);
  const contents = { offset: offsetOf(commands, is64), size: offsetOf(commands, is64) };
  commands.skip(8);
  const count = commands.u32();
  commands.skip(4);
  if (count * (is64 ? 80 : 68) > end - commands.position) {
    throw new Malformed(`segment ${name} claims ${count} sections, more than it has room for.`);
  }
  segments.push({ name, address, size, contents });
  for (let index = 0; index < count; index++) sections.push(readSection(commands, is64));
}

function readSection(commands: Cursor, is64: boolean): MachSection {
  const name = fixedString(commands);
  const segment = fixedString(commands);
  const address = toSvma(word(commands, is64));
  const size = word(commands, is64);
  const offset = commands.u32();
  commands.skip(12);
  const type = commands.u32() & 0xff;
  commands.skip(is64 ? 12 : 8);
  return { segment, name, address, size, contents: ZEROFILL_TYPES.has(type) ? null : { offset, size: Number(size) } };
}

/** A 16-byte name, padded with zeros. */
function fixedString(commands: Cursor): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    const byte = commands.u8();
    if (byte === 0) {
      commands.skip(15 - index);
      break;
    }
    text += String.fromCharCode(byte);
  }
  return text;
}

function word(commands: Cursor, is64: boolean): bigint {
  const low = commands.u32();
  return is64 ? (BigInt(commands.u32()) << 32n) | BigInt(low) : BigInt(low);
}

function offsetOf(commands: Cursor, is64: boolean): number {
  return is64 ? commands.loose64() : commands.u32();
}

function hex(commands: Cursor, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++) text += commands.u8().toString(16).padStart(2, '0');
  return text;
}

function cursorOver(source: ByteSource, offset: number, length: number): Cursor {
  const bytes = new Uint8Array(length);
  source.fill(offset, bytes);
  return new Cursor(bytes);
}
