/**
 * How the parts of merged and split groups present themselves. A group shows the face of its newest report; the faces of
 * its parts are kept beside it while it has parts, so that each has its own again when they come apart.
 */
import type { AppName } from './apps.ts';
import type { Database } from './database.ts';
import { parseExplanation } from './documents.ts';
import type { Grouping } from './groups.ts';
import { placeOf } from './merges.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';
import type { Sums } from './sums.ts';

/** Title, subtitle and explanation. */
export type Face = Pick<Grouping, 'title' | 'subtitle' | 'explanation'>;

function toFace(row: Row): Face {
  return {
    title: text(row, 'title'),
    subtitle: text(row, 'subtitle'),
    explanation: parseExplanation(text(row, 'explanation')),
  };
}

/** The newest report of a group, with what is needed to place it. */
interface Newest {
  readonly key: number;
  readonly leaf: string;
  readonly app: AppName;
  readonly symbols: Grouping['symbols'];
}

function newestOf(database: Database, group: number): Newest | null {
  const row = database.get(
    `SELECT reports.key, reports.id, derived, symbols, apps.name, apps.bundle_id FROM reports
     JOIN releases ON releases.key = reports.release JOIN apps ON apps.key = releases.app
     WHERE signature = ? ORDER BY crashed_at DESC, reports.key DESC LIMIT 1`,
    group,
  );
  if (!row) return null;
  return {
    key: integer(row, 'key'),
    leaf: placeOf(database, text(row, 'id'), text(row, 'derived')).leaf,
    app: { name: text(row, 'name'), bundleId: textOrNull(row, 'bundle_id') },
    symbols: word(row, 'symbols', ['complete', 'partial', 'waiting']),
  };
}

/** The face of a part; null where none was kept. */
export function faceOf(database: Database, leaf: string): Face | null {
  const row = database.get('SELECT title, subtitle, explanation FROM faces WHERE id = ?', leaf);
  return row ? toFace(row) : null;
}

/** The face that a group shows. */
export function shownFace(database: Database, group: number): Face | null {
  const row = database.get(
    `SELECT title, subtitle, explanation FROM signatures JOIN explanations ON explanations.signature = signatures.key
     WHERE signatures.key = ?`,
    group,
  );
  return row ? toFace(row) : null;
}

/** Keeps a face for a part. */
export function putFace(database: Database, leaf: string, report: number, face: Face): void {
  database.run(
    'INSERT OR REPLACE INTO faces (id, report, title, subtitle, explanation) VALUES (?, ?, ?, ?, ?)',
    leaf,
    report,
    face.title,
    face.subtitle,
    JSON.stringify(face.explanation),
  );
}

/**
 * Keeps the face that a group shows for the part of which its newest report is: before it is merged or split. One that is
 * kept already has followed the part since.
 */
export function saveFace(database: Database, group: number): void {
  const [newest, face] = [newestOf(database, group), shownFace(database, group)];
  if (newest && face && faceOf(database, newest.leaf) === null) putFace(database, newest.leaf, newest.key, face);
}

/** A report came, or was read anew: where its part is one of several, and it is the part's newest, it gives it its face. */
export function keepFace(database: Database, leaf: string, report: number, grouping: Grouping): void {
  const sql = `SELECT (SELECT report FROM faces WHERE id = ?1) AS kept,
    EXISTS (SELECT 1 FROM routes WHERE id = ?1 OR into_id = ?1) AS merged`;
  const found = database.get(sql, leaf) ?? {};
  const kept = integerOrNull(found, 'kept');
  if (kept === null) {
    if (flag(found, 'merged')) putFace(database, leaf, report, grouping);
    return;
  }
  const newest = database.get(
    'SELECT key FROM reports WHERE key IN (?, ?) ORDER BY crashed_at DESC, key DESC LIMIT 1',
    report,
    kept,
  );
  if (newest && integer(newest, 'key') === report) putFace(database, leaf, report, grouping);
}

/** Gives a group the face that its newest report's part has. Only inside a transaction that flushes `sums`. */
export function refreshFace(database: Database, sums: Sums, group: number): void {
  const newest = newestOf(database, group);
  const face = newest && faceOf(database, newest.leaf);
  if (!newest || !face) return;
  sums.offerFace(group, newest.key, { ...face, id: newest.leaf, symbols: newest.symbols, waits: [] }, newest.app);
}

/** Forgets faces of what is no part of anything any more. */
export function forgetFaces(database: Database): void {
  database.run(`DELETE FROM faces WHERE id NOT IN (SELECT id FROM routes UNION SELECT into_id FROM routes
    UNION SELECT signature FROM splits UNION SELECT parent FROM splits)`);
}
