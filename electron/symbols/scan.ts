/**
 * Finds Mach-O slices in files and folders: dSYM bundles, archives, apps, plain binaries. What a file is its first bytes
 * say, never its name. Only headers are read. Symbolic links inside a folder are not followed, depth and the number of
 * files are bounded, and a file that cannot be read is listed and passed over.
 */

import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { messageOf, type Fault } from '../../shared/result.ts';
import { attempt } from './bytes/malformed.ts';
import { openSource, type FileSource } from './bytes/source.ts';
import type { SymbolEntry } from './index.ts';
import { looksLikeMacho, readSlices } from './macho/container.ts';
import { hasDebugInfo } from './macho/slice.ts';
import { takeTurns } from './turns.ts';

export interface ScanProblem {
  readonly path: string;
  readonly fault: Fault;
}

export interface Scan {
  readonly entries: readonly SymbolEntry[];
  readonly problems: readonly ScanProblem[];
  /** Files that were looked at. */
  readonly files: number;
  /** Whether it was stopped before its end. */
  readonly cancelled: boolean;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with what was seen so far. */
  readonly progress?: (files: number, slices: number) => void;
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
}

class FolderWalk {
  readonly #options: ScanOptions;
  readonly #turn = takeTurns();
  readonly #waiting: Folder[] = [];
  readonly #visited = new Set<string>();
  readonly #entries: SymbolEntry[] = [];
  readonly #problems: ScanProblem[] = [];
  #busy = 0;
  #files = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** Takes a place that somebody named; its own symbolic links are followed. */
  async enter(place: string): Promise<void> {
    try {
      const path = await realpath(place);
      if ((await stat(path)).isDirectory()) this.#waiting.push({ path, depth: 0 });
      else this.#look(path, true);
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
    return { entries: this.#entries, problems: this.#problems, files: this.#files, cancelled };
  }

  #isOver(): boolean {
    return (this.#options.signal?.aborted ?? false) || this.#files >= MAX_FILES;
  }

  async #readFolder({ path, depth }: Folder): Promise<void> {
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
    for (const item of items) {
      if (this.#isOver()) return;
      const inner = join(path, item.name);
      if (item.isDirectory() && depth < MAX_DEPTH && !BARREN.has(item.name))
        this.#waiting.push({ path: inner, depth: depth + 1 });
      if (item.isFile()) {
        this.#look(inner, false);
        await this.#turn();
      }
    }
    this.#options.progress?.(this.#files, this.#entries.length);
  }

  /** Reads a file's slices. A file that is no Mach-O is a problem only where somebody named it. */
  #look(path: string, isNamed: boolean): void {
    this.#files++;
    const source = openSource(path);
    if (!source.ok) return this.#complain(path, source.fault);
    try {
      this.#readFile(path, source.value, isNamed);
    } finally {
      source.value.close();
    }
  }

  #readFile(path: string, source: FileSource, isNamed: boolean): void {
    const head = new Uint8Array(Math.min(8, source.size));
    const read = attempt('unreadable-file', path, () => source.fill(0, head));
    if (!read.ok) return this.#complain(path, read.fault);
    if (!looksLikeMacho(head)) {
      if (isNamed) this.#complain(path, { kind: 'bad-input', message: `${path} is neither a dSYM nor a Mach-O file.` });
      return;
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
      });
    }
  }

  #complain(path: string, fault: Fault): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ path, fault });
  }
}
