/**
 * What to import among files and folders: which are symbols, which may be reports. Links inside folders are not followed,
 * so that nothing outside what was given comes in; depth and number are bounded.
 */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { messageOf } from '../../shared/result.ts';
import type { Fault } from '../../shared/result.ts';
import { FoundFiles } from './found-files.ts';

export interface Findings {
  readonly items: FoundFiles;
  /** dSYMs, archives and zips, to be looked through for symbols. */
  readonly symbols: readonly string[];
  /** Zips that merely lay in a folder: nobody said that there are symbols in them. */
  readonly zips: readonly string[];
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

const MAX_DEPTH = 32;
const MAX_FILES = 1_000_000;
const MAX_FAULTS = 1000;

/** Folders that are symbols as a whole. */
const SYMBOL_BUNDLES = new Set(['.dsym', '.xcarchive']);
/** Files that are: build servers hand out dSYMs in them. */
const SYMBOL_FILES = new Set(['.zip']);
/** Folders that never hold reports, but code by the thousand files. */
const PASSED_FOLDERS = new Set(['.app', '.framework', '.bundle', '.xctest']);
/** Endings under which people keep reports. Others are tried too, but kept only when they are reports. */
const REPORT_ENDINGS = new Set([
  '',
  '.ips',
  '.crash',
  '.txt',
  '.log',
  '.json',
  '.beta',
  '.synced',
  '.panic',
  '.spin',
  '.hang',
  '.diag',
]);

/** Looks through paths that somebody gave. */
export async function findImports(paths: readonly string[], signal: AbortSignal): Promise<Findings> {
  const walk = new Walk(signal);
  for (const path of paths) await walk.enter(path);
  return walk.findings;
}

class Walk {
  readonly findings = {
    items: new FoundFiles(),
    symbols: new Array<string>(),
    zips: new Array<string>(),
    faults: new Array<{ readonly file: string; readonly fault: Fault }>(),
  };
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** A path that was named: a link is followed, and a file is wanted whatever it is called. */
  async enter(path: string): Promise<void> {
    try {
      const real = await realpath(path);
      const found = await stat(real);
      if (found.isDirectory()) await this.#folder(real, 0);
      else if (found.isFile()) this.#file(dirname(real), basename(real), { title: basename(path), incidental: false });
      else this.#complain(path, { kind: 'unreadable-file', message: 'This is neither a file nor a folder.' });
    } catch (thrown) {
      this.#complain(path, { kind: 'not-found', message: 'The file cannot be found.', detail: messageOf(thrown) });
    }
  }

  #isOver(): boolean {
    return this.#signal.aborted || this.findings.items.length >= MAX_FILES;
  }

  #complain(path: string, fault: Fault): void {
    if (this.findings.faults.length < MAX_FAULTS) this.findings.faults.push({ file: path, fault });
  }

  #file(folder: string, name: string, how: { readonly title: string; readonly incidental: boolean }): void {
    if (SYMBOL_FILES.has(extname(how.title).toLowerCase())) {
      (how.incidental ? this.findings.zips : this.findings.symbols).push(join(folder, name));
      return;
    }
    this.findings.items.add(folder, name, how);
  }

  async #folder(path: string, depth: number): Promise<void> {
    const ending = extname(path).toLowerCase();
    if (SYMBOL_BUNDLES.has(ending)) return void this.findings.symbols.push(path);
    if (depth > 0 && PASSED_FOLDERS.has(ending)) return;
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (thrown) {
      const fault = {
        kind: 'unreadable-file',
        message: 'The folder cannot be read.',
        detail: messageOf(thrown),
      } as const;
      return this.#complain(path, fault);
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (this.#isOver()) return;
      // Names with a dot are the file system's own affairs, `.DS_Store` before all.
      if (entry.name.startsWith('.')) continue;
      const { name } = entry;
      if (entry.isDirectory() && depth < MAX_DEPTH) await this.#folder(join(path, name), depth + 1);
      else if (entry.isFile()) {
        this.#file(path, name, { title: name, incidental: !REPORT_ENDINGS.has(extname(name).toLowerCase()) });
      }
    }
  }
}
