/** Signatures as groups: their keys, their faces (title, explanation), and what they are in words. */
import type { SymbolStatus } from '../../shared/contract.ts';
import type { Explanation } from '../../shared/signature/explanation.ts';
import type { AppName } from './apps.ts';
import { appKey } from './apps.ts';
import type { Database } from './database.ts';
import { copyDecision } from './decisions.ts';
import { readDecision } from './decisions-row.ts';
import { integer, text } from './row.ts';
import type { Wait } from './waits.ts';

/** Where a report belongs, and how that group presents itself when this report is its newest. */
export interface Grouping {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly explanation: Explanation;
  readonly symbols: SymbolStatus;
  /** Images with frames in the report that have no symbols yet. */
  readonly waits: readonly Wait[];
}

/** The key of the group of that id, or null. */
export function groupKey(database: Database, id: string): number | null {
  const row = database.get('SELECT key FROM signatures WHERE id = ?', id);
  return row ? integer(row, 'key') : null;
}

/** To which group each of these reports belongs, by the reports' ids. */
export function signaturesOf(database: Database, reports: readonly string[]): ReadonlyMap<string, string> {
  const sql = `SELECT reports.id AS report, signatures.id FROM reports JOIN signatures ON signatures.key = signature
    WHERE reports.id IN (SELECT value FROM json_each(?))`;
  return new Map(database.all(sql, JSON.stringify(reports)).map((row) => [text(row, 'report'), text(row, 'id')]));
}

/** The id of the group of that key. */
export function groupId(database: Database, key: number): string {
  return text(database.get('SELECT id FROM signatures WHERE key = ?', key) ?? {}, 'id');
}

function haystack(grouping: Grouping, app: AppName): string {
  return [grouping.title, grouping.subtitle, app.name, app.bundleId ?? ''].join('\n').toLowerCase();
}

/** The group's key; it is entered, with what was decided about it earlier, when new. */
export function enterGroup(database: Database, grouping: Grouping, app: AppName): number {
  const known = groupKey(database, grouping.id);
  if (known !== null) return known;
  const decided = readDecision(database, grouping.id);
  const row = database.get(
    `INSERT INTO signatures (id, app, title, subtitle, haystack, symbols)
     VALUES (?, ?, ?, ?, ?, ?) RETURNING key`,
    grouping.id,
    appKey(database, app),
    grouping.title,
    grouping.subtitle,
    haystack(grouping, app),
    grouping.symbols,
  );
  if (decided) copyDecision(database, grouping.id, decided);
  return integer(row ?? {}, 'key');
}

/** Gives the group the face that its newest report shows. */
export function faceGroup(database: Database, key: number, grouping: Grouping, app: AppName): void {
  database.run(
    'UPDATE signatures SET app = ?, title = ?, subtitle = ?, haystack = ? WHERE key = ?',
    appKey(database, app),
    grouping.title,
    grouping.subtitle,
    haystack(grouping, app),
    key,
  );
  database.run(
    `INSERT INTO explanations (signature, explanation) VALUES (?, ?)
     ON CONFLICT (signature) DO UPDATE SET explanation = excluded.explanation`,
    key,
    JSON.stringify(grouping.explanation),
  );
}
