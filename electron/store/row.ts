/** Typed reading of SQLite's rows: a column that is not what the schema promises is damage, and is said so. */
import type { SQLOutputValue } from 'node:sqlite';

/** One row, by column name. */
export type Row = Record<string, SQLOutputValue>;

function unlike(column: string): never {
  throw Object.assign(new Error(`column ${column} is not what the schema says`), { errcode: 11 });
}

/** A TEXT column that is never null. */
export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : unlike(column);
}

/** A TEXT column. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** An INTEGER column that is never null. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : unlike(column);
}

/** An INTEGER column. */
export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

/** An INTEGER column of 0 and 1. */
export function flag(row: Row, column: string): boolean {
  return integer(row, column) !== 0;
}

/** A TEXT column that holds one of a closed set of words. */
export function word<const Word extends string>(row: Row, column: string, words: readonly Word[]): Word {
  const value = row[column];
  return words.find((candidate) => candidate === value) ?? unlike(column);
}
