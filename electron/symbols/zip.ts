/**
 * dSYMs in zips, as App Store Connect, Xcode Cloud and build servers hand them out: `<anything>.dSYM/Contents/Info.plist`
 * and `…/Contents/Resources/DWARF/<image>`. Nothing else of a zip is taken out, so an archive's app stays inside.
 *
 * Zips come from anywhere:
 * - No path of theirs is used: bundles stand in numbered folders, and of a name only its last part is kept.
 * - Number, sizes and the ratio of sizes are bounded before anything is written, and the sizes hold while it is written.
 * - Links, encrypted entries and entries whose checksum is wrong are refused.
 * - The folder appears when it is complete. Its name is made from what the zip says of its files, so that one zip is taken
 *   out once, whatever it is called and wherever it lies.
 *
 * APPNOTE.TXT: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

import { fail, messageOf, ok, type Fault, type Result } from '../../shared/result.ts';

export interface ZipLimits {
  /** Entries in the zip's directory. */
  readonly entries: number;
  /** Files that are taken out. */
  readonly files: number;
  /** Bytes of all of them. */
  readonly bytes: number;
  /** Bytes taken out for each byte of the zip: deflate cannot do more than 1,032, debug information some 10. */
  readonly ratio: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 500_000, files: 20_000, bytes: 32 * 1024 ** 3, ratio: 200 };

/** Small zips may be all zeros. */
const ALWAYS_ALLOWED = 64 * 1024 ** 2;
/** Left to everybody else on the disk. */
const SPARE_BYTES = 512 * 1024 ** 2;
const MOST_BYTES_OF_NAME = 240;

/** Unix file types in the upper half of the external attributes. */
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/** Whether a file begins like a zip with something in it. */
export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/** One file to take out, and where it goes below the new folder. */
interface Wanted {
  readonly entry: Entry;
  readonly path: string;
}

class ZipFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/**
 * Takes the dSYMs out of a zip into a folder of its own below `target`, and answers that folder; null where it holds none.
 * Faults: `unreadable-file` for a damaged zip, `too-large` beyond the limits, `disk-full`, `forbidden`, `cancelled`.
 */
export async function extractDsyms(
  zip: string,
  target: string,
  options: { readonly signal?: AbortSignal; readonly limits?: ZipLimits } = {},
): Promise<Result<string | null>> {
  const { limits = ZIP_LIMITS, signal } = options;
  let file: ZipFile | null = null;
  try {
    file = await yauzl.openPromise(zip, { autoClose: false });
    const wanted = await list(file, zip, limits);
    if (wanted.length === 0) return ok(null);
    const folder = join(target, keyOf(wanted));
    if (!(await isFolder(folder))) await extract(file, wanted, folder, signal);
    return ok(folder);
  } catch (thrown) {
    return fail(faultOf(thrown, zip));
  } finally {
    file?.close();
  }
}

/** Where an entry belongs: the bundle that holds it, and its place in there. Null for all that is not of a dSYM. */
export function placeOf(name: string): { readonly bundle: string; readonly inner: readonly string[] } | null {
  const found =
    /^((?:.*\/)?[^/]+\.dSYM)\/Contents\/(?:(Info\.plist)|Resources\/DWARF\/([^/]+))$/i.exec(name) ?? undefined;
  const [, bundle, plist, image] = found ?? [];
  if (bundle === undefined || /(?:^|\/)__MACOSX\//.test(name)) return null;
  if (plist !== undefined) return { bundle, inner: ['Contents', 'Info.plist'] };
  return image === undefined || image.startsWith('._')
    ? null
    : { bundle, inner: ['Contents', 'Resources', 'DWARF', safeName(image)] };
}

/** A name that every file system takes, and that is nothing but a name. */
export function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
  const clean = name.replaceAll(/[\u0000-\u001f\u007f/\\:]/g, '_');
  if (clean === '.' || clean === '..' || clean === '') return '_';
  if (Buffer.byteLength(clean) <= MOST_BYTES_OF_NAME) return clean;
  return createHash('sha256').update(clean).digest('hex');
}

async function list(file: ZipFile, zip: string, limits: ZipLimits): Promise<readonly Wanted[]> {
  const bundles = new Map<string, string>();
  const wanted = new Map<string, Entry>();
  let bytes = 0;
  if (file.entryCount > limits.entries) throw tooLarge(zip);
  for await (const entry of file.eachEntry()) {
    const place = placeOf(entry.fileName);
    if (place === null) continue;
    if (((entry.externalFileAttributes >>> 16) & S_IFMT) === S_IFLNK) continue;
    const numbered = bundles.get(place.bundle) ?? join(String(bundles.size), safeName(lastPart(place.bundle)));
    bundles.set(place.bundle, numbered);
    const path = join(numbered, ...place.inner);
    if (wanted.has(path)) continue;
    bytes += entry.uncompressedSize;
    wanted.set(path, entry);
    const most = Math.min(limits.bytes, Math.max(ALWAYS_ALLOWED, file.fileSize * limits.ratio));
    if (wanted.size > limits.files || bytes > most) throw tooLarge(zip);
    if (!entry.canDecodeFileData()) {
      const message = `${zip} is encrypted or packed in a way that is not known here.`;
      throw new ZipFault({ kind: 'unreadable-file', message });
    }
  }
  return Array.from(wanted, ([path, entry]) => ({ path, entry }));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The same for the same files, whatever the zip is called. */
function keyOf(wanted: readonly Wanted[]): string {
  const hash = createHash('sha256');
  for (const { path, entry } of wanted) hash.update(`${path}\0${entry.crc32}\0${entry.uncompressedSize}\n`);
  return hash.digest('hex').slice(0, 32);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function extract(
  file: ZipFile,
  wanted: readonly Wanted[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const needed = wanted.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  const disk = await statfs(dirname(folder));
  if (disk.bavail * disk.bsize < needed + SPARE_BYTES) {
    const message = `The dSYMs in it need ${Math.ceil(needed / 1e6)} MB, more than the disk has left.`;
    throw new ZipFault({ kind: 'disk-full', message });
  }
  const unfinished = `${folder}.${randomUUID()}`;
  try {
    for (const { entry, path } of wanted) await extractFile(file, entry, join(unfinished, path), signal);
    await rename(unfinished, folder);
  } catch (thrown) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process took out the same zip meanwhile.
    if (!(await isFolder(folder))) throw thrown;
  }
}

async function extractFile(file: ZipFile, entry: Entry, path: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  let sum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  // yauzl ends the stream with an error as soon as it is longer than the zip says.
  const stream = await file.openReadStreamPromise(entry);
  await pipeline(stream, check, createWriteStream(path, { flags: 'wx' }), signal === undefined ? {} : { signal });
  if (sum === entry.crc32) return;
  throw new ZipFault({ kind: 'unreadable-file', message: `${lastPart(path)} in the zip is damaged.` });
}

function tooLarge(zip: string): ZipFault {
  return new ZipFault({ kind: 'too-large', message: `${zip} would become far larger than any dSYM.` });
}

function faultOf(thrown: unknown, zip: string): Fault {
  if (thrown instanceof ZipFault) return thrown.fault;
  const detail = messageOf(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ABORT_ERR':
      return { kind: 'cancelled', message: 'It was cancelled.' };
    case 'ENOSPC':
      return { kind: 'disk-full', message: `The disk is full: ${zip} could not be unpacked.`, detail };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'forbidden', message: `${zip} may not be read, or its files not be written.`, detail };
    default:
      return { kind: 'unreadable-file', message: `${zip} cannot be unpacked: ${detail}`, detail };
  }
}
