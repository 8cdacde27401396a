/**
 * Symbols that come, early or late: index them, then give the reports that waited their names and their final groups.
 * That second half is noted in the library until it is done, so that a kill in between costs nothing.
 */
import type { Fault } from '../../shared/result.ts';
import { readMark, writeMark } from '../store/marks.ts';
import { forgetSlices, keepSlices, listSlices } from '../store/slices.ts';
import { reportsToResolve } from '../store/waits.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import { studyAll } from './batches.ts';
import { commitRegrouping } from './commit.ts';
import type { Migration } from './commit.ts';
import { keepPassing } from './keep-symbols.ts';
import { refreshSymbols } from './library.ts';
import type { Library } from './library.ts';
import type { StudyItem } from './protocol.ts';

/** How a longer job says how far it is; `total` is null while nobody knows. */
export type Progress = (done: number, total: number | null) => void;

/** What looking for symbols found. */
export interface SymbolsFound {
  /** Slices that were not known. */
  readonly added: number;
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

/** Ids fetched at a time. */
const STEP = 5000;

/** Indexes what lies in files and folders. What waits for it is not touched yet: see `resolveWaiting`. */
export async function indexSymbols(
  library: Library,
  places: readonly string[],
  options: { readonly sample: boolean; readonly signal: AbortSignal },
): Promise<SymbolsFound> {
  if (places.length === 0) return { added: 0, faults: [] };
  const scanned = await library.pool.run<'scan'>({ kind: 'scan', places }, options.signal);
  if (!scanned.ok) {
    const faults = scanned.fault.kind === 'cancelled' ? [] : [{ file: places.join(', '), fault: scanned.fault }];
    return { added: 0, faults };
  }
  const { entries, problems } = await keepPassing(library.path, scanned.value.entries);
  const faults = [...scanned.value.problems, ...problems].map(({ path, fault }) => ({ file: path, fault }));
  return { added: enter(library, entries, options.sample), faults };
}

function enter(library: Library, entries: readonly SymbolEntry[], sample: boolean): number {
  const { database } = library;
  const added = database.transaction(() => {
    const added = keepSlices(database, entries, sample);
    if (added > 0) writeMark(database, 'symbols-pending', 'yes');
    return added;
  });
  if (added > 0) refreshSymbols(library);
  return added;
}

function originals(ids: readonly string[]): readonly StudyItem[] {
  return ids.map((id) => ({ source: { kind: 'original', id }, fileName: id, incidental: false }));
}

/**
 * Symbolicates, signs and regroups the reports whose wait is over, and says so in events. Answers how many got symbols.
 * When it is cancelled, or killed, the rest is done by the next call.
 */
export function resolveWaiting(library: Library, signal: AbortSignal, progress: Progress): Promise<number> {
  return library.oneAtATime(() => resolveAll(library, signal, progress));
}

async function resolveAll(library: Library, signal: AbortSignal, progress: Progress): Promise<number> {
  const { database } = library;
  if (readMark(database, 'symbols-pending') === null) return 0;
  const migration: Migration = new Map();
  let [improved, after] = [0, 0];
  for (;;) {
    const waiting = reportsToResolve(database, after, STEP);
    const last = waiting.at(-1);
    if (!last || signal.aborted) break;
    after = last.key;
    const ids = waiting.map(({ id }) => id);
    await studyAll(library, originals(ids), signal, async (outcomes, done) => {
      const { changed, moved, improved: better } = commitRegrouping(library, outcomes, migration);
      improved += better;
      library.events.emit('library.changed', { signatures: changed, moved });
      progress(done, ids.length);
    });
  }
  if (!signal.aborted) writeMark(database, 'symbols-pending', null);
  if (improved > 0) library.events.emit('symbols.arrived', { crashes: improved });
  return improved;
}

/** Forgets symbols whose files are gone. What they said stays known. */
export async function forgetGoneSymbols(library: Library, isThere: (path: string) => Promise<boolean>): Promise<void> {
  const paths = new Set(listSlices(library.database).map(({ path }) => path));
  const gone: string[] = [];
  for (const path of paths) if (!(await isThere(path))) gone.push(path);
  if (gone.length === 0) return;
  forgetSlices(library.database, gone);
  refreshSymbols(library);
  library.events.emit('library.changed', { signatures: [], moved: [] });
}
