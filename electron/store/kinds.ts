/**
 * Of which kind reports are, where all of some are of one: what decides whether a face calls them crashes, hangs or just
 * reports. All reports of a signature are of one kind, that of its newest.
 */
import { commonKind, isReportKind } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { GONE } from './columns.ts';
import type { Columns } from './columns.ts';
import type { Database } from './database.ts';
import { memoryOf } from './inbox-memory.ts';

/** A kind as it lies in the database. */
export function kindOf(word: unknown): ReportKind {
  return typeof word === 'string' && isReportKind(word) ? word : 'crash';
}

const NONE = -1;
const SEVERAL = -2;

/** Finds out, row by row, whether all are of one kind. */
export class OneKind {
  readonly #columns: Columns;
  readonly #codes: Int32Array;
  #code = NONE;

  constructor(columns: Columns) {
    this.#columns = columns;
    this.#codes = columns.codes.kind;
  }

  meet(row: number): void {
    const code = this.#codes[row] ?? 0;
    if (code !== this.#code) this.#code = this.#code === NONE ? code : SEVERAL;
  }

  /** Null where there are several, or none. */
  kind(): ReportKind | null {
    return this.#code < 0 ? null : kindOf(this.#columns.words.kind.list[this.#code]);
  }
}

/** The kind of all reports of the library; null where there are several, or none. */
export function kindOfLibrary(database: Database): ReportKind | null {
  const { columns } = memoryOf(database);
  const kinds = new OneKind(columns);
  for (let row = 0; row < columns.size; row += 1) if (columns.signature[row] !== GONE) kinds.meet(row);
  return kinds.kind();
}

/** The kind of all reports of these signatures, by their keys or ids; null where there are several, or none. */
export function kindOfSignatures(
  database: Database,
  by: 'key' | 'id',
  signatures: readonly (number | string)[],
): ReportKind | null {
  const sql = `SELECT DISTINCT (SELECT kind FROM reports WHERE reports.key = newest) FROM signatures
    WHERE ${by} IN (SELECT value FROM json_each(?)) LIMIT 2`;
  return commonKind(database.table(sql, JSON.stringify(signatures)).map(([kind]) => kindOf(kind)));
}
