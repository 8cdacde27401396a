/**
 * What dSYMs said of addresses, kept so that a report stays symbolicated after its dSYM is gone and opens without one.
 * The answer is text to the store; who asked knows how to read it.
 */
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

/** One address of one image. `address` in the terms of whoever resolves, `answer` as JSON. */
export interface Resolved {
  readonly uuid: Uuid;
  readonly address: string;
  readonly answer: string;
}

/** Keeps answers; a later one replaces an earlier. */
export function keepResolved(database: Database, resolved: readonly Resolved[]): void {
  const sql = `INSERT INTO resolved (uuid, address, answer) VALUES (?, ?, ?)
    ON CONFLICT (uuid, address) DO UPDATE SET answer = excluded.answer`;
  for (const { uuid, address, answer } of resolved) database.run(sql, uuid, address, answer);
}

/** Whether any address of any build is known. */
export function remembersAny(database: Database): boolean {
  return database.get('SELECT 1 FROM resolved LIMIT 1') !== undefined;
}

/** Of these builds, those of which any address is known. */
export function rememberedBuilds(database: Database, uuids: readonly Uuid[]): readonly Uuid[] {
  const sql = 'SELECT 1 FROM resolved WHERE uuid = ? LIMIT 1';
  return uuids.filter((uuid) => database.get(sql, uuid) !== undefined);
}

/** The known answers for addresses of one image, by address. */
export function resolvedOf(database: Database, uuid: Uuid, addresses: readonly string[]): ReadonlyMap<string, string> {
  // Most images have no answers at all: one look spares hundreds.
  if (!database.get('SELECT 1 FROM resolved WHERE uuid = ? LIMIT 1', uuid)) return new Map();
  const sql = `SELECT address, answer FROM resolved WHERE uuid = ? AND address IN (SELECT value FROM json_each(?))`;
  const rows = database.all(sql, uuid, JSON.stringify(addresses));
  return new Map(rows.map((row) => [text(row, 'address'), text(row, 'answer')]));
}
