/** What notifications need of signatures: which are new, and their names. */
import type { ReportKind } from '../../shared/report/report.ts';
import type { Database } from './database.ts';
import { kindOf } from './kinds.ts';
import { integer, integerOrNull, text } from './row.ts';

/** The key of the newest signature; those that are entered later have greater ones. */
export function newestSignature(database: Database): number {
  return integer(database.get('SELECT coalesce(max(key), 0) AS newest FROM signatures') ?? {}, 'newest');
}

/** Of signatures by id, those that were entered after the one of that key. */
export function freshAmong(database: Database, ids: readonly string[], after: number): readonly string[] {
  const sql = 'SELECT id FROM signatures WHERE key > ? AND id IN (SELECT value FROM json_each(?))';
  return database.all(sql, after, JSON.stringify(ids)).map((row) => text(row, 'id'));
}

/** Ids of signatures that came back after their fix. */
export function regressedSignatures(database: Database): readonly string[] {
  return database.all('SELECT id FROM signatures WHERE regressed = 1').map((row) => text(row, 'id'));
}

/** Signatures by id, as far as they are there. */
export function newsItems(
  database: Database,
  ids: readonly string[],
): readonly {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly app: string;
  readonly kind: ReportKind;
  readonly count: number;
  readonly lastSeen: number | null;
}[] {
  const sql = `SELECT signatures.id, title, subtitle, apps.name AS app, crashes, last_seen,
      (SELECT kind FROM reports WHERE reports.key = newest) AS kind
    FROM signatures JOIN apps ON apps.key = signatures.app WHERE signatures.id IN (SELECT value FROM json_each(?))`;
  return database.all(sql, JSON.stringify(ids)).map((row) => ({
    id: text(row, 'id'),
    title: text(row, 'title'),
    subtitle: text(row, 'subtitle'),
    app: text(row, 'app'),
    kind: kindOf(row['kind']),
    count: integer(row, 'crashes'),
    lastSeen: integerOrNull(row, 'last_seen'),
  }));
}
