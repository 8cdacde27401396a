/**
 * Submissions of testers, as synchronisation writes them: once by Apple's id, with what is still to be fetched for each. What
 * Apple no longer lists stays, marked.
 */
import { createHash } from 'node:crypto';
import { deviceOf, systemOf } from '../../shared/appstore/words.ts';
import type { CrashSubmission, ScreenshotSubmission, SubmissionFacts } from '../../shared/appstore/submissions.ts';
import type { FeedbackKind } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import type { ListName } from './sync-lists.ts';

export type Submission = CrashSubmission | ScreenshotSubmission;

/** Attempts at a log or a picture that cannot be read, before it counts as none. */
export const MOST_TRIES = 5;

/** The library's id of a submission. */
export function submissionId(kind: FeedbackKind, appleId: string): string {
  return createHash('sha256').update(`${kind}:${appleId}`).digest('hex').slice(0, 32);
}

/** What stands in the row; the key of a JSON object apart from it would be damage. */
function factsOf(submission: Submission): SubmissionFacts {
  const { kind, ...facts } = submission;
  if (kind === 'crash') return facts;
  const { screenshots: _, ...rest } = { screenshots: [], ...facts };
  return rest;
}

function haystackOf({ comment, deviceModel, osVersion, locale }: SubmissionFacts): string {
  return [comment, deviceModel?.replace('_', ','), osVersion, locale].join('\n').toLowerCase();
}

/** What meeting a submission told. */
export interface Met {
  readonly key: number;
  readonly id: string;
  readonly isNew: boolean;
  /** All older ones were met, too. */
  readonly settled: boolean;
}

/** The submission with Apple's id, of whichever kind; null where there is none. */
export function knownSubmission(database: Database, appleId: string): Pick<Met, 'key' | 'id'> | null {
  const ids = [submissionId('crash', appleId), submissionId('screenshot', appleId)];
  const row = database.get('SELECT key, id FROM submissions WHERE id IN (?, ?) ORDER BY kind', ...ids);
  return row ? { key: integer(row, 'key'), id: text(row, 'id') } : null;
}

/** Feedback that came without its crash: the log is here now. Answers its id from now on, under which Apple lists crashes. */
export function becomeCrash(database: Database, key: number): string {
  const row = database.get('SELECT id, apple_id, kind FROM submissions WHERE key = ?', key) ?? {};
  const [before, id] = [text(row, 'id'), submissionId('crash', text(row, 'apple_id'))];
  if (before === id) return id;
  database.run(`UPDATE submissions SET kind = 'crash', id = ?, log_state = 'waiting' WHERE key = ?`, id, key);
  database.run('UPDATE OR REPLACE feedback_decisions SET submission = ? WHERE submission = ?', id, before);
  return id;
}

/** Enters a submission, or notes that this walk met it. Only inside a transaction. */
export function meetSubmission(
  database: Database,
  app: string,
  submission: Submission,
  walk: number,
  options: { readonly sample: boolean; readonly now: number },
): Met {
  const id = submissionId(submission.kind, submission.id);
  const known = database.get('SELECT key, settled FROM submissions WHERE id = ?', id);
  if (known) {
    const key = integer(known, 'key');
    database.run('UPDATE submissions SET walk = ?, withdrawn = 0 WHERE key = ?', walk, key);
    return { key, id, isNew: false, settled: integer(known, 'settled') === 1 };
  }
  const facts = factsOf(submission);
  const row = database.get(
    `INSERT INTO submissions (id, apple_id, kind, app, build, tester, created_at, device, os, facts, haystack, log_state,
       walk, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
    id,
    submission.id,
    submission.kind,
    app,
    submission.buildId,
    submission.testerId,
    // Without a date it came when it was met.
    submission.createdAt ?? options.now,
    deviceOf(submission),
    systemOf(submission),
    JSON.stringify(facts),
    haystackOf(submission),
    submission.kind === 'crash' ? 'waiting' : null,
    walk,
    options.sample ? 1 : 0,
  );
  const key = integer(row ?? {}, 'key');
  if (submission.kind === 'screenshot') {
    const announce = `INSERT INTO screenshots (submission, position, state) VALUES (?, ?, 'waiting')`;
    for (const position of submission.screenshots.keys()) database.run(announce, key, position);
  }
  return { key, id, isNew: true, settled: false };
}

/** A walk came to an entry that was settled, or to the end: all of the list is known from its head to there. */
export function settle(database: Database, { app, kind }: ListName): void {
  database.run('UPDATE submissions SET settled = 1 WHERE app = ? AND kind = ? AND settled = 0', app, kind);
}

/** A walk went over the whole list: what it did not meet is no longer there. Answers the ids. */
export function withdrawUnmet(database: Database, { app, kind }: ListName, walk: number): readonly string[] {
  const sql = `UPDATE submissions SET withdrawn = 1
    WHERE app = ? AND kind = ? AND walk <> ? AND withdrawn = 0 AND sample = 0 RETURNING id`;
  return database.all(sql, app, kind, walk).map((row) => text(row, 'id'));
}

/** Apple no longer has this one. */
export function withdraw(database: Database, key: number): void {
  database.run('UPDATE submissions SET withdrawn = 1 WHERE key = ?', key);
}

/** How many of a list are known and, as far as is known, still listed. */
export function countListed(database: Database, { app, kind }: ListName): number {
  const sql = 'SELECT count(*) AS listed FROM submissions WHERE app = ? AND kind = ? AND withdrawn = 0 AND sample = 0';
  return integer(database.get(sql, app, kind) ?? {}, 'listed');
}

/** How many of a list have all that belongs to them. */
export function countFetched(database: Database, { app, kind }: ListName): number {
  const sql = `SELECT count(*) AS fetched FROM submissions WHERE app = ? AND kind = ? AND sample = 0
    AND coalesce(log_state, '') <> 'waiting' AND key NOT IN (SELECT submission FROM screenshots WHERE state = 'waiting')`;
  return integer(database.get(sql, app, kind) ?? {}, 'fetched');
}

/** A submission for which something is still to be fetched. */
export interface Waiting {
  readonly key: number;
  readonly id: string;
  readonly appleId: string;
  readonly createdAt: number;
}

function toWaiting(row: Parameters<typeof text>[0]): Waiting {
  return {
    key: integer(row, 'key'),
    id: text(row, 'id'),
    appleId: text(row, 'apple_id'),
    createdAt: integer(row, 'created_at'),
  };
}

/** Crashes of an app whose log is to be fetched, newest first; `passed` is left out. */
export function waitingLogs(
  database: Database,
  app: string,
  passed: readonly number[],
  limit: number,
): readonly Waiting[] {
  const sql = `SELECT key, id, apple_id, created_at FROM submissions
    WHERE app = ? AND log_state = 'waiting' AND withdrawn = 0 AND key NOT IN (SELECT value FROM json_each(?))
    ORDER BY created_at DESC, key DESC LIMIT ?`;
  return database.all(sql, app, JSON.stringify(passed), limit).map(toWaiting);
}

/** Of these submissions, those whose log is to be fetched, newest first. */
export function waitingLogsAmong(database: Database, keys: readonly number[]): readonly Waiting[] {
  const sql = `SELECT key, id, apple_id, created_at FROM submissions
    WHERE key IN (SELECT value FROM json_each(?)) AND log_state = 'waiting' ORDER BY created_at DESC, key DESC`;
  return database.all(sql, JSON.stringify(keys)).map(toWaiting);
}

/** The log of a crash was kept under that hash. */
export function keepLog(database: Database, key: number, log: string): void {
  database.run(`UPDATE submissions SET log_state = 'kept', log = ? WHERE key = ?`, log, key);
}

/** There is no log. */
export function missLog(database: Database, key: number): void {
  database.run(`UPDATE submissions SET log_state = 'none' WHERE key = ?`, key);
}

/** A log could not be read from Apple's answer; after some attempts it counts as none. */
export function failLog(database: Database, key: number): void {
  database.run(
    `UPDATE submissions SET tries = tries + 1,
       log_state = CASE WHEN tries + 1 >= ${MOST_TRIES} THEN 'none' ELSE log_state END WHERE key = ?`,
    key,
  );
}

/** Logs that turned out to be a report which is there already lead to that one. */
export function relinkLog(database: Database, from: string, to: string): void {
  database.run('UPDATE submissions SET log = ? WHERE log = ?', to, from);
}
