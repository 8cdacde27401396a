/**
 * The folder of symbol caches. Anybody may delete anything in it at any time. A file's modification time is when it was
 * last used; when the folder grows too large the ones that were not used for longest go.
 */

import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { cacheName, CACHE_SUFFIX, type CacheKey } from './format.ts';

const BUILDING_SUFFIX = '.building';
/** A build writes all the time; one that has not for so many milliseconds was killed and may be taken over. */
const ABANDONED = 60 * 1000;

export class CacheFolder {
  readonly path: string;
  /** Bytes of all caches together. */
  readonly limit: number;

  constructor(path: string, limit: number) {
    this.path = path;
    this.limit = limit;
  }

  pathOf(key: CacheKey): string {
    return join(this.path, cacheName(key));
  }

  /** Where to build a cache before it takes its place; `null` where another thread or process builds it. */
  claim(key: CacheKey): string | null {
    const place = this.pathOf(key) + BUILDING_SUFFIX;
    try {
      mkdirSync(this.path, { recursive: true });
      const stats = statSync(place, { throwIfNoEntry: false });
      if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED) rmSync(place, { force: true });
      closeSync(openSync(place, 'wx'));
      return place;
    } catch {
      // It is there, or the disk is read-only: no cache from here.
      return null;
    }
  }

  /** Puts a built cache into its place, and makes room for it. */
  accept(built: string, key: CacheKey): void {
    renameSync(built, this.pathOf(key));
    this.#makeRoom(cacheName(key));
  }

  /** Notes that a cache was used. */
  touch(key: CacheKey): void {
    quietly(() => utimesSync(this.pathOf(key), new Date(), new Date()));
  }

  remove(path: string): void {
    quietly(() => rmSync(path, { force: true }));
  }

  #makeRoom(newest: string): void {
    const files = this.#caches();
    let total = files.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of files.sort((left, right) => left.used - right.used)) {
      if (total <= this.limit) return;
      if (name === newest) continue;
      this.remove(join(this.path, name));
      total -= size;
    }
  }

  #caches(): { readonly name: string; readonly size: number; readonly used: number }[] {
    return readdirSync(this.path)
      .filter((name) => name.endsWith(CACHE_SUFFIX))
      .flatMap((name) => {
        const stats = statSync(join(this.path, name), { throwIfNoEntry: false });
        return stats === undefined ? [] : [{ name, size: stats.size, used: stats.mtimeMs }];
      });
  }
}

/** A cache is never worth an error: what cannot be done is left. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Another process may have been faster, or the disk is read-only.
  }
}
