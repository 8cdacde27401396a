/**
 * Replaces a database that is damaged beyond opening, or gone: a new one is made beside it, takes over what can still be
 * read of the old one, reads all originals again, and takes its place when it is complete. Until then nothing of the library
 * is changed, so that a kill at any point leaves either the old one or the new one.
 *
 *     faultline.sqlite.rebuilding   the new one while it is made; worth nothing
 *     faultline.sqlite.rebuilt      complete, about to take the place
 *     faultline.sqlite.damaged-…    the old one, kept
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RebuiltLibrary, Salvaged } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { listedOriginals } from '../store/care.ts';
import { openDatabase } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import { KEPT_COPY } from '../store/kept-copy.ts';
import { enterPack, keepPlace } from '../store/original-places.ts';
import type { PackPlace } from '../store/packs.ts';
import { refreshPriorities } from '../store/priorities.ts';
import { addReport, findReport, findTwin } from '../store/reports.ts';
import { keepResolved } from '../store/resolved.ts';
import { Wreck } from '../store/salvage.ts';
import { Sums } from '../store/sums.ts';
import { rememberedOriginals, takeOver } from '../store/takeover.ts';
import type { Remembered } from '../store/takeover.ts';
import { keepUnread } from '../store/unread.ts';
import { studyAll } from './batches.ts';
import { stopWhereFull } from './full-disk.ts';
import { Cancelled, stopIfCancelled } from './library-care.ts';
import type { CareJob } from './library-care.ts';
import { DATABASE } from './library-care-files.ts';
import { walkOriginals } from './library-care-originals.ts';
import { refreshSymbols } from './library.ts';
import type { Library } from './library.ts';
import type { Outcome, StudyItem } from './protocol.ts';
import { noteRules } from './rules.ts';

/** Originals of one step. */
const STEP = 480;

const REBUILDING = `${DATABASE}.rebuilding`;
const REBUILT = `${DATABASE}.rebuilt`;
/** What SQLite keeps beside a database. */
const COMPANIONS = ['-wal', '-shm'] as const;

/** A library on a database of that name, which does nothing by itself. */
export type OpenAsleep = (
  databaseName: string,
) => Promise<Result<{ readonly library: Library; close(): Promise<void> }>>;

const OTHERS: Fault = {
  kind: 'library-busy',
  message: 'Another Faultline has this library open. Quit it, and rebuild then.',
  remedy: { kind: 'retry' },
};

function remove(folder: string, name: string): void {
  for (const ending of ['', ...COMPANIONS]) rmSync(join(folder, `${name}${ending}`), { force: true });
}

/**
 * Puts a new database that is complete into the place that the old one has left. What a kill left half-done is finished; to
 * be called before a library is opened.
 */
export function finishReplacing(folder: string): void {
  if (existsSync(join(folder, DATABASE)) || !existsSync(join(folder, REBUILT))) return;
  // A log of the old database must never be read into the new one.
  for (const ending of COMPANIONS) rmSync(join(folder, `${DATABASE}${ending}`), { force: true });
  renameSync(join(folder, REBUILT), join(folder, DATABASE));
}

/** `faultline.sqlite.damaged-2026-11-02T16-24-42` */
function asideName(now: number): string {
  return `${DATABASE}.damaged-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`;
}

async function replace(folder: string, now: number): Promise<string | null> {
  const file = await open(join(folder, REBUILDING), 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  renameSync(join(folder, REBUILDING), join(folder, REBUILT));
  const old = join(folder, DATABASE);
  if (!existsSync(old)) {
    finishReplacing(folder);
    return null;
  }
  const aside = join(folder, asideName(now));
  renameSync(old, aside);
  if (existsSync(`${old}-wal`)) renameSync(`${old}-wal`, `${aside}-wal`);
  finishReplacing(folder);
  return aside;
}

/** A database as far as it can be read; null where there is none, or where not even its tables can be named. */
function openWreck(folder: string, name: string): Wreck | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  try {
    return new Wreck(path);
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault.kind === 'library-corrupt') return null;
    throw thrown;
  }
}

/**
 * Why the database must not be replaced: a later Faultline wrote it, or another process has it open and would go on writing
 * to a file that nobody reads any more. Null where it may be.
 */
function hindrance(folder: string): Fault | null {
  const path = join(folder, DATABASE);
  if (!existsSync(path)) return null;
  const opened = openDatabase(path);
  if (!opened.ok) return opened.fault.kind === 'library-corrupt' ? null : opened.fault;
  try {
    return opened.value.gather() ? null : OTHERS;
  } catch (thrown) {
    const fault = faultOf(thrown);
    return fault.kind === 'library-corrupt' ? null : fault;
  } finally {
    opened.value.close();
  }
}

interface Known {
  readonly remembered: ReadonlyMap<string, Remembered>;
  readonly now: number;
}

function commitOne(library: Library, sums: Sums, outcome: Outcome, { remembered, now }: Known): void {
  if (outcome.kind !== 'report' && outcome.kind !== 'unread') return;
  const { database } = library;
  if (outcome.kind === 'unread') {
    const { kind: _, place: __, ...unread } = outcome;
    keepUnread(database, { importedAt: now, sample: false, ...unread, ...remembered.get(outcome.id) });
    return;
  }
  const known = remembered.get(outcome.facts.id);
  const facts = { importedAt: now, sample: false, ...outcome.facts, ...known };
  if (findReport(database, facts.id) !== null) return;
  // What nobody remembers may be the same crash in another file, which an import would not have added either.
  if (known === undefined && findTwin(database, facts) !== null) return;
  addReport(database, sums, facts, outcome.grouping);
  keepResolved(database, outcome.resolved);
}

/**
 * All originals, with the names that they had, in the order in which they came; those that nobody remembers after them, in
 * the order in which they lie there, which is how they are read fastest.
 */
async function enterOriginals(library: Library, known: Known, isComplete: boolean, job: CareJob) {
  const { database, path } = library;
  const found = new Map<string, PackPlace | null>();
  for await (const { id, place, isWhole } of walkOriginals(path)) {
    stopIfCancelled(job.signal);
    job.say('Looking at originals', found.size, null);
    // In packs what was deleted lies on for a while: it is taken for deleted where everything else is remembered.
    const isDeleted = place !== null && isComplete && !known.remembered.has(id);
    if (isWhole && !isDeleted && !found.has(id)) found.set(id, place);
  }
  database.transaction(() => {
    for (const [id, place] of found) {
      if (place === null) continue;
      enterPack(database, place.pack);
      keepPlace(database, id, place);
    }
  });
  const remembered = [...known.remembered.keys()];
  const ids = [
    ...remembered.filter((id) => found.has(id)),
    ...[...found.keys()].filter((id) => !known.remembered.has(id)),
  ];
  const items = ids.map((id): StudyItem => {
    const fileName = known.remembered.get(id)?.fileName ?? `${id.slice(0, 12)}.ips`;
    return { source: { kind: 'original', id }, fileName, incidental: false };
  });
  return { items, missing: remembered.filter((id) => !found.has(id)).length };
}

function idOf(outcome: Outcome): string | null {
  if (outcome.kind === 'report') return outcome.facts.id;
  return outcome.kind === 'unread' ? outcome.id : null;
}

/** Reads the originals, step by step; those of a step are entered in their order, which decides between equals. */
async function readOriginals(library: Library, items: readonly StudyItem[], known: Known, job: CareJob) {
  const { database } = library;
  const order = new Map(items.map(({ source }, index) => [source.kind === 'original' ? source.id : '', index]));
  const rank = (outcome: Outcome): number => order.get(idOf(outcome) ?? '') ?? order.size;
  for (let start = 0; start < items.length; start += STEP) {
    const outcomes: Outcome[] = [];
    await studyAll(library, items.slice(start, start + STEP), job.signal, (batch) => {
      outcomes.push(...batch);
      return Promise.resolve();
    });
    stopIfCancelled(job.signal);
    stopWhereFull(outcomes);
    database.transaction(() => {
      const sums = new Sums(database);
      for (const outcome of outcomes.toSorted((a, b) => rank(a) - rank(b))) commitOne(library, sums, outcome, known);
      refreshPriorities(database, sums.flush().changed);
    });
    job.say('Reading originals', Math.min(start + STEP, items.length), items.length);
  }
}

async function fill(library: Library, wreck: Wreck | null, copy: Wreck | null, job: CareJob): Promise<RebuiltLibrary> {
  const { database, clock } = library;
  job.say('Saving decisions', 0, null);
  const salvaged: readonly Salvaged[] = takeOver(wreck, copy, database);
  refreshSymbols(library);
  const { known: remembered, isComplete } =
    wreck === null ? { known: new Map<string, Remembered>(), isComplete: false } : rememberedOriginals(wreck);
  const known: Known = { remembered, now: clock() };
  const { items, missing } = await enterOriginals(library, known, isComplete, job);
  await readOriginals(library, items, known, job);
  noteRules(database);
  const { reports, unread } = listedOriginals(database);
  return { reports: reports.size, unread: unread.size, missing, salvaged, movedAside: null };
}

/** Fills a new database and puts it into its place. Throws what the disk and the databases throw, and `Cancelled`. */
async function build(folder: string, openAsleep: OpenAsleep, job: CareJob): Promise<Result<RebuiltLibrary>> {
  const wreck = openWreck(folder, DATABASE);
  const copy = openWreck(folder, KEPT_COPY);
  try {
    const opened = await openAsleep(REBUILDING);
    if (!opened.ok) return opened;
    const asleep = opened.value;
    const { library } = asleep;
    let filled: RebuiltLibrary;
    try {
      filled = await fill(library, wreck, copy, job);
      library.database.gather();
    } finally {
      await asleep.close();
    }
    wreck?.close();
    return ok({ ...filled, movedAside: await replace(folder, library.clock()) });
  } finally {
    wreck?.close();
    copy?.close();
  }
}

/**
 * Makes a new database for the library in a folder. `openAsleep` opens a library there on a database of another name.
 * Faults: `library-busy` where another process has it open, `cancelled`, and the disk's; the library is then as it was.
 */
export async function replaceDatabase(
  folder: string,
  openAsleep: OpenAsleep,
  job: CareJob,
): Promise<Result<RebuiltLibrary>> {
  try {
    finishReplacing(folder);
    const hindered = hindrance(folder);
    if (hindered !== null) return fail(hindered);
    remove(folder, REBUILDING);
    remove(folder, REBUILT);
    return await build(folder, openAsleep, job);
  } catch (thrown) {
    remove(folder, REBUILDING);
    if (thrown instanceof Cancelled) return fail({ kind: 'cancelled', message: 'Rebuilding was cancelled.' });
    return fail(faultOf(thrown));
  }
}
