/**
 * Looks through a whole library: is the database sound, is every original there and the bytes that it is named after, are
 * the sums those of the reports, are pictures and caches whole. Nothing is changed; every finding says what mends it.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Finding, FindingKind, Mend, Verification } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { brokenReferences, damageOf, listedImages, listedOriginals, tablesOf, wrongSums } from '../store/care.ts';
import type { Database } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import { imagePath, readImage } from '../store/images.ts';
import { placeOf } from '../store/original-places.ts';
import { isCacheSound } from '../symbols/cache/read.ts';
import { Cancelled, stopIfCancelled } from './library-care.ts';
import type { CareJob } from './library-care.ts';
import { walkFiles } from './library-care-files.ts';
import { walkOriginals } from './library-care-originals.ts';

/** Milliseconds. */
const ABANDONED = 3_600_000;
/** Examples of a finding. */
const MOST_EXAMPLES = 10;

const WORDS: Readonly<Record<FindingKind, { readonly one: string; readonly many: string; readonly advice: string }>> = {
  'database-damaged': {
    one: 'One part of the database is damaged.',
    many: '# parts of the database are damaged.',
    advice: 'Rebuild the library: everything is read again from the originals, and decisions are taken over.',
  },
  'references-broken': {
    one: 'One entry of the database refers to one that is not there.',
    many: '# entries of the database refer to ones that are not there.',
    advice: 'Rebuild the library.',
  },
  'sums-wrong': {
    one: 'The counts of one signature are not those of its reports.',
    many: 'The counts of # signatures are not those of their reports.',
    advice: 'Rebuild the library: counts are made again from the reports.',
  },
  'original-missing': {
    one: 'The original of one report is gone.',
    many: 'The originals of # reports are gone.',
    advice: 'Import the files again, or copy the folder “reports” back from a backup.',
  },
  'original-damaged': {
    one: 'The original of one report is no longer what was imported.',
    many: 'The originals of # reports are no longer what was imported.',
    advice: 'Import the files again, or copy the folder “reports” back from a backup.',
  },
  'original-unlisted': {
    one: 'One original is kept that the database knows nothing of.',
    many: '# originals are kept that the database knows nothing of.',
    advice: 'Rebuild the library: they are read and added.',
  },
  'screenshot-missing': {
    one: 'One screenshot is gone.',
    many: '# screenshots are gone.',
    advice:
      'Copy the folder “screenshots” back from a backup; those that Apple still has come again when they are fetched.',
  },
  'screenshot-damaged': {
    one: 'One screenshot is no longer what was sent.',
    many: '# screenshots are no longer what was sent.',
    advice: 'Copy the folder “screenshots” back from a backup.',
  },
  'screenshot-unlisted': {
    one: 'One picture is kept that belongs to no feedback.',
    many: '# pictures are kept that belong to no feedback.',
    advice: 'Rebuild the library: they are deleted.',
  },
  'cache-damaged': {
    one: 'One symbol cache is damaged.',
    many: '# symbol caches are damaged.',
    advice: 'Empty the caches: they are built again when they are needed.',
  },
};

const MENDS: Readonly<Record<FindingKind, Mend>> = {
  'database-damaged': 'rebuild',
  'references-broken': 'rebuild',
  'sums-wrong': 'rebuild',
  'original-missing': 'restore',
  'original-damaged': 'restore',
  'original-unlisted': 'rebuild',
  'screenshot-missing': 'restore',
  'screenshot-damaged': 'restore',
  'screenshot-unlisted': 'rebuild',
  'cache-damaged': 'empty-caches',
};

/** Gathers things by what is wrong with them. */
class Findings {
  readonly #found = new Map<FindingKind, { count: number; readonly examples: string[] }>();

  add(kind: FindingKind, example: string, count = 1): void {
    const found = this.#found.get(kind) ?? { count: 0, examples: [] };
    this.#found.set(kind, found);
    found.count += count;
    if (found.examples.length < MOST_EXAMPLES) found.examples.push(example);
  }

  list(): readonly Finding[] {
    return [...this.#found].map(([kind, { count, examples }]) => {
      const { one, many, advice } = WORDS[kind];
      const sentence = count === 1 ? one : many.replace('#', count.toLocaleString('en'));
      return { kind, count, sentence, mend: MENDS[kind], advice, examples };
    });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Table by table, so that other work of the host gets its turn in between. Answers whether the database can be read. */
async function verifyDatabase(database: Database, job: CareJob, findings: Findings): Promise<boolean> {
  const step = 'Looking at the database';
  try {
    const tables = tablesOf(database);
    let damaged = false;
    for (const [done, table] of tables.entries()) {
      job.say(step, done, tables.length);
      stopIfCancelled(job.signal);
      for (const problem of damageOf(database, table)) {
        findings.add('database-damaged', `${table}: ${problem}`);
        damaged = true;
      }
      await setImmediate();
    }
    if (damaged) return true;
    for (const [table, count] of brokenReferences(database)) findings.add('references-broken', table, count);
    for (const id of wrongSums(database)) findings.add('sums-wrong', id);
    return true;
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown;
    const fault = faultOf(thrown);
    if (fault.kind !== 'library-corrupt') throw thrown;
    findings.add('database-damaged', fault.detail ?? fault.message);
    return false;
  }
}

/** Everything that lies there is read once, pack by pack; then it shows what of the listed was not met. */
async function verifyOriginals(path: string, database: Database, job: CareJob, findings: Findings): Promise<void> {
  const { reports, unread } = listedOriginals(database);
  const isListed = (id: string): boolean => reports.has(id) || unread.has(id);
  const [met, unlisted] = [new Set<string>(), new Set<string>()];
  let read = 0;
  for await (const { id, place, isWhole } of walkOriginals(path)) {
    stopIfCancelled(job.signal);
    read += 1;
    job.say('Reading originals', read, null);
    // What lies in a pack is wanted where the database says that it lies; the same bytes elsewhere in packs are of no use.
    const isThere = place === null || isDeepStrictEqual(placeOf(database, id), place);
    if (isThere) met.add(id);
    if (place === null && !isListed(id)) unlisted.add(id);
    if (isThere && !isWhole && isListed(id)) findings.add('original-damaged', id);
  }
  // Asked again: an import may have listed them meanwhile, or somebody deleted what was listed before.
  const now = listedOriginals(database);
  for (const id of [...reports, ...unread]) {
    if (!met.has(id) && (now.reports.has(id) || now.unread.has(id))) findings.add('original-missing', id);
  }
  for (const id of unlisted) if (!now.reports.has(id) && !now.unread.has(id)) findings.add('original-unlisted', id);
}

/** A picture is written first and listed after: a young one may be about to be. */
export async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ABANDONED;
}

async function verifyImages(path: string, database: Database, job: CareJob, findings: Findings): Promise<number> {
  const images = listedImages(database);
  const kept = new Set<string>();
  for (const [done, image] of images.entries()) {
    stopIfCancelled(job.signal);
    kept.add(imagePath(path, image));
    const bytes = await readImage(path, image).catch(() => null);
    if (bytes === null) findings.add('screenshot-missing', image.id);
    else if (hashOf(bytes) !== image.id) findings.add('screenshot-damaged', image.id);
    job.say('Reading screenshots', done + 1, images.length);
  }
  for await (const { name } of walkFiles(path, 'screenshots')) {
    if (!kept.has(join(path, name)) && (await isAbandoned(join(path, name)))) findings.add('screenshot-unlisted', name);
  }
  return images.length;
}

async function verifyCaches(path: string, job: CareJob, findings: Findings): Promise<number> {
  let caches = 0;
  for await (const { name, part } of walkFiles(path, 'symbols')) {
    if (part !== 'caches' || !name.endsWith('.symbols')) continue;
    stopIfCancelled(job.signal);
    caches += 1;
    job.say('Looking at symbol caches', caches, null);
    if (!isCacheSound(join(path, name))) findings.add('cache-damaged', name);
    await setImmediate();
  }
  return caches;
}

/** Looks through everything. Faults: `cancelled`, and what the disk says where it cannot be read at all. */
export async function verifyLibrary(
  { path, database }: { readonly path: string; readonly database: Database },
  job: CareJob,
): Promise<Result<Verification>> {
  const findings = new Findings();
  try {
    const isReadable = await verifyDatabase(database, job, findings);
    let [reports, unread, screenshots] = [0, 0, 0];
    if (isReadable) {
      const listed = listedOriginals(database);
      [reports, unread] = [listed.reports.size, listed.unread.size];
      await verifyOriginals(path, database, job, findings);
      screenshots = await verifyImages(path, database, job, findings);
    }
    const caches = await verifyCaches(path, job, findings);
    const list = findings.list();
    return ok({ clean: list.length === 0, findings: list, reports, unread, screenshots, caches });
  } catch (thrown) {
    if (thrown instanceof Cancelled) return fail({ kind: 'cancelled', message: 'Verifying was cancelled.' });
    return fail(faultOf(thrown));
  }
}
