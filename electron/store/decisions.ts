/**
 * What the user decided about signatures: the one part of the library that cannot be built anew. Kept by the signature's
 * id; `signatures` has copies of what the inbox filters and shows.
 */
import type { Database } from './database.ts';
import { mergeDecisions } from './decisions-merge.ts';
import { readDecision, UNDECIDED, writeDecisionRow } from './decisions-row.ts';
import type { Decision } from './decisions-row.ts';
import { copyLabels, setLabels } from './labels.ts';
import { destinationOf, routeGroup } from './merges.ts';
import { refreshPriority } from './priorities.ts';
import { integer, text } from './row.ts';

/** What was decided about the signature of that id. */
export function decisionOf(database: Database, id: string): Decision {
  return readDecision(database, id) ?? UNDECIDED;
}

function isUndecided(decision: Decision): boolean {
  return JSON.stringify({ ...UNDECIDED, ...decision }) === JSON.stringify(UNDECIDED);
}

function sameLabels(mine: readonly string[], theirs: readonly string[]): boolean {
  return mine.length === theirs.length && mine.every((label, index) => label === theirs[index]);
}

/** Copies what was decided to the signature's row, where there is one. */
export function copyDecision(database: Database, id: string, decision: Decision): void {
  const { status, seen, regressed, assignee } = decision;
  const row = database.get(
    'UPDATE signatures SET status = ?, seen = ?, regressed = ?, assignee = ? WHERE id = ? RETURNING key',
    status ?? 'open',
    seen ? 1 : 0,
    regressed === null ? 0 : 1,
    assignee,
    id,
  );
  if (!row) return;
  copyLabels(database, id, integer(row, 'key'));
  refreshPriority(database, id);
}

/** Records a decision; what is left out stays as it was. */
export function decide(database: Database, id: string, change: Partial<Decision>): void {
  const before = decisionOf(database, id);
  const decision: Decision = { ...before, ...change };
  database.transaction(() => {
    if (isUndecided(decision)) database.run('DELETE FROM decisions WHERE signature = ?', id);
    else writeDecisionRow(database, id, decision);
    if (!sameLabels(before.labels, decision.labels)) setLabels(database, id, decision.labels);
    copyDecision(database, id, decision);
  });
}

/** The group `from` became part of `to`: decisions follow, and the old id leads to the new one. */
export function followGroup(database: Database, from: string, to: string): void {
  const old = decisionOf(database, from);
  if (!isUndecided(old)) decide(database, to, mergeDecisions(decisionOf(database, to), old));
  decide(database, from, UNDECIDED);
  database.run('UPDATE aliases SET signature = ? WHERE signature = ?', to, from);
  database.run('DELETE FROM aliases WHERE id = ?', to);
  database.run(
    'INSERT INTO aliases (id, signature) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET signature = excluded.signature',
    from,
    to,
  );
  routeGroup(database, from, to);
}

/** Forgets decisions about, and aliases of, a signature that is gone for good. */
export function forgetDecision(database: Database, id: string): void {
  decide(database, id, UNDECIDED);
  database.run('DELETE FROM aliases WHERE signature = ?', id);
}

/** The id under which a signature lives today: its own, or that of the group which took its reports. */
export function currentId(database: Database, id: string): string {
  const met = new Set<string>();
  let current = id;
  while (!met.has(current) && !database.get('SELECT 1 FROM signatures WHERE id = ?', current)) {
    met.add(current);
    const routed = destinationOf(database, current);
    const alias = database.get('SELECT signature FROM aliases WHERE id = ?', current);
    if (routed !== current) current = routed;
    else if (alias) current = text(alias, 'signature');
  }
  return current;
}
