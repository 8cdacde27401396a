/**
 * Pages with opaque cursors. A cursor names the last entry it showed, so that new submissions on top shift nothing; `next`
 * holds all parameters of the request, in the order that Apple happens to choose.
 */
import { json, refusal } from './exchange.ts';
import type { Reply } from './exchange.ts';

/** How `links.next` comes: as it should, in another order, or back to the first page. */
export type NextStyle = 'plain' | 'reordered' | 'first-page';

const DEFAULT = 20;
const LARGEST = 200;

function after(ids: readonly string[], cursor: string | null): number {
  if (cursor === null) return 0;
  const [last = '', offset = '0'] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const at = ids.indexOf(last);
  // The entry may have been withdrawn meanwhile: then its place counts.
  return at < 0 ? Number(offset) - 1 : at + 1;
}

function nextLink(url: URL, cursor: string, limit: number, style: NextStyle): string {
  const next = new URL(url);
  if (style === 'first-page') return next.href;
  next.searchParams.set('cursor', cursor);
  next.searchParams.set('limit', String(limit));
  if (style === 'plain') return next.href;
  next.search = new URLSearchParams([...next.searchParams].reverse()).toString();
  return next.href;
}

/** One page of a list, in a document with links, paging and what is included. */
export function page<Entry extends { readonly id: string }>(
  url: URL,
  entries: readonly Entry[],
  style: NextStyle,
  write: (shown: readonly Entry[]) => { readonly data: readonly unknown[]; readonly included?: readonly unknown[] },
): Reply {
  const written = url.searchParams.get('limit');
  const limit = written === null ? DEFAULT : Number(written);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST) {
    const detail = `The value '${written}' is not a valid limit: 1 to ${LARGEST}.`;
    const title = 'A parameter has an invalid value';
    return refusal({ status: 400, code: 'PARAMETER_ERROR.INVALID', title, detail, parameter: 'limit' });
  }
  const from = after(
    entries.map(({ id }) => id),
    url.searchParams.get('cursor'),
  );
  const shown = entries.slice(from, from + limit);
  const last = shown.at(-1);
  const hasMore = from + limit < entries.length && last !== undefined;
  const cursor = Buffer.from(`${last?.id} ${from + shown.length}`).toString('base64url');
  return json({
    ...write(shown),
    links: { self: url.href, ...(hasMore ? { next: nextLink(url, cursor, limit, style) } : {}) },
    meta: { paging: { total: entries.length, limit, ...(hasMore ? { nextCursor: cursor } : {}) } },
  });
}
