/**
 * Which group a report belongs to, beside what its fingerprint says: the user merged groups, or took reports out of one.
 *
 * A group that was merged has a route to the group that took it, so routes form a forest and each part can be taken out
 * again. A merged group keeps the id that the user merged into: a fingerprint that one of its reports gets later, from
 * symbols or new rules, gets a route into the group (`became`) instead of moving it.
 */
import type { Database } from './database.ts';
import { flag, integer, text, textOrNull, word } from './row.ts';

/** What leads from a group to the one that took its reports. */
export interface Route {
  readonly into: string;
  readonly kind: 'merged' | 'became';
  /** How the group was called. */
  readonly title: string;
  readonly reason: string;
  readonly at: number;
}

/** What keeps a report in a group of the user's own. */
export interface Split {
  readonly signature: string;
  /** The group that it was taken out of. */
  readonly parent: string;
  /** How that was called. */
  readonly title: string;
  readonly reason: string;
  readonly at: number;
}

/** The route of a group; null where it stands for itself. */
export function routeOf(database: Database, id: string): Route | null {
  const row = database.get('SELECT into_id, kind, title, reason, at FROM routes WHERE id = ?', id);
  if (!row) return null;
  return {
    into: text(row, 'into_id'),
    kind: word(row, 'kind', ['merged', 'became']),
    title: text(row, 'title'),
    reason: text(row, 'reason'),
    at: integer(row, 'at'),
  };
}

/** Null removes the route. One that would lead back to where it begins is not written. */
export function setRoute(database: Database, id: string, route: Route | null): void {
  if (route === null) {
    database.run('DELETE FROM routes WHERE id = ?', id);
    return;
  }
  if (destinationOf(database, route.into) === id) return;
  const { into, kind, title, reason, at } = route;
  const sql = 'INSERT OR REPLACE INTO routes (id, into_id, kind, title, reason, at) VALUES (?, ?, ?, ?, ?, ?)';
  database.run(sql, id, into, kind, title, reason, at);
}

/** The split of a report; null where nobody took it out of its group. */
export function splitOf(database: Database, report: string): Split | null {
  const row = database.get('SELECT signature, parent, title, reason, at FROM splits WHERE report = ?', report);
  if (!row) return null;
  return {
    signature: text(row, 'signature'),
    parent: text(row, 'parent'),
    title: text(row, 'title'),
    reason: text(row, 'reason'),
    at: integer(row, 'at'),
  };
}

/** Null puts the report back under its fingerprint. */
export function setSplit(database: Database, report: string, split: Split | null): void {
  if (split === null) {
    database.run('DELETE FROM splits WHERE report = ?', report);
    return;
  }
  const { signature, parent, title, reason, at } = split;
  const sql = 'INSERT OR REPLACE INTO splits (report, signature, parent, title, reason, at) VALUES (?, ?, ?, ?, ?, ?)';
  database.run(sql, report, signature, parent, title, reason, at);
}

/** Where all routes from there lead: the id itself where there is none. */
export function destinationOf(database: Database, id: string): string {
  const met = new Set<string>();
  for (let current = id; !met.has(current);) {
    const row = database.get('SELECT into_id FROM routes WHERE id = ?', current);
    if (!row) return current;
    met.add(current);
    current = text(row, 'into_id');
  }
  return id;
}

/** Where a report belongs. */
export interface Place {
  /** The part of the group: the report's own fingerprint, or the group that the user made for it. */
  readonly leaf: string;
  readonly group: string;
}

/** Where the report of that id belongs, whose fingerprint is `derived`. */
export function placeOf(database: Database, report: string, derived: string): Place {
  // Asked of every report that comes, and mostly the answer is nothing.
  const sql = `SELECT (SELECT signature FROM splits WHERE report = ?) AS split,
    EXISTS (SELECT 1 FROM routes WHERE id = ?) AS routed`;
  const found = database.get(sql, report, derived) ?? {};
  const split = textOrNull(found, 'split');
  if (split === null && !flag(found, 'routed')) return { leaf: derived, group: derived };
  const leaf = split ?? derived;
  return { leaf, group: destinationOf(database, leaf) };
}

/** Whether the user merged this group into another, or another into it. */
export function isMerged(database: Database, id: string): boolean {
  return database.get('SELECT 1 FROM routes WHERE id = ? OR into_id = ? LIMIT 1', id, id) !== undefined;
}

/** All reports of a merged group went to another: so will those that come. */
export function routeGroup(database: Database, from: string, to: string): void {
  if (!isMerged(database, from) || routeOf(database, from) !== null) return;
  setRoute(database, from, { into: to, kind: 'became', title: '', reason: '', at: 0 });
}

/** A group that the user put into this one, or took it out of. */
export interface Origin {
  readonly kind: 'merged' | 'split';
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly at: number;
}

/** Most parts of a group that are told. */
const MAX_ORIGINS = 200;

/** What the user merged into the group, also by way of others, and what it was split off; newest first. */
export function originsOf(database: Database, id: string): readonly Origin[] {
  const merged = `WITH RECURSIVE parts (id) AS (
      SELECT ?1 UNION SELECT routes.id FROM routes JOIN parts ON routes.into_id = parts.id)
    SELECT 'merged' AS kind, routes.id AS id, title, reason, at FROM routes JOIN parts ON parts.id = routes.id
      WHERE routes.kind = 'merged' AND routes.id <> ?1
    UNION ALL SELECT DISTINCT 'split', parent, title, reason, at FROM splits WHERE signature = ?1
    ORDER BY at DESC, id LIMIT ${MAX_ORIGINS}`;
  return database.all(merged, id).map((row) => ({
    kind: word(row, 'kind', ['merged', 'split']),
    id: text(row, 'id'),
    title: text(row, 'title'),
    reason: text(row, 'reason'),
    at: integer(row, 'at'),
  }));
}

/** Forgets how groups that are gone for good, and reports that are, were put together. */
export function forgetMerges(database: Database, gone: readonly string[]): void {
  for (const id of gone) {
    database.run('DELETE FROM routes WHERE id = ? OR into_id = ?', id, id);
    database.run('DELETE FROM splits WHERE signature = ?', id);
  }
  database.run('DELETE FROM splits WHERE report NOT IN (SELECT id FROM reports)');
}
