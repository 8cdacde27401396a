/** All that a library derives from its originals, and all that was decided, as values that do not depend on keys or order. */
import { readMark } from '../../electron/store/marks.ts';
import type { Database } from '../../electron/store/database.ts';
import type { Row } from '../../electron/store/row.ts';

const DERIVED: Readonly<Record<string, string>> = {
  signatures: `SELECT signatures.id, identity, title, subtitle, crashes, samples, devices, first_seen, last_seen,
      reports.id AS newest, signatures.symbols, status, seen, priority, regressed, assignee, explanation
    FROM signatures JOIN apps ON apps.key = signatures.app LEFT JOIN reports ON reports.key = newest
    LEFT JOIN explanations ON explanations.signature = signatures.key ORDER BY signatures.id`,
  reports: `SELECT reports.id, signatures.id AS signature, derived, identity, version, build, incident, crashed_at, os, os_build,
      device, device_key, platform, kind, source, feedback, reports.symbols, sample, file_name, imported_at
    FROM reports JOIN signatures ON signatures.key = signature JOIN releases ON releases.key = release
    JOIN apps ON apps.key = releases.app ORDER BY reports.id`,
  releases: `SELECT signatures.id, version, build, signature_releases.crashes, signature_releases.first_seen, signature_releases.last_seen
    FROM signature_releases JOIN signatures ON signatures.key = signature JOIN releases ON releases.key = release
    ORDER BY 1, 2, 3`,
  days: `SELECT signatures.id, day, version, build, signature_days.crashes FROM signature_days
    JOIN signatures ON signatures.key = signature JOIN releases ON releases.key = release ORDER BY 1, 2, 3, 4`,
  waits: 'SELECT uuid, reports.id, full FROM waits JOIN reports ON reports.key = report ORDER BY 1, 2, 3',
  unread: 'SELECT id, file_name, bytes, fault, beginning, sample, imported_at FROM unread ORDER BY id',
  labels: `SELECT label, signatures.id FROM signature_labels JOIN signatures ON signatures.key = signature ORDER BY 1, 2`,
  faces: 'SELECT faces.id, reports.id AS report, title FROM faces JOIN reports ON reports.key = report ORDER BY 1',
};

/** What can be built anew, part by part. */
export function derivedOf(database: Database): Readonly<Record<string, readonly Row[]>> {
  return Object.fromEntries(Object.entries(DERIVED).map(([name, sql]) => [name, database.all(sql)]));
}

/** How many there are of what, whichever of equals is the newest. */
export function countsOf(database: Database): readonly (readonly Row[])[] {
  return [
    database.all(`SELECT id, crashes, samples, devices, first_seen, last_seen, status FROM signatures ORDER BY id`),
    database.all(`SELECT reports.id, signatures.id AS signature FROM reports
      JOIN signatures ON signatures.key = signature ORDER BY 1`),
    database.all(DERIVED['releases'] ?? ''),
    database.all(DERIVED['days'] ?? ''),
    database.all('SELECT id FROM unread ORDER BY id'),
  ];
}

/** What only the database knows: every row of the tables that a rebuild takes over. */
export function decidedOf(database: Database, tables: readonly string[]): Readonly<Record<string, readonly string[]>> {
  // A library may have been moved, and keeps symbols itself that came from a temporary folder.
  const home = readMark(database, 'library-path');
  const placeless = (row: string): string => (home === null ? row : row.replaceAll(`"${home}/`, '"library/'));
  const rowsOf = (table: string): readonly string[] =>
    database
      .all(`SELECT * FROM "${table}"`)
      .map((row) => placeless(JSON.stringify(row)))
      .toSorted();
  return Object.fromEntries(tables.map((table) => [table, rowsOf(table)]));
}
