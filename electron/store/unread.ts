/** Files that were kept but could not be read, with the reason. */
import type { UnreadFile } from '../../shared/contract.ts';
import { parseFault } from './documents.ts';
import type { Database } from './database.ts';
import { flag, integer, text } from './row.ts';
import type { Row } from './row.ts';

/** One file as it is kept: `id` is the SHA-256 of its bytes. */
export interface KeptUnread extends UnreadFile {
  readonly sample: boolean;
}

function toUnread(row: Row): KeptUnread {
  return {
    id: text(row, 'id'),
    fileName: text(row, 'file_name'),
    bytes: integer(row, 'bytes'),
    importedAt: integer(row, 'imported_at'),
    fault: parseFault(text(row, 'fault')),
    beginning: text(row, 'beginning'),
    sample: flag(row, 'sample'),
  };
}

/** Enters a file, or replaces why it could not be read. */
export function keepUnread(database: Database, file: KeptUnread): void {
  database.run(
    `INSERT INTO unread (id, file_name, bytes, imported_at, fault, beginning, sample) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET fault = excluded.fault`,
    file.id,
    file.fileName,
    file.bytes,
    file.importedAt,
    JSON.stringify(file.fault),
    file.beginning,
    file.sample ? 1 : 0,
  );
}

/** All of them, newest first. */
export function listUnread(database: Database): readonly KeptUnread[] {
  return database.all('SELECT * FROM unread ORDER BY imported_at DESC, file_name, id').map(toUnread);
}

/** The one with that id, or null. */
export function findUnread(database: Database, id: string): KeptUnread | null {
  const row = database.get('SELECT * FROM unread WHERE id = ?', id);
  return row ? toUnread(row) : null;
}

/** Forgets one; false when there is none of that id. */
export function forgetUnread(database: Database, id: string): boolean {
  return database.run('DELETE FROM unread WHERE id = ?', id) > 0;
}

/** Forgets the samples; answers their ids. */
export function forgetSampleUnread(database: Database): readonly string[] {
  return database.all('DELETE FROM unread WHERE sample = 1 RETURNING id').map((row) => text(row, 'id'));
}

/** How many there are. */
export function countUnread(database: Database): number {
  return integer(database.get('SELECT count(*) AS files FROM unread') ?? {}, 'files');
}
