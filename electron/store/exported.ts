/**
 * What exports hold: reports by their keys, which take four bytes each however many there are, in the order of the export or
 * in the order in which their originals lie.
 */
import type { Filter, Sort } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { viewOf } from './inbox-view.ts';
import { integer } from './row.ts';

/** A signature with those of its reports that are meant. */
export interface ChosenReports {
  /** The signature's id. */
  readonly signature: string;
  /** Keys of the reports, the newest first. */
  readonly reports: Int32Array;
}

/** Signatures of these ids that are in the library, and all their reports. */
export function countOfSignatures(
  database: Database,
  ids: readonly string[],
): { readonly signatures: number; readonly reports: number } {
  const sql = `SELECT count(*) AS signatures, coalesce(sum(crashes), 0) AS reports FROM signatures
    WHERE id IN (SELECT value FROM json_each(?))`;
  const row = database.get(sql, JSON.stringify(ids)) ?? {};
  return { signatures: integer(row, 'signatures'), reports: integer(row, 'reports') };
}

/** Signatures that a filter leaves, and those of their reports that match it: what the view's rows count. */
export function countOfView(
  database: Database,
  filter: Filter,
  sort: Sort,
  now: number,
): { readonly signatures: number; readonly reports: number } {
  const { order, crashes } = viewOf(database, filter, sort, now);
  return { signatures: order.length, reports: crashes };
}

/** The signatures that a filter leaves, in the order of the view, with exactly the reports that match. */
export function reportsOfView(database: Database, filter: Filter, sort: Sort, now: number): readonly ChosenReports[] {
  const { order, reports } = viewOf(database, filter, sort, now);
  const lists = reports();
  const ids = new Map(database.table('SELECT key, id FROM signatures').map(([key, id]) => [key, id]));
  return lists.flatMap((keys, position) => {
    const signature = ids.get(order[position] ?? null);
    return typeof signature === 'string' ? [{ signature, reports: keys }] : [];
  });
}

/** Those of these signatures that are in the library, in this order, with all their reports. */
export function reportsOfSignatures(database: Database, ids: readonly string[]): readonly ChosenReports[] {
  const sql = `SELECT signatures.id, reports.key FROM signatures JOIN reports ON reports.signature = signatures.key
    WHERE signatures.id IN (SELECT value FROM json_each(?))
    ORDER BY reports.signature, crashed_at DESC, reports.key DESC`;
  const rows = Map.groupBy(database.table(sql, JSON.stringify(ids)), ([id]) => id);
  return ids.flatMap((signature) => {
    const mine = rows.get(signature);
    return mine ? [{ signature, reports: Int32Array.from(mine, ([, key]) => Number(key)) }] : [];
  });
}

/**
 * Those of these reports that are in the library, in the order in which their originals lie: whoever reads them in it reads
 * each block of a pack once.
 */
export function asOriginalsLie(database: Database, reports: Iterable<number>): Int32Array {
  const sql = `SELECT reports.key FROM json_each(?) AS wanted JOIN reports ON reports.key = wanted.value
    LEFT JOIN originals ON originals.id = unhex(reports.id) ORDER BY pack, block, entry, reports.key`;
  return Int32Array.from(database.table(sql, JSON.stringify([...reports])), ([key]) => Number(key));
}
