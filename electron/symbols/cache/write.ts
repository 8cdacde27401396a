/**
 * Writes a slice's symbol cache: everything the engine would ever answer, unit by unit. Nothing but a part of a unit's
 * answers and the index is in memory. A slice whose DWARF is damaged anywhere gets no cache: what is
 * wrong with it is said where it is asked, by the engine.
 */

import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

import type { Svma } from '../../../shared/report/address.ts';
import type { Stretch } from '../edges.ts';
import type { Answer } from '../engine.ts';
import type { Batch, SliceSymbols } from '../slice-symbols.ts';
import { BlockWriter } from './block.ts';
import { encodeHeader, HEADER_SIZE, INDEX_COLUMNS, Uncacheable, type CacheKey } from './format.ts';

/** Edges that are asked about at once. */
const BATCH = 1 << 13;
/** Answers that are held at once. */
const PART = 1 << 11;
/** Blocks are gathered to this many bytes before they are written. */
const WRITE = 1 << 18;

/** Writes the cache to `path`. Throws `Uncacheable`, `Malformed`, and what the disk says. */
export function writeCache(symbols: SliceSymbols, key: CacheKey, textVmaddr: Svma, path: string, limit: number): void {
  const descriptor = openSync(path, 'w');
  try {
    const writer = new CacheWriter(descriptor, limit);
    for (const stretches of batchesOf(symbols.stretches())) {
      writeBatch(writer, symbols, stretches);
    }
    writer.finish(key, textVmaddr);
  } finally {
    closeSync(descriptor);
  }
}

/** Small stretches together, large ones in parts; a unit only once in each batch. */
function* batchesOf(stretches: Iterable<Stretch>): Generator<readonly Stretch[]> {
  let batch: Stretch[] = [];
  let count = 0;
  for (const { unit, ranges, edges } of stretches) {
    for (let from = 0; from < edges.length; from += BATCH) {
      const part = edges.subarray(from, from + BATCH);
      batch.push({ unit, ranges, edges: part });
      count += part.length;
      if (count < BATCH) continue;
      yield batch;
      batch = [];
      count = 0;
    }
  }
  if (count > 0) yield batch;
}

function writeBatch(writer: CacheWriter, symbols: SliceSymbols, stretches: readonly Stretch[]): void {
  const ranges = new Map(stretches.map((stretch) => [stretch.unit, stretch.ranges]));
  const edges = stretches.flatMap((stretch) => Array.from(stretch.edges));
  for (const batch of symbols.batches(edges)) {
    const own = ranges.get(batch.unit) ?? [];
    let range = 0;
    for (const part of partsOf(batch)) {
      const answers = symbols.answer(part);
      for (const [index, edge] of part.targets.entries()) {
        const answer = answers[index] ?? NONE;
        if (answer.fault !== undefined) throw new Uncacheable(answer.fault.message);
        if (edge >= (own[range + 1] ?? Infinity)) writer.cut();
        while (edge >= (own[range + 1] ?? Infinity)) range += 2;
        writer.add(edge, answer);
      }
    }
    writer.cut();
  }
}

/** Answers are large; a unit is rather read again than all of its answers kept at once. */
function* partsOf({ unit, targets, symbols, fault }: Batch): Generator<Batch> {
  for (let from = 0; from < targets.length; from += PART) {
    const to = from + PART;
    yield { unit, targets: targets.slice(from, to), symbols: symbols.slice(from, to), ...(fault ? { fault } : {}) };
  }
}

const NONE: Answer = { kind: 'none' };

interface WrittenBlock {
  readonly start: number;
  /** Nothing is known there. */
  readonly isBlank: boolean;
  /** Where it lies in the file. */
  readonly at: number;
  readonly length: number;
}

class CacheWriter {
  readonly #descriptor: number;
  readonly #limit: number;
  readonly #block = new BlockWriter();
  readonly #blocks: WrittenBlock[] = [];
  #waiting: Uint8Array[] = [];
  #waitingLength = 0;
  #written = HEADER_SIZE;

  constructor(descriptor: number, limit: number) {
    this.#descriptor = descriptor;
    this.#limit = limit;
  }

  add(distance: number, answer: Answer): void {
    if (this.#block.isFull) this.cut();
    this.#block.add(distance, answer);
  }

  /** Ends the block: what comes next does not follow on what came last. */
  cut(): void {
    if (this.#block.isEmpty) return;
    const { start, isBlank } = this.#block;
    const bytes = this.#block.finish();
    this.#blocks.push({ start, isBlank, at: this.#written + this.#waitingLength, length: bytes.length });
    this.#waiting.push(bytes);
    this.#waitingLength += bytes.length;
    if (this.#waitingLength >= WRITE) this.#flush();
  }

  finish(key: CacheKey, textVmaddr: Svma): void {
    this.#flush();
    const ascending = this.#blocks.sort((left, right) => left.start - right.start);
    // Before the first block nothing is known anyway; sections without an address lie gigabytes before the code.
    const sorted = ascending.slice(ascending.findIndex(({ isBlank }) => !isBlank));
    const base = sorted[0]?.start ?? 0;
    const count = sorted.length;
    const index = new Uint32Array(count * INDEX_COLUMNS);
    for (const [place, { start, at, length }] of sorted.entries()) {
      if (start - base > MAX_32 || at > MAX_32) throw new Uncacheable('the image is too large.');
      index[place] = start - base;
      index[count + place] = at;
      index[2 * count + place] = length;
    }
    const bytes = new Uint8Array(index.buffer);
    const header = { textVmaddr, base, blocks: count, indexAt: this.#written, indexChecksum: crc32(bytes) };
    this.#write(bytes, this.#written);
    this.#write(encodeHeader(key, header), 0);
  }

  #flush(): void {
    if (this.#written + this.#waitingLength > this.#limit) throw new Uncacheable('the cache would be too large.');
    this.#write(Buffer.concat(this.#waiting), this.#written);
    this.#written += this.#waitingLength;
    this.#waiting = [];
    this.#waitingLength = 0;
  }

  #write(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, at + done);
    }
  }
}

const MAX_32 = 0xffff_ffff;
