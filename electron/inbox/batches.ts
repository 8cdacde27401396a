/**
 * Sends things to be studied to the workers in batches and hands back what became of each batch. A batch that costs a
 * worker its life is tried again thing by thing, so that only the one to blame is lost.
 */
import type { Fault } from '../../shared/result.ts';
import { remembersAny } from '../store/resolved.ts';
import type { Library } from './library.ts';
import { decodeOutcomes } from './outcomes.ts';
import type { Outcome, StudyItem } from './protocol.ts';

/** Things in a batch. */
const [SMALLEST, LARGEST] = [32, 256];
/** Things that are never cut: whoever adds few may count on one transaction. */
const WHOLE = 48;
/** Things in a transaction at most: the more, the less each costs, and the longer the host is away. */
const LARGEST_COMMIT = 512;
/** Batches, and transactions, of which smaller imports are made, so that workers and database have something to do at the same time. */
const BATCHES = 16;
/** Batches under way beyond what workers can take, so that none waits for the database. */
const AHEAD = 2;

/** Things to study: a list, or what gives parts of one. */
export interface StudyList {
  readonly length: number;
  slice(start: number, end: number): readonly StudyItem[];
}

function* cut(items: StudyList): Generator<readonly StudyItem[]> {
  const least = items.length <= WHOLE ? WHOLE : SMALLEST;
  const size = Math.min(LARGEST, Math.max(least, Math.ceil(items.length / BATCHES)));
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function failed(item: StudyItem, fault: Fault): Outcome {
  if (fault.kind === 'cancelled') return { kind: 'cancelled' };
  const file = item.source.kind === 'file' ? item.source.path : item.fileName;
  return { kind: 'refused', file, fault };
}

/** What became of a batch: read when its turn to be committed comes, so that little waits in memory. */
type Outcomes = () => readonly Outcome[];

async function studyBatch(
  library: Library,
  items: readonly StudyItem[],
  run: number,
  signal: AbortSignal,
): Promise<Outcomes> {
  const answered = await library.pool.run<'study'>(
    { kind: 'study', items, run, remembersAny: remembersAny(library.database) },
    signal,
  );
  if (answered.ok) return () => decodeOutcomes(answered.value);
  if (items.length === 1 || answered.fault.kind === 'cancelled') {
    return () => items.map((item) => failed(item, answered.fault));
  }
  const outcomes: Outcomes[] = [];
  for (const item of items) outcomes.push(await studyBatch(library, [item], run, signal));
  return () => outcomes.flatMap((one) => one());
}

/** Takes in what became of some things: with how many are done by then, and these things. */
type Commit = (outcomes: readonly Outcome[], done: number, items: readonly StudyItem[]) => Promise<void>;

/** Batches on their way into the library: small ones wait for one another, since a transaction has its price. */
class Commits {
  readonly #commit: Commit;
  /** Things in a transaction, at least. */
  readonly #least: number;
  #waiting: { readonly outcomes: Outcomes; readonly items: readonly StudyItem[] }[] = [];
  #things = 0;
  #done = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(commit: Commit, least: number) {
    this.#commit = commit;
    this.#least = least;
  }

  /** Resolves when the next may come, so that few wait in memory; rejects with what a commit threw. */
  async add(outcomes: Outcomes, items: readonly StudyItem[]): Promise<void> {
    this.#waiting.push({ outcomes, items });
    this.#things += items.length;
    const before = this.#last;
    if (this.#things >= this.#least) this.#next();
    await before;
  }

  /** Resolves when all are in the library. */
  async finish(): Promise<void> {
    this.#next();
    await this.#last;
  }

  #next(): void {
    const waiting = this.#waiting;
    [this.#waiting, this.#things] = [[], 0];
    if (waiting.length === 0) return;
    // One commit after the other: `commit` may wait for files.
    this.#last = this.#last.then(() => {
      const items = waiting.flatMap((batch) => batch.items);
      this.#done += items.length;
      const outcomes = waiting.flatMap((batch) => batch.outcomes());
      return this.#commit(outcomes, this.#done, items);
    });
    // Whoever adds the next hears of it.
    this.#last.catch(() => null);
  }
}

let runs = 0;

/**
 * Studies all items; `commit` is called for some batches at a time, in the order in which they are done, with an outcome
 * for each of their items.
 * What `commit` throws ends it: batches under way are cancelled and the throw goes on to the caller.
 */
export async function studyAll(library: Library, items: StudyList, signal: AbortSignal, commit: Commit): Promise<void> {
  const run = runs++;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const waiting = cut(items);
  const commits = new Commits(commit, Math.min(LARGEST_COMMIT, Math.ceil(items.length / BATCHES)));
  const work = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && !either.aborted; next = waiting.next()) {
      const batch = next.value;
      await commits.add(await studyBatch(library, batch, run, either), batch);
    }
  };
  try {
    await Promise.all(Array.from({ length: library.pool.batches + AHEAD }, work));
    await commits.finish();
  } finally {
    stop.abort();
  }
}
