/**
 * Where symbols appear by themselves: folders that are looked through at the start and watched from then on.
 *
 * Only the upper levels are watched (an archives folder has some hundred thousand files): a new bundle there is looked
 * through as a whole once it has been quiet for a moment, and again later while it holds no symbols, since Xcode fills an
 * archive in steps.
 */
import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { watch } from 'chokidar';
import { faultOf } from '../store/faults.ts';
import type { Library } from './library.ts';
import { forgetGoneSymbols, indexSymbols, resolveWaiting } from './symbols.ts';

/** `Archives/<day>/<name>.xcarchive/dSYMs`. */
const WATCHED_DEPTH = 2;
/** Milliseconds of quiet before a new bundle is looked through, and before each further try. */
const PAUSES = [2000, 10_000, 60_000];

export interface PlacesWatch {
  /** Resolves when the first look is over. */
  readonly looked: Promise<void>;
  close(): Promise<void>;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function take(library: Library, places: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const { added } = await indexSymbols(library, places, { sample: false, signal });
    if (added > 0) library.events.emit('library.changed', { signatures: [], moved: [] });
    await resolveWaiting(library, signal, () => {});
    return added;
  } catch (thrown) {
    if (!signal.aborted) library.complain(faultOf(thrown));
    return 0;
  }
}

/** Starts looking and watching; also finishes what an earlier run left of symbols that had come. */
export function watchPlaces(library: Library, wanted: readonly string[]): PlacesWatch {
  const places = wanted.filter((place) => existsSync(place));
  const stop = new AbortController();
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  function follow(work: Promise<void>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  async function tryBundle(path: string, attempt: number): Promise<void> {
    if ((await take(library, [path], stop.signal)) === 0) schedule(path, attempt + 1);
  }

  function schedule(path: string, attempt: number): void {
    clearTimeout(waiting.get(path));
    const pause = PAUSES[attempt];
    if (pause === undefined || stop.signal.aborted) return;
    const timer = setTimeout(() => {
      waiting.delete(path);
      follow(tryBundle(path, attempt));
    }, pause);
    timer.unref();
    waiting.set(path, timer);
  }

  async function look(): Promise<void> {
    try {
      await forgetGoneSymbols(library, isThere);
    } catch (thrown) {
      library.complain(faultOf(thrown));
    }
    await take(library, places, stop.signal);
  }

  const watcher =
    places.length === 0
      ? null
      : watch([...places], { depth: WATCHED_DEPTH, ignoreInitial: true, followSymlinks: false });
  watcher?.on('addDir', (path) => schedule(path, 0));
  watcher?.on('add', (path) => schedule(path, 0));
  watcher?.on('error', (thrown) => library.complain(faultOf(thrown)));
  const looked = look();
  follow(looked);
  return {
    looked,
    async close() {
      stop.abort();
      for (const timer of waiting.values()) clearTimeout(timer);
      await watcher?.close();
      await Promise.all(running);
    },
  };
}
