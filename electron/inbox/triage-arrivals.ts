/**
 * What comes, or the passing of time, does to decisions: regressions, and the end of being ignored. Called where reports
 * are written, inside the same transaction.
 */
import type { Database } from '../store/database.ts';
import { decide, decisionOf } from '../store/decisions.ts';
import { listClosed, listDueDecisions, listUndatedFixes } from '../store/decisions-due.ts';
import type { AppRelease, Decision } from '../store/decisions-row.ts';
import { faultOf } from '../store/faults.ts';
import { signaturesOf } from '../store/groups.ts';
import { refreshPriorities } from '../store/priorities.ts';
import { appOf, newestRelease } from '../store/releases.ts';
import type { ReportFacts } from '../store/reports.ts';
import type { Library } from './library.ts';
import { afterCrash, afterMoving, atTime } from './triage-returns.ts';

/** A report that was added to a signature, or found to be one of it. */
export type Arrival = Pick<ReportFacts, 'id' | 'version' | 'build' | 'importedAt'>;

function releaseOf({ version, build }: Arrival): AppRelease {
  return { version: version ?? '', build: build ?? '' };
}

function bySignature(database: Database, arrivals: readonly Arrival[]): ReadonlyMap<string, readonly Arrival[]> {
  const grouped = new Map<string, Arrival[]>();
  const ids = signaturesOf(
    database,
    arrivals.map(({ id }) => id),
  );
  for (const arrival of arrivals) {
    const id = ids.get(arrival.id);
    if (id === undefined) continue;
    const known = grouped.get(id);
    if (known) known.push(arrival);
    else grouped.set(id, [arrival]);
  }
  return grouped;
}

function change(database: Database, id: string, step: (decision: Decision) => Decision): void {
  const before = decisionOf(database, id);
  const after = step(before);
  if (after !== before) decide(database, id, after);
}

/** Reports were added. */
export function reviewArrivals(database: Database, arrivals: readonly Arrival[], now: number): void {
  const grouped = bySignature(database, arrivals);
  for (const id of listClosed(database, [...grouped.keys()])) {
    const reports = grouped.get(id) ?? [];
    change(database, id, (decision) =>
      reports.reduce((past, report) => afterCrash(past, releaseOf(report), now), decision),
    );
  }
  refreshPriorities(database, [...grouped.keys()]);
}

/**
 * Reports that were there turned out to be of another signature. One that came after that signature was declared fixed,
 * and is of a build with the fix, is a regression that was not known as one.
 */
export function reviewMoved(database: Database, moved: readonly Arrival[], now: number): void {
  const grouped = bySignature(database, moved);
  for (const id of listClosed(database, [...grouped.keys()])) {
    const reports = grouped.get(id) ?? [];
    change(database, id, (decision) => {
      const since = decision.decidedAt;
      const later = since === null ? [] : reports.filter(({ importedAt }) => importedAt > since);
      return later.reduce((past, report) => afterMoving(past, releaseOf(report), now), decision);
    });
  }
}

/** Opens what was ignored until a day that has come; answers their ids. */
function reviewDates({ database, clock }: Library): readonly string[] {
  const now = clock();
  // Most looks find nothing, and then nobody is kept from writing.
  const due = listDueDecisions(database, now);
  if (due.length === 0) return [];
  database.transaction(() => {
    for (const id of due) change(database, id, (decision) => atTime(decision, now));
  });
  return due;
}

/** What was declared fixed before such things were noted counts as fixed today. */
function dateFixes({ database, clock }: Library): void {
  const undated = listUndatedFixes(database);
  if (undated.length === 0) return;
  database.transaction(() => {
    for (const id of undated) {
      const app = appOf(database, id);
      if (app !== null) decide(database, id, { decidedAt: clock(), newest: newestRelease(database, app) });
    }
  });
}

/** Milliseconds between two looks at the calendar. */
const INTERVAL = 30_000;

/** Looks at the calendar, now and from time to time; answers how to stop. */
export function watchDates(library: Library, interval = INTERVAL): () => void {
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      library.complain(faultOf(thrown));
    }
  };
  const look = (): void => {
    const due = reviewDates(library);
    if (due.length > 0) library.events.emit('library.changed', { signatures: due, moved: [] });
  };
  guarded(() => dateFixes(library));
  guarded(look);
  const timer = setInterval(() => guarded(look), interval);
  timer.unref();
  return () => clearInterval(timer);
}
