/**
 * Reads what can still be read of a damaged database, table by table and row by row. SQLite ends a query at the first page
 * that it cannot make sense of; what lies behind is found by asking for ever smaller ranges of keys, so that only the rows
 * of damaged pages are lost. The damaged file is only read.
 */
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { integerOrNull, text } from './row.ts';
import type { Row } from './row.ts';

/** What was read of one table. */
export interface SalvagedTable {
  readonly rows: readonly Row[];
  /** Rows that could not be read; null where nobody can tell how many there were. */
  readonly lost: number | null;
}

/** Failed queries of one table after which the rest of it is given up. */
const MOST_FAILURES = 20_000;
/** Characters that keys are told apart by, one after the other, until a range can be read. */
const DEEPEST_PREFIX = 12;
/** Characters that keys are made of, in the order of their bytes; what comes after is one range. */
const CHARACTERS = [...Array(95).keys()].map((code) => String.fromCharCode(0x20 + code));

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A damaged database, opened for reading. */
export class Wreck {
  readonly #connection: DatabaseSync;

  /** Throws where not even its tables can be named. */
  constructor(path: string) {
    this.#connection = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
    try {
      this.#connection.prepare('SELECT name FROM sqlite_schema').all();
    } catch (thrown) {
      this.#connection.close();
      throw thrown;
    }
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  /** Columns of a table; none where it is not there. */
  columnsOf(table: string): readonly string[] {
    return this.#query('SELECT name FROM pragma_table_info(?) ORDER BY cid', [table]).rows.map((row) =>
      text(row, 'name'),
    );
  }

  /** All rows of a table that can be read, in the order of its key, which is a number or begins with a text. */
  salvage(table: string): SalvagedTable {
    const key = this.#query(
      `SELECT name FROM pragma_table_info(?) WHERE pk = 1 AND
        (SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?) = 1`,
      [table, table],
    ).rows[0];
    const found = new Collected();
    if (key === undefined) this.#byNumber(table, found);
    else this.#byText(table, text(key, 'name'), found);
    const counted = this.#query(`SELECT count(*) AS rows FROM ${quoted(table)} NOT INDEXED`, []);
    const total = counted.failed ? null : integerOrNull(counted.rows[0] ?? { rows: null }, 'rows');
    return { rows: found.rows, lost: total === null ? null : Math.max(0, total - found.rows.length) };
  }

  /** The rows up to the first that cannot be read. */
  #query(sql: string, values: readonly SQLInputValue[]): { readonly rows: readonly Row[]; readonly failed: boolean } {
    const rows: Row[] = [];
    try {
      for (const row of this.#connection.prepare(sql).iterate(...values)) rows.push(row);
      return { rows, failed: false };
    } catch {
      // The reason is always the same: this page of the file is damaged.
      return { rows, failed: true };
    }
  }

  #byNumber(table: string, found: Collected): void {
    const sql = `SELECT rowid AS "rowid of the wreck", * FROM ${quoted(table)} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`;
    const ends = this.#query(`SELECT min(rowid) AS low, max(rowid) AS high FROM ${quoted(table)}`, []);
    const [bounds] = ends.rows;
    const low = (bounds && integerOrNull(bounds, 'low')) ?? 0;
    const high = (bounds && integerOrNull(bounds, 'high')) ?? (ends.failed ? 0xffff_ffff : -1);
    const read = (from: number, to: number): void => {
      if (from > to || found.isGivenUp) return;
      const { rows, failed } = this.#query(sql, [from, to]);
      let last = from - 1;
      for (const { 'rowid of the wreck': rowid, ...row } of rows) {
        last = Number(rowid);
        found.add(`${last}`, row);
      }
      if (!failed) return;
      found.failures += 1;
      // The one after the last that could be read is in a damaged page, or in the only one of this range.
      if (last + 1 >= to) return;
      const middle = Math.floor((last + 1 + to) / 2);
      read(last + 1, middle);
      read(middle + 1, to);
    };
    read(low, high);
  }

  #byText(table: string, key: string, found: Collected): void {
    const column = quoted(key);
    const columns = this.#query('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', [table]).rows;
    const names = columns.map((row) => text(row, 'name'));
    const select = `SELECT * FROM ${quoted(table)}`;
    const order = names.map(quoted).join(', ');
    const backwards = names.map((name) => `${quoted(name)} DESC`).join(', ');
    const take = (sql: string, values: readonly SQLInputValue[]): boolean => {
      const { rows, failed } = this.#query(sql, values);
      for (const row of rows) found.add(JSON.stringify(names.map((name) => String(row[name]))), row);
      if (failed) found.failures += 1;
      return !failed;
    };
    if (take(`${select} ORDER BY ${order}`, [])) return;
    take(`${select} ORDER BY ${backwards}`, []);
    const read = (prefix: string): void => {
      if (found.isGivenUp) return;
      const isRead = take(`${select} WHERE ${column} >= ? AND ${column} < ? ORDER BY ${order}`, [
        prefix,
        `${prefix}\u{10ffff}`,
      ]);
      if (isRead || prefix.length >= DEEPEST_PREFIX) return;
      for (const character of CHARACTERS) read(prefix + character);
    };
    for (const character of CHARACTERS) read(character);
  }
}

/** Rows by their key, however often they are met. */
class Collected {
  failures = 0;
  readonly #rows = new Map<string, Row>();

  add(key: string, row: Row): void {
    this.#rows.set(key, row);
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  get isGivenUp(): boolean {
    return this.failures >= MOST_FAILURES;
  }
}
