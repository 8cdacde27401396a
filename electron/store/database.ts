/**
 * The library's SQLite database: opened with a write-ahead log, so that two hosts may share a library, and with every
 * way in which opening can fail turned into a fault.
 *
 * The driver is synchronous (`node:sqlite`): one thread of a host talks to it. Durability: a commit survives the end of
 * the process; `synchronous = NORMAL` may lose the newest commits, never consistency, when the power fails.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from './faults.ts';
import { migrate } from './migrations.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';

/** How long a statement waits for another host's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** An open connection with its prepared statements. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;

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
      throw thrown;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** A number that changes whenever another connection commits. */
  dataVersion(): number {
    return integer(this.get('PRAGMA data_version') ?? {}, 'data_version');
  }

  close(): void {
    this.#statements.clear();
    if (this.#connection.isOpen) this.#connection.close();
  }
}

function damage(database: Database): string | null {
  const found = text(database.get('PRAGMA quick_check(1)') ?? {}, 'quick_check');
  return found === 'ok' ? null : found;
}

function prepare(database: Database, unclean: boolean): Result<Database> {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF');
  const migrated = migrate(database);
  if (!migrated.ok) return migrated;
  // A log that outlived its last user tells of a kill or a crash: worth the look that is too slow for every day.
  const found = unclean ? damage(database) : null;
  if (found === null) return ok(database);
  const message = 'The library’s database is damaged. The original reports beside it are untouched.';
  return fail({ kind: 'library-corrupt', message, detail: found });
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
    const prepared = prepare(database, unclean);
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
