/**
 * The composition root: opens a library and builds everything that works on it. Hosts bring what only they know; nothing
 * below this file looks at the environment.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { HostAbilities, SettingsTab } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Fault, Result } from '../shared/result.ts';
import { createSystemKeychain } from './appstore/keychain.ts';
import { Downloads } from './inbox/appstore/downloads.ts';
import type { AppStoreSource } from './inbox/appstore/source.ts';
import { Sync } from './inbox/appstore/sync.ts';
import type { SyncOptions } from './inbox/appstore/sync.ts';
import { Discovery } from './inbox/discovery.ts';
import type { Editors, Launch } from './inbox/editors.ts';
import { DATABASE } from './inbox/library-care-files.ts';
import { finishReplacing } from './inbox/library-care-replace.ts';
import { createEventBus } from './inbox/events.ts';
import type { EventBus } from './inbox/events.ts';
import { Jobs } from './inbox/jobs.ts';
import { KeptCopies } from './inbox/kept-copies.ts';
import { answerQuestion, createTurns, refreshSymbols } from './inbox/library.ts';
import type { Library } from './inbox/library.ts';
import { watchOthers } from './inbox/others.ts';
import { addedPlaces } from './inbox/places.ts';
import { ReportSources } from './inbox/sources/sources.ts';
import { Pool } from './inbox/pool.ts';
import { isOutdated, rebuildDerived } from './inbox/rebuild.ts';
import { retryAfterUpdate, untriedIn } from './inbox/unread-update.ts';
import type { Untried } from './inbox/unread-update.ts';
import { watchDates } from './inbox/triage-arrivals.ts';
import { openDatabase } from './store/database.ts';
import type { Database } from './store/database.ts';
import { faultOf } from './store/faults.ts';
import { noteLibraryPath } from './store/relocate.ts';
import { sweepOriginals } from './store/originals.ts';
import { createAtosEngine } from './symbols/atos.ts';
import type { Spawn } from './symbols/atos.ts';
import { createBuiltinEngine } from './symbols/builtin.ts';
import { defaultSymbolPlaces, deviceSupportPlaces } from './symbols/places.ts';
import type { Place } from './symbols/places.ts';
import { createSpotlight } from './symbols/spotlight.ts';
import type { SymbolEngine } from './symbols/engine.ts';
import { defaultReportPlaces } from './xcode/report-places.ts';
import type { ReportPlace } from './xcode/report-places.ts';

export interface ServicesOptions {
  /** The library's folder; it is made when it is not there, unless it must be. */
  readonly libraryPath: string;
  /** Whether a library was there before, so that its absence is no reason to begin a new one: its disk is not connected. */
  readonly mustExist?: boolean;
  /** The database of a library that is being built anew, in place of its own. Such a library does nothing by itself. */
  readonly databaseName?: string;
  /** The user's home folder. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly abilities: HostAbilities;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** For `atos` and Spotlight. */
  readonly spawn: Spawn;
  /** The folder of the sample crashes. */
  readonly samplesPath: string;
  /** The worker's module, where a bundle gave it another name. */
  readonly workerUrl?: URL;
  /** Folders to look through and to watch for symbols. Default: Xcode's archives and builds and the downloads, on a Mac. */
  readonly symbolPlaces?: readonly Place[];
  /** Folders of device support files. Default: Xcode's, on a Mac. */
  readonly deviceSupport?: readonly Place[];
  /** Places of reports that come by themselves. Default: Xcode's, the system's and those of devices, on a Mac. */
  readonly reportPlaces?: readonly ReportPlace[];
  /** Whether it looks at these by itself. Default: it does. */
  readonly watchReports?: boolean;
  /** Shows where the user allows what macOS keeps from the program. Default: it cannot. */
  readonly allowAccess?: () => void;
  /** Shows a file in the system's file browser. Default: it cannot be shown. */
  readonly reveal?: (path: string) => void;
  /** Asks the user for a folder to write to; null where none was chosen. Default: there is nobody to ask, zips are offered. */
  readonly chooseFolder?: () => Promise<string | null>;
  /** Asks the user for a file to write to, by the name that it would have; null where none was chosen. Default: as above. */
  readonly chooseFile?: (fileName: string) => Promise<string | null>;
  /** Asks the user, outside the page, whether to run this program as their editor. Default: no page may set one. */
  readonly confirmCommand?: (command: string) => Promise<boolean>;
  /** Shows the settings in a window of their own. Default: the page shows them itself. */
  readonly showSettings?: (tab: SettingsTab | null, unmapped: string | null) => void;
  /** Starts an editor. Default: as a process of its own, without a shell. */
  readonly launch?: Launch;
  /** How App Store Connect is reached. Default: at Apple's address, with keys of the system's keychain. */
  readonly appStore?: Partial<Omit<AppStoreSource, 'clock'>>;
  /** How synchronisation by the clock waits. Default: the clock on the wall. */
  readonly syncTiming?: Omit<SyncOptions, 'source'>;
  /** Default: `atos` on a Mac that has it. */
  readonly engine?: 'builtin' | 'atos';
  /** Bytes; a larger file is refused. Default 256 MiB. */
  readonly largestFile?: number;
  /** Hears of what goes wrong where nobody waits for an answer. */
  readonly logger?: { readonly warn: (line: string) => void };
}

/** An open library with everything around it: what `createApi` makes the contract's calls from. */
export interface Services {
  readonly library: Library;
  readonly abilities: HostAbilities;
  readonly samplesPath: string;
  readonly discovery: Discovery;
  readonly sources: ReportSources;
  readonly reveal: ((path: string) => void) | null;
  readonly allowAccess: (() => void) | null;
  readonly chooseFolder: (() => Promise<string | null>) | null;
  readonly chooseFile: ((fileName: string) => Promise<string | null>) | null;
  readonly confirmCommand: ((command: string) => Promise<boolean>) | null;
  readonly showSettings: ((tab: SettingsTab | null, unmapped: string | null) => void) | null;
  readonly editors: Editors;
  readonly appStore: AppStoreSource;
  readonly sync: Sync;
  readonly downloads: Downloads;
  readonly jobs: Jobs;
  readonly events: Pick<EventBus, 'subscribe'>;
  /** Logs a fault that nobody waits for. */
  readonly complain: (fault: Fault) => void;
  /** Resolves when what starts by itself (looking for symbols, grouping by new rules) is done. */
  readonly settled: Promise<void>;
  /** Cancels all jobs, ends the workers and closes the database. */
  close(): Promise<void>;
}

const LARGEST_FILE = 256 * 1024 * 1024;
const ATOS = '/usr/bin/atos';

/** One core is left to the host; more than four workers wait for the disk and the database. */
function poolSize(): number {
  return Math.max(1, Math.min(availableParallelism() - 1, 4));
}

const launchApart: Launch = (program, parameters) => spawn(program, parameters, { stdio: 'ignore', detached: true });

const MISSING: Fault = {
  kind: 'library-missing',
  message: 'The library is not where it was. Connect the disk that it is on, or choose another library.',
  remedy: { kind: 'retry' },
};

const NO_DATABASE: Fault = {
  kind: 'library-corrupt',
  message: 'The library’s database is gone. The original reports are there, and it can be rebuilt from them.',
};

/** Whether originals lie in a folder, so that a library without a database is no new one. */
function hasOriginals(path: string): boolean {
  const reports = join(path, 'reports');
  if (!existsSync(reports)) return false;
  const folders = readdirSync(reports).filter((name) => /^(?:[0-9a-f]{2}|packs)$/.test(name));
  return folders.some((name) => readdirSync(join(reports, name)).length > 0);
}

function openFolder({ libraryPath: path, mustExist = false, databaseName }: ServicesOptions): Result<Database> {
  if (mustExist && !existsSync(path)) return fail({ ...MISSING, detail: path });
  try {
    finishReplacing(path);
    if (databaseName === undefined && !existsSync(join(path, DATABASE)) && hasOriginals(path)) return fail(NO_DATABASE);
    mkdirSync(join(path, 'reports'), { recursive: true });
    mkdirSync(join(path, 'symbols'), { recursive: true });
    mkdirSync(join(path, 'screenshots'), { recursive: true });
  } catch (thrown) {
    const fault = faultOf(thrown);
    return fail({ ...fault, message: `The library’s folder cannot be made or written to: ${path}` });
  }
  return openDatabase(join(path, databaseName ?? DATABASE));
}

function createDiscovery(library: Library, options: ServicesOptions): Discovery {
  const { home, platform, spawn } = options;
  const isMac = platform === 'darwin';
  return new Discovery(
    library,
    {
      places: options.symbolPlaces ?? (isMac ? defaultSymbolPlaces(home) : []),
      deviceSupport: options.deviceSupport ?? (isMac ? deviceSupportPlaces(home) : []),
      spotlight: isMac ? createSpotlight(spawn) : null,
      platform,
    },
    addedPlaces(library),
  );
}

function createSources(library: Library, options: ServicesOptions): ReportSources {
  const { home, platform, reportPlaces, watchReports = true, databaseName } = options;
  return new ReportSources(library, {
    places: reportPlaces ?? (platform === 'darwin' ? defaultReportPlaces(home) : []),
    platform,
    isAwake: watchReports && databaseName === undefined,
  });
}

function chooseEngine(options: ServicesOptions): SymbolEngine {
  const hasAtos = options.platform === 'darwin' && existsSync(ATOS);
  const name = options.engine ?? (hasAtos ? 'atos' : 'builtin');
  return name === 'atos' ? createAtosEngine({ spawn: options.spawn }) : createBuiltinEngine();
}

function createPool(options: ServicesOptions, database: Database, engine: SymbolEngine): Pool {
  return new Pool({
    workerUrl: options.workerUrl ?? new URL('./inbox/worker.ts', import.meta.url),
    size: poolSize(),
    settings: {
      libraryPath: options.libraryPath,
      engine: engine.name === 'atos' ? 'main' : 'builtin',
      largestFile: options.largestFile ?? LARGEST_FILE,
    },
    answer: (question) => answerQuestion({ path: options.libraryPath, database }, engine, question),
  });
}

/** What an update of Faultline brings with it. */
interface Due {
  /** Reports are grouped by other rules. */
  readonly rebuild: boolean;
  /** Unread files may be read by now. */
  readonly unread: Untried;
}

/** What a library does by itself once it is open. */
async function wake(
  library: Library,
  copies: KeptCopies,
  due: Due,
  looked: readonly Promise<void>[],
  signal: AbortSignal,
): Promise<void> {
  await sweepOriginals(library, library.clock());
  copies.keepOld();
  if (due.rebuild) {
    const rebuilt = await rebuildDerived(library, signal);
    if (!rebuilt.ok && rebuilt.fault.kind !== 'cancelled') library.complain(rebuilt.fault);
  }
  await retryAfterUpdate(library, due.unread, signal);
  await Promise.all(looked);
}

function openAppStore({ appStore = {}, clock }: ServicesOptions): AppStoreSource {
  return {
    ...appStore,
    keychain: appStore.keychain ?? createSystemKeychain(),
    fetch: appStore.fetch ?? globalThis.fetch,
    clock,
  };
}

/** Notes where the library is. A disk that is full is no reason not to open it. */
function notePath({ database, path, complain }: Library): void {
  try {
    noteLibraryPath(database, path);
  } catch (thrown) {
    complain(faultOf(thrown));
  }
}

/**
 * Opens the library. Faults: what `openDatabase` says, and `library-missing`, `forbidden` or `disk-full` for its folder.
 * Whoever opens must `close`.
 */
export async function openServices(options: ServicesOptions): Promise<Result<Services>> {
  const opened = openFolder(options);
  if (!opened.ok) return opened;
  const database = opened.value;
  const complain = (fault: Fault): void => {
    options.logger?.warn(fault.detail === undefined ? fault.message : `${fault.message} (${fault.detail})`);
  };
  const engine = chooseEngine(options);
  const pool = createPool(options, database, engine);
  const library: Library = {
    path: options.libraryPath,
    database,
    pool,
    clock: options.clock,
    events: createEventBus((thrown) => complain(faultOf(thrown))),
    complain,
    oneAtATime: createTurns(),
  };
  try {
    return ok(assemble(library, engine, options));
  } catch (thrown) {
    // A damaged page need not be met before the first tables are read.
    await pool.close();
    database.close();
    return fail(faultOf(thrown));
  }
}

/** Everything around an open library. Throws what its database throws. */
function assemble(library: Library, engine: SymbolEngine, options: ServicesOptions): Services {
  const { database, complain } = library;
  notePath(library);
  refreshSymbols(library);
  const due: Due = { rebuild: isOutdated(library), unread: untriedIn(library) };
  const stop = new AbortController();
  const jobs = new Jobs();
  const discovery = createDiscovery(library, options);
  const sources = createSources(library, options);
  const appStore = openAppStore(options);
  const sync = new Sync(library, { source: appStore, ...options.syncTiming });
  const downloads = new Downloads();
  const stopWatchingOthers = watchOthers(library);
  const stopWatchingDates = watchDates(library);
  // A database that is still being made has nothing to keep a copy of, and does nothing by itself.
  const copies = options.databaseName === undefined ? new KeptCopies(library) : null;
  const settled = (
    copies === null ? discovery.looked : wake(library, copies, due, [discovery.looked, sources.looked], stop.signal)
  ).catch((thrown: unknown) => complain(faultOf(thrown)));
  return {
    library,
    abilities: options.abilities,
    samplesPath: options.samplesPath,
    discovery,
    sources,
    reveal: options.reveal ?? null,
    allowAccess: options.allowAccess ?? null,
    chooseFolder: options.chooseFolder ?? null,
    chooseFile: options.chooseFile ?? null,
    confirmCommand: options.confirmCommand ?? null,
    showSettings: options.showSettings ?? null,
    editors: {
      launch: options.launch ?? launchApart,
      platform: options.platform,
      available: options.abilities.editors,
    },
    appStore,
    sync,
    downloads,
    jobs,
    events: library.events,
    complain,
    settled,
    async close() {
      stop.abort();
      jobs.cancelAll();
      stopWatchingOthers();
      stopWatchingDates();
      await sync.close();
      await downloads.close();
      // Before the workers go: what they leave undone would count as taken in.
      await sources.close();
      await library.pool.close();
      await discovery.close();
      await settled;
      await jobs.idle();
      await engine.close();
      copies?.close();
      database.close();
    },
  };
}
