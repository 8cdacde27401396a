/**
 * Memory for the files of a batch, in large pieces that are used again: a piece of its own for each file costs more than
 * reading it, and makes the collector of garbage run for every few hundred of them.
 */

const SIZE = 1024 * 1024;
/** Files beyond that have memory of their own. */
const LARGEST = SIZE / 8;
/** Pieces that wait to be used again, at most. */
const MOST_FREE = 8;

const free: Uint8Array[] = [];

/** The memory of one batch. */
export class Slabs {
  #used: Uint8Array[] = [];
  #length = SIZE;

  /** Room for a file. What is in it is of chance. */
  take(size: number): Uint8Array {
    if (size > LARGEST) return new Uint8Array(size);
    if (SIZE - this.#length < size) {
      this.#used.push(free.pop() ?? new Uint8Array(SIZE));
      this.#length = 0;
    }
    const slab = this.#used.at(-1);
    if (slab === undefined) return new Uint8Array(size);
    this.#length += size;
    return slab.subarray(this.#length - size, this.#length);
  }

  /** Nobody uses what was taken any more. */
  close(): void {
    free.push(...this.#used.slice(0, Math.max(0, MOST_FREE - free.length)));
    this.#used = [];
    this.#length = SIZE;
  }
}
