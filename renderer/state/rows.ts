/** The inbox's list: a listing of signatures that knows how many reports they stand for, and of which kind. Pure. */
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { addPage, listingOf } from './listing.ts';
import type { Listing } from './listing.ts';

export interface Rows extends Listing<SignatureRow> {
  readonly crashes: number;
  /** Of all these reports; null where there are several, or none. */
  readonly kind: ReportKind | null;
}

/** A list from pages of one moment. */
export function fromPages(pages: readonly InboxPage[]): Rows {
  return { ...listingOf(pages), crashes: pages.at(-1)?.crashes ?? 0, kind: pages.at(-1)?.kind ?? null };
}

/** The list with one more page; see `addPage`. */
export function withPage(rows: Rows, page: InboxPage, kept: number | null): Rows {
  return { ...addPage(rows, page, kept), crashes: page.crashes, kind: page.kind };
}

/** The list without some rows: those behind them move up. */
export function without({ total, at, crashes, kind }: Rows, ids: ReadonlySet<string>): Rows {
  const left = new Map<number, SignatureRow>();
  let gone = 0;
  let lost = 0;
  for (const [position, row] of [...at].sort(([a], [b]) => a - b)) {
    if (ids.has(row.id)) {
      gone += 1;
      lost += row.count;
    } else left.set(position - gone, row);
  }
  return { total: total - gone, at: left, crashes: crashes - lost, kind };
}
