/**
 * A thread that reads files for a worker, a chunk ahead of it, and hashes them: a fifth of what an import has to do, and
 * nothing that the worker has to wait for. It is started by `reading.ts`, which says what passes between the two.
 */
import { hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { readFileBounded } from './file-bytes.ts';
import { SLAB_BYTES, isToReader } from './reading.ts';
import type { FromReader, ReadFile } from './reading.ts';

/** Files of a chunk, at most. */
const MOST_FILES = 64;

interface Batch {
  readonly paths: readonly string[];
  /** Bytes; a larger file is refused. */
  readonly limit: number;
  next: number;
}

/** Memory that was given back. */
const free: ArrayBuffer[] = [];
/** Pieces of memory that wait to be used again, at most. */
const MOST_FREE = 16;

/** The next files of a batch. A chunk ends with its memory: what does not fit in any more has its own, and is the last. */
function readChunk(number: number, batch: Batch): FromReader {
  const buffers = [free.pop() ?? new ArrayBuffer(SLAB_BYTES)];
  const files: ReadFile[] = [];
  let used = 0;
  const take = (size: number): Uint8Array => {
    if (size <= SLAB_BYTES - used) {
      used += size;
      return new Uint8Array(buffers[0] ?? new ArrayBuffer(size), used - size, size);
    }
    const own = new ArrayBuffer(size);
    buffers.push(own);
    return new Uint8Array(own);
  };
  while (buffers.length === 1 && files.length < MOST_FILES) {
    const path = batch.paths[batch.next];
    if (path === undefined) break;
    batch.next += 1;
    const read = readFileBounded(path, batch.limit, take);
    if (!read.ok) {
      files.push({ kind: 'failed', fault: read.fault });
      continue;
    }
    const { byteOffset: offset, length } = read.value;
    files.push({ kind: 'read', buffer: buffers.length - 1, offset, length, id: hash('sha256', read.value) });
  }
  return { batch: number, files, buffers };
}

function serve(port: MessagePort): void {
  const batches = new Map<number, Batch>();
  port.on('message', (message: unknown) => {
    if (!isToReader(message)) return;
    switch (message.type) {
      case 'begin':
        batches.set(message.batch, { paths: message.paths, limit: message.limit, next: 0 });
        return;
      case 'next': {
        const batch = batches.get(message.batch);
        if (batch === undefined) return;
        const chunk = readChunk(message.batch, batch);
        port.postMessage(chunk, [...chunk.buffers]);
        return;
      }
      case 'end':
        batches.delete(message.batch);
        free.push(...message.slabs.slice(0, Math.max(0, MOST_FREE - free.length)));
    }
  });
}

if (parentPort !== null) serve(parentPort);
