/**
 * Import: symbols first, then reports, then what waited for the symbols. It can be repeated (what is there is recognised
 * by its content and its incident), cancelled (what was committed stays), and one bad file never stops the rest.
 */
import type { ImportSummary, Source } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { studyAll } from './batches.ts';
import type { StudyList } from './batches.ts';
import { commitImport } from './commit.ts';
import { stopWhereFull } from './full-disk.ts';
import type { Library } from './library.ts';
import { withNews } from './news.ts';
import type { StudyItem } from './protocol.ts';
import { indexSymbols, resolveWaiting } from './symbols.ts';
import { ImportTally } from './tally.ts';
import { findImports } from './walk.ts';

/** One import under way. */
export interface ImportJob {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Samples are marked, so that they can be removed in one go. */
  readonly sample: boolean;
  /** Through which door it comes; as files where nothing is said. */
  readonly source?: Source;
}

/** Milliseconds between events: a window that asks again after each must keep up. */
const EVENT_INTERVAL = 250;
/** Signatures named in one event; of more it is simplest to ask for all. */
const MAX_NAMED = 500;

function say(library: Library, job: ImportJob, phase: 'reading' | 'symbols', done: number, total: number | null): void {
  library.events.emit('import.progress', { job: job.id, phase, done, total });
}

/** Collects ids of changed signatures and tells of them now and then. */
class Announcer {
  readonly #library: Library;
  readonly #changed = new Set<string>();
  #last = 0;

  constructor(library: Library) {
    this.#library = library;
  }

  add(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id);
    if (performance.now() - this.#last >= EVENT_INTERVAL) this.flush();
  }

  flush(): void {
    if (this.#changed.size === 0) return;
    this.#last = performance.now();
    const signatures = this.#changed.size > MAX_NAMED ? null : [...this.#changed];
    this.#library.events.emit('library.changed', { signatures, moved: [] });
    this.#changed.clear();
  }
}

/** Reads items and adds them; answers paths that turned out to be symbols. */
async function addItems(
  library: Library,
  job: ImportJob,
  items: StudyList,
  tally: ImportTally,
): Promise<readonly string[]> {
  const announcer = new Announcer(library);
  const symbols: string[] = [];
  say(library, job, 'reading', 0, items.length);
  try {
    await studyAll(library, items, job.signal, async (outcomes, done) => {
      const commit = (): Promise<readonly string[]> =>
        commitImport(library, outcomes, tally, { sample: job.sample, source: job.source ?? 'file' });
      announcer.add(await (job.sample ? commit() : withNews(library, 'import', commit)));
      // What could be kept of them was committed just now, and stays.
      stopWhereFull(outcomes);
      for (const outcome of outcomes) if (outcome.kind === 'symbols') symbols.push(outcome.path);
      say(library, job, 'reading', done, items.length);
    });
  } finally {
    announcer.flush();
  }
  return symbols;
}

async function addSymbols(
  library: Library,
  job: ImportJob,
  places: readonly string[],
  tally: ImportTally,
): Promise<void> {
  if (places.length === 0) return;
  say(library, job, 'symbols', 0, null);
  const { added, faults } = await indexSymbols(library, places, job);
  tally.indexed(added);
  for (const { file, fault } of faults) tally.refused(file, fault);
}

/** Zips of which nobody knows whether they hold dSYMs: one that does not is like a file that is no report. */
async function addZips(library: Library, job: ImportJob, zips: readonly string[], tally: ImportTally): Promise<void> {
  if (zips.length === 0) return;
  say(library, job, 'symbols', 0, null);
  const { added, faults } = await indexSymbols(library, zips, job);
  tally.indexed(added);
  for (const { file, fault } of faults) {
    if (fault.kind === 'bad-input') tally.passedOver();
    else tally.refused(file, fault);
  }
}

async function finish(library: Library, job: ImportJob, tally: ImportTally): Promise<ImportSummary> {
  const progress = (done: number, total: number | null): void => say(library, job, 'symbols', done, total);
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
    say(library, job, 'reading', 0, null);
    const { items, symbols, zips, faults } = await findImports(paths, job.signal);
    for (const { file, fault } of faults) tally.refused(file, fault);
    await addSymbols(library, job, symbols, tally);
    await addZips(library, job, zips, tally);
    const late = await addItems(library, job, items, tally);
    await addSymbols(library, job, late, tally);
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
    await addItems(library, job, items, tally);
    return finish(library, job, tally);
  });
}

/** Imports text that somebody pasted. */
export function importText(library: Library, job: ImportJob, text: string): Promise<Result<ImportSummary>> {
  const source = { kind: 'bytes', bytes: new TextEncoder().encode(text) } as const;
  return importItems(library, job, [{ source, fileName: 'Pasted text', incidental: false }]);
}
