/**
 * Addresses of requests. The bearer goes to one origin only, Apple's API; what Apple hands out beside it (`links.next`) is
 * checked before it is followed, and signed addresses of files are fetched without the bearer.
 */
import type { LocalFailure } from '../../shared/appstore/failure.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export const APPLE = 'https://api.appstoreconnect.apple.com';

/** Query parameters by name: `{ 'filter[app]': ['1', '2'], limit: 200 }`. Lists are joined by commas. */
export type Query = Readonly<Record<string, string | number | readonly string[]>>;

/** A request's address: a path of ours with its query. */
export function addressOf(base: string, path: string, query: Query): URL {
  const url = new URL(path, base);
  const written = Object.entries(query).map(([name, value]) => {
    const values = typeof value === 'object' ? value : [String(value)];
    return `${encodeURIComponent(name)}=${values.map(encodeURIComponent).join(',')}`;
  });
  url.search = written.join('&');
  return url;
}

function foreign(detail: string): { readonly ok: false; readonly fault: LocalFailure } {
  return fail({ kind: 'local', reason: 'foreign-host', detail });
}

/** An address from Apple's answers that the bearer may be sent to. */
export function bearerAddress(base: string, address: string): Result<URL, LocalFailure> {
  // `links.next` is a URI reference: relative to the API, if not whole.
  const url = URL.parse(address, base);
  if (url === null) return fail({ kind: 'local', reason: 'malformed', detail: 'Apple’s answer links to no address.' });
  const isOurs = url.origin === new URL(base).origin && url.username === '' && url.password === '';
  return isOurs ? ok(url) : foreign(`The answer links to ${url.host}, which is not App Store Connect.`);
}

/** An address of a file that is fetched without the bearer: encrypted, or on the API's own host. */
export function fileAddress(base: string, address: string): Result<URL, LocalFailure> {
  const url = URL.parse(address);
  if (url === null) return fail({ kind: 'local', reason: 'malformed', detail: 'The file’s address is no address.' });
  const isSafe = url.protocol === 'https:' || url.origin === new URL(base).origin;
  return isSafe ? ok(url) : foreign(`The file’s address is not encrypted (${url.protocol}//${url.host}).`);
}
