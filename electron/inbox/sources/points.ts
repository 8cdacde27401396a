/**
 * Takes in what Xcode's Organizer cached: logs of points as reports, and the points themselves as what Apple counts of them.
 * Files that did not change since the last look are not read again; what Xcode deleted stays in the library.
 */
import { readListedPoints } from '../../../shared/formats/xccrashpoint-list.ts';
import type { ListedPoint } from '../../../shared/formats/xccrashpoint-list.ts';
import { readPoint } from '../../../shared/formats/xccrashpoint.ts';
import { keepPoint, linkPoint, signaturesOfPoint } from '../../store/points.ts';
import type { PointFacts } from '../../store/points.ts';
import { keepSourceFiles } from '../../store/source-files.ts';
import type { SourceFile } from '../../store/source-files.ts';
import type { FoundFile } from '../../xcode/files.ts';
import { findPoints, readSmall } from '../../xcode/organizer.ts';
import type { PointBundle } from '../../xcode/organizer.ts';
import { studyAll } from '../batches.ts';
import { commitImport } from '../commit.ts';
import type { Library } from '../library.ts';
import { withNews } from '../news.ts';
import type { StudyItem } from '../protocol.ts';
import type { ImportTally } from '../tally.ts';
import { isSettled, isUnchanged } from './look.ts';
import type { Look, Looked } from './look.ts';

/** The files that say what Apple counts of a point. */
function countsOf({ filters, list }: PointBundle): readonly FoundFile[] {
  const files = filters.flatMap(({ distribution, info }) => [distribution, info]);
  return [...files, list].filter((file) => file !== null);
}

async function factsOf(bundle: PointBundle, listed: ReadonlyMap<string, readonly ListedPoint[]>): Promise<PointFacts> {
  const { point } = bundle;
  const text = (file: FoundFile | null): Promise<string | null> =>
    file === null ? Promise.resolve(null) : readSmall(file);
  const filters = await Promise.all(
    bundle.filters.map(async ({ name, distribution, info }) =>
      readPoint({ point, filter: name, distribution: await text(distribution), info: await text(info) }),
    ),
  );
  const list = bundle.list === null ? [] : (listed.get(bundle.list.path) ?? []);
  return { point, filters, listed: list.filter((one) => one.point === point) };
}

/** The ranked lists, each read once. */
async function readLists(points: readonly PointBundle[]): Promise<ReadonlyMap<string, readonly ListedPoint[]>> {
  const lists = new Map(points.flatMap(({ list }) => (list === null ? [] : [[list.path, list] as const])));
  const read = new Map<string, readonly ListedPoint[]>();
  for (const [path, list] of lists) read.set(path, readListedPoints((await readSmall(list)) ?? ''));
  return read;
}

interface Taking {
  readonly library: Library;
  readonly look: Look;
  readonly tally: ImportTally;
}

/** Points whose counts changed. Answers the signatures that have new evidence. */
async function takeCounts(
  { library, look }: Taking,
  points: readonly PointBundle[],
  known: ReadonlyMap<string, SourceFile>,
): Promise<readonly string[]> {
  const { database, clock } = library;
  const changed = points.filter((point) => countsOf(point).some((file) => !isUnchanged(known, file)));
  const listed = await readLists(changed);
  const signatures: string[] = [];
  const files = new Map<string, SourceFile>();
  for (const point of changed) {
    if (look.signal.aborted) return signatures;
    const facts = await factsOf(point, listed);
    if (keepPoint(database, point.id, facts, clock())) signatures.push(...signaturesOfPoint(database, point.id));
    for (const { path, stamp } of countsOf(point)) files.set(path, { stamp, app: null });
  }
  keepSourceFiles(database, files);
  return signatures;
}

/** A point whose counts nobody wrote down is one all the same. */
function enterPoints({ library: { database, clock } }: Taking, points: readonly PointBundle[]): void {
  for (const { id, point } of points) {
    if (!database.get('SELECT 1 FROM points WHERE id = ?', id)) {
      keepPoint(database, id, { point, filters: [], listed: [] }, clock());
    }
  }
}

/** Logs that are new. Answers the signatures that changed. */
async function takeLogs(
  { library, look, tally }: Taking,
  points: readonly PointBundle[],
  known: ReadonlyMap<string, SourceFile>,
): Promise<readonly string[]> {
  const { database } = library;
  const byPath = new Map<string, { readonly point: string; readonly file: FoundFile }>();
  for (const { id, logs } of points) {
    for (const file of logs) if (!isUnchanged(known, file)) byPath.set(file.path, { point: id, file });
  }
  const items = Array.from(byPath.values(), ({ file: { path, name } }): StudyItem => {
    return { source: { kind: 'file', path }, fileName: name, incidental: false };
  });
  const changed: string[] = [];
  await studyAll(library, items, look.signal, async (outcomes, _done, batch) => {
    const link = (kept: readonly (string | null)[]): void => {
      for (const [index, { source }] of batch.entries()) {
        const log = source.kind === 'file' ? byPath.get(source.path) : undefined;
        if (log === undefined || outcomes[index]?.kind === 'cancelled') continue;
        const report = kept[index] ?? null;
        if (report !== null) linkPoint(database, log.point, report);
        keepSourceFiles(database, [[log.file.path, { stamp: log.file.stamp, app: null }]]);
      }
    };
    const commit = (): Promise<readonly string[]> =>
      commitImport(library, outcomes, tally, { sample: false, source: 'organizer' }, link);
    const ids = await withNews(library, look.arrival, commit);
    changed.push(...ids);
    library.events.emit('library.changed', { signatures: ids, moved: [] });
  });
  return changed;
}

/** One look at Xcode's folder of products. Throws what the database throws. */
export async function lookAtOrganizer(library: Library, look: Look, tally: ImportTally): Promise<Looked> {
  const { files, points, faults, isComplete } = await findPoints(look.path, look.signal);
  const taking = { library, look, tally };
  const settled = points.filter(({ logs }) => logs.every((file) => isSettled(file, library.clock())));
  enterPoints(taking, settled);
  await takeLogs(taking, settled, look.known);
  const signatures = await takeCounts(taking, settled, look.known);
  if (signatures.length > 0) library.events.emit('library.changed', { signatures, moved: [] });
  return { files, faults, isComplete, isSettled: settled.length === points.length };
}
