/**
 * Pages of a JSON:API list. `links.next` is followed as Apple wrote it: with parameters added it is refused as a duplicate,
 * with one taken away it gives the first page for ever.
 */
import { isObject, text } from '../../shared/appstore/json.ts';

const LONGEST_LINK = 16_384;
/** Of one list; 200 entries each. */
const MOST_PAGES = 10_000;

/** A page of a list. */
export interface Page<Value> {
  readonly value: Value;
  /** Entries of the whole list, where Apple tells. */
  readonly total: number | null;
  /** Apple's address of the next page, verbatim; null on the last. */
  readonly next: string | null;
}

/** `links.next`. */
export function nextOf(document: unknown): string | null {
  const links = isObject(document) ? document['links'] : null;
  return isObject(links) ? text(links['next'], LONGEST_LINK) : null;
}

/** `meta.paging.total`. */
export function totalOf(document: unknown): number | null {
  const meta = isObject(document) ? document['meta'] : null;
  const paging = isObject(meta) ? meta['paging'] : null;
  const total = isObject(paging) ? paging['total'] : null;
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null;
}

/** An address that does not change with the order of its parameters: Apple puts them in another one in `links.next`. */
function identityOf(url: URL): string {
  const parameters = [...url.searchParams].map(([name, value]) => `${name}=${value}`);
  return `${url.pathname}?${parameters.sort().join('&')}`;
}

/** Tells whether a list goes on or goes round. */
export function createLoopGuard(base: string): { isNew(address: string): boolean } {
  const seen = new Set<string>();
  return {
    isNew(address) {
      const url = URL.parse(address, base);
      const identity = url === null ? address : identityOf(url);
      if (seen.has(identity) || seen.size >= MOST_PAGES) return false;
      seen.add(identity);
      return true;
    },
  };
}
