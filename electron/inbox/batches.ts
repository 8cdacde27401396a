/**
 * Sends things to be studied to the workers in batches and hands back what became of each batch. A batch that costs a
 * worker its life is tried again thing by thing, so that only the one to blame is lost.
 */
import type { Fault } from '../../shared/result.ts';
import type { Library } from './library.ts';
import { decodeOutcomes } from './protocol.ts';
import type { Outcome, StudyItem } from './protocol.ts';

/** Things in a batch, which is one transaction: the more, the less each costs, and the longer the host is away. */
const [SMALLEST, LARGEST] = [48, 256];
/** Batches of which smaller imports are made, so that workers and database have something to do at the same time. */
const BATCHES = 8;
/** Batches under way beyond what workers can take, so that none waits for the database. */
const AHEAD = 2;

/** Things to study: a list, or what gives parts of one. */
export interface StudyList {
  readonly length: number;
  slice(start: number, end: number): readonly StudyItem[];
}

/** Lists up to the smallest batch are never cut: whoever adds few may count on one transaction. */
function* cut(items: StudyList): Generator<readonly StudyItem[]> {
  const size = Math.min(LARGEST, Math.max(SMALLEST, Math.ceil(items.length / BATCHES)));
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function failed(item: StudyItem, fault: Fault): Outcome {
  if (fault.kind === 'cancelled') return { kind: 'cancelled' };
  const file = item.source.kind === 'file' ? item.source.path : item.fileName;
  return { kind: 'refused', file, fault };
}

/** What became of a batch: read when its turn to be committed comes, so that little waits in memory. */
type Outcomes = () => readonly Outcome[];

async function studyBatch(library: Library, items: readonly StudyItem[], signal: AbortSignal): Promise<Outcomes> {
  const answered = await library.pool.run<'study'>({ kind: 'study', items }, signal);
  if (answered.ok) return () => decodeOutcomes(answered.value);
  if (items.length === 1 || answered.fault.kind === 'cancelled') {
    return () => items.map((item) => failed(item, answered.fault));
  }
  const outcomes: Outcomes[] = [];
  for (const item of items) outcomes.push(await studyBatch(library, [item], signal));
  return () => outcomes.flatMap((one) => one());
}

/**
 * Studies all items; `commit` is called for one batch after the other, in the order in which they are done, with an outcome
 * for each of its items.
 * What `commit` throws ends it: batches under way are cancelled and the throw goes on to the caller.
 */
export async function studyAll(
  library: Library,
  items: StudyList,
  signal: AbortSignal,
  commit: (outcomes: readonly Outcome[], done: number, items: readonly StudyItem[]) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const waiting = cut(items);
  let [done, last] = [0, Promise.resolve()];
  const work = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && !either.aborted; next = waiting.next()) {
      const batch = next.value;
      const outcomes = await studyBatch(library, batch, either);
      done += batch.length;
      const mine = done;
      // One commit after the other: `commit` may wait for files.
      last = last.then(() => commit(outcomes(), mine, batch));
      await last;
    }
  };
  try {
    await Promise.all(Array.from({ length: library.pool.batches + AHEAD }, work));
  } finally {
    stop.abort();
  }
}
