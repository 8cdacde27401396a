/**
 * Moves a library to another folder. It is copied, looked through, and only then deleted where it was; the host remembers the
 * new place in between. A kill before that leaves the old library as it was, a kill after it the new one.
 */
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackUpCounts } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { openDatabase } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import { KEPT_COPY } from '../store/kept-copy.ts';
import type { CareJob } from './library-care.ts';
import { copyLibrary } from './library-care-copy.ts';
import { DATABASE } from './library-care-files.ts';

const OTHERS: Fault = {
  kind: 'library-busy',
  message: 'Another Faultline has this library open. Quit it, and move the library then.',
  remedy: { kind: 'retry' },
};

/** A moved library. */
export interface MovedLibrary {
  readonly path: string;
  readonly counts: BackUpCounts;
}

/** What a library consists of; whatever else lies in its folder is somebody else's. */
const OWN = ['reports', 'screenshots', 'symbols', KEPT_COPY, DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`] as const;

/** Deletes a library whose copy is in use. Answers why it could not be, or null. */
export async function deleteLibrary(path: string): Promise<Fault | null> {
  try {
    // The database first: what is left then is no library any more, and is never taken for one that lost its database.
    for (const name of OWN.toReversed()) await rm(join(path, name), { recursive: true, force: true });
  } catch (thrown) {
    return faultOf(thrown);
  }
  // Other things in it are no reason to complain.
  await rmdir(path).catch(() => null);
  return null;
}

/**
 * Copies a library that nobody has open to `to` (or to `Faultline Library` in it) and calls `remember` with the new place
 * once the copy is whole. Faults: as `copyLibrary`, `library-busy`, and `library-corrupt` where the copy is not whole.
 */
export async function moveLibrary(
  from: string,
  to: string,
  job: CareJob,
  remember: (path: string) => void,
): Promise<Result<MovedLibrary>> {
  const opened = openDatabase(join(from, DATABASE));
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    if (!database.gather()) return fail(OTHERS);
    const copied = await copyLibrary({ path: from, database }, to, 'Faultline Library', job);
    if (!copied.ok) return copied;
    remember(copied.value.path);
    return ok(copied.value);
  } catch (thrown) {
    return fail(faultOf(thrown));
  } finally {
    database.close();
  }
}
