/**
 * Finds Mach-O slices in files and folders: dSYM bundles, archives, apps, plain binaries, zips of dSYMs. What a file is
 * its first bytes say, never its name. Only headers are read. Symbolic links inside a folder are not followed, depth and
 * the number of files are bounded, and a file that cannot be read is listed and passed over.
 *
 * Places that are looked through again and again come with the stamps of last time (see `stamps.ts`): files that have not
 * changed since are not opened.
 */

import { lstatSync, type Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { messageOf, type Fault, type Result } from '../../shared/result.ts';
import { attempt } from './bytes/malformed.ts';
import { openSource, type FileSource } from './bytes/source.ts';
import type { SymbolEntry } from './index.ts';
import { looksLikeMacho, readSlices } from './macho/container.ts';
import { hasDebugInfo } from './macho/slice.ts';
import { joinStamps, splitStamps, stampOf } from './stamps.ts';
import { takeTurns } from './turns.ts';
import { looksLikeZip } from './zip.ts';

export interface ScanProblem {
  readonly path: string;
  readonly fault: Fault;
}

export interface Scan {
  readonly entries: readonly SymbolEntry[];
  readonly problems: readonly ScanProblem[];
  /** Files that were seen. */
  readonly files: number;
  /** Files that were opened; the others had not changed. */
  readonly opened: number;
  /** Stamps of the folders whose stamps are not what they were; '' where a folder must be looked at again. */
  readonly folders: ReadonlyMap<string, string>;
  /** Whether it was stopped before its end. */
  readonly cancelled: boolean;
}

/** Takes the dSYMs out of a zip; answers the folder that holds them now, or null where the zip holds none. */
export type Unzip = (zip: string) => Promise<Result<string | null>>;

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with what was seen so far. */
  readonly progress?: (files: number, slices: number) => void;
  /** Stamps of last time by folder. */
  readonly known?: ReadonlyMap<string, string>;
  /** Without it zips are passed over. */
  readonly unzip?: Unzip;
  /** Folders below a place that are entered, at most. */
  readonly depth?: number;
}

/** Folders read at the same time. */
const CONCURRENCY = 4;
/** An archive's framework inside an app inside DerivedData lies some twelve folders deep. */
const MAX_DEPTH = 20;
const MAX_FILES = 1_000_000;
const MAX_PROBLEMS = 1000;
/** What builds leave behind by the hundred thousand, without a linked image among it. */
const BARREN = new Set(['.git', 'node_modules', 'Index.noindex', 'Intermediates.noindex', 'ModuleCache.noindex']);

/** Looks through `places`. A place that is a file is looked at whatever it is; what is wrong with it is a problem. */
export async function scanSymbols(places: readonly string[], options: ScanOptions = {}): Promise<Scan> {
  const walk = new FolderWalk(options);
  for (const place of places) await walk.enter(place);
  await Promise.all(Array.from({ length: CONCURRENCY }, () => walk.work()));
  return walk.result();
}

interface Folder {
  readonly path: string;
  readonly depth: number;
  /** The zip that its files were taken out of. */
  readonly origin: string | null;
}

/** What became of one file: `again` where a later look may tell more. */
type Look = 'done' | 'again' | 'zip';

class FolderWalk {
  readonly #options: ScanOptions;
  readonly #turn = takeTurns();
  readonly #waiting: Folder[] = [];
  readonly #visited = new Set<string>();
  readonly #entries: SymbolEntry[] = [];
  readonly #problems: ScanProblem[] = [];
  readonly #folders = new Map<string, string>();
  #busy = 0;
  #files = 0;
  #opened = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** Takes a place that somebody named; its own symbolic links are followed. */
  async enter(place: string): Promise<void> {
    try {
      const path = await realpath(place);
      if ((await stat(path)).isDirectory()) {
        this.#waiting.push({ path, depth: 0, origin: null });
        return;
      }
      this.#files++;
      if (this.#look(path, null, true) === 'zip') await this.#unzip(path, true);
    } catch (thrown) {
      const message = `${place} cannot be read.`;
      this.#complain(place, { kind: 'unreadable-file', message, detail: messageOf(thrown) });
    }
  }

  /** Reads folders until none is left, here or with another worker that may still find some. */
  async work(): Promise<void> {
    while (!this.#isOver()) {
      const folder = this.#waiting.pop();
      if (folder === undefined) {
        if (this.#busy === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 1));
        continue;
      }
      this.#busy++;
      try {
        await this.#readFolder(folder);
      } finally {
        this.#busy--;
      }
    }
  }

  result(): Scan {
    const cancelled = this.#options.signal?.aborted ?? false;
    return {
      entries: this.#entries,
      problems: this.#problems,
      files: this.#files,
      opened: this.#opened,
      folders: this.#folders,
      cancelled,
    };
  }

  #isOver(): boolean {
    return (this.#options.signal?.aborted ?? false) || this.#files >= MAX_FILES;
  }

  async #readFolder({ path, depth, origin }: Folder): Promise<void> {
    if (this.#visited.has(path)) return;
    this.#visited.add(path);
    let items;
    try {
      items = await readdir(path, { withFileTypes: true });
    } catch (thrown) {
      const message = `The folder ${path} cannot be read.`;
      this.#complain(path, { kind: 'unreadable-file', message, detail: messageOf(thrown) });
      return;
    }
    const names: string[] = [];
    for (const item of items) {
      if (item.isFile()) names.push(item.name);
      if (item.isDirectory() && depth < (this.#options.depth ?? MAX_DEPTH) && !BARREN.has(item.name))
        this.#waiting.push({ path: join(path, item.name), depth: depth + 1, origin });
    }
    await this.#readFiles(path, names, origin);
    this.#options.progress?.(this.#files, this.#entries.length);
  }

  /** Looks at the files of a folder that have changed; notes the stamps of all when none of them needs another look. */
  async #readFiles(folder: string, names: readonly string[], origin: string | null): Promise<void> {
    const before = this.#options.known?.get(folder);
    const known = splitStamps(before ?? '');
    const stamps: string[] = [];
    for (const name of names) {
      if (this.#isOver()) return;
      await this.#turn();
      this.#files++;
      const path = join(folder, name);
      const stats = statsOf(path);
      const stamp = stats === null ? null : stampOf(name, stats.size, stats.mtimeMs);
      if (stamp !== null && known.has(stamp)) {
        stamps.push(stamp);
        continue;
      }
      let look = this.#look(path, origin, false);
      if (look === 'zip') look = origin === null && (await this.#unzip(path, false)) ? 'done' : 'again';
      if (stamp !== null && look === 'done') stamps.push(stamp);
    }
    const now = joinStamps(stamps);
    if (origin === null && now !== (before ?? '')) this.#folders.set(folder, now);
  }

  /** Reads a file's slices. A file that is no Mach-O is a problem only where somebody named it. */
  #look(path: string, origin: string | null, isNamed: boolean): Look {
    this.#opened++;
    const source = openSource(path);
    if (!source.ok) return this.#complain(path, source.fault);
    try {
      return this.#readFile(path, source.value, origin, isNamed);
    } finally {
      source.value.close();
    }
  }

  #readFile(path: string, source: FileSource, origin: string | null, isNamed: boolean): Look {
    const head = new Uint8Array(Math.min(8, source.size));
    const read = attempt('unreadable-file', path, () => source.fill(0, head));
    if (!read.ok) return this.#complain(path, read.fault);
    if (looksLikeZip(head) && this.#options.unzip !== undefined) return 'zip';
    if (!looksLikeMacho(head)) {
      if (isNamed) this.#complain(path, { kind: 'bad-input', message: `${path} is neither a dSYM nor a Mach-O file.` });
      return 'done';
    }
    const slices = readSlices(source, path);
    if (!slices.ok) return this.#complain(path, slices.fault);
    for (const slice of slices.value) {
      const { uuid, arch, textVmaddr } = slice;
      if (uuid === null) continue;
      const name = basename(path);
      this.#entries.push({
        uuid,
        arch,
        path,
        name,
        textVmaddr,
        hasDebug: hasDebugInfo(slice),
        modified: source.modified,
        ...(origin === null ? {} : { origin }),
      });
    }
    return 'done';
  }

  /** Takes the dSYMs out of a zip, to look through them next. Answers whether that is done with. */
  async #unzip(zip: string, isNamed: boolean): Promise<boolean> {
    const folder = await this.#options.unzip?.(zip);
    if (folder === undefined) return true;
    if (!folder.ok) {
      this.#complain(zip, folder.fault);
      return false;
    }
    if (folder.value !== null) this.#waiting.push({ path: folder.value, depth: 0, origin: zip });
    else if (isNamed) this.#complain(zip, { kind: 'bad-input', message: `${zip} holds no dSYM.` });
    return true;
  }

  #complain(path: string, fault: Fault): 'again' {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ path, fault });
    return 'again';
  }
}

/** Null for a file that went away, or may not be looked at. */
function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}
