/**
 * Reads the files of a batch ahead of the worker that studies them, in a thread of its own (`reader.ts`). Bytes pass without
 * being copied. Where the thread dies, whoever waits is told, and reads by itself.
 */
import type { Worker } from 'node:worker_threads';
import { messageOf } from '../../shared/result.ts';
import type { Fault } from '../../shared/result.ts';
import { startThread } from '../symbols/thread.ts';

/** Bytes of the memory that small files share, and that is used again. */
export const SLAB_BYTES = 1024 * 1024;

/** What became of one file: where its bytes are in the chunk's memory, and their SHA-256; or why there are none. */
export type ReadFile =
  | {
      readonly kind: 'read';
      /** Index into the chunk's `buffers`. */
      readonly buffer: number;
      readonly offset: number;
      readonly length: number;
      readonly id: string;
    }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Files in their order; the memory goes over to whoever gets it. */
export interface FromReader {
  readonly batch: number;
  readonly files: readonly ReadFile[];
  readonly buffers: readonly ArrayBuffer[];
}

export type ToReader =
  | { readonly type: 'begin'; readonly batch: number; readonly paths: readonly string[]; readonly limit: number }
  | { readonly type: 'next'; readonly batch: number }
  | { readonly type: 'end'; readonly batch: number; readonly slabs: readonly ArrayBuffer[] };

/** A message of the worker: the other end is our own, its tag is all there is to check. */
export function isToReader(value: unknown): value is ToReader {
  return typeof value === 'object' && value !== null && 'type' in value && 'batch' in value;
}

/** A message of the thread, as above. */
function isFromReader(value: unknown): value is FromReader {
  return typeof value === 'object' && value !== null && 'files' in value && 'buffers' in value;
}

/** One file with its bytes, which nobody else uses until the batch is closed. */
export type FileBytes =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly id: string }
  | { readonly kind: 'failed'; readonly fault: Fault };

interface Waiting {
  readonly resolve: (chunk: FromReader) => void;
  readonly reject: (reason: Error) => void;
}

/** Megabytes: paths and hashes are all that a reader makes. */
const MEMORY = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 64 };

/** The thread of one worker; it is started when it is first needed. */
export class Reader {
  readonly #url: URL;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #batches = 0;

  /** `url` is that of `reader.ts`, or of what a bundle made of it. */
  constructor(url: URL) {
    this.#url = url;
  }

  /** Begins to read these files. Whoever begins must close. */
  begin(paths: readonly string[], limit: number): Reading {
    const batch = this.#batches++;
    this.#tell({ type: 'begin', batch, paths, limit });
    return new Reading(paths.length, {
      next: () =>
        new Promise((resolve, reject) => {
          this.#waiting.set(batch, { resolve, reject });
          this.#tell({ type: 'next', batch });
        }),
      end: (slabs) => {
        this.#waiting.delete(batch);
        this.#tell({ type: 'end', batch, slabs }, slabs);
      },
    });
  }

  #tell(message: ToReader, transfer: readonly ArrayBuffer[] = []): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage(message, [...transfer]);
  }

  #start(): Worker {
    const thread = startThread(this.#url, { resourceLimits: MEMORY });
    thread.unref();
    const lose = (reason: string): void => {
      if (this.#thread === thread) this.#thread = null;
      for (const { reject } of this.#waiting.values())
        reject(new Error(`the thread that reads files ended: ${reason}`));
      this.#waiting.clear();
    };
    thread.on('message', (message: unknown) => {
      if (!isFromReader(message)) return;
      this.#waiting.get(message.batch)?.resolve(message);
      this.#waiting.delete(message.batch);
    });
    thread.on('error', (thrown: unknown) => lose(messageOf(thrown)));
    thread.on('exit', (code) => lose(`exit code ${code}`));
    return thread;
  }
}

interface Line {
  next(): Promise<FromReader>;
  end(slabs: readonly ArrayBuffer[]): void;
}

/** The files of one batch, in chunks; the next chunk is always on its way. */
export class Reading {
  readonly #line: Line;
  readonly #slabs: ArrayBuffer[] = [];
  #left: number;
  #ahead: Promise<FromReader>;

  constructor(files: number, line: Line) {
    this.#line = line;
    this.#left = files;
    this.#ahead = this.#ask();
  }

  /** The next files in their order; null where there are none left. Rejects where the thread died. */
  async next(): Promise<readonly FileBytes[] | null> {
    if (this.#left === 0) return null;
    const { files, buffers } = await this.#ahead;
    this.#left -= files.length;
    if (this.#left > 0) this.#ahead = this.#ask();
    this.#slabs.push(...buffers.filter(({ byteLength }) => byteLength === SLAB_BYTES));
    return files.map((file) => {
      if (file.kind === 'failed') return file;
      const buffer = buffers[file.buffer] ?? new ArrayBuffer(0);
      return { kind: 'read', bytes: new Uint8Array(buffer, file.offset, file.length), id: file.id };
    });
  }

  /** Nobody uses the bytes any more. */
  close(): void {
    this.#line.end(this.#slabs.splice(0));
  }

  #ask(): Promise<FromReader> {
    const asked = this.#line.next();
    // It is waited for later; a thread that dies until then must not end the worker.
    asked.catch(() => null);
    return asked;
  }
}
