/**
 * Takes apart what packs other files (zip, tar, gzip, in one another) and gives those that may be reports, with their bytes,
 * as they come: one file is in memory at a time. What something is, its first bytes say.
 *
 * Archives come from anywhere. Nothing is written under a name of theirs; links are not followed; sizes, numbers and depth
 * are bounded (`limits.ts`); and what cannot be read is refused with a sentence while the rest goes on.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { messageOf } from '../../shared/result.ts';
import type { Fault } from '../../shared/result.ts';
import { looksLikeMacho } from '../symbols/macho/container.ts';
import { placeOf, safeName } from '../symbols/zip.ts';
import { ByteReader } from './byte-reader.ts';
import { hasReportEnding, interestIn, interestInName } from './choice.ts';
import type { Interest } from './choice.ts';
import { gunzip } from './gunzip.ts';
import { HEAD, foreignFault, foreignPacking, looksBinary, packingOf } from './kinds.ts';
import { Budget, UNPACK_LIMITS, UnpackFault } from './limits.ts';
import type { UnpackLimits } from './limits.ts';
import { INSIDE, entryPath, folderOf, lastPart, shownName } from './names.ts';
import type { Scratch } from './scratch.ts';
import { readTar } from './tar.ts';
import type { TarEntry } from './tar.ts';
import { readZip } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** A container: a file, its bytes, or files that belong together. */
export type Packed =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** One thing that came out. */
export type Unpacked =
  | {
      readonly kind: 'file';
      /** `reports.zip › Harbor/Pier.ips` */
      readonly name: string;
      /** `Pier.ips` */
      readonly base: string;
      /** Where it lies: equal for files that lie side by side. `reports.zip › Harbor` */
      readonly folder: string;
      readonly bytes: Uint8Array;
      readonly interest: Exclude<Interest, 'none'>;
    }
  /** A file or folder with symbols, which is there until the scratch is closed. */
  | { readonly kind: 'symbols'; readonly path: string }
  | { readonly kind: 'refused'; readonly name: string; readonly fault: Fault };

export interface ExpandOptions {
  readonly scratch: Scratch;
  readonly signal?: AbortSignal;
  readonly limits?: UnpackLimits;
}

type Things = AsyncGenerator<Unpacked, void, undefined>;

/** Where something was met. */
interface Place {
  /** As it is shown: with the names of all archives around it. */
  readonly name: string;
  /** Its path in the innermost archive; its own name where it is the outermost. */
  readonly path: string;
  /** What lies side by side has the same. */
  readonly folder: string;
  /** Names of what is around it. */
  readonly around: readonly string[];
  readonly interest: Interest;
  /** Containers that it is in. */
  readonly depth: number;
  /** Its bytes, as the archive says; null where nobody knows. */
  readonly size: number | null;
}

/** What lies in an archive: its name behind those of the archives around it. */
function within(archive: Place, path: string, size: number): Place {
  const around = [...archive.around, ...archive.path.split('/')];
  return {
    name: archive.name + INSIDE + path,
    path,
    folder: archive.name + INSIDE + folderOf(path),
    around,
    interest: interestIn(path, around),
    depth: archive.depth,
    size,
  };
}

/** `Pier.ips.gz` is `Pier.ips`, `sysdiagnose.tgz` is `sysdiagnose.tar`. */
function unzippedName(path: string): string {
  return path.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '');
}

function refusal(kind: Fault['kind'], message: string): UnpackFault {
  return new UnpackFault({ kind, message }, 'entry');
}

class Expansion {
  readonly #options: ExpandOptions;
  readonly #budget: Budget;
  /** Folders for the symbols of archives that are read as they come, by bundle. */
  readonly #bundles = new Map<string, string>();
  #symbols = 0;

  constructor(options: ExpandOptions, size: number) {
    this.#options = options;
    this.#budget = new Budget(options.limits ?? UNPACK_LIMITS, size);
  }

  /** Something of which nobody knows yet what it is. */
  async *open(reader: ByteReader, place: Place): Things {
    const head = await reader.peek(HEAD);
    const packing = packingOf(head);
    if (packing === null) return yield* this.#take(reader, head, place);
    if (place.depth >= this.#budget.limits.depth) {
      throw refusal('too-large', `It is an archive in more than ${this.#budget.limits.depth} others.`);
    }
    const inner = { ...place, depth: place.depth + 1 };
    if (packing === 'tar') return yield* this.#openTar(reader, inner);
    if (packing === 'gzip') {
      const path = unzippedName(place.path);
      const interest = place.depth === 0 ? place.interest : interestIn(path, place.around);
      const unpacked = new ByteReader(gunzip(reader.rest(), this.#budget));
      try {
        return yield* this.open(unpacked, { ...inner, path, interest, size: null });
      } finally {
        await unpacked.close();
      }
    }
    const { scratch } = this.#options;
    const file = await scratch.write(reader.rest());
    let isNeeded = false;
    for await (const one of this.openZip(file, inner)) {
      isNeeded ||= one.kind === 'symbols' && one.path === file;
      yield one;
    }
    if (!isNeeded) await scratch.remove(file);
  }

  async *openZip(file: string, archive: Place): Things {
    let hasSymbols = false;
    for await (const entry of readZip(file)) {
      this.#step();
      const path = entryPath(entry.name);
      hasSymbols ||= path !== null && placeOf(path) !== null;
      if (entry.kind === 'folder') continue;
      yield* this.#guard(archive, entry.name, () => this.#openZipped(archive, entry, path));
    }
    if (hasSymbols) yield { kind: 'symbols', path: file };
  }

  async *#openZipped(archive: Place, entry: ZipEntry, path: string | null): Things {
    const place = this.#placeOf(archive, path, entry);
    if (place === null) return;
    const reader = new ByteReader(this.#counted(await entry.open()));
    try {
      yield* this.open(reader, place);
    } finally {
      await reader.close();
    }
  }

  async *#openTar(reader: ByteReader, archive: Place): Things {
    for await (const entry of readTar(reader)) {
      this.#step();
      if (entry.kind === 'folder') continue;
      yield* this.#guard(archive, entry.name, () => this.#openTarred(archive, entry));
    }
    for (const folder of this.#bundles.values()) yield { kind: 'symbols', path: folder };
    this.#bundles.clear();
  }

  async *#openTarred(archive: Place, { name, kind, size, content }: TarEntry): Things {
    const path = entryPath(name);
    if (path !== null && kind === 'file' && placeOf(path) !== null) {
      await this.#keepBundle(content, archive, path);
      return;
    }
    const place = this.#placeOf(archive, path, { kind, size });
    if (place !== null) yield* this.open(content, place);
  }

  /** Where an entry is, when it is to be looked at; null otherwise. Throws where it would be, were it not for its traits. */
  #placeOf(archive: Place, path: string | null, { kind, size }: Pick<TarEntry, 'kind' | 'size'>): Place | null {
    if (path === null) {
      throw refusal('unreadable-file', 'Its name leads out of the archive, so it was not read.');
    }
    const place = within(archive, path, size);
    if (place.interest === 'none') return null;
    if (kind === 'file') return place;
    if (place.interest !== 'report') return null;
    if (kind === 'other') throw refusal('unreadable-file', 'It is stored in a way that is not read here.');
    throw refusal('unreadable-file', 'It is a link, which is not followed out of an archive.');
  }

  /** Runs what may go wrong with one entry without harm to the others. */
  async *#guard(archive: Place, name: string, work: () => Things): Things {
    try {
      yield* work();
    } catch (thrown) {
      if (!(thrown instanceof UnpackFault) || thrown.reach === 'all') throw thrown;
      yield {
        kind: 'refused',
        name: archive.name + INSIDE + (entryPath(name) ?? shownName(name)),
        fault: thrown.fault,
      };
    }
  }

  async *#counted(reader: ByteReader): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of reader.rest()) {
        this.#budget.spend(chunk.length);
        yield chunk;
      }
    } finally {
      await reader.close();
    }
  }

  #step(): void {
    this.#budget.enter();
    if (this.#options.signal?.aborted === true) {
      throw new UnpackFault({ kind: 'cancelled', message: 'It was cancelled.' }, 'all');
    }
  }

  /** A file that packs no others. */
  async *#take(reader: ByteReader, head: Uint8Array, place: Place): Things {
    const { interest, name, path, folder, size } = place;
    if (interest === 'none') return;
    if (looksLikeMacho(head)) {
      yield await this.#keepBinary(reader, path);
      return;
    }
    const foreign = foreignPacking(head);
    if (foreign !== null) {
      throw new UnpackFault(foreignFault(foreign), 'entry');
    }
    if (interest !== 'picture' && place.around.length > 0 && !hasReportEnding(path) && looksBinary(head)) return;
    const most = this.#budget.limits.file;
    const bytes = size !== null && size > most ? null : await collect(reader, most);
    if (bytes !== null && (bytes.length > 0 || interest === 'report')) {
      yield { kind: 'file', name, base: lastPart(path), folder, bytes, interest };
    } else if (bytes === null && interest === 'report') {
      const megabytes = Math.floor(most / 1024 ** 2);
      throw refusal('too-large', `It is larger than ${megabytes} MB: no crash report is that large.`);
    }
  }

  async #keepBinary(reader: ByteReader, path: string): Promise<Unpacked> {
    const { scratch } = this.#options;
    this.#symbols += 1;
    const place = await scratch.path('symbols', String(this.#symbols), safeName(lastPart(path)));
    return { kind: 'symbols', path: await scratch.write(reader.rest(), place) };
  }

  /** A file of a dSYM, in a folder as it was in the archive: its bundle is looked at as a whole. */
  async #keepBundle(reader: ByteReader, archive: Place, path: string): Promise<void> {
    const found = placeOf(path);
    if (found === null) return;
    const { scratch } = this.#options;
    const key = archive.name + INSIDE + found.bundle;
    if (!this.#bundles.has(key)) {
      this.#symbols += 1;
      const folder = await scratch.path('symbols', String(this.#symbols), safeName(lastPart(found.bundle)));
      this.#bundles.set(key, folder);
    }
    const folder = this.#bundles.get(key) ?? '';
    await scratch.write(reader.rest(), [folder, ...found.inner].join('/'));
  }
}

/** All bytes that are left; null where they are more than that. */
async function collect(reader: ByteReader, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of reader.rest()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) return null;
  }
  return Buffer.concat(chunks);
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, (await file.read(head, 0, HEAD, 0)).bytesRead);
  } finally {
    await file.close();
  }
}

async function* expandFile(path: string, outermost: Place, options: ExpandOptions): Things {
  const expansion = new Expansion(options, (await stat(path)).size);
  if (packingOf(await headOf(path)) === 'zip') return yield* expansion.openZip(path, { ...outermost, depth: 1 });
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 256 * 1024 });
  const reader = new ByteReader(chunks);
  try {
    yield* expansion.open(reader, outermost);
  } finally {
    await reader.close();
  }
}

/** Files of folders, which may be containers themselves. Each is called what it is called, without its folder. */
async function* expandFiles(paths: readonly string[], options: ExpandOptions): Things {
  for (const path of paths) {
    const name = basename(path);
    const place: Place = {
      name,
      path: name,
      folder: dirname(path),
      around: [],
      interest: interestInName(name),
      depth: 0,
      size: null,
    };
    try {
      yield* expandFile(path, place, options);
    } catch (thrown) {
      yield { kind: 'refused', name: path, fault: faultOf(thrown) };
    }
  }
}

function faultOf(thrown: unknown): Fault {
  if (thrown instanceof UnpackFault) return thrown.fault;
  return { kind: 'unreadable-file', message: 'The file cannot be opened.', detail: messageOf(thrown) };
}

/**
 * Takes a container apart. `name` is what people call it. Faults of all of it (it cannot be opened, it is damaged, a limit)
 * come as the last thing that is refused; never throws.
 */
export async function* expand(packed: Packed, name: string, options: ExpandOptions): Things {
  const outermost: Place = { name, path: name, folder: name, around: [], interest: 'report', depth: 0, size: null };
  try {
    if (packed.kind === 'files') yield* expandFiles(packed.paths, options);
    else if (packed.kind === 'file') yield* expandFile(packed.path, outermost, options);
    else {
      const expansion = new Expansion(options, packed.bytes.length);
      yield* expansion.open(new ByteReader(bytesOf(packed.bytes)), outermost);
    }
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault.kind !== 'cancelled') yield { kind: 'refused', name, fault };
  }
}
