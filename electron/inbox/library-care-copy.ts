/**
 * Copies a library: into a backup while it is in use, or to another folder. A copy is made under another name
 * (`….incomplete`), looked through, and takes its name when it is found whole; one that was interrupted is gone on with.
 *
 * The files of a library never change once they are there, except packs, which grow. So files are copied first, the database
 * as it is at one moment after them, and then what has come until that moment; what the database refers to is all there.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { BackUpCounts } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { listedOriginals } from '../store/care.ts';
import { openDatabase } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import { Cancelled, stopIfCancelled } from './library-care.ts';
import type { CareJob } from './library-care.ts';
import { DATABASE, walkFiles } from './library-care-files.ts';
import { verifyLibrary } from './library-care-verify.ts';

/** Parts whose files are copied as they are. Caches are built again. */
const COPIED: ReadonlySet<string> = new Set(['reports', 'screenshots', 'symbols']);
/** Copies of the database, one after the other, until one refers to nothing that was deleted meanwhile. */
const MOST_ROUNDS = 4;

/** A library to be copied. */
export interface Source {
  readonly path: string;
  readonly database: Database;
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  );
}

async function copyOne(from: string, to: string): Promise<void> {
  const unfinished = `${to}.copying`;
  await mkdir(dirname(to), { recursive: true });
  try {
    await copyFile(from, unfinished, constants.COPYFILE_FICLONE);
    await rename(unfinished, to);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    // It was deleted while it was about to be copied; whether it was wanted shows later.
    if (faultOf(thrown).kind !== 'not-found') throw thrown;
  }
}

/** Copies what is not there in the same length; answers how many files and bytes the source has. */
async function copyFiles(from: string, to: string, job: CareJob): Promise<{ files: number; bytes: number }> {
  let [files, bytes] = [0, 0];
  for await (const file of walkFiles(from)) {
    if (!COPIED.has(file.part) || file.name.startsWith('reports/incoming/')) continue;
    stopIfCancelled(job.signal);
    const target = join(to, file.name);
    if ((await sizeOf(target)) !== file.bytes) await copyOne(join(from, file.name), target);
    files += 1;
    bytes += file.bytes;
    job.say('Copying files', files, null);
  }
  return { files, bytes };
}

/** Removes from a copy what its database does not know: files that were deleted while it was made, or of an earlier try. */
async function removeUnlisted(copy: string, from: string, database: Database): Promise<void> {
  const { reports, unread } = listedOriginals(database);
  for await (const { name, part } of walkFiles(copy)) {
    const id = basename(name);
    const isSingle = /^reports\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name);
    const isUnwanted = isSingle ? !reports.has(id) && !unread.has(id) : (await sizeOf(join(from, name))) === null;
    if (COPIED.has(part) && isUnwanted) await rm(join(copy, name), { force: true });
  }
}

async function snapshot(database: Database, to: string, job: CareJob): Promise<void> {
  for (const ending of ['', '-wal', '-shm', '-journal']) await rm(`${to}${ending}`, { force: true });
  await database.copyTo(to, (done, total) => job.say('Copying the database', done, total));
}

/** Copies, snapshots and looks through, until the copy is whole or only as damaged as the library itself. */
async function fillCopy(source: Source, copy: string, job: CareJob): Promise<Result<BackUpCounts>> {
  for (let round = 1; ; round += 1) {
    await copyFiles(source.path, copy, job);
    await snapshot(source.database, join(copy, DATABASE), job);
    const { files, bytes } = await copyFiles(source.path, copy, job);
    const opened = openDatabase(join(copy, DATABASE));
    if (!opened.ok) return opened;
    try {
      await removeUnlisted(copy, source.path, opened.value);
      const verified = await verifyLibrary({ path: copy, database: opened.value }, job);
      if (!verified.ok) return verified;
      const isMissing = verified.value.findings.some(({ kind }) => kind.endsWith('-missing'));
      opened.value.gather();
      if (!isMissing || round === MOST_ROUNDS) return ok({ files: files + 1, bytes, verification: verified.value });
    } finally {
      opened.value.close();
    }
  }
}

async function isEmptyOrMissing(path: string): Promise<boolean> {
  const names = await readdir(path).catch((thrown: unknown) => {
    if (faultOf(thrown).kind === 'not-found') return [];
    throw thrown;
  });
  return names.length === 0;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path));
}

const INSIDE: Fault = {
  kind: 'bad-input',
  message: 'A library cannot be copied into itself: choose a folder outside of it.',
};

/**
 * Where a copy goes that was asked for at `to`: there, where nothing is yet, else into a folder of that name inside it.
 * Faults: that is taken, too, or it lies inside the library.
 */
async function placeFor(library: string, to: string, name: string): Promise<Result<string>> {
  const place = (await isEmptyOrMissing(to)) ? resolve(to) : resolve(to, name);
  if (isInside(place, library)) return fail(INSIDE);
  if (await isEmptyOrMissing(place)) return ok(place);
  return fail({ kind: 'bad-input', message: `There is something at ${place} already: choose another folder.` });
}

/** A copy that is whole, and where it is. */
export interface Copy {
  readonly path: string;
  readonly counts: BackUpCounts;
}

/**
 * Copies a library to `to`, or into a folder called `name` in it. Faults: `bad-input` for a place that will not do,
 * `cancelled` (the next try goes on with what was copied), and the disk's.
 */
export async function copyLibrary(source: Source, to: string, name: string, job: CareJob): Promise<Result<Copy>> {
  try {
    const place = await placeFor(source.path, to, name);
    if (!place.ok) return place;
    const unfinished = `${place.value}.incomplete`;
    await mkdir(unfinished, { recursive: true });
    const filled = await fillCopy(source, unfinished, job);
    if (!filled.ok) return filled;
    await mkdir(join(unfinished, 'symbols'), { recursive: true });
    // An empty folder may stand at the name.
    await rm(place.value, { recursive: true, force: true });
    await rename(unfinished, place.value);
    return ok({ path: place.value, counts: filled.value });
  } catch (thrown) {
    if (thrown instanceof Cancelled) return fail({ kind: 'cancelled', message: 'Copying was cancelled.' });
    const fault = faultOf(thrown);
    return fail(fault.kind === 'forbidden' ? { ...fault, message: `Nothing can be written to ${to}.` } : fault);
  }
}
