/**
 * Merging and splitting: routes and splits are written, reports move to where these lead, and decisions go with them.
 * Only inside a transaction.
 */
import { digest } from '../../shared/signature/hash.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Database } from '../store/database.ts';
import { decide, decisionOf } from '../store/decisions.ts';
import { mergeDecisions } from '../store/decisions-merge.ts';
import { UNDECIDED } from '../store/decisions-row.ts';
import { groupKey } from '../store/groups.ts';
import type { DecisionChange, Regrouped } from '../store/journal.ts';
import { forgetFaces, putFace, saveFace, shownFace } from '../store/merges-faces.ts';
import { settleGroups } from '../store/merges-move.ts';
import { destinationOf, routeOf, setRoute, setSplit, splitOf } from '../store/merges.ts';
import type { Route, Split } from '../store/merges.ts';
import { refreshPriorities } from '../store/priorities.ts';
import { findReport } from '../store/reports.ts';
import type { StoredReport } from '../store/reports.ts';
import { Sums } from '../store/sums.ts';
import { difference } from './triage-changes.ts';

/** What merging or splitting came to. */
export interface Regrouping {
  readonly regrouped: Regrouped;
  readonly changes: readonly DecisionChange[];
  /** Signatures that were changed, and that are still there. */
  readonly signatures: readonly string[];
  readonly moved: readonly (readonly [from: string, to: string])[];
  /** The group that was merged into, or split. */
  readonly title: string;
}

/** Groups that changed. */
interface Settled {
  readonly changed: readonly string[];
  readonly moved: readonly (readonly [from: string, to: string])[];
}

/** Groups whose reports may belong elsewhere once these routes and splits are different. */
function affected(database: Database, { routes, splits }: Regrouped): ReadonlySet<string> {
  const groups = routes.map(({ id }) => destinationOf(database, id));
  const reports = splits.map(({ report }) => findReport(database, report)?.signature);
  return new Set([...groups, ...reports.filter((id) => id !== undefined)]);
}

/** Keeps the faces of groups that are about to be put together or taken apart. */
function keepFaces(database: Database, { routes, splits }: Regrouped): void {
  const groups = new Set(routes.flatMap(({ id, after }) => (after === null ? [id] : [id, after.into])));
  for (const id of groups) {
    const key = groupKey(database, destinationOf(database, id));
    if (key !== null) saveFace(database, key);
  }
  const newest = new Map<string, StoredReport>();
  for (const { report, after } of splits) {
    const stored = findReport(database, report);
    if (!stored || after === null) continue;
    const known = newest.get(after.signature);
    if (known === undefined || known.key < stored.key) newest.set(after.signature, stored);
  }
  for (const [id, { key, signature }] of newest) {
    const parent = groupKey(database, signature);
    const face = parent === null ? null : shownFace(database, parent);
    if (parent === null || !face) continue;
    saveFace(database, parent);
    putFace(database, id, key, face);
  }
}

/** Makes routes and splits be as they were before or after, and moves the reports. */
export function applyRegrouped(database: Database, regrouped: Regrouped, side: 'before' | 'after'): Settled {
  const groups = affected(database, regrouped);
  if (side === 'after') keepFaces(database, regrouped);
  for (const route of regrouped.routes) setRoute(database, route.id, route[side]);
  for (const split of regrouped.splits) {
    // What is no longer there cannot be held in a group.
    if (side === 'before' || findReport(database, split.report)) setSplit(database, split.report, split[side]);
  }
  const sums = new Sums(database);
  const went = settleGroups(database, sums, groups);
  const { changed, emptied } = sums.flush();
  const moved = emptied.flatMap((from) => {
    const [to] = went.get(from) ?? [];
    return to === undefined ? [] : [[from, to] as const];
  });
  forgetFaces(database);
  const gone = new Set(emptied);
  const alive = changed.filter((id) => !gone.has(id));
  refreshPriorities(database, alive);
  return { changed: alive, moved };
}

interface Described {
  readonly key: number;
  readonly title: string;
  readonly name: string;
  readonly bundleId: string | null;
}

function describe(database: Database, id: string): Described | null {
  const key = groupKey(database, id);
  const row = database.get(
    'SELECT title, name, bundle_id FROM signatures JOIN apps ON apps.key = signatures.app WHERE id = ?',
    id,
  );
  if (key === null || !row) return null;
  const [title, name, bundleId] = [row['title'], row['name'], row['bundle_id']];
  return { key, title: String(title), name: String(name), bundleId: typeof bundleId === 'string' ? bundleId : null };
}

/** One app, also where some of its reports do not say its bundle id. */
function isOneApp(mine: Described, theirs: Described): boolean {
  if (mine.bundleId !== null && theirs.bundleId !== null) return mine.bundleId === theirs.bundleId;
  return mine.name === theirs.name;
}

/** Takes the decisions of groups that are about to go into another; they are written down so that they can come back. */
function joinDecisions(database: Database, sources: readonly string[], into: string): readonly DecisionChange[] {
  const before = decisionOf(database, into);
  const after = sources.reduce((joined, id) => mergeDecisions(joined, decisionOf(database, id)), before);
  const kept = difference(before, after);
  const lost = difference(after, before);
  const changes = sources.map((id): DecisionChange => ({
    signature: id,
    before: decisionOf(database, id),
    after: UNDECIDED,
  }));
  for (const id of sources) decide(database, id, UNDECIDED);
  decide(database, into, kept);
  return Object.keys(kept).length === 0 ? changes : [...changes, { signature: into, before: lost, after: kept }];
}

/** All reports of `sources` become part of `into`; all are ids of groups that are there. */
export function mergeGroups(
  database: Database,
  {
    sources,
    into,
    reason,
    now,
  }: { readonly sources: readonly string[]; readonly into: string; readonly reason: string; readonly now: number },
): Result<Regrouping> {
  const target = describe(database, into);
  if (!target) return fail({ kind: 'not-found', message: 'The signature to merge into is no longer in the library.' });
  const parts = sources.filter((id) => id !== into);
  if (parts.length === 0) return fail({ kind: 'bad-input', message: 'A signature cannot be merged into itself.' });
  const routes: { readonly id: string; readonly before: Route | null; readonly after: Route }[] = [];
  for (const id of parts) {
    const part = describe(database, id);
    if (!part) return fail({ kind: 'not-found', message: 'A signature to merge is no longer in the library.' });
    if (!isOneApp(part, target)) {
      const apps = `${part.name} and ${target.name}`;
      return fail({ kind: 'bad-input', message: `Signatures of different apps cannot be merged: ${apps}.` });
    }
    const route = { into, kind: 'merged', title: part.title, reason, at: now } as const;
    routes.push({ id, before: routeOf(database, id), after: route });
  }
  const regrouped: Regrouped = { routes, splits: [] };
  const changes = joinDecisions(database, parts, into);
  const { moved } = applyRegrouped(database, regrouped, 'after');
  return ok({ regrouped, changes, signatures: [into], moved, title: target.title });
}

/** These reports of a group become one of their own. */
export function splitGroup(
  database: Database,
  {
    group,
    reports,
    reason,
    now,
  }: { readonly group: string; readonly reports: readonly string[]; readonly reason: string; readonly now: number },
): Result<Regrouping> {
  const parent = describe(database, group);
  if (!parent) return fail({ kind: 'not-found', message: 'This signature is no longer in the library.' });
  const chosen = [...new Set(reports)];
  const found = chosen.map((id) => findReport(database, id));
  if (found.some((report) => report?.signature !== group)) {
    return fail({
      kind: 'outdated',
      message: 'Some of these reports are no longer part of this signature. Nothing was changed.',
    });
  }
  const all = Number(
    database.get('SELECT count(*) AS reports FROM reports WHERE signature = ?', parent.key)?.['reports'],
  );
  if (chosen.length >= all) {
    return fail({
      kind: 'bad-input',
      message: 'These are all reports of this signature: nothing would be left of it.',
    });
  }
  const id = `split-${digest([group, String(now), ...chosen.toSorted()])}`;
  const split: Split = { signature: id, parent: group, title: parent.title, reason, at: now };
  const splits = chosen.map((report) => ({ report, before: splitOf(database, report), after: split }));
  const regrouped: Regrouped = { routes: [], splits };
  const { moved } = applyRegrouped(database, regrouped, 'after');
  return ok({ regrouped, changes: [], signatures: [group, id], moved, title: parent.title });
}

/** What nobody decided, but was noted of a group that is no more (that it was seen), is of no use to anybody. */
export function forgetEmptied(database: Database, moved: Settled['moved']): void {
  for (const [from] of moved) if (groupKey(database, from) === null) decide(database, from, UNDECIDED);
}
