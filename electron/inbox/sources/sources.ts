/**
 * Places whose reports come by themselves: looked through at the start and whenever something changes there. Which of them
 * is on, and for which apps, the settings say.
 *
 * Nothing in these places is ever changed. What is deleted there stays in the library. What lay there before the first look
 * is no news to anybody.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { ReportMode, ReportPlace, Settings } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Fault, Result } from '../../../shared/result.ts';
import { knownApps } from '../../store/apps.ts';
import { faultOf } from '../../store/faults.ts';
import { listReportFolders } from '../../store/report-folders.ts';
import { readSettings } from '../../store/settings.ts';
import { countSourceFiles, forgetSourceFiles, sourceFilesBelow } from '../../store/source-files.ts';
import { depthOfReports } from '../../xcode/report-places.ts';
import type { ReportPlace as Place } from '../../xcode/report-places.ts';
import { createTurns } from '../library.ts';
import type { Library } from '../library.ts';
import { placeFault } from '../place-words.ts';
import { ImportTally } from '../tally.ts';
import { isPassedIn, lookAtFiles } from './files.ts';
import { lookAtOrganizer } from './points.ts';
import type { Looked } from './look.ts';

export interface SourcesOptions {
  /** The system's own, as far as they are there. */
  readonly places: readonly Place[];
  readonly platform: NodeJS.Platform;
  /** Whether it looks by itself; else only when it is asked to. */
  readonly isAwake: boolean;
  /** Milliseconds of quiet after a change before it looks. */
  readonly pause?: number;
}

const PAUSE = 1500;
/** Milliseconds after which places that were not there are tried again: a disk, or a first crash. */
const AGAIN = 300_000;

interface Open {
  readonly place: Place;
  mode: ReportMode;
  close: () => Promise<void>;
}

interface State {
  readonly looking: boolean;
  readonly fault: Fault | null;
}

const AT_REST: State = { looking: false, fault: null };

/** What a look at one place, or at several, came to. */
interface Counts {
  added: number;
  duplicates: number;
}

function modeOf({ kind }: Place, { organizer, macReports, deviceReports }: Settings): ReportMode {
  switch (kind) {
    case 'organizer':
      return organizer ? 'all' : 'off';
    case 'mac':
      return macReports;
    case 'device':
      return deviceReports;
    case 'folder':
    case 'inbox':
      return 'all';
  }
}

export class ReportSources {
  readonly #library: Library;
  readonly #options: SourcesOptions;
  readonly #stop = new AbortController();
  readonly #states = new Map<string, State>();
  readonly #open = new Map<string, Open>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #unsubscribe: () => void;
  /** Looks are taken one after the other. */
  readonly #inTurn = createTurns();
  readonly #inOrder = createTurns();
  #again: NodeJS.Timeout | undefined;
  #apps = '';
  #wanted = '';
  /** Apps that the settings named when places were refreshed last. */
  #named = '';
  /** Resolves when the first looks are over. */
  readonly looked: Promise<void>;

  constructor(library: Library, options: SourcesOptions) {
    this.#library = library;
    this.#options = options;
    this.#apps = this.#knownApps();
    this.looked = options.isAwake ? this.#follow(this.refresh()) : Promise.resolve();
    this.#unsubscribe = library.events.subscribe((name) => {
      if (!options.isAwake) return;
      if (name === 'settings.changed') void this.#follow(this.refresh());
      if (name === 'library.changed') this.#notice();
    });
    if (!options.isAwake) return;
    this.#again = setInterval(() => void this.#follow(this.refresh()), AGAIN);
    this.#again.unref();
  }

  /** All places as they are now, the system's own first. */
  list(): readonly ReportPlace[] {
    const { database } = this.#library;
    const settings = readSettings(database);
    return this.#places().map((place) => {
      const { kind, path } = place;
      const { looking, fault } = this.#states.get(path) ?? AT_REST;
      const { taken, left } = countSourceFiles(database, path);
      return { kind, path, exists: existsSync(path), mode: modeOf(place, settings), looking, taken, left, fault };
    });
  }

  /**
   * Opens and leaves places as the settings and the folders are now, and looks through what is new. Resolves when these
   * looks are over; never throws.
   */
  refresh(): Promise<void> {
    return this.#inOrder(() => this.#refresh());
  }

  async #refresh(): Promise<void> {
    if (this.#stop.signal.aborted || !this.#options.isAwake) return;
    try {
      this.#wanted = this.#whatIsWanted();
      const settings = readSettings(this.#library.database);
      const wanted = new Map(this.#places().map((place) => [place.path, { place, mode: modeOf(place, settings) }]));
      for (const [path, open] of this.#open) {
        const now = wanted.get(path);
        if (now === undefined || now.mode === 'off' || now.place.kind !== open.place.kind) await this.#leave(path);
      }
      const apps = settings.reportApps.join('\n');
      const looks: Promise<unknown>[] = [];
      for (const { place, mode } of wanted.values()) {
        if (mode === 'off' || !existsSync(place.path)) continue;
        const open = this.#open.get(place.path);
        if (open === undefined) this.#watch(place, mode);
        if (open === undefined || open.mode !== mode || (mode === 'known' && apps !== this.#named)) {
          looks.push(this.#look(place));
        }
        if (open !== undefined) open.mode = mode;
      }
      this.#named = apps;
      await Promise.all(looks);
    } catch (thrown) {
      this.#complain(thrown);
    }
  }

  /** Looks through all places that are on, once. Faults: `cancelled` when it is closed meanwhile. */
  async look(): Promise<Result<{ readonly added: number; readonly duplicates: number }>> {
    const settings = readSettings(this.#library.database);
    const all: Counts = { added: 0, duplicates: 0 };
    for (const place of this.#places()) {
      if (modeOf(place, settings) === 'off' || !existsSync(place.path)) continue;
      const { added, duplicates } = await this.#follow(this.#look(place));
      all.added += added;
      all.duplicates += duplicates;
    }
    if (this.#stop.signal.aborted) return fail({ kind: 'cancelled', message: 'The look was cancelled.' });
    return ok(all);
  }

  /** Cancels what is under way and waits for its end. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#again);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#unsubscribe();
    await Promise.all(Array.from(this.#open.values(), ({ close }) => close()));
    await Promise.allSettled(this.#running);
  }

  #places(): readonly Place[] {
    const folders = listReportFolders(this.#library.database).map(({ path, inbox }): Place => {
      return { kind: inbox ? 'inbox' : 'folder', path };
    });
    return [...this.#options.places, ...folders];
  }

  #knownApps(): string {
    return JSON.stringify(knownApps(this.#library.database));
  }

  async #follow<Value>(work: Promise<Value>): Promise<Value> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  #complain(thrown: unknown): void {
    if (!this.#stop.signal.aborted) this.#library.complain(faultOf(thrown));
  }

  /** What the settings and the folders say. */
  #whatIsWanted(): string {
    const { organizer, macReports, deviceReports, reportApps } = readSettings(this.#library.database);
    return JSON.stringify([organizer, macReports, deviceReports, reportApps, this.#places()]);
  }

  /** Another host may have changed what is wanted; and reports that were left alone may be of an app that is known now. */
  #notice(): void {
    try {
      if (this.#whatIsWanted() !== this.#wanted) void this.#follow(this.refresh());
      this.#noticeApps();
    } catch (thrown) {
      this.#complain(thrown);
    }
  }

  #noticeApps(): void {
    const open = [...this.#open.values()].filter(({ mode }) => mode === 'known');
    const now = open.length === 0 ? this.#apps : this.#knownApps();
    if (now === this.#apps) return;
    this.#apps = now;
    for (const { place } of open) this.#lookSoon(place);
  }

  #watch(place: Place, mode: ReportMode): void {
    const own = realpathSync(this.#library.path);
    const watcher = watch(place.path, {
      depth: depthOfReports(place.kind),
      ignored: (path) => path !== place.path && (path === own || isPassedIn(place.kind, basename(path))),
      ignoreInitial: true,
      followSymlinks: false,
    });
    const news = (): void => this.#lookSoon(place);
    watcher
      .on('add', news)
      .on('change', news)
      .on('addDir', news)
      .on('error', (thrown) => this.#complain(thrown));
    this.#open.set(place.path, { place, mode, close: () => watcher.close() });
  }

  async #leave(path: string): Promise<void> {
    const open = this.#open.get(path);
    this.#open.delete(path);
    this.#states.delete(path);
    clearTimeout(this.#timers.get(path));
    this.#timers.delete(path);
    await open?.close();
  }

  /** Looks after a pause, of that many milliseconds at least. */
  #lookSoon(place: Place, least = 0): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timers.get(place.path));
    const timer = setTimeout(
      () => {
        this.#timers.delete(place.path);
        if (this.#open.has(place.path)) void this.#follow(this.#look(place));
      },
      Math.max(least, this.#options.pause ?? PAUSE),
    );
    timer.unref();
    this.#timers.set(place.path, timer);
  }

  #say(path: string, state: State): void {
    this.#states.set(path, state);
    this.#library.events.emit('library.changed', { signatures: [], moved: [] });
  }

  /** Never throws. */
  #look(place: Place): Promise<Counts> {
    return this.#inTurn(async () => {
      const counts: Counts = { added: 0, duplicates: 0 };
      if (this.#stop.signal.aborted) return counts;
      this.#say(place.path, { looking: true, fault: null });
      let fault: Fault | null = null;
      try {
        const { faults } = await this.#lookThrough(place, counts);
        const own = faults.find(({ path }) => path === place.path)?.fault ?? null;
        fault = own === null ? null : placeFault(place.path, own, this.#options.platform);
      } catch (thrown) {
        this.#complain(thrown);
      }
      this.#say(place.path, { looking: false, fault });
      return counts;
    });
  }

  async #lookThrough(place: Place, counts: Counts): Promise<Looked> {
    const { database } = this.#library;
    const { kind, path } = place;
    const settings = readSettings(database);
    const known = sourceFilesBelow(database, path);
    const started = performance.now();
    const look = { path, known, signal: this.#stop.signal, arrival: known.size === 0 ? 'first-look' : 'live' } as const;
    const looked =
      kind === 'organizer'
        ? await this.#lookAtPoints(look, counts)
        : await lookAtFiles(this.#library, {
            ...look,
            kind,
            apps: modeOf(place, settings) === 'known' ? settings.reportApps : null,
            count: (added, duplicates) => {
              counts.added += added;
              counts.duplicates += duplicates;
            },
          });
    if (looked.isComplete) {
      const there = new Set(looked.files.map((file) => file.path));
      forgetSourceFiles(
        database,
        [...known.keys()].filter((file) => !there.has(file)),
      );
    }
    // A file that never rests must not keep anybody busy.
    if (!looked.isSettled && this.#options.isAwake) this.#lookSoon(place, 10 * (performance.now() - started));
    return looked;
  }

  async #lookAtPoints(look: Parameters<typeof lookAtOrganizer>[1], counts: Counts): Promise<Looked> {
    const tally = new ImportTally();
    const looked = await lookAtOrganizer(this.#library, look, tally);
    const { added, duplicates, faults } = tally.summary(this.#library.database, false);
    counts.added += added;
    counts.duplicates += duplicates;
    for (const { file, fault } of faults) this.#library.complain({ ...fault, message: `${file}: ${fault.message}` });
    return looked;
  }
}
