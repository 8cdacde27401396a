/**
 * Watches one place for new symbols.
 *
 * Only the upper levels are watched (an archives folder has some hundred thousand files): a new bundle there is looked
 * through as a whole once it has been quiet for a moment, and again later while it holds no symbols, since Xcode fills an
 * archive in steps.
 */
import { watch } from 'chokidar';
import { bundleAround, isWatched, watchedDepth } from '../symbols/places.ts';
import type { Place } from '../symbols/places.ts';

/** Milliseconds of quiet before a new bundle is looked through, and before each further try. */
const PAUSES = [2000, 10_000, 60_000];

export interface PlaceWatch {
  close(): Promise<void>;
}

/** `look` answers how many symbols it found in a bundle; it never throws. */
export function watchPlace(
  place: Place,
  look: (path: string) => Promise<number>,
  complain: (thrown: unknown) => void,
): PlaceWatch {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  async function tryBundle(path: string, attempt: number): Promise<void> {
    if ((await look(path)) === 0) schedule(path, attempt + 1);
  }

  function schedule(path: string, attempt: number): void {
    clearTimeout(waiting.get(path));
    const pause = PAUSES[attempt];
    if (pause === undefined || isClosed) return;
    const timer = setTimeout(() => {
      waiting.delete(path);
      const work = tryBundle(path, attempt);
      running.add(work);
      void work.finally(() => running.delete(work));
    }, pause);
    timer.unref();
    waiting.set(path, timer);
  }

  const watcher = watch(place.path, {
    depth: watchedDepth(place.kind),
    ignored: (path) => !isWatched(place, path),
    ignoreInitial: true,
    followSymlinks: false,
  });
  const news = (path: string): void => schedule(bundleAround(path), 0);
  watcher.on('addDir', news).on('add', news).on('change', news).on('error', complain);
  return {
    async close() {
      isClosed = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      await watcher.close();
      await Promise.all(running);
    },
  };
}
