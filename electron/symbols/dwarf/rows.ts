/** The rows of a line table that answer a batch of addresses, collected while its program runs. */

import { lowerBound } from '../bytes/search.ts';
import type { ImageSpace } from '../macho/image-space.ts';
import type { FileName, LineHeader } from './line-header.ts';
import { runProgram, type RowSink } from './line-program.ts';

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
  const definedFiles = runProgram(header, space, answers);
  return { rows: answers.rows, definedFiles };
}

class Answers implements RowSink {
  readonly rows: (Row | null)[];
  readonly #targets: Float64Array;
  /** Where the sequence that each answer came from ends. */
  readonly #ends: Float64Array;
  readonly #next: (Row | null)[];
  /** Targets that the running sequence has answered, in `#next`. */
  readonly #pending: number[] = [];
  #start = 0;
  /** The next target ahead. */
  #at = 0;

  constructor(targets: Float64Array) {
    this.#targets = targets;
    this.rows = Array.from(targets, () => null);
    this.#next = Array.from(targets, () => null);
    this.#ends = new Float64Array(targets.length).fill(Number.POSITIVE_INFINITY);
  }

  start(address: number): number {
    this.#start = address;
    return this.#seek(address);
  }

  row(address: number, before: number, file: number, line: number, column: number): number {
    if (address < before) return this.#seek(address);
    for (let target = this.#ahead(); target < address; target = this.#ahead()) {
      this.#next[this.#at] = { file, line: line >>> 0, column };
      this.#pending.push(this.#at++);
    }
    return this.#ahead();
  }

  endSequence(end: number): void {
    for (const target of this.#pending) {
      if (!(this.#start < end && end < (this.#ends[target] ?? 0))) continue;
      this.#ends[target] = end;
      this.rows[target] = this.#next[target] ?? null;
    }
    this.#pending.length = 0;
  }

  #seek(address: number): number {
    this.#at = lowerBound(this.#targets, address);
    return this.#ahead();
  }

  #ahead(): number {
    return this.#targets[this.#at] ?? Number.POSITIVE_INFINITY;
  }
}
