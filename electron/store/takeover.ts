/** Takes what only the database knows over from a damaged one into a new one. */
import type { SQLOutputValue } from 'node:sqlite';
import type { Salvaged } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { faultOf } from './faults.ts';
import { KEPT_TABLES } from './kept-tables.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';
import type { Wreck } from './salvage.ts';

/** What the originals themselves do not tell of a report or of an unread file. */
export interface Remembered {
  readonly fileName: string;
  readonly importedAt: number;
  readonly sample: boolean;
}

function columnsOf(database: Database, table: string): readonly string[] {
  return database.all('SELECT name FROM pragma_table_info(?)', table).map((row) => text(row, 'name'));
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** Puts rows into a table; answers how many it did not take. */
function insertAll(database: Database, table: string, columns: readonly string[], rows: readonly Row[]): number {
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT OR REPLACE INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${marks})`;
  let refused = 0;
  for (const row of rows) {
    try {
      database.run(sql, ...columns.map((column): SQLOutputValue => row[column] ?? null));
    } catch (thrown) {
      // A value that the schema does not allow is damage of this one row; a full disk is not.
      if (faultOf(thrown).kind === 'disk-full') throw thrown;
      refused += 1;
    }
  }
  return refused;
}

function takeTable(
  from: Wreck,
  database: Database,
  table: string,
): { readonly taken: number; readonly lost: number | null } {
  const known = new Set(from.columnsOf(table));
  const columns = columnsOf(database, table).filter((column) => known.has(column));
  // A library of an earlier version does not have all tables.
  if (columns.length === 0) return { taken: 0, lost: 0 };
  const { rows, lost } = from.salvage(table);
  const refused = database.transaction(() => insertAll(database, table, columns, rows));
  return { taken: rows.length - refused, lost: lost === null ? null : lost + refused };
}

/**
 * Takes all kept tables over: from the second copy where something of the damaged database is lost, or all of it (`wreck` is
 * null), and from the damaged one what can be read, which is newer. Answers what came and what did not. Throws where the new
 * database cannot be written to.
 */
export function takeOver(wreck: Wreck | null, copy: Wreck | null, database: Database): readonly Salvaged[] {
  const salvaged: Salvaged[] = [];
  for (const [table, what] of KEPT_TABLES) {
    const first = wreck === null ? { taken: 0, lost: null } : takeTable(wreck, database, table);
    if (first.lost !== 0 && copy !== null) {
      takeTable(copy, database, table);
      // Over what the copy had: the damaged database is the newer of the two.
      if (wreck !== null) takeTable(wreck, database, table);
    }
    const rows = integer(database.get(`SELECT count(*) AS rows FROM ${quoted(table)}`) ?? {}, 'rows');
    const lost = first.lost === null ? null : Math.max(0, first.taken + first.lost - rows);
    if (rows > 0 || lost !== 0) salvaged.push({ what, rows, lost });
  }
  return salvaged;
}

function rememberedOf(row: Row): readonly [id: string, remembered: Remembered] | null {
  const { id, file_name: fileName, imported_at: importedAt, sample } = row;
  if (typeof id !== 'string' || typeof fileName !== 'string' || typeof importedAt !== 'number') return null;
  return [id, { fileName, importedAt, sample: sample === 1 }];
}

/** What is remembered of originals, by id, those of reports first, in the order in which they came. */
export function rememberedOriginals(wreck: Wreck): {
  readonly known: ReadonlyMap<string, Remembered>;
  /** Whether there may be more that could not be read. */
  readonly isComplete: boolean;
} {
  const [reports, unread] = [wreck.salvage('reports'), wreck.salvage('unread')];
  const known = new Map([...reports.rows, ...unread.rows].map(rememberedOf).filter((entry) => entry !== null));
  return { known, isComplete: reports.lost === 0 && unread.lost === 0 };
}
