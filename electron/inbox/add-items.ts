/** Reads things and adds them to the library, batch by batch; files of several reports with all of these. */
import { setImmediate } from 'node:timers/promises';
import { INSIDE } from '../containers/names.ts';
import type { Database } from '../store/database.ts';
import { countReports } from '../store/reports.ts';
import { refreshSomeLines } from '../store/search-lines.ts';
import { studyAll } from './batches.ts';
import type { StudyList } from './batches.ts';
import { commitImport } from './commit.ts';
import { stopWhereFull } from './full-disk.ts';
import type { Gathering } from './gathering.ts';
import { sayProgress } from './import-job.ts';
import type { ImportJob } from './import-job.ts';
import type { Library } from './library.ts';
import { withNews } from './news.ts';
import type { Outcome, PackedSource, StudyItem } from './protocol.ts';
import type { ImportTally } from './tally.ts';

/** Milliseconds between events: a window that asks again after each must keep up. */
const EVENT_INTERVAL = 250;
/** Things from which on an import that at least doubles the library is in bulk: what is searched is gathered at its end. */
const BULK = 5000;
/** Signatures whose lines are gathered at a time. */
const STEP = 100;
/** Signatures named in one event; of more it is simplest to ask for all. */
const MAX_NAMED = 500;

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

/** What turned out to be something else. */
export interface NoReports {
  /** Paths of symbols. */
  readonly symbols: string[];
  /** What packs other files. */
  readonly containers: { readonly source: PackedSource; readonly fileName: string }[];
  /** Ids of originals that were kept as unread, and are several reports or pack others. */
  readonly wholes: string[];
}

export interface AddOptions {
  readonly tally: ImportTally;
  /** For what lies beside the items; null where nothing is looked for. */
  readonly gathering?: Gathering;
  /** How far the whole is: called with how many of these items are done. */
  readonly progress: (done: number) => void;
}

/** The reports that items hold, as things to read. A part is never taken apart again: it is one report. */
function partsOf(
  outcomes: readonly Outcome[],
  items: readonly StudyItem[],
  gathering: Gathering | undefined,
): readonly StudyItem[] {
  const encoder = new TextEncoder();
  const parts: StudyItem[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const whole = items[index];
    if (outcome.kind !== 'parts' || whole === undefined) continue;
    for (const { name, text } of outcome.parts) {
      const fileName = whole.fileName + INSIDE + name;
      const part: StudyItem = { source: { kind: 'bytes', bytes: encoder.encode(text) }, fileName, incidental: false };
      gathering?.follow(part, whole);
      parts.push(part);
    }
  }
  return parts;
}

/** What searches look through, in steps that keep nobody waiting. Where it is cut short, the next search does it. */
async function gatherLines(database: Database): Promise<void> {
  while (refreshSomeLines(database, STEP)) await setImmediate();
}

/** Reads items and adds them; answers what is something else than a report. */
export async function addItems(
  library: Library,
  job: ImportJob,
  items: StudyList,
  { tally, gathering, progress }: AddOptions,
): Promise<NoReports> {
  const announcer = new Announcer(library);
  const others: NoReports = { symbols: [], containers: [], wholes: [] };
  const isBulk = items.length >= Math.max(BULK, countReports(library.database));
  const manner = { sample: job.sample, source: job.source ?? 'file', isBulk } as const;

  const add = async (outcomes: readonly Outcome[], studied: readonly StudyItem[]): Promise<void> => {
    const note = (kept: readonly (string | null)[]): void => {
      for (const [index, item] of studied.entries()) {
        const id = kept[index] ?? null;
        if (id !== null) gathering?.noteKept(item, id);
      }
    };
    const commit = (): Promise<readonly string[]> => commitImport(library, outcomes, tally, manner, note);
    announcer.add(await (job.sample ? commit() : withNews(library, job.arrival ?? 'import', commit)));
    // What could be kept of them was committed just now, and stays.
    stopWhereFull(outcomes);
    for (const [index, outcome] of outcomes.entries()) {
      const source = studied[index]?.source;
      const isWhole = outcome.kind === 'parts' || outcome.kind === 'container';
      if (isWhole && source?.kind === 'original') others.wholes.push(source.id);
      if (outcome.kind === 'symbols') others.symbols.push(outcome.path);
      if (outcome.kind === 'container') others.containers.push(outcome);
    }
  };

  try {
    await studyAll(library, items, job.signal, async (outcomes, done, studied) => {
      await add(outcomes, studied);
      const parts = partsOf(outcomes, studied, gathering);
      if (parts.length > 0) await studyAll(library, parts, job.signal, (mine, _, those) => add(mine, those));
      progress(done);
    });
    if (isBulk) await gatherLines(library.database);
  } finally {
    announcer.flush();
  }
  return others;
}

/** A progress that says `reading`, after what was done before; `total` is null while nobody knows. */
export function readingProgress(
  library: Library,
  job: ImportJob,
  total: number | null,
  before = 0,
): (done: number) => void {
  return (done) => sayProgress(library, job, 'reading', before + done, total);
}
