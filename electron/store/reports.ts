/** Reports: one row per original file that was read. The bytes themselves are files, see `originals.ts`. */
import type { ReportRow, SymbolStatus } from '../../shared/contract.ts';
import { appKey } from './apps.ts';
import type { AppName } from './apps.ts';
import type { Database } from './database.ts';
import { enterGroup } from './groups.ts';
import type { Grouping } from './groups.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';
import { addLines, keepLines } from './search-lines.ts';
import type { SearchText } from './search-lines.ts';
import type { Sums } from './sums.ts';
import { keepFace } from './merges-faces.ts';
import { followFingerprint } from './merges-move.ts';
import { placeOf, splitOf } from './merges.ts';
import { addWaits, setWaits } from './waits.ts';

const SYMBOLS = ['complete', 'partial', 'waiting'] as const satisfies readonly SymbolStatus[];

/** What the library keeps of a report, beside its group. Times are Unix milliseconds. */
export interface ReportFacts {
  /** SHA-256 of the original bytes, in hex: the report's id. */
  readonly id: string;
  readonly incident: string | null;
  /** What tells the crash from others where it has no incident. */
  readonly content: string | null;
  readonly app: AppName;
  readonly version: string | null;
  readonly build: string | null;
  readonly crashedAt: number | null;
  readonly os: string | null;
  /** `21F79` */
  readonly osBuild: string | null;
  readonly device: string | null;
  readonly deviceKey: string | null;
  /** `iOS`, `macOS` … */
  readonly platform: string | null;
  /** `crash` */
  readonly kind: string;
  /** What a search finds it by. */
  readonly lines: SearchText;
  readonly fileName: string;
  readonly importedAt: number;
  readonly sample: boolean;
}

/** A report's place in the library. */
export interface StoredReport {
  readonly key: number;
  readonly id: string;
  /** Id of its signature. */
  readonly signature: string;
  readonly fileName: string;
  readonly importedAt: number;
  readonly sample: boolean;
}

function toStored(row: Row): StoredReport {
  return {
    key: integer(row, 'key'),
    id: text(row, 'id'),
    signature: text(row, 'signature_id'),
    fileName: text(row, 'file_name'),
    importedAt: integer(row, 'imported_at'),
    sample: flag(row, 'sample'),
  };
}

const STORED = `SELECT reports.key, reports.id, signatures.id AS signature_id, file_name, imported_at, sample
  FROM reports JOIN signatures ON signatures.key = reports.signature`;

/** The report with that content, or null. */
export function findReport(database: Database, id: string): StoredReport | null {
  const row = database.get(`${STORED} WHERE reports.id = ?`, id);
  return row ? toStored(row) : null;
}

/**
 * A report of the same incident that is already there: the same crash in another file (symbolicated, translated, with
 * other line ends). The incident alone does not do: hand-made files repeat it, so app and time must agree.
 */
export function findTwin(database: Database, facts: ReportFacts): StoredReport | null {
  if (facts.incident === null) return null;
  const app = appKey(database, facts.app);
  const row = database.get(
    `${STORED} JOIN releases ON releases.key = reports.release
     WHERE incident = ? AND crashed_at IS ? AND releases.app = ?`,
    facts.incident,
    facts.crashedAt,
    app,
  );
  return row ? toStored(row) : null;
}

/** The app whose report has that content; null where no report has. */
export function appOfReport(database: Database, id: string): AppName | null {
  const sql = `SELECT apps.name AS name, apps.bundle_id AS bundle_id FROM reports
    JOIN releases ON releases.key = reports.release JOIN apps ON apps.key = releases.app WHERE reports.id = ?`;
  const row = database.get(sql, id);
  return row ? { name: text(row, 'name'), bundleId: textOrNull(row, 'bundle_id') } : null;
}

/** Of these incidents, those of which a report is there. */
export function knownIncidents(database: Database, incidents: readonly string[]): readonly string[] {
  const sql = `SELECT value AS incident FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM reports WHERE incident = value)`;
  return database.all(sql, JSON.stringify(incidents)).map((row) => text(row, 'incident'));
}

/** The report of that very crash, where neither has an incident. */
export function findSame(database: Database, content: string): StoredReport | null {
  const row = database.get(`${STORED} WHERE content = ?`, content);
  return row ? toStored(row) : null;
}

/** Of these crashes without an incident, those of which a report is there. */
export function knownContents(database: Database, contents: readonly string[]): readonly string[] {
  const sql = `SELECT value AS content FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM reports WHERE content = value)`;
  return database.all(sql, JSON.stringify(contents)).map((row) => text(row, 'content'));
}

/** How many reports there are, at most: keys of deleted ones may be counted. */
export function countReports(database: Database): number {
  return integer(database.get('SELECT coalesce(max(key), 0) AS reports FROM reports') ?? {}, 'reports');
}

/** Adds a report to its group. Only inside a transaction that flushes `sums`. */
export function addReport(database: Database, sums: Sums, facts: ReportFacts, grouping: Grouping): void {
  const { leaf, group } = placeOf(database, facts.id, grouping.id);
  const { keys } = sums;
  const signature = keys.group({ ...grouping, id: group }, facts.app);
  const release = keys.release(keys.app(facts.app), facts.version, facts.build);
  const { crashedAt, deviceKey, sample } = facts;
  sums.beforeAdding({ signature, release, crashedAt, deviceKey, sample });
  const row = database.get(
    `INSERT INTO reports (id, signature, derived, release, incident, crashed_at, os, os_build, device, device_key, platform, kind, file_name,
       imported_at, symbols, sample, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
    facts.id,
    signature,
    grouping.id,
    release,
    facts.incident,
    crashedAt,
    facts.os,
    facts.osBuild,
    facts.device,
    deviceKey,
    facts.platform,
    facts.kind,
    facts.fileName,
    facts.importedAt,
    grouping.symbols,
    sample ? 1 : 0,
    facts.content,
  );
  const key = integer(row ?? {}, 'key');
  addWaits(database, key, grouping.waits);
  addLines(database, sums.lines, key, signature, facts.lines);
  keepFace(database, leaf, key, grouping);
  sums.offerFace(signature, key, grouping, facts.app);
}

function countedOf(row: Row) {
  return {
    signature: integer(row, 'signature'),
    release: integer(row, 'release'),
    crashedAt: integerOrNull(row, 'crashed_at'),
    deviceKey: textOrNull(row, 'device_key'),
    sample: flag(row, 'sample'),
  };
}

const COUNTED = 'SELECT key, signature, release, crashed_at, device_key, sample FROM reports';

/**
 * Puts a report where it belongs after new symbols or new rules; answers the id of that group. Only inside a transaction
 * that flushes `sums`.
 */
export function regroupReport(
  database: Database,
  sums: Sums,
  id: string,
  facts: Pick<ReportFacts, 'app' | 'platform' | 'kind' | 'lines'>,
  grouping: Grouping,
): string {
  const row = database.get('SELECT key, derived FROM reports WHERE id = ?', id);
  if (!row) return grouping.id;
  const key = integer(row, 'key');
  if (splitOf(database, id) === null) followFingerprint(database, sums, key, text(row, 'derived'), grouping);
  const { leaf, group } = placeOf(database, id, grouping.id);
  const before = countedOf(database.get(`${COUNTED} WHERE key = ?`, key) ?? {});
  const signature = enterGroup(database, { ...grouping, id: group }, facts.app);
  database.run(
    'UPDATE reports SET derived = ?, symbols = ?, platform = ?, kind = ? WHERE key = ?',
    grouping.id,
    grouping.symbols,
    facts.platform,
    facts.kind,
    key,
  );
  if (signature !== before.signature) {
    sums.beforeAdding({ ...before, signature });
    database.run('UPDATE reports SET signature = ? WHERE key = ?', signature, key);
    sums.afterRemoving(before);
  }
  setWaits(database, key, grouping.waits);
  keepLines(database, key, signature, facts.lines);
  keepFace(database, leaf, key, grouping);
  sums.offerFace(signature, key, grouping, facts.app);
  return group;
}

/** Removes all sample reports; answers their ids. Only inside a transaction that flushes `sums`. */
export function removeSampleReports(database: Database, sums: Sums): readonly string[] {
  const rows = database.all(
    'SELECT key, id, signature, release, crashed_at, device_key, sample FROM reports WHERE sample = 1',
  );
  for (const row of rows) {
    database.run('DELETE FROM reports WHERE key = ?', integer(row, 'key'));
    sums.afterRemoving(countedOf(row));
  }
  return rows.map((row) => text(row, 'id'));
}

function toRow(row: Row): ReportRow {
  return {
    id: text(row, 'id'),
    incident: textOrNull(row, 'incident'),
    crashedAt: integerOrNull(row, 'crashed_at'),
    version: text(row, 'version') || null,
    build: text(row, 'build') || null,
    os: textOrNull(row, 'os'),
    device: textOrNull(row, 'device'),
    fileName: text(row, 'file_name'),
    symbols: word(row, 'symbols', SYMBOLS),
    sample: flag(row, 'sample'),
  };
}

/** A window of a signature's reports, newest first. `signature` is its key. */
export function listReports(
  database: Database,
  signature: number,
  offset: number,
  limit: number,
): readonly ReportRow[] {
  const sql = `SELECT id, incident, crashed_at, version, build, os, device, file_name, symbols, sample
    FROM reports JOIN releases ON releases.key = reports.release
    WHERE signature = ? ORDER BY crashed_at DESC, reports.key DESC LIMIT ? OFFSET ?`;
  return database.all(sql, signature, limit, offset).map(toRow);
}

/** A report by its key, with the name of its app. */
export interface KeyedReport {
  readonly key: number;
  readonly app: string;
  readonly row: ReportRow;
}

/** When the report was imported that was imported last, in Unix milliseconds; 0 where there is none. */
export function latestImport(database: Database): number {
  return integer(database.get('SELECT coalesce(max(imported_at), 0) AS latest FROM reports') ?? {}, 'latest');
}

/**
 * Those of these reports that are still there, in this order. `latest`: the latest import when the keys were read; the key of
 * a report that was deleted after that may be given to another.
 */
export function reportsByKey(database: Database, keys: Iterable<number>, latest: number): readonly KeyedReport[] {
  const sql = `SELECT reports.key AS report, apps.name AS app, reports.id AS id, incident, crashed_at, version, build, os, device,
      file_name, symbols, sample
    FROM json_each(?) AS wanted JOIN reports ON reports.key = wanted.value
    JOIN releases ON releases.key = reports.release JOIN apps ON apps.key = releases.app
    WHERE imported_at <= ? ORDER BY wanted.key`;
  return database
    .all(sql, JSON.stringify([...keys]), latest)
    .map((row) => ({ key: integer(row, 'report'), app: text(row, 'app'), row: toRow(row) }));
}

/** Ids of reports in the order in which they came, after the report of that key: a walk over all in bounded steps. */
export function walkReports(database: Database, after: number, limit: number): readonly StoredReport[] {
  return database.all(`${STORED} WHERE reports.key > ? ORDER BY reports.key LIMIT ?`, after, limit).map(toStored);
}

/** Of these contents, those that are in the library, read or unread. */
export function knownIds(database: Database, ids: readonly string[]): readonly string[] {
  const sql = `SELECT value AS id FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM reports WHERE id = value) OR EXISTS (SELECT 1 FROM unread WHERE id = value)`;
  return database.all(sql, JSON.stringify(ids)).map((row) => text(row, 'id'));
}
