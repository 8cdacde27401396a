/** The inbox's list: a listing of signatures that knows how many crashes they stand for. Pure. */
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';
import { addPage, listingOf } from './listing.ts';
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

/** The list without some rows: those behind them move up. */
export function without({ total, at, crashes }: Rows, ids: ReadonlySet<string>): Rows {
  const left = new Map<number, SignatureRow>();
  let gone = 0;
  let lost = 0;
  for (const [position, row] of [...at].sort(([a], [b]) => a - b)) {
    if (ids.has(row.id)) {
      gone += 1;
      lost += row.count;
    } else left.set(position - gone, row);
  }
  return { total: total - gone, at: left, crashes: crashes - lost };
}
