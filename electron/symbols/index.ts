/**
 * Which Mach-O slices are at hand, by UUID: the only thing that matches an image to its dSYM. Names are kept too, but
 * only to say which file would have been the one, were it of the same build.
 */

import type { Svma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import { scanSymbols, type Scan, type ScanOptions } from './scan.ts';

/** One slice with a UUID. */
export interface SymbolEntry {
  readonly uuid: Uuid;
  readonly arch: Arch;
  /** The Mach-O file: the DWARF file inside a dSYM, or a plain binary. */
  readonly path: string;
  /** File name of the image. */
  readonly name: string;
  readonly textVmaddr: Svma;
  /** DWARF, not only a symbol table. */
  readonly hasDebug: boolean;
  /** The file's modification time in milliseconds since 1970. */
  readonly modified: number;
}

export class SymbolIndex {
  readonly #byUuid = new Map<Uuid, SymbolEntry[]>();
  readonly #byName = new Map<string, SymbolEntry[]>();

  constructor(entries: Iterable<SymbolEntry> = []) {
    this.add(entries);
  }

  /** The best file for a build: one with DWARF rather than one without, then the newest. */
  find(uuid: Uuid): SymbolEntry | null {
    return this.#byUuid.get(uuid)?.[0] ?? null;
  }

  /** Slices of files with that name, newest first. */
  findByName(name: string): readonly SymbolEntry[] {
    return this.#byName.get(name) ?? [];
  }

  /** Takes slices in; what was known of the same slice of the same file is replaced. */
  add(entries: Iterable<SymbolEntry>): void {
    for (const entry of entries) {
      insert(this.#byUuid, entry.uuid, entry, preferred);
      insert(this.#byName, entry.name, entry, newest);
    }
  }

  /** Forgets the slices of files that are gone. */
  remove(paths: Iterable<string>): void {
    const gone = new Set(paths);
    for (const lists of [this.#byUuid, this.#byName]) dropPaths<string>(lists, gone);
  }

  /** Every slice. */
  entries(): readonly SymbolEntry[] {
    return Array.from(this.#byUuid.values()).flat();
  }

  /** Looks through files and folders (see `scanSymbols`) and takes in what it finds. */
  async scan(places: readonly string[], options: ScanOptions = {}): Promise<Scan> {
    const scan = await scanSymbols(places, options);
    this.add(scan.entries);
    return scan;
  }
}

type Order = (left: SymbolEntry, right: SymbolEntry) => number;

const newest: Order = (left, right) => right.modified - left.modified;
const preferred: Order = (left, right) => Number(right.hasDebug) - Number(left.hasDebug) || newest(left, right);

function insert<Key>(lists: Map<Key, SymbolEntry[]>, key: Key, entry: SymbolEntry, order: Order): void {
  const others = (lists.get(key) ?? []).filter(({ path, uuid }) => path !== entry.path || uuid !== entry.uuid);
  lists.set(key, [...others, entry].sort(order));
}

function dropPaths<Key>(lists: Map<Key, SymbolEntry[]>, gone: ReadonlySet<string>): void {
  for (const [key, entries] of lists) {
    const left = entries.filter(({ path }) => !gone.has(path));
    if (left.length === 0) lists.delete(key);
    else if (left.length < entries.length) lists.set(key, left);
  }
}
