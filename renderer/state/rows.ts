/** The inbox's list: a listing of signatures that knows how many crashes they stand for. Pure. */
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';
import { addPage, listingOf, positionOf, removeAt } from './listing.ts';
import type { Listing } from './listing.ts';

export interface Rows extends Listing<SignatureRow> {
  readonly crashes: number;
}

/** A list from pages of one moment. */
export function fromPages(pages: readonly InboxPage[]): Rows {
  return { ...listingOf(pages), crashes: pages.at(-1)?.crashes ?? 0 };
}

/** The list with one more page; see `addPage`. */
export function withPage(rows: Rows, page: InboxPage, kept: number | null): Rows {
  return { ...addPage(rows, page, kept), crashes: page.crashes };
}

/** The list without one row: those behind it move up. */
export function without(rows: Rows, id: string): Rows {
  const gone = positionOf(rows, id);
  if (gone === null) return rows;
  return { ...removeAt(rows, gone), crashes: rows.crashes - (rows.at.get(gone)?.count ?? 0) };
}
