/**
 * The line number program (DWARF 5, 6.2.5): a state machine whose rows say which source line each address came from.
 * It is run once for a whole batch of addresses and makes a row only where one of them is answered.
 *
 * A row covers the addresses up to the next row of its sequence. Where several sequences cover an address, the one that
 * ends first has it; sequences without length, and those of dead-stripped code, cover nothing.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import { NOWHERE, type ImageSpace } from '../macho/image-space.ts';
import { LNE, LNS } from './constants.ts';
import { definedFile, type FileName, type LineHeader } from './line-header.ts';

/** Hears of a program's rows, of each with the place that the row before it had up to there. */
export interface RowSink {
  /** Starts a sequence. Like `row` it answers the address up to which nothing new need be told. */
  start(address: number): number;
  /** The row before held up to `address`, or, where that is not ahead of it, the addresses go back to there. */
  row(address: number, before: number, file: number, line: number, column: number): number;
  endSequence(address: number): void;
}

/** Runs a program to its end; the files that it defined itself, which count on after the header's. Throws `Malformed`. */
export function runProgram(header: LineHeader, space: ImageSpace, sink: RowSink): readonly FileName[] {
  const { bytes, opcodeBase, opcodeLengths, minInstructionLength, maxOperations } = header;
  const definedFiles: FileName[] = [];
  const cursor = new Cursor(bytes);
  const { advances, lines } = specialOpcodes(header);
  const size = bytes.length;
  const zero = space.distance(0, 0);
  const constAdd = advances[255] ?? 0;
  let at = header.programStart;
  let address = zero;
  let operation = 0;
  let file = 1;
  let line = 1;
  let column = 0;
  let isOpen = false;
  let known = 0;
  let before = 0;
  let fileBefore = 0;
  let lineBefore = 0;
  let columnBefore = 0;

  while (at < size) {
    const opcode = bytes[at++] ?? 0;
    let advance = 0;
    let isRow = true;
    let endsSequence = false;
    if (opcode >= opcodeBase) {
      advance = advances[opcode] ?? 0;
      line += lines[opcode] ?? 0;
    } else if (opcode === LNS.advanceLine) {
      let operand = bytes[at++] ?? 0;
      if (operand < 0x80) operand = (operand << 25) >> 25;
      else {
        cursor.position = at - 1;
        operand = cursor.sleb();
        at = cursor.position | 0;
      }
      line += operand;
      continue;
    } else if (opcode > LNS.copy && opcode <= LNS.setColumn) {
      let operand = bytes[at++] ?? 0;
      if (operand >= 0x80) {
        cursor.position = at - 1;
        operand = cursor.uleb();
        at = cursor.position | 0;
      }
      isRow = false;
      if (opcode === LNS.setColumn) column = operand;
      else if (opcode === LNS.setFile) file = operand;
      else advance = operand;
    } else if (opcode === LNS.constAddPc) {
      isRow = false;
      advance = constAdd;
    } else if (opcode === LNS.fixedAdvancePc) {
      isRow = false;
      cursor.position = at;
      address += cursor.u16();
      at = cursor.position | 0;
      operation = 0;
    } else if (opcode === 0) {
      cursor.position = at;
      const length = cursor.uleb();
      const next = cursor.position + length;
      const extended = length === 0 ? 0 : cursor.u8();
      endsSequence = extended === LNE.endSequence;
      isRow = endsSequence;
      if (extended === LNE.setAddress) {
        address = readAddress(cursor, length - 1, header.addressSize, space);
        operation = 0;
      } else if (extended === LNE.defineFile) definedFiles.push(definedFile(cursor));
      at = next;
    } else if (opcode !== LNS.copy) {
      isRow = false;
      for (let left = opcodeLengths[opcode] ?? 0; left > 0; left--) while ((bytes[at++] ?? 0) >= 0x80);
    }
    if (advance > 0) {
      if (maxOperations > 1) {
        address += minInstructionLength * Math.floor((operation + advance) / maxOperations);
        operation = (operation + advance) % maxOperations;
      } else address += minInstructionLength * advance;
    }
    if (!isRow) continue;
    if (!isOpen) known = sink.start(address);
    else if (address > known || address < before) {
      known = sink.row(address, before, fileBefore, lineBefore, columnBefore);
    }
    isOpen = !endsSequence;
    before = address;
    fileBefore = file;
    lineBefore = line;
    columnBefore = column;
    if (!endsSequence) continue;
    sink.endSequence(address);
    address = zero;
    operation = 0;
    file = 1;
    line = 1;
    column = 0;
  }
  if (at > size) throw new Malformed('a line number program ends within an instruction.');
  return definedFiles;
}

/** By how much each special opcode advances the address (in instructions) and the line. */
function specialOpcodes({ opcodeBase, lineBase, lineRange }: LineHeader): {
  readonly advances: Int32Array;
  readonly lines: Int32Array;
} {
  const advances = new Int32Array(256);
  const lines = new Int32Array(256);
  if (lineRange === 0) return { advances, lines };
  let advance = 0;
  let step = 0;
  for (let opcode = opcodeBase; opcode < 256; opcode++) {
    advances[opcode] = advance;
    lines[opcode] = lineBase + step;
    if (++step < lineRange) continue;
    step = 0;
    advance++;
  }
  return { advances, lines };
}

function readAddress(cursor: Cursor, length: number, usual: 4 | 8, space: ImageSpace): number {
  const size = length === 4 || length === 8 ? length : usual;
  const distance = space.distance(cursor.u32(), size === 8 ? cursor.u32() : 0);
  return space.isDead(distance) ? NOWHERE : distance;
}
