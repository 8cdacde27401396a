/**
 * A window on a long list: the rows that were loaded, by position, of a list that may hold 100,000. Pure; `inbox.ts` asks
 * the host for what `missingPages` names and merges what comes.
 */
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';

/** Rows asked for at once. */
export const PAGE = 100;
/** Pages kept around what is shown; what lies farther away is forgotten and asked for again. */
const KEPT = 10;

export interface Rows {
  readonly total: number;
  readonly crashes: number;
  readonly at: ReadonlyMap<number, SignatureRow>;
}

/** Positions first…last, inclusive. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

function pageOf(position: number): number {
  return Math.floor(position / PAGE);
}

/** Offsets of the pages that a range needs and that are not there whole. */
export function missingPages({ total, at }: Rows, { first, last }: Range): readonly number[] {
  const offsets: number[] = [];
  for (let page = pageOf(Math.max(0, first)); page <= pageOf(Math.min(last, total - 1)); page += 1) {
    const end = Math.min((page + 1) * PAGE, total);
    for (let position = page * PAGE; position < end; position += 1) {
      if (at.has(position)) continue;
      offsets.push(page * PAGE);
      break;
    }
  }
  return offsets;
}

/** Offsets of all pages that a range touches, loaded or not. */
export function pagesOf({ first, last }: Range): readonly number[] {
  const offsets: number[] = [];
  for (let page = pageOf(Math.max(0, first)); page <= pageOf(Math.max(0, last)); page += 1) offsets.push(page * PAGE);
  return offsets;
}

/** A list from pages of one moment. */
export function fromPages(pages: readonly InboxPage[]): Rows {
  const at = new Map<number, SignatureRow>();
  for (const { offset, rows } of pages) for (const [index, row] of rows.entries()) at.set(offset + index, row);
  const last = pages.at(-1);
  return { total: last?.total ?? 0, crashes: last?.crashes ?? 0, at };
}

/** The list with one more page, without what lies far from it, but for the row at `kept`. */
export function withPage(rows: Rows, page: InboxPage, kept: number | null): Rows {
  const reach = KEPT * PAGE;
  const isNear = (position: number): boolean => position === kept || Math.abs(position - page.offset) <= reach;
  const at = new Map([...rows.at].filter(([position]) => isNear(position)));
  for (const [index, row] of page.rows.entries()) at.set(page.offset + index, row);
  return { total: page.total, crashes: page.crashes, at };
}

/** Where a signature stands, among the loaded rows; null when it is not among them. */
export function positionOf({ at }: Rows, id: string): number | null {
  for (const [position, row] of at) if (row.id === id) return position;
  return null;
}

/** The list without one row: those behind it move up. */
export function without(rows: Rows, id: string): Rows {
  const gone = positionOf(rows, id);
  if (gone === null) return rows;
  const removed = rows.at.get(gone);
  const at = new Map<number, SignatureRow>();
  for (const [position, row] of rows.at) {
    if (position !== gone) at.set(position > gone ? position - 1 : position, row);
  }
  return { total: rows.total - 1, crashes: rows.crashes - (removed?.count ?? 0), at };
}

/** The list with one row replaced where it stands. */
export function withRow(rows: Rows, row: SignatureRow): Rows {
  const position = positionOf(rows, row.id);
  return position === null ? rows : { ...rows, at: new Map(rows.at).set(position, row) };
}
