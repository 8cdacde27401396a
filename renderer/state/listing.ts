/**
 * A window on a long list: the rows that were loaded, by position, of a list that may hold 100,000. Pure; slices ask the
 * host for what `missingPages` names and merge what comes.
 */

/** Rows asked for at once. */
export const PAGE = 100;
/** Pages kept around what is shown; what lies farther away is forgotten and asked for again. */
const KEPT = 10;

interface Listed {
  readonly id: string;
}

export interface Listing<Row extends Listed> {
  readonly total: number;
  readonly at: ReadonlyMap<number, Row>;
}

/** Rows as the host answers with them. */
export interface Page<Row extends Listed> {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly Row[];
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
export function missingPages({ total, at }: Listing<Listed>, { first, last }: Range): readonly number[] {
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
export function listingOf<Row extends Listed>(pages: readonly Page<Row>[]): Listing<Row> {
  const at = new Map<number, Row>();
  for (const { offset, rows } of pages) for (const [index, row] of rows.entries()) at.set(offset + index, row);
  return { total: pages.at(-1)?.total ?? 0, at };
}

/** The list with one more page, without what lies far from it, but for the row at `kept`. */
export function addPage<Row extends Listed>(listing: Listing<Row>, page: Page<Row>, kept: number | null): Listing<Row> {
  const reach = KEPT * PAGE;
  const isNear = (position: number): boolean => position === kept || Math.abs(position - page.offset) <= reach;
  const at = new Map([...listing.at].filter(([position]) => isNear(position)));
  for (const [index, row] of page.rows.entries()) at.set(page.offset + index, row);
  return { total: page.total, at };
}

/** Where a row stands, among those that were loaded; null when it is not among them. */
export function positionOf({ at }: Listing<Listed>, id: string): number | null {
  for (const [position, row] of at) if (row.id === id) return position;
  return null;
}

/** The list without the row at a position: those behind it move up. */
export function removeAt<Row extends Listed>({ total, at }: Listing<Row>, gone: number): Listing<Row> {
  const left = new Map<number, Row>();
  for (const [position, row] of at) {
    if (position !== gone) left.set(position > gone ? position - 1 : position, row);
  }
  return { total: total - 1, at: left };
}

/** The list with one row replaced where it stands. */
export function withRow<Row extends Listed, Rows extends Listing<Row>>(listing: Rows, row: Row): Rows {
  const position = positionOf(listing, row.id);
  return position === null ? listing : { ...listing, at: new Map(listing.at).set(position, row) };
}
