/** Labels: what the user wrote on signatures. Kept by the signature's id; `signature_labels` is the inbox's copy. */
import type { Database } from './database.ts';
import { text } from './row.ts';

/** In order of their letters. */
export function labelsOf(database: Database, id: string): readonly string[] {
  return database
    .all('SELECT label FROM labels WHERE signature = ? ORDER BY label COLLATE NOCASE, label', id)
    .map((row) => text(row, 'label'));
}

/** Gives the signature these labels and no others. */
export function setLabels(database: Database, id: string, labels: readonly string[]): void {
  database.run('DELETE FROM labels WHERE signature = ?', id);
  for (const label of new Set(labels)) database.run('INSERT INTO labels (signature, label) VALUES (?, ?)', id, label);
}

/** Copies them to where the inbox looks. */
export function copyLabels(database: Database, id: string, key: number): void {
  database.run('DELETE FROM signature_labels WHERE signature = ?', key);
  database.run(
    'INSERT INTO signature_labels (label, signature) SELECT label, ? FROM labels WHERE signature = ?',
    key,
    id,
  );
}

/** Labels that signatures of the library have, most frequent first. */
export function labelsInUse(database: Database, limit: number): readonly string[] {
  const sql = `SELECT label FROM signature_labels GROUP BY label ORDER BY count(*) DESC, label LIMIT ?`;
  return database.all(sql, limit).map((row) => text(row, 'label'));
}
