/**
 * How far the walk over each of Apple's lists has come. Lists are newest first and have no filter by date, so a walk ends at
 * the first entry that an earlier walk, which came to its end, has met (`settled`). A walk that was interrupted leaves
 * unsettled entries, and the address of its next page.
 */
import type { Database } from './database.ts';
import { integer, integerOrNull, textOrNull } from './row.ts';

/** A list of an app. */
export interface ListName {
  readonly app: string;
  readonly kind: 'builds' | 'crash' | 'screenshot';
}

/** Where its walk stands. Times are Unix milliseconds. */
export interface ListPlace {
  /** The number of the walk under way, or of the last. */
  readonly walk: number;
  /** Apple's address of the page at which a walk was interrupted. */
  readonly resume: string | null;
  readonly resumeAt: number | null;
  /** When a walk last went over the whole list. */
  readonly wholeAt: number | null;
}

/** Where the walk over a list stands. */
export function placeOf(database: Database, { app, kind }: ListName): ListPlace {
  const row = database.get('SELECT * FROM sync_lists WHERE app = ? AND kind = ?', app, kind);
  if (!row) return { walk: 0, resume: null, resumeAt: null, wholeAt: null };
  return {
    walk: integer(row, 'walk'),
    resume: textOrNull(row, 'resume'),
    resumeAt: integerOrNull(row, 'resume_at'),
    wholeAt: integerOrNull(row, 'whole_at'),
  };
}

/** Notes where the walk over a list stands. */
export function setPlace(database: Database, { app, kind }: ListName, place: ListPlace): void {
  database.run(
    `INSERT INTO sync_lists (app, kind, walk, resume, resume_at, whole_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (app, kind) DO UPDATE SET walk = excluded.walk, resume = excluded.resume,
       resume_at = excluded.resume_at, whole_at = excluded.whole_at`,
    app,
    kind,
    place.walk,
    place.resume,
    place.resumeAt,
    place.wholeAt,
  );
}
