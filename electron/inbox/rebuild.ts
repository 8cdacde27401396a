/**
 * Builds all that is derived anew from the original bytes: facts stay, groups and sums are made again with the rules of
 * today. Decisions follow their reports. Also run by itself when the rules changed since the library was grouped.
 */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { walkReports } from '../store/reports.ts';
import type { StoredReport } from '../store/reports.ts';
import { refreshLines } from '../store/search-lines.ts';
import { rebuildSums } from '../store/sums.ts';
import { studyAll } from './batches.ts';
import { commitRegrouping } from './commit.ts';
import type { Migration } from './commit.ts';
import type { Library } from './library.ts';
import { areRulesCurrent, noteRules } from './rules.ts';

/** Reports of one step. */
const STEP = 500;

/** Whether the groups, or what searches look through, were made by other rules than today's. */
export function isOutdated({ database }: Library): boolean {
  if (areRulesCurrent(database)) return false;
  const isEmpty = walkReports(database, 0, 1).length === 0;
  if (isEmpty) noteRules(database);
  return !isEmpty;
}

async function regroupStep(
  library: Library,
  reports: readonly StoredReport[],
  migration: Migration,
  signal: AbortSignal,
): Promise<number> {
  let read = 0;
  const items = reports.map(({ id, fileName }) => ({
    source: { kind: 'original', id } as const,
    fileName,
    incidental: false,
  }));
  await studyAll(library, items, signal, async (outcomes) => {
    read += outcomes.filter(({ kind }) => kind === 'report').length;
    const { changed, moved } = commitRegrouping(library, outcomes, migration);
    library.events.emit('library.changed', { signatures: changed, moved });
  });
  return read;
}

/** Groups all reports again. Answers how many were read; the others' originals are gone, and they stay as they are. */
export async function rebuildDerived(
  library: Library,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): Promise<Result<number>> {
  const { database, events } = library;
  const migration: Migration = new Map();
  let [after, read] = [0, 0];
  try {
    for (;;) {
      const reports = walkReports(database, after, STEP);
      const last = reports.at(-1);
      if (!last) break;
      after = last.key;
      // A turn for each step: an import that waits for symbols must not wait for all of this.
      await library.oneAtATime(async () => {
        read += await regroupStep(library, reports, migration, signal);
      });
      progress(read);
      if (signal.aborted) return fail({ kind: 'cancelled', message: 'Rebuilding was cancelled.' });
    }
    database.transaction(() => {
      rebuildSums(database);
      refreshLines(database);
      noteRules(database);
    });
  } catch (thrown) {
    return fail(faultOf(thrown));
  }
  events.emit('library.changed', { signatures: null, moved: [] });
  return ok(read);
}
