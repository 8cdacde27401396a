/**
 * Which Mach-O slices are at hand, by UUID: the only thing that matches an image to its dSYM. Names are kept too, but
 * only to say which file would have been the one, were it of the same build. Thousands of builds have one name, so lists
 * are put in order when somebody asks, not with every entry.
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
  /** The zip that the file was taken out of. */
  readonly origin?: string;
}

type Order = (left: SymbolEntry, right: SymbolEntry) => number;

const newest: Order = (left, right) => right.modified - left.modified;
const preferred: Order = (left, right) => Number(right.hasDebug) - Number(left.hasDebug) || newest(left, right);

/** Entries by some key, each list in one order. */
class Lists<Key> {
  readonly #order: Order;
  readonly #lists = new Map<Key, Map<string, SymbolEntry>>();
  readonly #sorted = new Map<Key, readonly SymbolEntry[]>();

  constructor(order: Order) {
    this.#order = order;
  }

  add(key: Key, entry: SymbolEntry): void {
    const list = this.#lists.get(key);
    const slice = `${entry.uuid} ${entry.path}`;
    if (list === undefined) this.#lists.set(key, new Map([[slice, entry]]));
    else list.set(slice, entry);
    this.#sorted.delete(key);
  }

  get(key: Key): readonly SymbolEntry[] {
    const known = this.#sorted.get(key);
    if (known !== undefined) return known;
    const list = this.#lists.get(key);
    if (list === undefined) return [];
    const sorted = Array.from(list.values()).sort(this.#order);
    this.#sorted.set(key, sorted);
    return sorted;
  }

  keys(): readonly Key[] {
    return Array.from(this.#lists.keys());
  }
}

export class SymbolIndex {
  readonly #byUuid = new Lists<Uuid>(preferred);
  readonly #byName = new Lists<string>(newest);

  constructor(entries: Iterable<SymbolEntry> = []) {
    this.add(entries);
  }

  /** The best file for a build: one with DWARF rather than one without, then the newest. */
  find(uuid: Uuid): SymbolEntry | null {
    return this.#byUuid.get(uuid)[0] ?? null;
  }

  /** Slices of files with that name, newest first. */
  findByName(name: string): readonly SymbolEntry[] {
    return this.#byName.get(name);
  }

  /** Takes slices in; what was known of the same slice of the same file is replaced. */
  add(entries: Iterable<SymbolEntry>): void {
    for (const entry of entries) {
      this.#byUuid.add(entry.uuid, entry);
      this.#byName.add(entry.name, entry);
    }
  }

  /** Every slice. */
  entries(): readonly SymbolEntry[] {
    return this.#byUuid.keys().flatMap((uuid) => this.#byUuid.get(uuid));
  }

  /** Looks through files and folders (see `scanSymbols`) and takes in what it finds. */
  async scan(places: readonly string[], options: ScanOptions = {}): Promise<Scan> {
    const scan = await scanSymbols(places, options);
    this.add(scan.entries);
    return scan;
  }
}
