/**
 * Pictures by content, one file each: `screenshots/<first two hex digits>/<sha256>.<ending>`. A file is complete or not
 * there, as with `originals.ts`. Names come from the hash and the type alone.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Types of pictures that are kept, with the ending of their files. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/heic', 'heic'],
]);

/** Which picture. */
export interface ImageName {
  /** SHA-256 in lower-case hex. */
  readonly id: string;
  readonly type: string;
}

/** The ending that fits a type: `png`. */
export function endingOf(type: string): string {
  return ENDINGS.get(type) ?? 'bin';
}

/** Where a picture is kept. Throws on what is not a hash. */
export function imagePath(library: string, { id, type }: ImageName): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new RangeError('not a content hash');
  return join(library, 'screenshots', id.slice(0, 2), `${id}.${endingOf(type)}`);
}

/** Keeps a picture; resolves when it reached the disk. Rejects with what the file system throws. */
export async function keepImage(library: string, name: ImageName, bytes: Uint8Array): Promise<void> {
  const path = imagePath(library, name);
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = join(dirname(path), `.${randomUUID()}`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

/** A picture's bytes. Rejects with what the file system throws. */
export async function readImage(library: string, name: ImageName): Promise<Buffer<ArrayBuffer>> {
  return readFile(imagePath(library, name));
}

/** Deletes a picture, if it is there. */
export async function removeImage(library: string, name: ImageName): Promise<void> {
  await rm(imagePath(library, name), { force: true });
}
