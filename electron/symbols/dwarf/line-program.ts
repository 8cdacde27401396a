/**
 * The line number program (DWARF 5, 6.2.5): a state machine whose rows say which source line each address came from.
 * It is run once for a whole batch of addresses and keeps only the rows that answer one of them.
 *
 * A row covers the addresses up to the next row of its sequence. Where several sequences cover an address, the one that
 * ends first has it; sequences without length, and those of dead-stripped code, cover nothing.
 */

import { Cursor } from '../bytes/cursor.ts';
import { lowerBound } from '../bytes/search.ts';
import { NOWHERE, type ImageSpace } from '../macho/image-space.ts';
import { LNE, LNS } from './constants.ts';
import { definedFile, type FileName, type LineHeader } from './line-header.ts';

/** A row of the line table. `file` counts as the header's version does; a `line` of 0 is code of no line. */
export interface Row {
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

export interface Rows {
  /** One for each target; `null` where no sequence covers it. */
  readonly rows: readonly (Row | null)[];
  /** Files that the program defined itself; they count on after the header's. */
  readonly definedFiles: readonly FileName[];
}

/** The rows of each target. `targets` are ascending distances in the image. Throws `Malformed`. */
export function findRows(header: LineHeader, space: ImageSpace, targets: Float64Array): Rows {
  const answers = new Answers(targets);
  const definedFiles: FileName[] = [];
  const cursor = new Cursor(header.bytes);
  cursor.position = header.programStart;
  const { opcodeBase, opcodeLengths, lineBase, lineRange, minInstructionLength, maxOperations, addressSize } = header;
  const isWide = maxOperations > 1;
  const constAdd = lineRange === 0 ? 0 : Math.floor((255 - opcodeBase) / lineRange);
  let address = space.distance(0, 0);
  let operation = 0;
  let file = 1;
  let line = 1;
  let column = 0;

  while (!cursor.atEnd) {
    const opcode = cursor.u8();
    let advance = 0;
    let isRow = false;
    let endsSequence = false;
    if (opcode >= opcodeBase) {
      const adjusted = opcode - opcodeBase;
      advance = lineRange === 0 ? 0 : Math.floor(adjusted / lineRange);
      line += lineRange === 0 ? 0 : lineBase + (adjusted % lineRange);
      isRow = true;
    } else if (opcode === 0) {
      const length = cursor.uleb();
      const next = cursor.position + length;
      const extended = length === 0 ? 0 : cursor.u8();
      if (extended === LNE.endSequence) {
        isRow = true;
        endsSequence = true;
      } else if (extended === LNE.setAddress) {
        address = setAddress(cursor, length - 1 === 4 || length - 1 === 8 ? length - 1 : addressSize, space);
        operation = 0;
      } else if (extended === LNE.defineFile) definedFiles.push(definedFile(cursor));
      cursor.position = 0;
      cursor.skip(next);
    } else {
      switch (opcode) {
        case LNS.copy:
          isRow = true;
          break;
        case LNS.advancePc:
          advance = cursor.uleb();
          break;
        case LNS.advanceLine:
          line += cursor.sleb();
          break;
        case LNS.setFile:
          file = cursor.uleb();
          break;
        case LNS.setColumn:
          column = cursor.uleb();
          break;
        case LNS.constAddPc:
          advance = constAdd;
          break;
        case LNS.fixedAdvancePc:
          address += cursor.u16();
          operation = 0;
          break;
        default:
          for (let left = opcodeLengths[opcode] ?? 0; left > 0; left--) cursor.skipLeb();
      }
    }
    if (advance > 0) {
      if (isWide) {
        address += minInstructionLength * Math.floor((operation + advance) / maxOperations);
        operation = (operation + advance) % maxOperations;
      } else address += minInstructionLength * advance;
    }
    if (!isRow) continue;
    answers.row(address, file, line, column);
    if (!endsSequence) continue;
    answers.endSequence(address);
    address = space.distance(0, 0);
    operation = 0;
    file = 1;
    line = 1;
    column = 0;
  }
  return { rows: answers.rows(), definedFiles };
}

function setAddress(cursor: Cursor, size: number, space: ImageSpace): number {
  const distance = space.distance(cursor.u32(), size === 8 ? cursor.u32() : 0);
  return space.isDead(distance) ? NOWHERE : distance;
}

/** Collects, row by row, which one answers which target. */
class Answers {
  readonly #targets: Float64Array;
  readonly #next: Row[];
  readonly #final: (Row | null)[];
  /** Where the sequence that each final answer came from ends. */
  readonly #ends: Float64Array;
  readonly #pending: number[] = [];
  #isOpen = false;
  #start = 0;
  #at = 0;
  #address = 0;
  #file = 0;
  #line = 0;
  #column = 0;

  constructor(targets: Float64Array) {
    this.#targets = targets;
    this.#next = Array.from(targets, () => NO_ROW);
    this.#final = Array.from(targets, () => null);
    this.#ends = new Float64Array(targets.length).fill(Number.POSITIVE_INFINITY);
  }

  /** Takes a row; the one before it now has its end. */
  row(address: number, file: number, line: number, column: number): void {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#start = address;
      this.#at = lowerBound(this.#targets, address);
    } else if (address < this.#address) this.#at = lowerBound(this.#targets, address);
    else {
      while (this.#at < this.#targets.length && (this.#targets[this.#at] ?? 0) < address) {
        this.#next[this.#at] = { file: this.#file, line: this.#line >>> 0, column: this.#column };
        this.#pending.push(this.#at++);
      }
    }
    this.#address = address;
    this.#file = file;
    this.#line = line;
    this.#column = column;
  }

  /** Ends the sequence at the address just taken. */
  endSequence(end: number): void {
    for (const target of this.#pending) {
      if (this.#start < end && end < (this.#ends[target] ?? 0)) {
        this.#ends[target] = end;
        this.#final[target] = this.#next[target] ?? null;
      }
    }
    this.#pending.length = 0;
    this.#isOpen = false;
  }

  rows(): readonly (Row | null)[] {
    return this.#final;
  }
}

/** Stands where no row was seen yet. */
const NO_ROW: Row = { file: 0, line: 0, column: 0 };
