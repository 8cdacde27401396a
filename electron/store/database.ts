/**
 * The library's SQLite database: opened with a write-ahead log, so that two hosts may share a library, and with every
 * way in which opening can fail turned into a fault.
 *
 * The driver is synchronous (`node:sqlite`): one thread of a host talks to it. Durability: a commit survives the end of
 * the process; `synchronous = NORMAL` may lose the newest commits, never consistency, when the power fails.
 */
import { existsSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from './faults.ts';
import { migrate } from './migrations.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';

/** Pages that a copy takes at a time: 4 MB, so that a window waits no longer than for a click. */
const COPY_PAGES = 1000;

/** How long a statement waits for another host's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;

function isCells(row: unknown): row is readonly SQLOutputValue[] {
  return Array.isArray(row);
}

/** An open connection with its prepared statements. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #tables = new Map<string, StatementSync>();
  #inTransaction = false;
  #rollbacks = 0;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** All rows of a query. */
  all(sql: string, ...values: readonly SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** All rows of a query as lists of their columns: half the time of `all` where there are very many. */
  table(sql: string, ...values: readonly SQLInputValue[]): readonly (readonly SQLOutputValue[])[] {
    const statement = this.#tables.get(sql) ?? this.#connection.prepare(sql);
    statement.setReturnArrays(true);
    this.#tables.set(sql, statement);
    const rows: readonly unknown[] = statement.all(...values);
    return rows.filter(isCells);
  }

  /** The first row of a query. */
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** Runs a statement; answers how many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs statements that take no values. */
  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** All or nothing: commits when `work` returns, rolls back when it throws. Inside a transaction it joins that one. */
  transaction<Value>(work: () => Value): Value {
    if (this.#inTransaction) return work();
    this.#connection.exec('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const value = work();
      this.#connection.exec('COMMIT');
      return value;
    } catch (thrown) {
      // SQLite may have rolled back by itself (a full disk, for one).
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      this.#rollbacks += 1;
      throw thrown;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Whether a transaction is under way: what is read may yet be rolled back. */
  get isInTransaction(): boolean {
    return this.#inTransaction;
  }

  /** How many transactions came to nothing: what was remembered of one is not to be relied on. */
  get rollbacks(): number {
    return this.#rollbacks;
  }

  /** A number that changes whenever this connection changes a row; a rollback does not take it back. */
  changes(): number {
    return integer(this.get('SELECT total_changes() AS changes') ?? {}, 'changes');
  }

  /**
   * Writes a copy of the database as it is at one moment, while it may be written to. Rejects with what SQLite throws; the
   * copy is then worth nothing.
   */
  async copyTo(path: string, progress: (done: number, total: number) => void): Promise<void> {
    await backup(this.#connection, path, {
      rate: COPY_PAGES,
      progress: ({ totalPages, remainingPages }) => progress(totalPages - remainingPages, totalPages),
    });
  }

  /**
   * Puts everything into the one file, where no other process has it open; answers whether nobody else had. Only for
   * somebody who is about to close it.
   */
  gather(): boolean {
    try {
      // Leaving the write-ahead log takes the file for oneself: it fails as long as anybody else is there.
      return text(this.get('PRAGMA journal_mode = DELETE') ?? {}, 'journal_mode') === 'delete';
    } catch (thrown) {
      if (faultOf(thrown).kind === 'library-busy') return false;
      throw thrown;
    }
  }

  /** A number that changes whenever another connection commits. */
  dataVersion(): number {
    return integer(this.get('PRAGMA data_version') ?? {}, 'data_version');
  }

  close(): void {
    this.#statements.clear();
    this.#tables.clear();
    if (this.#connection.isOpen) this.#connection.close();
  }
}

function damage(database: Database): string | null {
  const found = text(database.get('PRAGMA quick_check(1)') ?? {}, 'quick_check');
  return found === 'ok' ? null : found;
}

function prepare(database: Database, unclean: boolean): Result<Database> {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  database.exec(
    'PRAGMA cache_size = -24576; PRAGMA wal_autocheckpoint = 32768; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF',
  );
  const migrated = migrate(database);
  if (!migrated.ok) return migrated;
  // A log that outlived its last user tells of a kill or a crash: worth the look that is too slow for every day.
  const found = unclean ? damage(database) : null;
  if (found === null) return ok(database);
  const message = 'The library’s database is damaged. The original reports beside it are untouched.';
  return fail({ kind: 'library-corrupt', message, detail: found });
}

/** Milliseconds between tries. */
const PAUSE = 20;

/**
 * Tries again while the library is busy, as long as a statement would wait: SQLite waits for neither the change to the
 * write-ahead log nor its recovery, which two hosts that start at once both want.
 */
function patiently<Value>(work: () => Value): Value {
  const until = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      return work();
    } catch (thrown) {
      if (faultOf(thrown).kind !== 'library-busy' || Date.now() >= until) throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

/**
 * Opens or creates the database at `path` and brings it to today's schema.
 *
 * Faults: `library-busy` (locked for longer than the timeout), `library-corrupt`, `library-too-new` (written by a later
 * Faultline; left as it is), `forbidden` (no right to read or write), `disk-full`.
 */
export function openDatabase(path: string): Result<Database> {
  const unclean = existsSync(`${path}-wal`);
  let database: Database;
  try {
    database = new Database(new DatabaseSync(path, { timeout: BUSY_TIMEOUT }));
  } catch (thrown) {
    return fail(faultOf(thrown));
  }
  try {
    const prepared = patiently(() => prepare(database, unclean));
    if (!prepared.ok) database.close();
    return prepared;
  } catch (thrown) {
    database.close();
    const fault = faultOf(thrown);
    return fail(
      fault.kind === 'unexpected' ? { ...fault, message: `The library cannot be opened: ${messageOf(thrown)}` } : fault,
    );
  }
}
