/**
 * Reads a symbol cache: the index once, then one block an address, each checked. What turns out to be damaged answers
 * nothing at all, so that whoever asked goes to the engine.
 */

import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

import type { Svma } from '../../../shared/report/address.ts';
import { pointerSize } from '../../../shared/report/arch.ts';
import type { Answer } from '../engine.ts';
import { ImageSpace } from '../macho/image-space.ts';
import { BlockReader, type BlockHit } from './block.ts';
import { decodeHeader, HEADER_SIZE, INDEX_COLUMNS, readKey, type CacheHeader, type CacheKey } from './format.ts';

const NONE: Answer = { kind: 'none' };

export class CacheReader {
  readonly #descriptor: number;
  readonly #space: ImageSpace;
  readonly #header: CacheHeader;
  readonly #starts: Uint32Array;
  readonly #index: Uint32Array;
  readonly #block = new BlockReader();

  private constructor(descriptor: number, key: CacheKey, header: CacheHeader, index: Uint32Array) {
    this.#descriptor = descriptor;
    this.#header = header;
    this.#space = new ImageSpace(header.textVmaddr, pointerSize(key.arch));
    this.#index = index;
    this.#starts = index.subarray(0, header.blocks);
  }

  /** The cache at `path`; `null` where there is none, or one of another file, of another version, or a damaged one. */
  static open(path: string, key: CacheKey): CacheReader | null {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch {
      // Not there, or not to be read: as good as not there.
      return null;
    }
    const opened = readIndex(descriptor, key);
    if (opened !== null) return new CacheReader(descriptor, key, opened.header, opened.index);
    closeSync(descriptor);
    return null;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** One answer for each address, in their order; `null` where a block is damaged. */
  lookup(addresses: readonly Svma[]): readonly Answer[] | null {
    const answers: Answer[] = [];
    let open = -1;
    for (const address of addresses) {
      const target = this.#space.fromSvma(address);
      const block = this.#blockOf(target);
      if (block >= 0 && block !== open && !this.#open(block)) return null;
      open = block;
      answers.push(block < 0 ? NONE : this.#answer(target, this.#block.find(target)));
    }
    return answers;
  }

  /** Whether every block of it is as it was written. Reads all of it. */
  isSound(): boolean {
    for (let block = 0; block < this.#header.blocks; block += 1) if (!this.#open(block)) return false;
    return true;
  }

  /** The last block that starts at or before a distance; −1 before the first, and for what is no distance. */
  #blockOf(target: number): number {
    const wanted = target - this.#header.base;
    if (!(wanted >= 0)) return -1;
    const starts = this.#starts;
    let from = 0;
    let to = starts.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((starts[middle] ?? 0) <= wanted) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }

  #open(block: number): boolean {
    const { blocks, base, indexAt } = this.#header;
    const at = this.#index[blocks + block] ?? 0;
    const length = this.#index[2 * blocks + block] ?? 0;
    if (at + length > indexAt) return false;
    this.#block.reserve(length);
    if (!fill(this.#descriptor, this.#block.bytes, at, length)) return false;
    return this.#block.open(length, base + (this.#starts[block] ?? 0));
  }

  #answer(target: number, { frames, start }: BlockHit): Answer {
    if (frames.length === 0) return NONE;
    return { kind: 'found', frames, symbolOffset: start === null ? null : BigInt(target - start) };
  }
}

/** Whether the cache at `path` is whole: every checksum in it is right. A file that is gone has nothing wrong with it. */
export function isCacheSound(path: string): boolean {
  if (!existsSync(path)) return true;
  const head = readHead(path);
  const key = head === null ? null : readKey(head);
  const reader = key === null ? null : CacheReader.open(path, key);
  if (reader === null) return false;
  try {
    return reader.isSound();
  } finally {
    reader.close();
  }
}

function readHead(path: string): Buffer | null {
  const head = Buffer.alloc(HEADER_SIZE);
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    // What cannot be read is no sound cache.
    return null;
  }
  try {
    return fill(descriptor, head, 0, HEADER_SIZE) ? head : null;
  } finally {
    closeSync(descriptor);
  }
}

function readIndex(
  descriptor: number,
  key: CacheKey,
): { readonly header: CacheHeader; readonly index: Uint32Array } | null {
  const head = Buffer.alloc(HEADER_SIZE);
  const header = fill(descriptor, head, 0, HEADER_SIZE) ? decodeHeader(head, key) : null;
  if (header === null) return null;
  const length = header.blocks * INDEX_COLUMNS * 4;
  if (header.indexAt + length !== sizeOf(descriptor)) return null;
  const index = new Uint32Array(header.blocks * INDEX_COLUMNS);
  const bytes = new Uint8Array(index.buffer);
  return fill(descriptor, bytes, header.indexAt, length) && crc32(bytes) === header.indexChecksum
    ? { header, index }
    : null;
}

function sizeOf(descriptor: number): number {
  try {
    return fstatSync(descriptor).size;
  } catch {
    // A disk that fails is as good as a cache that is not there.
    return -1;
  }
}

/** Fills the first `length` bytes of `target`; says whether there were as many. */
function fill(descriptor: number, target: Uint8Array, at: number, length: number): boolean {
  try {
    for (let done = 0; done < length;) {
      const count = readSync(descriptor, target, done, length - done, at + done);
      if (count === 0) return false;
      done += count;
    }
    return true;
  } catch {
    // As above.
    return false;
  }
}
