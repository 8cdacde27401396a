/**
 * The original bytes, one file per content: `reports/<first two hex digits>/<sha256>`. A file is complete or not there:
 * it is written under another name, brought to the disk and renamed. Names come from the hash alone.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
 * Keeps bytes under their hash; resolves when they reached the disk. The bytes themselves are written at once and only
 * the disk is waited for, so that whoever keeps many need not wait for each. Rejects with what the file system throws.
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

/** The bytes of that hash. Throws what the file system throws. */
export async function readOriginal(library: string, id: string): Promise<Uint8Array> {
  return readFile(originalPath(library, id));
}

/** Deletes the bytes of that hash, if they are there. */
export async function removeOriginal(library: string, id: string): Promise<void> {
  await rm(originalPath(library, id), { force: true });
}

/** Deletes what a killed import left half-written. */
export async function sweepOriginals(library: string, now: number): Promise<void> {
  const names = await readdir(incoming(library)).catch(() => []);
  for (const name of names) {
    const path = join(incoming(library), name);
    const found = await stat(path).catch(() => null);
    if (found !== null && now - found.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
}
