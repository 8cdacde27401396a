/**
 * The doors through which reports came. Most come through one, as a file: these have no row. The column `source` of a report
 * is the list of its doors, which triggers keep.
 */
import type { ReportSource, Source } from '../../shared/contract.ts';
import { SOURCES } from '../../shared/contract/filter.ts';
import type { Database } from './database.ts';
import { integer, text, word } from './row.ts';

/** Names kept of one door: a file that is given again under another name each time says nothing new. */
const MOST_NAMES = 20;

/** How a report came just now. */
export interface Arrival {
  readonly source: Source;
  /** Of its file. */
  readonly name: string;
}

function keep(database: Database, report: string, { source, name }: Arrival, at: number): void {
  database.run(
    `INSERT INTO report_sources (report, source, name, seen_at) SELECT ?1, ?2, ?3, ?4
     WHERE (SELECT count(*) FROM report_sources WHERE report = ?1 AND source = ?2) < ${MOST_NAMES}
     ON CONFLICT DO NOTHING`,
    report,
    source,
    name,
    at,
  );
}

/** Notes how a new report came. Submissions tell by themselves what came with them. `now` in Unix milliseconds. */
export function noteFirstSource(database: Database, report: string, arrival: Arrival, now: number): void {
  if (arrival.source !== 'file' && arrival.source !== 'testflight') keep(database, report, arrival, now);
}

/** Notes that a report of the library came again; what is not a report is left alone. `now` in Unix milliseconds. */
export function noteSource(database: Database, report: string, arrival: Arrival, now: number): void {
  const { source, name } = arrival;
  const row = database.get('SELECT source, file_name, imported_at FROM reports WHERE id = ?', report);
  if (!row) return;
  if (text(row, 'source') === 'file') {
    const first = { source: 'file', name: text(row, 'file_name') } as const;
    if (source === 'file' && name === first.name) return;
    keep(database, report, first, integer(row, 'imported_at'));
  }
  if (source !== 'testflight') keep(database, report, arrival, now);
}

/** All doors of a report, the earliest first. */
export function sourcesOf(database: Database, report: string): readonly ReportSource[] {
  const rows = database.all(
    `SELECT source, name, seen_at FROM report_sources WHERE report = ?1
     UNION ALL SELECT 'testflight', file_name, created_at FROM submissions JOIN reports ON reports.id = log WHERE log = ?1
     UNION ALL SELECT 'file', file_name, imported_at FROM reports
       WHERE id = ?1 AND source = 'file' AND NOT EXISTS (SELECT 1 FROM report_sources WHERE report = ?1)
     ORDER BY seen_at, source, name`,
    report,
  );
  return rows.map((row) => ({
    source: word(row, 'source', SOURCES),
    name: text(row, 'name'),
    seenAt: integer(row, 'seen_at'),
  }));
}

/** The doors in a report's column. */
export function doorsOf(source: string): readonly string[] {
  return source.split(',');
}
