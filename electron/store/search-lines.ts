/**
 * The lines that a search looks through, kept once each, and which signatures have them.
 *
 * Every report remembers the keys of its lines in one small blob, so that what a signature has can be gathered anew after
 * its reports moved: triggers note such signatures in `search_stale`, and they are gathered before the next search. Adding a
 * report costs the lines that are new to its signature, no more.
 */
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import { linesOf } from './search-words.ts';

/** The lines of one report: distinct, none of them empty. */
export interface SearchText {
  readonly frames: readonly string[];
  readonly messages: readonly string[];
}

/** What a line is. Its number in the table. */
export const FIELDS = ['frame', 'message', 'comment', 'note'] as const;

const [FRAME, MESSAGE, COMMENT, NOTE] = [0, 1, 2, 3];
/** Lines of the user and of testers: they leave the index with their last place. Those of reports stay, to be met again. */
const PRIVATE = `field >= ${COMMENT}`;

/** Lines whose keys are known without asking. */
const MOST_KNOWN = 60_000;

interface Known {
  /** By field. */
  readonly keys: readonly [frames: Map<string, number>, messages: Map<string, number>];
  rollbacks: number;
}

const known = new WeakMap<Database, Known>();

/** Keys of lines that this host has met; those of a transaction that was rolled back are none. */
function knownKeys(database: Database): Known['keys'] {
  const { rollbacks } = database;
  const met: Known = known.get(database) ?? { keys: [new Map(), new Map()], rollbacks };
  for (const keys of met.keys) if (met.rollbacks !== rollbacks || keys.size > MOST_KNOWN) keys.clear();
  met.rollbacks = rollbacks;
  known.set(database, met);
  return met.keys;
}

function enterLine(database: Database, field: number, line: string): number {
  const row = database.get('SELECT key FROM search_lines WHERE text = ? AND field = ?', line, field);
  if (row) return integer(row, 'key');
  const enter = 'INSERT INTO search_lines (field, text) VALUES (?, ?) RETURNING key';
  return integer(database.get(enter, field, line) ?? {}, 'key');
}

/** Keys of a report's lines, ascending. */
function keysOf(database: Database, { frames, messages }: SearchText): Uint32Array {
  const [frameKeys, messageKeys] = knownKeys(database);
  const keys = new Uint32Array(frames.length + messages.length);
  let count = 0;
  for (const line of frames) keys[count++] = keyOf(database, frameKeys, FRAME, line);
  for (const line of messages) keys[count++] = keyOf(database, messageKeys, MESSAGE, line);
  return keys.sort();
}

function keyOf(database: Database, keys: Map<string, number>, field: number, line: string): number {
  const met = keys.get(line);
  if (met !== undefined) return met;
  const key = enterLine(database, field, line);
  keys.set(line, key);
  return key;
}

/** Bytes that a packed key takes at most. */
const WIDEST = 5;

/** Ascending keys as the distances between them, seven bits a byte. */
function pack(keys: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(WIDEST * keys.length);
  let [before, length] = [0, 0];
  for (const key of keys) {
    let distance = key - before;
    before = key;
    for (; distance > 127; distance >>>= 7) bytes[length++] = (distance & 127) | 128;
    bytes[length++] = distance;
  }
  return bytes.subarray(0, length);
}

function unpackInto(keys: Set<number>, bytes: Uint8Array): void {
  let [key, distance, scale] = [0, 0, 1];
  for (const byte of bytes) {
    distance += (byte & 127) * scale;
    scale *= 128;
    if (byte > 127) continue;
    key += distance;
    keys.add(key);
    [distance, scale] = [0, 1];
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function blobOf(database: Database, report: number): Uint8Array | null {
  const [row] = database.table('SELECT lines FROM report_lines WHERE report = ?', report);
  return row?.[0] instanceof Uint8Array ? row[0] : null;
}

/** Says which lines a report has that is new. Only inside a transaction that writes `places`. Both are keys. */
export function addLines(
  database: Database,
  places: LinePlaces,
  report: number,
  signature: number,
  lines: SearchText,
): void {
  const keys = keysOf(database, lines);
  database.run('INSERT INTO report_lines (report, lines) VALUES (?, ?)', report, pack(keys));
  places.add(signature, keys);
}

/** Says which lines a report has from now on. Only inside a transaction. Both are keys. */
export function keepLines(database: Database, report: number, signature: number, lines: SearchText): void {
  const [blob, before] = [pack(keysOf(database, lines)), blobOf(database, report)];
  if (before !== null && isSame(before, blob)) return;
  database.run(
    'INSERT INTO report_lines (report, lines) VALUES (?, ?) ON CONFLICT (report) DO UPDATE SET lines = excluded.lines',
    report,
    blob,
  );
  noteStale(database, signature);
}

function noteStale(database: Database, signature: number): void {
  database.run('INSERT OR IGNORE INTO search_stale (signature) VALUES (?)', signature);
}

/**
 * Lines that signatures have from now on, written once for each signature at the end of a transaction. Where `later` is set
 * they are only noted, to be gathered by `refreshLines`: of very many reports that costs less, of few far more.
 */
export class LinePlaces {
  readonly #later: boolean;
  readonly #lines = new Map<number, Set<number>>();

  constructor(later: boolean) {
    this.#later = later;
  }

  add(signature: number, keys: Uint32Array): void {
    let lines = this.#lines.get(signature);
    if (lines === undefined) this.#lines.set(signature, (lines = new Set()));
    if (!this.#later) for (const key of keys) lines.add(key);
  }

  write(database: Database): void {
    const enter = 'INSERT OR IGNORE INTO search_places (signature, line) SELECT ?, value FROM json_each(?)';
    for (const [signature, lines] of this.#lines) {
      if (this.#later) noteStale(database, signature);
      else database.run(enter, signature, JSON.stringify([...lines]));
    }
    this.#lines.clear();
  }
}

/** Keys of all lines that a signature has: those of its reports, of testers' comments on them, and of its note. */
function gather(database: Database, signature: number): ReadonlySet<number> {
  const keys = new Set<number>();
  const blobs = `SELECT lines FROM reports JOIN report_lines ON report = reports.key WHERE signature = ?`;
  for (const [blob] of database.table(blobs, signature)) if (blob instanceof Uint8Array) unpackInto(keys, blob);
  const comments = `SELECT json_extract(facts, '$.comment') AS words FROM reports
    JOIN submissions ON log = reports.id WHERE signature = ? AND feedback = 1 AND words IS NOT NULL`;
  const notes = `SELECT note AS words FROM signatures JOIN decisions ON decisions.signature = id
    WHERE key = ? AND note <> ''`;
  for (const [field, sql] of [[COMMENT, comments] as const, [NOTE, notes] as const]) {
    for (const row of database.all(sql, signature)) {
      for (const line of linesOf(text(row, 'words'))) keys.add(enterLine(database, field ?? NOTE, line));
    }
  }
  return keys;
}

function regather(database: Database, signature: number): void {
  const isThere = database.get('SELECT 1 FROM signatures WHERE key = ?', signature) !== undefined;
  const lines = isThere ? gather(database, signature) : new Set<number>();
  const rows = database.table('SELECT line FROM search_places WHERE signature = ?', signature);
  const before = new Set(rows.map(([line]) => Number(line)));
  const gone = JSON.stringify([...before].filter((line) => !lines.has(line)));
  const come = JSON.stringify([...lines].filter((line) => !before.has(line)));
  const leave = 'DELETE FROM search_places WHERE signature = ? AND line IN (SELECT value FROM json_each(?))';
  if (gone !== '[]') database.run(leave, signature, gone);
  const enter = 'INSERT INTO search_places (signature, line) SELECT ?, value FROM json_each(?)';
  if (come !== '[]') database.run(enter, signature, come);
  database.run('DELETE FROM search_stale WHERE signature = ?', signature);
}

/** Brings the lines of some signatures up to date, at most so many; answers whether there are more. */
export function refreshSomeLines(database: Database, most: number): boolean {
  const stale = database.table('SELECT signature FROM search_stale ORDER BY signature LIMIT ?', most);
  if (stale.length === 0) return false;
  database.transaction(() => {
    for (const [signature] of stale) regather(database, Number(signature));
    if (stale.length < most) forgetPrivateLines(database);
  });
  return stale.length === most;
}

/** Brings the lines of all signatures up to date. */
export function refreshLines(database: Database): void {
  if (!database.get('SELECT 1 FROM search_stale LIMIT 1')) return;
  database.transaction(() => {
    for (const [signature] of database.table('SELECT signature FROM search_stale')) {
      regather(database, Number(signature));
    }
    forgetPrivateLines(database);
  });
}

/** A signature that went took its places along. */
function forgetPrivateLines(database: Database): void {
  database.run(`DELETE FROM search_lines WHERE ${PRIVATE} AND key NOT IN (SELECT line FROM search_places)`);
}
