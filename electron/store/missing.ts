/** What a search did not find, and until when it is not worth another: the same missing build is asked for once a day. */
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Why a search gave nothing. */
export type MissingReason =
  /** It was made, and there is no such file. */
  | 'not-found'
  /** It took too long. */
  | 'too-slow'
  /** It could not be made. */
  | 'failed';

/** Remembers that these were not found; `until` and `now` in Unix milliseconds. */
export function keepMissing(
  database: Database,
  uuids: readonly Uuid[],
  reason: MissingReason,
  now: number,
  until: number,
): void {
  const sql = `INSERT INTO missing_symbols (uuid, reason, searched_at, until) VALUES (?, ?, ?, ?)
    ON CONFLICT (uuid) DO UPDATE SET reason = excluded.reason, searched_at = excluded.searched_at,
      until = excluded.until`;
  database.transaction(() => {
    for (const uuid of uuids) database.run(sql, uuid, reason, now, until);
  });
}

/** Of these builds, those that are worth a search now. Answers that have expired are forgotten. */
export function worthSearching(database: Database, uuids: readonly Uuid[], now: number): readonly Uuid[] {
  // A clock that was set back must not make an answer last for years.
  database.run('DELETE FROM missing_symbols WHERE until <= ? OR searched_at > ?', now, now);
  const rows = database.all(
    'SELECT uuid FROM missing_symbols WHERE uuid IN (SELECT value FROM json_each(?))',
    JSON.stringify(uuids),
  );
  const missing = new Set(rows.map((row) => text(row, 'uuid')));
  return uuids.filter((uuid) => !missing.has(uuid));
}
