/**
 * What the user decides: acts on one signature or on thousands, each all or nothing, each written down so that it can be
 * undone and redone.
 */
import type { Act, ActSummary, CheckedInput, Outputs, Target } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { assigneesInUse } from '../store/assignees.ts';
import type { Database } from '../store/database.ts';
import { currentId, decide, decisionOf, followGroup } from '../store/decisions.ts';
import { groupKey } from '../store/groups.ts';
import { viewIds } from '../store/inbox.ts';
import { historyOf, markEntry, nextEntry, writeEntry } from '../store/journal.ts';
import type { DecisionChange, Entry, Regrouped } from '../store/journal.ts';
import { kindOfSignatures } from '../store/kinds.ts';
import { labelsInUse } from '../store/labels.ts';
import { listAppUsers, setAppUsers } from '../store/priorities.ts';
import { appOf, newestRelease, releaseLabels } from '../store/releases.ts';
import type { AppRelease } from '../store/decisions-row.ts';
import type { Library } from './library.ts';
import { changeOf } from './triage-changes.ts';
import type { DecidingAct } from './triage-changes.ts';
import { applyRegrouped, forgetEmptied, mergeGroups, splitGroup } from './triage-regroup.ts';
import { wordsOf, wordsOfNothing } from './triage-words.ts';

/** What deciding needs of a library. */
export type Desk = Pick<Library, 'database' | 'clock' | 'events'>;

/** Signatures named in one event; of more it is simplest to ask for all. */
const MAX_NAMED = 500;
/** Words of each kind that are offered. */
const MAX_WORDS = 200;
/** Labels that a signature may have. */
const MAX_LABELS = 100;

const GONE = { kind: 'not-found', message: 'This signature is no longer in the library.' } as const;

/** What an act did. */
interface Done {
  readonly changes: readonly DecisionChange[];
  readonly regrouped: Regrouped | null;
  readonly signatures: readonly string[];
  readonly moved: ActSummary['moved'];
  readonly title: string;
}

/** The signatures that a target names, as they are now. Faults where a view holds another number than was expected. */
function idsOf({ database, clock }: Desk, target: Target): Result<readonly string[]> {
  if (target.kind === 'view') {
    const ids = viewIds(database, target.filter, 'last-seen', clock());
    if (ids.length === target.expected) return ok(ids);
    const [expected, found] = [target.expected, ids.length].map((count) => count.toLocaleString('en-US'));
    const message = `The view holds ${found} signatures now, not ${expected}. Nothing was changed.`;
    return fail({ kind: 'outdated', message });
  }
  const ids = new Set(target.ids.map((id) => currentId(database, id)));
  const there = [...ids].filter((id) => groupKey(database, id) !== null);
  return there.length === 0 ? fail(GONE) : ok(there);
}

/** The newest release of each signature's app, looked up once for each app. */
function newestReleases(database: Database): (signature: string) => AppRelease {
  const known = new Map<number, AppRelease>();
  return (signature) => {
    const app = appOf(database, signature) ?? -1;
    const newest = known.get(app) ?? newestRelease(database, app);
    known.set(app, newest);
    return newest;
  };
}

function decideAll({ database, clock }: Desk, ids: readonly string[], act: DecidingAct): Result<Done> {
  const [now, newestOf] = [clock(), newestReleases(database)];
  const changes: DecisionChange[] = [];
  for (const id of ids) {
    const before = decisionOf(database, id);
    const after = changeOf(act, before, { now, newest: newestOf(id) });
    if (after === null) continue;
    if ((after.labels?.length ?? 0) > MAX_LABELS) {
      return fail({
        kind: 'bad-input',
        message: `A signature can have ${MAX_LABELS} labels at most. Nothing was changed.`,
      });
    }
    const names = new Set(Object.keys(after));
    const earlier = Object.fromEntries(Object.entries(before).filter(([name]) => names.has(name)));
    changes.push({ signature: id, before: earlier, after });
  }
  for (const { signature, after } of changes) decide(database, signature, after);
  const signatures = changes.map(({ signature }) => signature);
  return ok({ changes, regrouped: null, signatures, moved: [], title: '' });
}

function carryOut(library: Desk, ids: readonly string[], act: Act): Result<Done> {
  const { database, clock } = library;
  switch (act.kind) {
    case 'merge': {
      const into = currentId(database, act.into);
      return mergeGroups(database, { sources: ids, into, reason: act.reason, now: clock() });
    }
    case 'split': {
      const [group, second] = ids;
      if (group === undefined) return fail(GONE);
      if (second !== undefined)
        return fail({ kind: 'bad-input', message: 'Reports can be split off one signature at a time.' });
      return splitGroup(database, { group, reports: act.reports, reason: act.reason, now: clock() });
    }
    case 'resolve':
    case 'reopen':
    case 'ignore':
    case 'prioritise':
    case 'label':
    case 'assign':
    case 'note':
      return decideAll(library, ids, act);
  }
}

function countOf(act: Act, { signatures, regrouped }: Done): number {
  switch (act.kind) {
    case 'merge':
      return regrouped?.routes.length ?? 0;
    case 'split':
      return 1;
    case 'resolve':
    case 'reopen':
    case 'ignore':
    case 'prioritise':
    case 'label':
    case 'assign':
    case 'note':
      return signatures.length;
  }
}

function announce({ events }: Desk, signatures: readonly string[], moved: ActSummary['moved']): void {
  events.emit('library.changed', { signatures: signatures.length > MAX_NAMED ? null : signatures, moved });
}

/**
 * Carries out an act on all that its target names. Faults, with nothing changed: `outdated` where a view holds another
 * number of signatures than was expected, `not-found`, and `bad-input` for merges that make no sense.
 */
export function act(library: Desk, { target, act }: CheckedInput<'triage.act'>): Result<ActSummary> {
  const { database, clock } = library;
  const acted = database.transaction((): Result<ActSummary> => {
    const ids = idsOf(library, target);
    if (!ids.ok) return ids;
    // Before it: what is merged is no longer there by itself.
    const kind = kindOfSignatures(database, 'id', act.kind === 'merge' ? [...ids.value, act.into] : ids.value);
    const done = carryOut(library, ids.value, act);
    if (!done.ok) return done;
    const { changes, regrouped, signatures, moved, title } = done.value;
    const count = countOf(act, done.value);
    if (count === 0) {
      return ok({ words: wordsOfNothing(act), count, signatures, moved, history: historyOf(database) });
    }
    const { menu, words } = wordsOf(act, count, kind, title);
    writeEntry(database, { kind: act.kind, menu, words, regrouped, changes }, clock());
    return ok({ words, count, signatures, moved, history: historyOf(database) });
  });
  if (acted.ok && acted.value.count > 0) announce(library, acted.value.signatures, acted.value.moved);
  return acted;
}

/** Where the decision of a journal's entry is to be written today; null where its signature is gone. */
function ownerOf(database: Database, signature: string): string | null {
  const current = currentId(database, signature);
  return groupKey(database, current) === null ? null : current;
}

/** Makes everything that an entry changed be as before it, or as after it. */
function apply(database: Database, entry: Entry, side: 'before' | 'after'): Pick<Done, 'signatures' | 'moved'> {
  const merged = new Map(entry.regrouped?.routes.map(({ id }) => [id, currentId(database, id)]));
  const settled = entry.regrouped ? applyRegrouped(database, entry.regrouped, side) : { changed: [], moved: [] };
  const changed = new Set<string>(settled.changed);
  // Symbols may have shown meanwhile that the parts are one indeed: then nobody is there to give the decisions back to.
  const lost = side === 'after' ? [] : [...merged].filter(([id]) => groupKey(database, id) === null);
  for (const [id, heir] of lost) followGroup(database, id, heir);
  for (const change of lost.length === 0 ? entry.changes : []) {
    const { signature } = change;
    // A group that went into another leaves nothing behind under its own id.
    const owner = merged.has(signature) ? signature : ownerOf(database, signature);
    if (owner === null) continue;
    decide(database, owner, change[side]);
    if (groupKey(database, owner) !== null) changed.add(owner);
  }
  forgetEmptied(database, settled.moved);
  return { signatures: [...changed], moved: settled.moved };
}

function step(library: Desk, direction: 'undo' | 'redo'): Result<ActSummary | null> {
  const { database } = library;
  const summary = database.transaction((): ActSummary | null => {
    const entry = nextEntry(database, direction);
    if (!entry) return null;
    const { signatures, moved } = apply(database, entry, direction === 'undo' ? 'before' : 'after');
    markEntry(database, entry.number, direction === 'undo');
    const words = `${direction === 'undo' ? 'Undone' : 'Redone'}: ${entry.menu}`;
    return { words, count: signatures.length, signatures, moved, history: historyOf(database) };
  });
  if (summary) announce(library, summary.signatures, summary.moved);
  return ok(summary);
}

/** Takes the last act back that was not; null where there is none. */
export function undo(library: Desk): Result<ActSummary | null> {
  return step(library, 'undo');
}

/** Does again what was undone last; null where there is nothing. */
export function redo(library: Desk): Result<ActSummary | null> {
  return step(library, 'redo');
}

/** Marks signatures as opened, or not. */
export function markSeen(library: Desk, { ids, seen }: CheckedInput<'triage.seen'>): Result<null> {
  const { database } = library;
  const changed = database.transaction(() => {
    const there = new Set(ids.map((id) => currentId(database, id)).filter((id) => groupKey(database, id) !== null));
    const different = [...there].filter((id) => decisionOf(database, id).seen !== seen);
    for (const id of different) decide(database, id, { seen });
    return different;
  });
  if (changed.length > 0) announce(library, changed, []);
  return ok(null);
}

/** Labels, assignees and builds to choose from, and how many people use the apps. */
export function triageWords({ database }: Desk): Outputs['triage.words'] {
  return {
    labels: labelsInUse(database, MAX_WORDS),
    assignees: assigneesInUse(database, MAX_WORDS),
    builds: releaseLabels(database, MAX_WORDS),
    users: listAppUsers(database),
  };
}

/** Notes how many people use an app. */
export function setUsers(library: Desk, { app, users }: CheckedInput<'triage.setUsers'>): Result<null> {
  const { database } = library;
  const found = database.transaction(() => setAppUsers(database, app, users));
  if (found === 0) return fail({ kind: 'not-found', message: 'No report of this app is in the library.' });
  library.events.emit('library.changed', { signatures: null, moved: [] });
  return ok(null);
}
