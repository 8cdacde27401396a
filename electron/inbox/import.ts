/**
 * Import: symbols first, then reports, then what waited for the symbols. It can be repeated (what is there is recognised
 * by its content and its incident), cancelled (what was committed stays), and one bad file never stops the rest.
 */
import { extname } from 'node:path';
import type { ImportSummary } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { readOriginal, removeOriginal } from '../store/originals.ts';
import { forgetUnread } from '../store/unread.ts';
import { addContainers } from './add-containers.ts';
import type { Container } from './add-containers.ts';
import { addItems, readingProgress } from './add-items.ts';
import type { NoReports } from './add-items.ts';
import type { StudyList } from './batches.ts';
import { sayProgress } from './import-job.ts';
import type { ImportJob } from './import-job.ts';
import type { Library } from './library.ts';
import type { StudyItem } from './protocol.ts';
import { indexSymbols, resolveWaiting } from './symbols.ts';
import { ImportTally } from './tally.ts';
import { findImports } from './walk.ts';

async function addSymbols(
  library: Library,
  job: ImportJob,
  places: readonly string[],
  tally: ImportTally,
): Promise<void> {
  if (places.length === 0) return;
  sayProgress(library, job, 'symbols', 0, null);
  const { added, faults } = await indexSymbols(library, places, job);
  tally.indexed(added);
  for (const { file, fault } of faults) tally.refused(file, fault);
}

/**
 * Zips are looked through for symbols before their reports are read. What else is wrong with one is told when these are.
 */
async function addSymbolsOfZips(
  library: Library,
  job: ImportJob,
  containers: readonly Container[],
  tally: ImportTally,
): Promise<void> {
  const zips = containers.flatMap(({ packed, name }) =>
    packed.kind === 'file' && extname(name).toLowerCase() === '.zip' ? [packed.path] : [],
  );
  if (zips.length === 0) return;
  sayProgress(library, job, 'symbols', 0, null);
  const { added, faults } = await indexSymbols(library, zips, job);
  tally.indexed(added);
  for (const { file, fault } of faults) {
    if (fault.kind !== 'bad-input' && fault.kind !== 'unreadable-file') tally.refused(file, fault);
  }
}

/** Things that turned out to pack others, whatever they are called. */
async function toContainers(library: Library, found: NoReports['containers']): Promise<readonly Container[]> {
  const containers: Container[] = [];
  for (const { source, fileName } of found) {
    const packed =
      source.kind === 'file' ? source : ({ kind: 'bytes', bytes: await readOriginal(library, source.id) } as const);
    containers.push({ packed, name: fileName, isNamed: true });
  }
  return containers;
}

/** What was kept as unread and could be taken apart now is in the library as what it held. */
async function forgetWholes(library: Library, ids: readonly string[]): Promise<void> {
  for (const id of ids) if (forgetUnread(library.database, id)) await removeOriginal(library, id);
}

/** Reads items, then what packs others, then the symbols that were among them. */
async function addAll(
  library: Library,
  job: ImportJob,
  items: StudyList,
  containers: readonly Container[],
  tally: ImportTally,
): Promise<void> {
  const progress = readingProgress(library, job, items.length);
  progress(0);
  const others = await addItems(library, job, items, { tally, progress });
  await addContainers(library, job, [...containers, ...(await toContainers(library, others.containers))], tally);
  if (!job.signal.aborted) await forgetWholes(library, others.wholes);
  await addSymbols(library, job, others.symbols, tally);
}

async function finish(library: Library, job: ImportJob, tally: ImportTally): Promise<ImportSummary> {
  const progress = (done: number, total: number | null): void => sayProgress(library, job, 'symbols', done, total);
  tally.symbolicated(await resolveWaiting(library, job.signal, progress));
  const summary = tally.summary(library.database, job.signal.aborted);
  // Counts beside the signatures (unread files, dSYMs) may have changed even where no signature did.
  library.events.emit('library.changed', { signatures: [], moved: [] });
  return summary;
}

async function guarded(work: () => Promise<ImportSummary>): Promise<Result<ImportSummary>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return fail(faultOf(thrown));
  }
}

/** Imports files and folders: reports, dSYMs, archives, binaries. Faults only where the library itself fails. */
export function importPaths(
  library: Library,
  job: ImportJob,
  paths: readonly string[],
): Promise<Result<ImportSummary>> {
  return guarded(async () => {
    const tally = new ImportTally();
    sayProgress(library, job, 'reading', 0, null);
    const { items, symbols, containers, faults } = await findImports(paths, job.signal, library.path);
    for (const { file, fault } of faults) tally.refused(file, fault);
    await addSymbols(library, job, symbols, tally);
    await addSymbolsOfZips(library, job, containers, tally);
    await addAll(library, job, items, containers, tally);
    return finish(library, job, tally);
  });
}

/** Imports things that are at hand: pasted text, files that could not be read before. */
export function importItems(
  library: Library,
  job: ImportJob,
  items: readonly StudyItem[],
): Promise<Result<ImportSummary>> {
  return guarded(async () => {
    const tally = new ImportTally();
    await addAll(library, job, items, [], tally);
    return finish(library, job, tally);
  });
}

/** Imports text that somebody pasted. */
export function importText(library: Library, job: ImportJob, text: string): Promise<Result<ImportSummary>> {
  const source = { kind: 'bytes', bytes: new TextEncoder().encode(text) } as const;
  return importItems(library, job, [{ source, fileName: 'Pasted text', incidental: false, unpack: true }]);
}
