/** Backups: a library in a folder, which `--library` opens as it is, or the same as one zip. */
import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { BackUpCounts } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { ZipWriter } from './appstore/zip-writer.ts';
import { stopIfCancelled } from './library-care.ts';
import type { CareJob } from './library-care.ts';
import { copyLibrary } from './library-care-copy.ts';
import type { Copy } from './library-care-copy.ts';
import { walkFiles } from './library-care-files.ts';
import type { Library } from './library.ts';

/** `Faultline Library 2026-11-02` */
export function backUpName(now: number): string {
  return `Faultline Library ${new Date(now).toISOString().slice(0, 10)}`;
}

/** Backs up into a folder: `to` where nothing is there, else one in it that is named after the day. */
export function backUpToFolder(library: Library, to: string, job: CareJob): Promise<Result<Copy>> {
  return copyLibrary(library, to, backUpName(library.clock()), job);
}

async function pack(library: Library, folder: string, path: string, job: CareJob): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    const zip = new ZipWriter((bytes) => file.writeFile(bytes), library.clock());
    const top = backUpName(library.clock());
    let done = 0;
    for await (const { name } of walkFiles(folder)) {
      stopIfCancelled(job.signal);
      await zip.add(`${top}/${name}`, await readFile(join(folder, name)));
      job.say('Packing', (done += 1), null);
    }
    await zip.end();
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Backs up into a zip at `to`, which is not there yet, and is whole or not there after. */
export async function backUpToZip(library: Library, to: string, job: CareJob): Promise<Result<BackUpCounts>> {
  const path = resolve(to);
  let folder: string | null = null;
  const unfinished = join(dirname(path), `.${basename(path)}.incomplete`);
  try {
    folder = await mkdtemp(join(dirname(path), '.faultline-backup-'));
    const copied = await copyLibrary(library, folder, 'library', job);
    if (!copied.ok) return copied;
    await rm(unfinished, { force: true });
    await pack(library, copied.value.path, unfinished, job);
    await rename(unfinished, path);
    return ok(copied.value.counts);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    if (job.signal.aborted) return fail({ kind: 'cancelled', message: 'The backup was cancelled.' });
    if (thrown instanceof RangeError) {
      const message = 'This library is larger than a zip holds: back it up to a folder instead.';
      return fail({ kind: 'too-large', message });
    }
    return fail(faultOf(thrown));
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}
