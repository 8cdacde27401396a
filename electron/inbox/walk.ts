/**
 * What to import among files and folders: which are symbols, which pack others, which may be reports. Links inside folders
 * are not followed, so that nothing outside what was given comes in; depth and number are bounded. The library's own files
 * are passed over.
 */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, sep } from 'node:path';
import {
  PRODUCT_CRASHES,
  endingOf,
  holdsSysdiagnose,
  interestIn,
  interestInName,
  isPassedFolder,
  isSysdiagnose,
} from '../containers/choice.ts';
import { messageOf } from '../../shared/result.ts';
import type { Fault } from '../../shared/result.ts';
import type { Container } from './add-containers.ts';
import { FoundFiles } from './found-files.ts';

export interface Findings {
  readonly items: FoundFiles;
  /** dSYMs and archives of Xcode's, to be looked through for symbols. */
  readonly symbols: readonly string[];
  /** By their names; others show when they are read. */
  readonly containers: readonly Container[];
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

const MAX_DEPTH = 32;
const MAX_FILES = 1_000_000;
const MAX_FAULTS = 1000;

/** Folders that are symbols as a whole. */
const SYMBOL_BUNDLES = new Set(['.dsym', '.xcarchive']);
/** Files that are too large to be opened just to see that they pack others. */
const CONTAINER_ENDINGS = new Set(['.zip', '.tar', '.gz', '.tgz']);
/** Bundles whose files say something of one another: Xcode's crash points. */
const POINT_ENDING = '.xccrashpoint';
/** Feedback from App Store Connect's website: what lies beside it belongs to it, where that is not too much. */
const FEEDBACK = /^feedback\.json$/i;
const MOST_BESIDE_FEEDBACK = 100;

/** Looks through paths that somebody gave, but not through `own`: the library's folder. */
export async function findImports(paths: readonly string[], signal: AbortSignal, own?: string): Promise<Findings> {
  const walk = new Walk(signal, own === undefined ? null : await realpath(own).catch(() => own));
  for (const path of paths) await walk.enter(path);
  walk.settle();
  return walk.findings;
}

/** A file that was named. */
interface Named {
  readonly name: string;
  readonly title: string;
}

/** Where a folder lies. */
interface Level {
  readonly depth: number;
  /** Folders from a sysdiagnose to here; null outside of one. */
  readonly sysdiagnose: readonly string[] | null;
}

class Walk {
  readonly findings = {
    items: new FoundFiles(),
    symbols: new Array<string>(),
    containers: new Array<Container>(),
    faults: new Array<{ readonly file: string; readonly fault: Fault }>(),
  };
  readonly #signal: AbortSignal;
  /** The library's folder. */
  readonly #own: string | null;
  /** By folder: some of them may belong together. */
  readonly #named = new Map<string, Named[]>();

  constructor(signal: AbortSignal, own: string | null) {
    this.#signal = signal;
    this.#own = own;
  }

  /** A path that was named: a link is followed, and a file is wanted whatever it is called. */
  async enter(path: string): Promise<void> {
    try {
      const real = await realpath(path);
      const found = await stat(real);
      if (this.#isOwn(real)) {
        const message = 'These are the library’s own files, which are in it already.';
        return this.#complain(path, { kind: 'bad-input', message });
      }
      if (found.isDirectory()) await this.#folder(real, { depth: 0, sysdiagnose: null });
      else if (found.isFile()) this.#name(dirname(real), { name: basename(real), title: basename(path) });
      else this.#complain(path, { kind: 'unreadable-file', message: 'This is neither a file nor a folder.' });
    } catch (thrown) {
      this.#complain(path, { kind: 'not-found', message: 'The file cannot be found.', detail: messageOf(thrown) });
    }
  }

  /** Sorts the files that were named, once all are. */
  settle(): void {
    for (const [folder, files] of this.#named) {
      const hasFeedback = files.length <= MOST_BESIDE_FEEDBACK && files.some(({ name }) => FEEDBACK.test(name));
      if (hasFeedback)
        this.#together(
          folder,
          files.map(({ name }) => name),
        );
      else for (const { name, title } of files) this.#file(folder, name, { title, incidental: false });
    }
    this.#named.clear();
  }

  #name(folder: string, file: Named): void {
    const files = this.#named.get(folder) ?? [];
    files.push(file);
    this.#named.set(folder, files);
  }

  #isOwn(path: string): boolean {
    return this.#own !== null && (path === this.#own || path.startsWith(`${this.#own}${sep}`));
  }

  #isOver(): boolean {
    return this.#signal.aborted || this.findings.items.length >= MAX_FILES;
  }

  #complain(path: string, fault: Fault): void {
    if (this.findings.faults.length < MAX_FAULTS) this.findings.faults.push({ file: path, fault });
  }

  #file(folder: string, name: string, how: { readonly title: string; readonly incidental: boolean }): void {
    if (!CONTAINER_ENDINGS.has(extname(how.title).toLowerCase())) return this.findings.items.add(folder, name, how);
    const packed = { kind: 'file', path: join(folder, name) } as const;
    this.findings.containers.push({ packed, name: how.title, isNamed: !how.incidental });
  }

  /** Files that belong together are read as if they came out of an archive. */
  #together(folder: string, names: readonly string[]): void {
    const paths = names.map((name) => join(folder, name));
    this.findings.containers.push({ packed: { kind: 'files', paths }, name: folder, isNamed: false });
  }

  async #entries(path: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      // Names with a dot are the file system's own affairs, `.DS_Store` before all.
      return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (thrown) {
      const message = 'The folder cannot be read.';
      this.#complain(path, { kind: 'unreadable-file', message, detail: messageOf(thrown) });
      return [];
    }
  }

  async #folder(path: string, level: Level): Promise<void> {
    const ending = extname(path).toLowerCase();
    const { depth } = level;
    if (SYMBOL_BUNDLES.has(ending)) return void this.findings.symbols.push(path);
    if (path === this.#own || (depth > 0 && isPassedFolder(path) && !(await isProduct(path)))) return;
    if (ending === POINT_ENDING) return this.#point(path);
    const entries = await this.#entries(path);
    const name = basename(path);
    const around = level.sysdiagnose === null ? [] : [...level.sysdiagnose, name];
    const isOne = isSysdiagnose(name) || holdsSysdiagnose(entries.map((entry) => entry.name));
    const sysdiagnose = level.sysdiagnose !== null || isOne ? around : null;
    const beside = sysdiagnose === null ? namesBesideFeedback(entries) : null;
    if (beside !== null) this.#together(path, [...beside]);
    for (const entry of entries) {
      if (this.#isOver()) return;
      if (entry.isDirectory() && depth < MAX_DEPTH) {
        await this.#folder(join(path, entry.name), { depth: depth + 1, sysdiagnose });
      } else if (entry.isFile() && beside?.has(entry.name) !== true) this.#found(path, entry.name, sysdiagnose);
    }
  }

  /** A file of a folder. Of a sysdiagnose few of thousands are looked at. */
  #found(folder: string, name: string, sysdiagnose: readonly string[] | null): void {
    const interest =
      sysdiagnose === null ? interestInName(name) : interestIn([...sysdiagnose, name].join('/'), ['sysdiagnose_']);
    if (interest !== 'none') this.#file(folder, name, { title: name, incidental: interest !== 'report' });
  }

  /** All files of a crash point. */
  async #point(path: string): Promise<void> {
    const paths: string[] = [];
    const look = async (folder: string, depth: number): Promise<void> => {
      for (const entry of await this.#entries(folder)) {
        if (this.#isOver() || paths.length >= MAX_FILES) return;
        if (entry.isFile()) paths.push(join(folder, entry.name));
        else if (entry.isDirectory() && depth < MAX_DEPTH) await look(join(folder, entry.name), depth + 1);
      }
    };
    await look(path, 0);
    this.findings.containers.push({ packed: { kind: 'files', paths }, name: basename(path), isNamed: true });
  }
}

async function isProduct(path: string): Promise<boolean> {
  const found = await stat(join(path, PRODUCT_CRASHES)).catch(() => null);
  return found?.isDirectory() === true;
}

/** Names of the files of a folder that may belong to the feedback in it; null where there is none. */
function namesBesideFeedback(entries: readonly Dirent[]): ReadonlySet<string> | null {
  if (!entries.some((entry) => entry.isFile() && FEEDBACK.test(entry.name))) return null;
  const files = entries.filter((entry) => entry.isFile() && !CONTAINER_ENDINGS.has(endingOf(entry.name)));
  const mine = files.length <= MOST_BESIDE_FEEDBACK ? files : files.filter(({ name }) => FEEDBACK.test(name));
  return new Set(mine.map(({ name }) => name));
}
