/**
 * The original bytes by their hash: a few at a time as one file for each content (`reports/<first two hex
 * digits>/<sha256>`), many at once in packs, see `packs.ts`. A file is complete or not there: it is written under another
 * name, brought to the disk and renamed. Names come from the hash alone.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OriginalsLibrary } from './compact.ts';
import { compactPacks } from './compact.ts';
import { forgetPlace, placeOf } from './original-places.ts';
import type { Original } from './pack-blocks.ts';
import { packPath, readBlock } from './packs.ts';
import type { PackPlace } from './packs.ts';

/** Age in milliseconds after which a half-written file is one that nobody is writing any more. */
const ABANDONED = 3_600_000;

function folderOf(library: string, id: string): string {
  return join(library, 'reports', id.slice(0, 2));
}

/** Where the bytes of that hash are kept. `id` is a SHA-256 in lower-case hex; throws on anything else. */
export function originalPath(library: string, id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new RangeError('not a content hash');
  return join(folderOf(library, id), id);
}

function incoming(library: string): string {
  return join(library, 'reports', 'incoming');
}

const sync = promisify(fsync);

/** Runs work that needs a folder. What fails is tried once more with the folder made sure of: it hardly ever is missing. */
function inFolder<Value>(folder: string, work: () => Value): Value {
  try {
    return work();
  } catch {
    mkdirSync(folder, { recursive: true });
    return work();
  }
}

function write(path: string, bytes: Uint8Array): number {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, bytes);
    return file;
  } catch (thrown) {
    closeSync(file);
    // A full disk leaves half a file, which would hide the reason from a second try.
    rmSync(path, { force: true });
    throw thrown;
  }
}

/**
 * Keeps bytes under their hash, as a file; resolves when they reached the disk. The bytes themselves are written at once and
 * only the disk is waited for, so that whoever keeps some need not wait for each. Rejects with what the file system throws.
 */
export async function keepOriginal(library: string, id: string, bytes: Uint8Array): Promise<void> {
  const path = originalPath(library, id);
  if (existsSync(path)) return;
  const unfinished = join(incoming(library), randomUUID());
  try {
    const file = inFolder(incoming(library), () => write(unfinished, bytes));
    await sync(file).finally(() => closeSync(file));
    inFolder(folderOf(library, id), () => renameSync(unfinished, path));
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw thrown;
  }
}

/**
 * Reads originals whose places are known: for threads without the database. The block that was read last is kept, since
 * whoever reads many reads them in the order in which they came.
 */
export class OriginalReader {
  readonly #library: string;
  #last: { readonly pack: number; readonly block: number; readonly originals: readonly Original[] } | null = null;

  constructor(library: string) {
    this.#library = library;
  }

  /** The bytes of that hash; `place` is null where they are a file. Throws what the file system throws. */
  async read(id: string, place: PackPlace | null): Promise<Uint8Array> {
    if (place === null) return readFile(originalPath(this.#library, id));
    const { pack, block, entry } = place;
    if (this.#last?.pack !== pack || this.#last.block !== block) {
      this.#last = { pack, block, originals: await readBlock(this.#library, pack, block) };
    }
    const original = this.#last.originals[entry];
    if (original?.id !== id) throw new Error('the original is not where it should be');
    return original.bytes;
  }
}

/** The bytes of that hash. Throws what the file system throws. */
export async function readOriginal({ path, database }: OriginalsLibrary, id: string): Promise<Uint8Array> {
  return new OriginalReader(path).read(id, placeOf(database, id));
}

/** Of these originals, those whose bytes are not where they should be. Whether they are whole is not looked at. */
export function lostAmong({ path, database }: OriginalsLibrary, ids: readonly string[]): ReadonlySet<string> {
  const packs = new Map<number, boolean>();
  const isThere = (id: string): boolean => {
    const place = placeOf(database, id);
    if (place === null) return existsSync(originalPath(path, id));
    const known = packs.get(place.pack) ?? existsSync(packPath(path, place.pack));
    packs.set(place.pack, known);
    return known;
  };
  return new Set(ids.filter((id) => !isThere(id)));
}

/** Deletes the bytes of that hash, if they are there: a file at once, what lies in a pack with the next sweep. */
export async function removeOriginal({ path, database }: OriginalsLibrary, id: string): Promise<void> {
  if (!database.transaction(() => forgetPlace(database, id))) await rm(originalPath(path, id), { force: true });
}

/** Deletes what a killed import left half-written, and lets what was deleted leave the packs. */
export async function sweepOriginals(library: OriginalsLibrary, now: number): Promise<void> {
  const names = await readdir(incoming(library.path)).catch(() => []);
  for (const name of names) {
    const path = join(incoming(library.path), name);
    const found = await stat(path).catch(() => null);
    if (found !== null && now - found.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
  await compactPacks(library, now);
}
