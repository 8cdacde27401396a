/**
 * What the user decided about signatures: the one part of the library that cannot be built anew. Kept by the signature's
 * id; `signatures` has a copy of status and seen for the inbox.
 */
import type { Status } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { flag, text, textOrNull, word } from './row.ts';

const STATUSES = ['open', 'resolved'] as const;

export interface Decision {
  /** Null while nobody decided: such a signature counts as open. */
  readonly status: Status | null;
  readonly note: string;
  readonly seen: boolean;
}

const UNDECIDED: Decision = { status: null, note: '', seen: false };

/** What was decided about the signature of that id. */
export function decisionOf(database: Database, id: string): Decision {
  const row = database.get('SELECT status, note, seen FROM decisions WHERE signature = ?', id);
  if (!row) return UNDECIDED;
  const status = textOrNull(row, 'status') === null ? null : word(row, 'status', STATUSES);
  return { status, note: text(row, 'note'), seen: flag(row, 'seen') };
}

/** Records a decision; what is left out stays as it was. */
export function decide(database: Database, id: string, change: Partial<Decision>): void {
  const { status, note, seen } = { ...decisionOf(database, id), ...change };
  database.transaction(() => {
    database.run(
      `INSERT INTO decisions (signature, status, note, seen) VALUES (?, ?, ?, ?)
       ON CONFLICT (signature) DO UPDATE SET status = excluded.status, note = excluded.note, seen = excluded.seen`,
      id,
      status,
      note,
      seen ? 1 : 0,
    );
    database.run('UPDATE signatures SET status = ?, seen = ? WHERE id = ?', status ?? 'open', seen ? 1 : 0, id);
  });
}

/**
 * Two decisions about what turned out to be one crash. The notes are joined; it is resolved only when nobody who decided
 * left it open; it was seen when either was.
 */
export function mergeDecisions(mine: Decision, theirs: Decision): Decision {
  const notes = [...new Set([mine.note, theirs.note])].filter((note) => note !== '');
  const statuses = [mine.status, theirs.status].filter((status) => status !== null);
  const agreed = statuses.includes('open') ? 'open' : 'resolved';
  return { status: statuses.length === 0 ? null : agreed, note: notes.join('\n\n'), seen: mine.seen || theirs.seen };
}

/** The group `from` became part of `to`: decisions follow, and the old id leads to the new one. */
export function followGroup(database: Database, from: string, to: string): void {
  const old = decisionOf(database, from);
  if (old.status !== null || old.note !== '' || old.seen)
    decide(database, to, mergeDecisions(decisionOf(database, to), old));
  database.run('DELETE FROM decisions WHERE signature = ?', from);
  database.run('UPDATE aliases SET signature = ? WHERE signature = ?', to, from);
  database.run('DELETE FROM aliases WHERE id = ?', to);
  database.run(
    'INSERT INTO aliases (id, signature) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET signature = excluded.signature',
    from,
    to,
  );
}

/** Forgets decisions about, and aliases of, a signature that is gone for good. */
export function forgetDecision(database: Database, id: string): void {
  database.run('DELETE FROM decisions WHERE signature = ?', id);
  database.run('DELETE FROM aliases WHERE signature = ?', id);
}

/** The id under which a signature lives today: its own, or that of the group which took its reports. */
export function currentId(database: Database, id: string): string {
  if (database.get('SELECT 1 FROM signatures WHERE id = ?', id)) return id;
  const row = database.get('SELECT signature FROM aliases WHERE id = ?', id);
  return row ? text(row, 'signature') : id;
}
