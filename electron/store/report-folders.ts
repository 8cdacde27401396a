/** Folders that the user added as places of reports. */
import type { Database } from './database.ts';
import { flag, text } from './row.ts';

export interface ReportFolder {
  readonly path: string;
  /** All that comes there was meant to be imported; in other folders only what is a report. */
  readonly inbox: boolean;
}

/** In the order in which they were added. */
export function listReportFolders(database: Database): readonly ReportFolder[] {
  const rows = database.all('SELECT path, inbox FROM report_folders ORDER BY added_at, path');
  return rows.map((row) => ({ path: text(row, 'path'), inbox: flag(row, 'inbox') }));
}

/** Adds a folder, or makes another kind of one that is there. `now` in Unix milliseconds. */
export function addReportFolder(database: Database, { path, inbox }: ReportFolder, now: number): void {
  const sql = `INSERT INTO report_folders (path, inbox, added_at) VALUES (?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET inbox = excluded.inbox`;
  database.run(sql, path, inbox ? 1 : 0, now);
}

/** Removes a folder; answers whether it was there. */
export function removeReportFolder(database: Database, path: string): boolean {
  return database.run('DELETE FROM report_folders WHERE path = ?', path) > 0;
}
