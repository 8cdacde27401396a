/**
 * Builds what is derived anew in a library whose database is sound: groups and sums by the rules of today, originals that
 * are kept and not listed are read, pictures that belong to nothing go. What the user decided stays. A database that is
 * damaged is replaced by a new one instead, see `library-care-replace.ts`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RebuiltLibrary } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { brokenReferences, damageOf, listedImages, listedOriginals, tablesOf } from '../store/care.ts';
import type { Database } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import { imagePath } from '../store/images.ts';
import { studyAll } from './batches.ts';
import { commitImport } from './commit.ts';
import { Cancelled, stopIfCancelled } from './library-care.ts';
import type { CareJob } from './library-care.ts';
import { walkFiles } from './library-care-files.ts';
import { walkOriginals } from './library-care-originals.ts';
import { isAbandoned } from './library-care-verify.ts';
import type { Library } from './library.ts';
import { rebuildDerived } from './rebuild.ts';
import { ImportTally } from './tally.ts';

/** Whether only a new database helps: this one is damaged, or refers to what is not there. Looks at one table after the other. */
export async function needsNewDatabase(database: Database): Promise<boolean> {
  try {
    for (const table of tablesOf(database)) {
      if (damageOf(database, table).length > 0) return true;
      await setImmediate();
    }
    return brokenReferences(database).size > 0;
  } catch (thrown) {
    if (faultOf(thrown).kind === 'library-corrupt') return true;
    throw thrown;
  }
}

/** Reads originals that no row tells of: an import was killed before it could, or somebody put them there. */
async function addUnlisted(library: Library, job: CareJob): Promise<void> {
  const { reports, unread } = listedOriginals(library.database);
  const unlisted: string[] = [];
  for await (const { id, place, isWhole } of walkOriginals(library.path)) {
    stopIfCancelled(job.signal);
    if (place === null && isWhole && !reports.has(id) && !unread.has(id)) unlisted.push(id);
  }
  const items = unlisted.map((id) => ({
    source: { kind: 'original', id } as const,
    fileName: `${id.slice(0, 12)}.ips`,
    incidental: false,
  }));
  await studyAll(library, items, job.signal, async (outcomes, done) => {
    await commitImport(library, outcomes, new ImportTally(), { sample: false, source: 'file' });
    job.say('Reading what was not listed', done, items.length);
  });
}

async function removeUnlistedImages({ path, database }: Library): Promise<void> {
  const listed = new Set(listedImages(database).map((image) => imagePath(path, image)));
  for await (const { name } of walkFiles(path, 'screenshots')) {
    const file = join(path, name);
    if (!listed.has(file) && (await isAbandoned(file))) await rm(file, { force: true });
  }
}

/** Rebuilds in place, while the library is in use. Faults: `cancelled` (what was done by then stays), and the disk's. */
export async function rebuildInPlace(library: Library, job: CareJob): Promise<Result<RebuiltLibrary>> {
  try {
    const { reports } = listedOriginals(library.database);
    const total = reports.size;
    const step = 'Grouping reports anew';
    job.say(step, 0, total);
    const derived = await rebuildDerived(library, job.signal, (done) => job.say(step, done, total));
    if (!derived.ok) return derived;
    await addUnlisted(library, job);
    await removeUnlistedImages(library);
    library.events.emit('library.changed', { signatures: null, moved: [] });
    const now = listedOriginals(library.database);
    return ok({
      reports: now.reports.size,
      unread: now.unread.size,
      missing: total - derived.value,
      salvaged: null,
      movedAside: null,
    });
  } catch (thrown) {
    if (thrown instanceof Cancelled) return fail({ kind: 'cancelled', message: 'Rebuilding was cancelled.' });
    return fail(faultOf(thrown));
  }
}
