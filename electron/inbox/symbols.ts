/**
 * Symbols that come, early or late: index them, then give the reports that waited their names and their final groups.
 * That second half is noted in the library until it is done, so that a kill in between costs nothing.
 */
import type { Fault } from '../../shared/result.ts';
import { foldersBelow, keepFolders } from '../store/folders.ts';
import { forgetSlices, keepSlices, listSlices } from '../store/slices.ts';
import { forgetArrivals, lastArrival, noteArrivals, reportsToResolve } from '../store/waits.ts';
import type { Scan } from '../symbols/scan.ts';
import { studyAll } from './batches.ts';
import { commitRegrouping } from './commit.ts';
import type { Migration } from './commit.ts';
import { keepPassing } from './keep-symbols.ts';
import { refreshSymbols } from './library.ts';
import type { Library } from './library.ts';
import { withRegressions } from './news.ts';
import type { StudyItem } from './protocol.ts';

/** How a longer job says how far it is; `total` is null while nobody knows. */
export type Progress = (done: number, total: number | null) => void;

/** What looking for symbols found. */
export interface SymbolsFound {
  /** Slices that were not known, or whose file has changed. */
  readonly added: number;
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

export interface IndexOptions {
  readonly sample: boolean;
  readonly signal: AbortSignal;
  /** The places are looked through again and again: what has not changed since last time is not read. */
  readonly again?: boolean;
  /** Folders below a place that are entered, at most. */
  readonly depth?: number | undefined;
}

/** Ids fetched at a time. */
const STEP = 5000;

function stampsOf({ database }: Library, places: readonly string[]): ReadonlyMap<string, string> {
  return new Map(places.flatMap((place) => [...foldersBelow(database, place)]));
}

/** Indexes what lies in files and folders. What waits for it is not touched yet: see `resolveWaiting`. */
export async function indexSymbols(
  library: Library,
  places: readonly string[],
  { sample, signal, again = false, depth }: IndexOptions,
): Promise<SymbolsFound> {
  if (places.length === 0) return { added: 0, faults: [] };
  const known = again ? stampsOf(library, places) : new Map<string, string>();
  const scanned = await library.pool.run<'scan'>({ kind: 'scan', places, known, depth: depth ?? null }, signal);
  if (!scanned.ok) {
    const faults = scanned.fault.kind === 'cancelled' ? [] : [{ file: places.join(', '), fault: scanned.fault }];
    return { added: 0, faults };
  }
  // What somebody wants watched stays where it is.
  const { entries, problems } = again
    ? { entries: scanned.value.entries, problems: [] }
    : await keepPassing(library.path, scanned.value.entries);
  const faults = [...scanned.value.problems, ...problems].map(({ path, fault }) => ({ file: path, fault }));
  return { added: enter(library, { ...scanned.value, entries }, { sample, again }), faults };
}

function enter(library: Library, { entries, folders }: Scan, how: { sample: boolean; again: boolean }): number {
  const { database } = library;
  const added = database.transaction(() => {
    const added = keepSlices(database, entries, how.sample);
    noteArrivals(database, added);
    if (how.again) keepFolders(database, folders);
    return added;
  });
  if (added.length > 0) refreshSymbols(library);
  return added.length;
}

function originals(ids: readonly string[]): readonly StudyItem[] {
  return ids.map((id) => ({ source: { kind: 'original', id }, fileName: id, incidental: false }));
}

/**
 * Symbolicates, signs and regroups the reports whose wait is over, and no others, and says so in events. Answers how many
 * got symbols. When it is cancelled, or killed, the rest is done by the next call.
 */
export function resolveWaiting(library: Library, signal: AbortSignal, progress: Progress): Promise<number> {
  return library.oneAtATime(() => resolveAll(library, signal, progress));
}

async function resolveAll(library: Library, signal: AbortSignal, progress: Progress): Promise<number> {
  const { database } = library;
  let improved = 0;
  for (let last = lastArrival(database); last !== null && !signal.aborted; last = lastArrival(database)) {
    improved += await resolveArrivals(library, last, signal, progress);
    if (!signal.aborted) forgetArrivals(database, last);
  }
  if (improved > 0) library.events.emit('symbols.arrived', { crashes: improved });
  return improved;
}

/** Those that waited for what arrived up to that number. */
async function resolveArrivals(
  library: Library,
  upTo: number,
  signal: AbortSignal,
  progress: Progress,
): Promise<number> {
  const migration: Migration = new Map();
  let [improved, after] = [0, 0];
  for (;;) {
    const waiting = reportsToResolve(library.database, upTo, after, STEP);
    const last = waiting.at(-1);
    if (!last || signal.aborted) return improved;
    after = last.key;
    const ids = waiting.map(({ id }) => id);
    await studyAll(library, originals(ids), signal, async (outcomes, done) => {
      const regroup = () => commitRegrouping(library, outcomes, migration);
      const { changed, moved, improved: better } = withRegressions(library, regroup);
      improved += better;
      library.events.emit('library.changed', { signatures: changed, moved });
      progress(done, ids.length);
    });
  }
}

/** Forgets symbols whose files are gone. What they said stays known. */
export async function forgetGoneSymbols(library: Library, isThere: (path: string) => Promise<boolean>): Promise<void> {
  const paths = new Set(listSlices(library.database).map(({ path }) => path));
  const gone: string[] = [];
  for (const path of paths) if (!(await isThere(path))) gone.push(path);
  forgetFiles(library, gone);
}

/** Forgets the symbols in files. */
export function forgetFiles(library: Library, paths: readonly string[]): void {
  if (paths.length === 0) return;
  forgetSlices(library.database, paths);
  refreshSymbols(library);
  library.events.emit('library.changed', { signatures: [], moved: [] });
}
