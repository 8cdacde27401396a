/** An open library: its database, its workers, its clock and its voice. What every verb of the inbox is given. */
import type { Fault } from '../../shared/result.ts';
import type { Database } from '../store/database.ts';
import { faultOf } from '../store/faults.ts';
import type { OriginalsLibrary } from '../store/compact.ts';
import { placesOf } from '../store/original-places.ts';
import { lostAmong } from '../store/originals.ts';
import { knownIds } from '../store/reports.ts';
import { keepResolved, rememberedBuilds, resolvedOf } from '../store/resolved.ts';
import type { Resolved } from '../store/resolved.ts';
import { listSlices } from '../store/slices.ts';
import type { SymbolEngine } from '../symbols/engine.ts';
import type { EventBus } from './events.ts';
import type { Pool } from './pool.ts';
import type { Question, QuestionAnswer } from './protocol.ts';

export interface Library {
  /** Its folder. */
  readonly path: string;
  readonly database: Database;
  readonly pool: Pool;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly events: EventBus;
  /** For what went wrong where nobody waits for an answer. */
  readonly complain: (fault: Fault) => void;
  /** Regrouping is done by one at a time: two would do the same work twice. */
  readonly oneAtATime: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/** Runs one piece of work after the other, whatever became of the one before. */
export function createTurns(): Library['oneAtATime'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => null);
    return mine;
  };
}

/** Answers what workers ask. `engine` is asked on their behalf where it runs other programs. */
export async function answerQuestion(
  { path, database }: OriginalsLibrary,
  engine: SymbolEngine,
  question: Question,
): Promise<QuestionAnswer> {
  switch (question.kind) {
    case 'known': {
      const known = knownIds(database, question.ids);
      // What is known but was lost is taken in once more: its bytes come back.
      const lost = lostAmong({ path, database }, known);
      return { kind: 'known', value: known.filter((id) => !lost.has(id)) };
    }
    case 'places':
      return { kind: 'places', value: placesOf(database, question.ids) };
    case 'remembered':
      return { kind: 'remembered', value: rememberedBuilds(database, question.uuids) };
    case 'recall':
      return { kind: 'recall', value: recall(database, question.wanted) };
    case 'lookup':
      return { kind: 'lookup', value: await engine.lookup(question.slice, question.addresses) };
  }
}

function recall(database: Database, wanted: Extract<Question, { kind: 'recall' }>['wanted']): readonly Resolved[] {
  return wanted.flatMap(({ uuid, offsets }) =>
    [...resolvedOf(database, uuid, offsets)].map(([address, answer]) => ({ uuid, address, answer })),
  );
}

/** Tells the workers which symbols the library knows. */
export function refreshSymbols(library: Library): void {
  library.pool.setSymbols(listSlices(library.database));
}

/** Keeps what dSYMs said. It can be asked again: failing to keep it is a complaint, no fault of what was asked. */
export function rememberResolved(library: Library, resolved: readonly Resolved[]): void {
  if (resolved.length === 0) return;
  try {
    library.database.transaction(() => keepResolved(library.database, resolved));
  } catch (thrown) {
    library.complain(faultOf(thrown));
  }
}
