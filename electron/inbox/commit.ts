/** Writes what workers found: one batch, one transaction. */
import type { Source } from '../../shared/contract.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from '../store/database.ts';
import {
  addReport,
  findReport,
  findSame,
  findTwin,
  knownContents,
  knownIds,
  knownIncidents,
  regroupReport,
} from '../store/reports.ts';
import type { ReportFacts, StoredReport } from '../store/reports.ts';
import { followGroup } from '../store/decisions.ts';
import { noteFirstSource, noteSource } from '../store/report-sources.ts';
import { destinationOf } from '../store/merges.ts';
import { relinkLog } from '../store/submissions.ts';
import { enterPack, forgetPlace, keepPlace, noteDead } from '../store/original-places.ts';
import { lostAmong, removeOriginal } from '../store/originals.ts';
import type { PackPlace } from '../store/packs.ts';
import { refreshPriorities } from '../store/priorities.ts';
import { keepResolved } from '../store/resolved.ts';
import { Sums } from '../store/sums.ts';
import { countUnread, findUnread, forgetUnread, keepUnread } from '../store/unread.ts';
import { countWaitsOf, noteArrivals } from '../store/waits.ts';
import type { Library } from './library.ts';
import type { Outcome } from './protocol.ts';
import type { ImportTally } from './tally.ts';
import { reviewArrivals, reviewMoved } from './triage-arrivals.ts';
import type { Arrival } from './triage-arrivals.ts';

type Read = Extract<Outcome, { kind: 'report' }>;
type Unread = Extract<Outcome, { kind: 'unread' }>;
type Known = Extract<Outcome, { kind: 'known' }>;

/** A batch under way: what it changes and what it leaves to be done after the commit. */
interface Batch {
  readonly library: Library;
  readonly sums: Sums;
  readonly tally: ImportTally;
  readonly sample: boolean;
  readonly source: Source;
  readonly arrivals: Arrival[];
  /** Hashes of originals, each a file, that nothing refers to. */
  readonly orphans: string[];
  /** Packs that are known to be in use. */
  readonly packs: Set<number>;
  readonly met: Met;
  /** Builds whose symbols reports wait for. */
  readonly waitedFor: Set<Uuid>;
}

/** What of a batch may be in the library already, asked once for all of it. */
interface Met {
  readonly ids: Set<string>;
  readonly incidents: Set<string>;
  readonly contents: Set<string>;
  hasUnread: boolean;
}

function meet(database: Database, outcomes: readonly Outcome[]): Met {
  const facts = outcomes.flatMap((outcome) => (outcome.kind === 'report' ? [outcome.facts] : []));
  const incidents = facts.flatMap(({ incident }) => (incident === null ? [] : [incident]));
  const contents = facts.flatMap(({ content }) => (content === null ? [] : [content]));
  return {
    ids: new Set(
      knownIds(
        database,
        facts.map(({ id }) => id),
      ),
    ),
    incidents: new Set(knownIncidents(database, incidents)),
    contents: new Set(contents.length === 0 ? [] : knownContents(database, contents)),
    hasUnread: countUnread(database) > 0,
  };
}

/** The report that has this content, or is of this very crash. */
function findKnown({ library, met }: Batch, facts: ReportFacts): StoredReport | null {
  const { database } = library;
  const byContent = met.ids.has(facts.id) ? findReport(database, facts.id) : null;
  if (byContent !== null) return byContent;
  if (facts.incident !== null) return met.incidents.has(facts.incident) ? findTwin(database, facts) : null;
  return facts.content !== null && met.contents.has(facts.content) ? findSame(database, facts.content) : null;
}

/** Refers to bytes that were written just now. */
function keepBytes({ library, packs }: Batch, id: string, place: PackPlace | null): void {
  if (place === null) return;
  if (!packs.has(place.pack)) enterPack(library.database, place.pack);
  packs.add(place.pack);
  if (!keepPlace(library.database, id, place)) noteDead(library.database, place.pack);
}

/** Bytes that were written just now of what is known: the library's own may have been lost. */
function restoreBytes(batch: Batch, id: string, place: PackPlace | null): void {
  const { library } = batch;
  if (lostAmong(library, [id]).size === 0) {
    if (place !== null) noteDead(library.database, place.pack);
    return;
  }
  forgetPlace(library.database, id);
  keepBytes(batch, id, place);
}

/** Bytes that were written just now, and that nobody wants. */
function dropBytes({ library, orphans }: Batch, id: string, place: PackPlace | null): void {
  if (place === null) orphans.push(id);
  else noteDead(library.database, place.pack);
}

/** Answers the id of the report that has the content now. */
function addRead(batch: Batch, outcome: Read): string {
  const { library, sums, tally, sample, source } = batch;
  const { database, clock } = library;
  const facts: ReportFacts = { ...outcome.facts, importedAt: clock(), sample };
  const arrival = { source, name: facts.fileName };
  const known = findKnown(batch, facts);
  if (batch.met.hasUnread) forgetUnread(database, facts.id);
  if (known) {
    if (known.id !== facts.id) {
      dropBytes(batch, facts.id, outcome.place);
      relinkLog(database, facts.id, known.id);
    } else restoreBytes(batch, facts.id, outcome.place);
    noteSource(database, known.id, arrival, facts.importedAt);
    tally.met(known.id, facts.crashedAt);
    return known.id;
  }
  addReport(database, sums, facts, outcome.grouping);
  noteFirstSource(database, facts.id, arrival, facts.importedAt);
  batch.arrivals.push(facts);
  keepBytes(batch, facts.id, outcome.place);
  keepResolved(database, outcome.resolved);
  for (const { uuid } of outcome.grouping.waits) batch.waitedFor.add(uuid);
  batch.met.ids.add(facts.id);
  if (facts.incident !== null) batch.met.incidents.add(facts.incident);
  if (facts.content !== null) batch.met.contents.add(facts.content);
  tally.added(facts.id, facts.crashedAt);
  return facts.id;
}

function addUnread(batch: Batch, outcome: Unread): void {
  const { library, tally, sample } = batch;
  const { database, clock } = library;
  const { id, fileName, bytes, fault, beginning } = outcome;
  if (findUnread(database, id) === null) keepBytes(batch, id, outcome.place);
  else restoreBytes(batch, id, outcome.place);
  if (findReport(database, id)) return tally.met(id, null);
  batch.met.hasUnread = true;
  keepUnread(database, { id, fileName, bytes, importedAt: clock(), fault, beginning, sample });
  tally.unread(fault);
}

function addKnown({ library, tally, source, met }: Batch, { id, fileName }: Known): void {
  const { database, clock } = library;
  // What is known as unread only is no duplicate of a report: it is said again why it is none.
  const kept = met.hasUnread ? findUnread(database, id) : null;
  if (kept !== null) return tally.unread(kept.fault);
  noteSource(database, id, { source, name: fileName }, clock());
  tally.met(id, null);
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
      addKnown(batch, outcome);
      return outcome.id;
    case 'passed-over':
      batch.tally.passedOver();
      return null;
    case 'refused':
      batch.tally.refused(outcome.file, outcome.fault);
      return null;
    case 'container':
    case 'parts':
    case 'symbols':
    case 'cancelled':
      return null;
  }
}

/** How a batch came. */
export interface Manner {
  /** Samples are marked, so that they can be removed in one go. */
  readonly sample: boolean;
  readonly source: Source;
  /** It is one of very many batches, at whose end `refreshLines` is called. */
  readonly isBulk?: boolean;
}

/**
 * Adds a batch to the library; answers the ids of signatures that changed. Throws what the database throws. `alongside` is
 * called in the same transaction, with the id under which each outcome's content is kept.
 */
export async function commitImport(
  library: Library,
  outcomes: readonly Outcome[],
  tally: ImportTally,
  { sample, source, isBulk = false }: Manner,
  alongside?: (kept: readonly (string | null)[]) => void,
): Promise<readonly string[]> {
  const orphans: string[] = [];
  const changed = library.database.transaction(() => {
    const batch: Batch = {
      library,
      sums: new Sums(library.database, isBulk),
      tally: tally.fork(),
      sample,
      source,
      arrivals: [],
      orphans,
      packs: new Set(),
      met: meet(library.database, outcomes),
      waitedFor: new Set(),
    };
    const kept = outcomes.map((outcome) => addOutcome(batch, outcome));
    alongside?.(kept);
    // Symbols that came while a report was read are news to it.
    noteArrivals(library.database, [...batch.waitedFor]);
    const { changed } = batch.sums.flush();
    reviewArrivals(library.database, batch.arrivals, library.clock());
    return { changed, tally: batch.tally };
  });
  tally.join(changed.tally);
  for (const id of orphans) await removeOriginal(library, id);
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
  const { database, clock } = library;
  return database.transaction(() => {
    const sums = new Sums(database);
    const regrouped: Arrival[] = [];
    let improved = 0;
    for (const outcome of outcomes) {
      if (outcome.kind !== 'report') continue;
      const before = findReport(database, outcome.facts.id);
      if (!before) continue;
      const waited = countWaitsOf(database, before.key);
      const group = regroupReport(database, sums, before.id, outcome.facts, outcome.grouping);
      keepResolved(database, outcome.resolved);
      note(migration, before.signature, group);
      if (before.signature !== group) regrouped.push({ ...outcome.facts, importedAt: before.importedAt });
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
    reviewMoved(database, regrouped, clock());
    refreshPriorities(database, changed);
    return { changed, moved, improved };
  });
}
