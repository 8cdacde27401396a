/**
 * A library of 100,000 reports with 5,000 signatures: how long importing takes beside what `JSON.parse` alone needs for the
 * same bytes, how much memory the host needs for it, whether adding costs the same in a large library as in a small one, how
 * fast the host answers a window, and how the window itself does in a real browser. `--small` does it with 5,000 reports.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from './bundle.ts';
import { barred, compare, middle, percentile } from './figures.ts';
import type { Figure } from './figures.ts';
import { timeParsing, writeCrashes } from './inbox/files.ts';
import type { ImportAnswer, ImportOrder } from './inbox/import-process.ts';
import type { QueryTimes } from './inbox/query-process.ts';
import { canOpenWindow, measureWindow } from './inbox/window.ts';

const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'bench-inbox');
const [LARGE, SMALL] = [100_000, 5000];
/** Reports of the small library to which adding is compared, and of each step that adds to both. */
const [FEW, STEP] = [1000, 500];
const STEPS = 6;
const MEGA = 1_000_000;

/** How hosts are started: what is young in their memory needs no more than that. */
const HOST = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];

const run = promisify(execFile);

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function isAnswer(value: unknown): value is ImportAnswer {
  return typeof value === 'object' && value !== null && 'costs' in value && 'peak' in value;
}

function isTimes(value: unknown): value is QueryTimes {
  return typeof value === 'object' && value !== null && 'opening' in value && 'search' in value;
}

/** A folder with the programs as they are shipped, and where the libraries of one run are. */
class Workshop {
  readonly folder: string;
  #import = '';
  #query = '';
  #worker = '';

  constructor() {
    mkdirSync(CACHE, { recursive: true });
    this.folder = mkdtempSync(join(CACHE, 'run-'));
  }

  async build(): Promise<void> {
    writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}');
    const root = join(import.meta.dirname, '..', '..');
    this.#import = await bundle(join(import.meta.dirname, 'inbox', 'import-process.ts'), this.folder);
    this.#query = await bundle(join(import.meta.dirname, 'inbox', 'query-process.ts'), this.folder);
    this.#worker = await bundle(join(root, 'electron', 'inbox', 'worker.ts'), this.folder);
    await bundle(join(root, 'electron', 'inbox', 'reader.ts'), this.folder);
  }

  /** Imports in a process that did nothing before. */
  async import(imports: ImportOrder['imports']): Promise<ImportAnswer> {
    const order: ImportOrder = { worker: this.#worker, imports };
    const file = join(this.folder, 'order.json');
    writeFileSync(file, JSON.stringify(order));
    const answer = await this.#run(this.#import, file);
    if (!isAnswer(answer)) throw new Error('the import gave no figures');
    return answer;
  }

  /** Asks a library what windows ask, in a process that did nothing before. */
  async query(library: string): Promise<QueryTimes> {
    const times = await this.#run(this.#query, library, this.#worker);
    if (!isTimes(times)) throw new Error('the questions gave no figures');
    return times;
  }

  async #run(program: string, ...words: readonly string[]): Promise<unknown> {
    const { stdout } = await run(process.execPath, [...HOST, program, ...words]);
    return JSON.parse(stdout);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The whole import beside `JSON.parse`, which is timed before and after it: other work on the machine disturbs both. */
async function benchImport(workshop: Workshop, library: string, count: number): Promise<readonly Figure[]> {
  const folder = writeCrashes(CACHE, 0, count, say);
  const before = timeParsing(folder);
  say(`inbox: importing ${count} reports, ${Math.round(before.bytes / MEGA)} MB`);
  const { costs, peak } = await workshop.import([{ library, folder }]);
  const after = timeParsing(folder);
  const [cost] = costs;
  if (cost === undefined || cost.added !== count) throw new Error('not all reports were added');
  const parsing = (before.milliseconds + after.milliseconds) / 2;
  const note = `${count} reports, ${Math.round(before.bytes / MEGA)} MB; ${Math.round(cost.processor)} ms of processor time`;
  return [
    barred(compare('import', cost.milliseconds, 'JSON.parse of the same bytes', parsing, note), { ratio: 6 }),
    barred(
      { ...compare('import, memory of the host', peak / MEGA, 'none', null, 'peak of the process'), unit: 'MB' },
      { own: 400 },
    ),
  ];
}

/** Adds the same to a small library and to the large one, in turns and in one process. */
async function benchAdding(workshop: Workshop, large: string, count: number): Promise<readonly Figure[]> {
  const small = join(workshop.folder, 'small');
  const steps = Array.from({ length: STEPS }, (_, index) => writeCrashes(CACHE, LARGE + FEW + index * STEP, STEP, say));
  say('inbox: adding to a small and to a large library');
  const { costs } = await workshop.import([
    { library: small, folder: writeCrashes(CACHE, LARGE, FEW, say) },
    ...steps.flatMap((folder) => [
      { library: small, folder },
      { library: large, folder },
    ]),
  ]);
  const each = costs.slice(1).map(({ milliseconds }) => milliseconds / STEP);
  const [few, many] = [0, 1].map((place) => middle(each.filter((_, index) => index % 2 === place)));
  const note = `a report, median of ${STEPS} imports of ${STEP} reports`;
  const name = `adding to ${count} reports`;
  return [barred(compare(name, many ?? 0, `adding to ${FEW}`, few ?? 0, note), { ratio: 1.25 })];
}

/** What the host answers: pages, filters, orders and searches, each the 95th of a hundred. */
async function benchQueries(workshop: Workshop, library: string): Promise<readonly Figure[]> {
  say('inbox: asking');
  const { opening, page, filter, sort, search } = await workshop.query(library);
  const figure = (name: string, times: readonly number[], own: number): Figure =>
    barred(compare(name, percentile(times, 95), 'none', null, `95th percentile of ${times.length}`), { own });
  return [
    compare('opening and its first page', opening, 'none', null, 'once, in a fresh process'),
    figure('first page', page, 30),
    figure('filter', filter, 30),
    figure('sort', sort, 30),
    figure('search', search, 60),
  ];
}

/** The window in a browser. */
async function benchWindow(library: string): Promise<readonly Figure[]> {
  if (!canOpenWindow()) {
    console.error('inbox: the window needs npm run build, and a Chromium.');
    return [];
  }
  say('inbox: opening the window');
  const { interactive, frames, blank } = await measureWindow(library);
  const note = `95th percentile of ${frames.length} frames, ${blank} blank places`;
  const scrolling = barred(compare('scrolling, work for a frame', percentile(frames, 95), 'none', null, note), {
    own: 8,
  });
  return [
    barred(compare('window until it answers a key', interactive, 'none', null, 'the host was started before'), {
      own: 1500,
    }),
    blank === 0 ? scrolling : { ...scrolling, bar: { below: '8 ms and no blank place', holds: false } },
  ];
}

/** All figures of the inbox. */
export async function benchInbox(isSmall: boolean): Promise<readonly Figure[]> {
  const count = isSmall ? SMALL : LARGE;
  const workshop = new Workshop();
  try {
    await workshop.build();
    const library = join(workshop.folder, 'library');
    const imported = await benchImport(workshop, library, count);
    const asked = await benchQueries(workshop, library);
    const seen = await benchWindow(library);
    return [...imported, ...asked, ...seen, ...(await benchAdding(workshop, library, count))];
  } finally {
    workshop.remove();
  }
}
