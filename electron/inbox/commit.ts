/** Writes what workers found: one batch, one transaction. */
import { addReport, findReport, findTwin, regroupReport } from '../store/reports.ts';
import type { ReportFacts } from '../store/reports.ts';
import { followGroup } from '../store/decisions.ts';
import { destinationOf } from '../store/merges.ts';
import { relinkLog } from '../store/submissions.ts';
import { removeOriginal } from '../store/originals.ts';
import { keepResolved } from '../store/resolved.ts';
import { Sums } from '../store/sums.ts';
import { findUnread, forgetUnread, keepUnread } from '../store/unread.ts';
import { countWaitsOf, noteArrivals } from '../store/waits.ts';
import type { Library } from './library.ts';
import type { Outcome } from './protocol.ts';
import type { ImportTally } from './tally.ts';

type Read = Extract<Outcome, { kind: 'report' }>;
type Unread = Extract<Outcome, { kind: 'unread' }>;

/** A batch under way: what it changes and what it leaves to be done after the commit. */
interface Batch {
  readonly library: Library;
  readonly sums: Sums;
  readonly tally: ImportTally;
  readonly sample: boolean;
  /** Hashes of originals that nothing refers to. */
  readonly orphans: string[];
}

/** Answers the id of the report that has the content now. */
function addRead({ library, sums, tally, sample, orphans }: Batch, outcome: Read): string {
  const { database, clock } = library;
  const facts: ReportFacts = { ...outcome.facts, importedAt: clock(), sample };
  const known = findReport(database, facts.id) ?? findTwin(database, facts);
  forgetUnread(database, facts.id);
  if (known) {
    if (known.id !== facts.id) {
      orphans.push(facts.id);
      relinkLog(database, facts.id, known.id);
    }
    tally.met(known.id, facts.crashedAt);
    return known.id;
  }
  addReport(database, sums, facts, outcome.grouping);
  keepResolved(database, outcome.resolved);
  // Symbols that came while it was read are news to it.
  noteArrivals(
    database,
    outcome.grouping.waits.map(({ uuid }) => uuid),
  );
  tally.added(facts.id, facts.crashedAt);
  return facts.id;
}

function addUnread({ library, tally, sample }: Batch, outcome: Unread): void {
  const { database, clock } = library;
  const { id, fileName, bytes, fault, beginning } = outcome;
  if (findReport(database, id)) return tally.met(id, null);
  keepUnread(database, { id, fileName, bytes, importedAt: clock(), fault, beginning, sample });
  tally.unread(fault);
}

function addKnown({ library, tally }: Batch, id: string): void {
  // What is known as unread only is no duplicate of a report: it is said again why it is none.
  const kept = findUnread(library.database, id);
  if (kept === null) tally.met(id, null);
  else tally.unread(kept.fault);
}

/** Answers under which id the content is kept; null where nothing is. */
function addOutcome(batch: Batch, outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'report':
      return addRead(batch, outcome);
    case 'unread':
      addUnread(batch, outcome);
      return outcome.id;
    case 'known':
      addKnown(batch, outcome.id);
      return outcome.id;
    case 'passed-over':
      batch.tally.passedOver();
      return null;
    case 'refused':
      batch.tally.refused(outcome.file, outcome.fault);
      return null;
    case 'symbols':
    case 'cancelled':
      return null;
  }
}

/**
 * Adds a batch to the library; answers the ids of signatures that changed. Throws what the database throws. `alongside` is
 * called in the same transaction, with the id under which each outcome's content is kept.
 */
export async function commitImport(
  library: Library,
  outcomes: readonly Outcome[],
  tally: ImportTally,
  sample: boolean,
  alongside?: (kept: readonly (string | null)[]) => void,
): Promise<readonly string[]> {
  const orphans: string[] = [];
  const changed = library.database.transaction(() => {
    const batch: Batch = { library, sums: new Sums(library.database), tally: tally.fork(), sample, orphans };
    const kept = outcomes.map((outcome) => addOutcome(batch, outcome));
    alongside?.(kept);
    const { changed } = batch.sums.flush();
    return { changed, tally: batch.tally };
  });
  tally.join(changed.tally);
  for (const id of orphans) await removeOriginal(library.path, id);
  return changed.changed;
}

/** Groups that lose reports, and where these go: `from` → `to` → how many. */
export type Migration = Map<string, Map<string, number>>;

/** What a regrouped batch did. */
export interface Regrouped {
  readonly changed: readonly string[];
  /** Groups that became part of another. */
  readonly moved: readonly (readonly [from: string, to: string])[];
  /** Reports that wait for less than before. */
  readonly improved: number;
}

function mainDestination(destinations: ReadonlyMap<string, number>): string | null {
  const [most] = [...destinations].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

function note(migration: Migration, from: string, to: string): void {
  if (from === to) return;
  const destinations = migration.get(from) ?? new Map<string, number>();
  migration.set(from, destinations.set(to, (destinations.get(to) ?? 0) + 1));
}

/**
 * Puts reports that were read anew where they belong now. A group that lost its last report leaves its decisions to the
 * group that took most of them; `migration` remembers over batches which that is.
 */
export function commitRegrouping(library: Library, outcomes: readonly Outcome[], migration: Migration): Regrouped {
  const { database } = library;
  return database.transaction(() => {
    const sums = new Sums(database);
    let improved = 0;
    for (const outcome of outcomes) {
      if (outcome.kind !== 'report') continue;
      const before = findReport(database, outcome.facts.id);
      if (!before) continue;
      const waited = countWaitsOf(database, before.key);
      const group = regroupReport(database, sums, before.id, outcome.facts.app, outcome.grouping);
      keepResolved(database, outcome.resolved);
      note(migration, before.signature, group);
      if (countWaitsOf(database, before.key) < waited) improved += 1;
    }
    const { changed, emptied } = sums.flush();
    const moved: (readonly [string, string])[] = [];
    for (const from of emptied) {
      const routed = destinationOf(database, from);
      const to = routed === from ? mainDestination(migration.get(from) ?? new Map()) : routed;
      if (to === null) continue;
      followGroup(database, from, to);
      moved.push([from, to]);
    }
    return { changed, moved, improved };
  });
}
