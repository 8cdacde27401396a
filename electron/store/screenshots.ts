/** Which screenshots submissions have, and the pictures behind them. The bytes are files, see `images.ts`. */
import type { Screenshot } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';
import { MOST_TRIES } from './submissions.ts';
import type { Waiting } from './submissions.ts';

/** A picture that is kept. */
export interface StoredImage {
  /** SHA-256 of its bytes. */
  readonly id: string;
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

function toImage(row: Row): StoredImage {
  return {
    id: text(row, 'id'),
    type: text(row, 'type'),
    width: integer(row, 'width'),
    height: integer(row, 'height'),
    bytes: integer(row, 'bytes'),
  };
}

/** The picture of that hash, or null. */
export function findImage(database: Database, id: string): StoredImage | null {
  const row = database.get('SELECT * FROM images WHERE id = ?', id);
  return row ? toImage(row) : null;
}

/** A screenshot's bytes are kept. */
export function keepScreenshot(database: Database, submission: number, position: number, image: StoredImage): void {
  database.transaction(() => {
    database.run(
      'INSERT OR IGNORE INTO images (id, type, width, height, bytes) VALUES (?, ?, ?, ?, ?)',
      image.id,
      image.type,
      image.width,
      image.height,
      image.bytes,
    );
    database.run(
      `INSERT INTO screenshots (submission, position, state, image) VALUES (?, ?, 'kept', ?)
       ON CONFLICT (submission, position) DO UPDATE SET state = 'kept', image = excluded.image`,
      submission,
      position,
      image.id,
    );
  });
}

/** A picture could not be had; after some attempts it counts as gone. */
export function failScreenshot(database: Database, submission: number, position: number): void {
  database.run(
    `UPDATE screenshots SET tries = tries + 1, state = CASE WHEN tries + 1 >= ${MOST_TRIES} THEN 'gone' ELSE state END
     WHERE submission = ? AND position = ?`,
    submission,
    position,
  );
}

/** What is not here yet will not come. */
export function loseScreenshots(database: Database, submission: number): void {
  database.run(`UPDATE screenshots SET state = 'gone' WHERE submission = ? AND state = 'waiting'`, submission);
}

/** Positions of a submission's screenshots that are to be fetched. */
export function waitingPositions(database: Database, submission: number): readonly number[] {
  const sql = `SELECT position FROM screenshots WHERE submission = ? AND state = 'waiting' ORDER BY position`;
  return database.all(sql, submission).map((row) => integer(row, 'position'));
}

/** Feedback of an app with screenshots that are to be fetched, newest first; `passed` is left out. */
export function waitingScreenshots(
  database: Database,
  app: string,
  passed: readonly number[],
  limit: number,
): readonly Waiting[] {
  const sql = `SELECT key, id, apple_id, created_at FROM submissions
    WHERE app = ? AND key IN (SELECT submission FROM screenshots WHERE state = 'waiting')
      AND key NOT IN (SELECT value FROM json_each(?))
    ORDER BY created_at DESC, key DESC LIMIT ?`;
  return database.all(sql, app, JSON.stringify(passed), limit).map((row) => ({
    key: integer(row, 'key'),
    id: text(row, 'id'),
    appleId: text(row, 'apple_id'),
    createdAt: integer(row, 'created_at'),
  }));
}

/** Screenshots of submissions, by the submission's key: those that are kept, and how many are not. */
export function screenshotsOf(
  database: Database,
  submissions: readonly number[],
): ReadonlyMap<number, { readonly kept: readonly Screenshot[]; readonly missing: number }> {
  const sql = `SELECT submission, images.* FROM screenshots LEFT JOIN images ON images.id = screenshots.image
    WHERE submission IN (SELECT value FROM json_each(?)) ORDER BY submission, position`;
  const found = new Map<number, { kept: Screenshot[]; missing: number }>();
  for (const row of database.all(sql, JSON.stringify(submissions))) {
    const key = integer(row, 'submission');
    const entry = found.get(key) ?? { kept: [], missing: 0 };
    found.set(key, entry);
    if (row['id'] === null) entry.missing += 1;
    else {
      const image = toImage(row);
      entry.kept.push({ ...image, src: `/screenshot/${image.id}` });
    }
  }
  return found;
}

/** Forgets pictures that no screenshot shows any more; answers them, for their files to go. */
export function forgetUnusedImages(database: Database): readonly StoredImage[] {
  const unused = 'id NOT IN (SELECT image FROM screenshots WHERE image IS NOT NULL)';
  return database.all(`DELETE FROM images WHERE ${unused} RETURNING *`).map(toImage);
}
