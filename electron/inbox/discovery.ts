/**
 * Where symbols come from by themselves: places that are looked through at the start and watched from then on, the
 * support files of devices, and Spotlight. Whoever imports reports need not know: what they wait for is sought when the
 * library changes.
 *
 * Nothing is asked of the system before it is of use. Downloads (for which macOS asks the user) and Spotlight are left
 * alone until a report waits for a dSYM, device support files until one has addresses in libraries of that system.
 */
import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Fault } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { missingBuilds, namelessSystems } from '../store/waits.ts';
import { supportFoldersFor, systemVersionOf } from '../symbols/device-support.ts';
import { depthOf, foldersOf } from '../symbols/places.ts';
import type { Place } from '../symbols/places.ts';
import type { Spotlight } from '../symbols/spotlight.ts';
import type { Library } from './library.ts';
import { buildsToSearch, searchSpotlight } from './missing.ts';
import { watchPlace } from './place-watch.ts';
import type { PlaceWatch } from './place-watch.ts';
import { placeFault } from './place-words.ts';
import { forgetGoneSymbols, indexSymbols, resolveWaiting } from './symbols.ts';

export interface DiscoveryOptions {
  /** Looked through and watched, as far as they are there. */
  readonly places: readonly Place[];
  readonly deviceSupport: readonly Place[];
  /** Null where there is none. */
  readonly spotlight: Spotlight | null;
  readonly platform: NodeJS.Platform;
  /** Milliseconds of quiet after a change before what is missing is sought. */
  readonly pause?: number;
}

/** How a place stands. */
export interface PlaceState {
  readonly looking: boolean;
  readonly fault: Fault | null;
}

const PAUSE = 1500;
const AT_REST: PlaceState = { looking: false, fault: null };

export class Discovery {
  readonly options: DiscoveryOptions;
  readonly #library: Library;
  readonly #stop = new AbortController();
  readonly #states = new Map<string, PlaceState>();
  readonly #watches = new Map<string, PlaceWatch>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #unsubscribe: () => void;
  /** Device support that was looked through since the start: it does not change by itself. */
  readonly #supports = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #seeking = false;
  #changed = false;
  /** Resolves when the first look is over. */
  readonly looked: Promise<void>;

  constructor(library: Library, options: DiscoveryOptions, added: readonly Place[]) {
    this.#library = library;
    this.options = options;
    this.looked = this.#follow(this.#begin([...options.places, ...added]));
    this.#unsubscribe = library.events.subscribe((name) => {
      if (name === 'library.changed') this.#seekSoon();
    });
  }

  /** How a place stands. */
  stateOf(path: string): PlaceState {
    return this.#states.get(path) ?? AT_REST;
  }

  /** Looks through a place and watches it from now on. Resolves when the look is over; whoever waited has its symbols. */
  open(place: Place): Promise<void> {
    return this.#follow(this.#open(place));
  }

  /** Watches a place no longer. */
  async leave(path: string): Promise<void> {
    const watch = this.#watches.get(path);
    this.#watches.delete(path);
    this.#states.delete(path);
    await watch?.close();
  }

  /** Looks once more through places, as they are now, and for what is missing. */
  async lookAgain(places: readonly Place[]): Promise<void> {
    this.#supports.clear();
    for (const place of places) if (existsSync(place.path)) await this.open(place);
    await this.#follow(this.#seek());
  }

  /** Cancels what is under way and waits for its end. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#unsubscribe();
    await Promise.all(Array.from(this.#watches.values(), (watch) => watch.close()));
    await Promise.allSettled(this.#running);
  }

  /** Indexes files and folders and gives who waited their names. Answers how many symbols were new; never throws. */
  async take(places: readonly string[], again: boolean, depth?: number): Promise<number> {
    return (await this.#take(places, again, depth)).added;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  async #follow<Value>(work: Promise<Value>): Promise<Value> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  async #begin(places: readonly Place[]): Promise<void> {
    try {
      await forgetGoneSymbols(this.#library, isThere);
      // What an earlier run left of symbols that had come.
      await resolveWaiting(this.#library, this.#stop.signal, () => {});
    } catch (thrown) {
      this.#complain(thrown);
    }
    for (const place of places) if (place.kind !== 'downloads' && existsSync(place.path)) await this.#open(place);
    await this.#seek();
  }

  async #open(place: Place): Promise<void> {
    const { path, kind } = place;
    if (this.#stop.signal.aborted) return;
    if (!this.#watches.has(path)) {
      const look = (bundle: string): Promise<number> => this.take([bundle], true);
      this.#watches.set(
        path,
        watchPlace(place, look, (thrown) => this.#complain(thrown)),
      );
    }
    this.#say(path, { looking: true, fault: null });
    const { faults } = await this.#take(await foldersOf(place), true, depthOf(kind));
    const own = faults.find(({ file }) => file === path)?.fault ?? null;
    const fault = own === null ? null : placeFault(path, own, this.options.platform);
    if (this.#watches.has(path)) this.#say(path, { looking: false, fault });
  }

  #say(path: string, state: PlaceState): void {
    this.#states.set(path, state);
    this.#library.events.emit('library.changed', { signatures: [], moved: [] });
  }

  async #take(
    places: readonly string[],
    again: boolean,
    depth: number | undefined,
  ): Promise<Awaited<ReturnType<typeof indexSymbols>>> {
    const { signal } = this.#stop;
    try {
      const found = await indexSymbols(this.#library, places, { sample: false, signal, again, depth });
      if (found.added > 0) this.#library.events.emit('library.changed', { signatures: [], moved: [] });
      await resolveWaiting(this.#library, signal, () => {});
      return found;
    } catch (thrown) {
      this.#complain(thrown);
      return { added: 0, faults: [] };
    }
  }

  #complain(thrown: unknown): void {
    if (!this.#stop.signal.aborted) this.#library.complain(faultOf(thrown));
  }

  #seekSoon(): void {
    this.#changed = true;
    if (this.#seeking || this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#follow(this.#seek()), this.options.pause ?? PAUSE);
    this.#timer.unref();
  }

  /** Looks where it is of use only now. */
  async #seek(): Promise<void> {
    if (this.#seeking || this.#stop.signal.aborted) return;
    this.#seeking = true;
    this.#changed = false;
    try {
      await this.#seekDownloads();
      await this.#seekSystems();
      await this.#seekSpotlight();
    } catch (thrown) {
      this.#complain(thrown);
    } finally {
      this.#seeking = false;
      if (this.#changed) this.#seekSoon();
    }
  }

  async #seekDownloads(): Promise<void> {
    const downloads = this.options.places.find(({ kind }) => kind === 'downloads');
    if (downloads === undefined || this.#watches.has(downloads.path) || !existsSync(downloads.path)) return;
    if (missingBuilds(this.#library.database, 1).length > 0) await this.#open(downloads);
  }

  async #seekSystems(): Promise<void> {
    const { deviceSupport } = this.options;
    if (deviceSupport.length === 0) return;
    const systems = namelessSystems(this.#library.database).flatMap(({ label, build }) => {
      const system = systemVersionOf(label, build);
      return system === null ? [] : [system];
    });
    if (systems.length === 0) return;
    const folders = (await supportFoldersFor(deviceSupport, systems)).filter((folder) => !this.#supports.has(folder));
    for (const folder of folders) this.#supports.add(folder);
    if (folders.length > 0) await this.#take(folders, true, undefined);
  }

  async #seekSpotlight(): Promise<void> {
    const { spotlight } = this.options;
    const builds = spotlight === null ? [] : buildsToSearch(this.#library);
    if (spotlight === null || builds.length === 0) return;
    const { added } = await searchSpotlight(this.#library, spotlight, builds, this.#stop.signal);
    if (added === 0) return;
    this.#library.events.emit('library.changed', { signatures: [], moved: [] });
    await resolveWaiting(this.#library, this.#stop.signal, () => {});
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
