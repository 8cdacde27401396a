/**
 * An engine with a symbol cache before it: what was built once is answered from the folder, everything else by the engine,
 * and a cache is built afterwards in the background. The answers are the same either way.
 */

import { statSync } from 'node:fs';

import { ok } from '../../../shared/result.ts';
import type { Answer, SliceRef, SymbolEngine } from '../engine.ts';
import { Builds } from './builds.ts';
import { CacheFolder } from './folder.ts';
import { keyName, type CacheKey } from './format.ts';
import { CacheReader } from './read.ts';

export interface CacheOptions {
  /** Where the caches are; it is made when it is not there, and may be deleted at any time. */
  readonly folder: string;
  /** Bytes of all caches together. Default 2 GB. */
  readonly limit?: number;
  /** Bytes: a file smaller than this is read faster than its cache is opened. Default 1 MiB. */
  readonly smallest?: number;
  /** The builder's module, where a bundle gave it another name. */
  readonly workerUrl?: URL;
}

/** A symbol engine that also builds. */
export interface CachedEngine extends SymbolEngine {
  /** Resolves when nothing is being built any more. */
  settled(): Promise<void>;
}

const LIMIT = 2_000_000_000;
/** Caches kept open; each holds a descriptor and its index. */
const MAX_OPEN = 6;
const SMALLEST = 1 << 20;

/** Puts a cache before `engine`. Lookups and faults are the engine's own. */
export function cachedEngine(engine: SymbolEngine, options: CacheOptions): CachedEngine {
  const folder = new CacheFolder(options.folder, options.limit ?? LIMIT);
  const readers = new Readers(folder);
  const smallest = options.smallest ?? SMALLEST;
  const builds = new Builds(folder, options.workerUrl ?? new URL('./worker.ts', import.meta.url));
  return {
    name: engine.name,

    async lookup(slice, addresses, signal) {
      const key = keyOf(slice, smallest);
      if (key === null) return engine.lookup(slice, addresses, signal);
      const reader = readers.get(key);
      if (reader !== null) {
        const answers = reader.lookup(addresses);
        if (answers !== null) return ok(answers);
        readers.discard(key);
        builds.forget(key);
      }
      const looked = await engine.lookup(slice, addresses, signal);
      if (looked.ok && looked.value.some(hasPlace)) builds.want(slice, key);
      return looked;
    },

    settled: () => builds.settled(),

    async close() {
      await builds.close();
      readers.close();
      await engine.close();
    },
  };
}

/** Whether an answer came from DWARF: a symbol table alone is read as fast as a cache of it. */
function hasPlace(answer: Answer): boolean {
  return answer.kind === 'found' && answer.frames.some(({ file }) => file !== null);
}

function keyOf({ path, uuid, arch }: SliceRef, smallest: number): CacheKey | null {
  try {
    const { size, mtimeMs } = statSync(path);
    return size < smallest ? null : { uuid, arch, size, modified: mtimeMs };
  } catch {
    // The engine says what is wrong with the file.
    return null;
  }
}

/** The caches in use. */
class Readers {
  readonly #folder: CacheFolder;
  readonly #open = new Map<string, CacheReader>();

  constructor(folder: CacheFolder) {
    this.#folder = folder;
  }

  get(key: CacheKey): CacheReader | null {
    const name = keyName(key);
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const reader = CacheReader.open(this.#folder.pathOf(key), key);
    if (reader === null) return null;
    this.#folder.touch(key);
    for (const [oldest, unused] of this.#open) {
      if (this.#open.size < MAX_OPEN) break;
      this.#open.delete(oldest);
      unused.close();
    }
    this.#open.set(name, reader);
    return reader;
  }

  /** Forgets a damaged cache. */
  discard(key: CacheKey): void {
    this.#open.get(keyName(key))?.close();
    this.#open.delete(keyName(key));
    this.#folder.remove(this.#folder.pathOf(key));
  }

  close(): void {
    for (const reader of this.#open.values()) reader.close();
    this.#open.clear();
  }
}
