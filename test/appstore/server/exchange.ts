/** What goes through the fake server: requests as they came, replies before they are put on the wire. */
import type { FakeKey } from './keys.ts';

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly body: unknown;
  /** Null for files, which need no token. */
  readonly key: FakeKey | null;
  readonly token: string;
}

export type Reply =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly document: unknown;
      readonly type?: string;
      readonly headers?: Headers;
    }
  | {
      readonly kind: 'bytes';
      readonly status: number;
      readonly bytes: Uint8Array;
      readonly type: string;
      readonly headers?: Headers;
    }
  /** The connection breaks after some of the body. */
  | { readonly kind: 'broken' }
  /** Nothing ever comes. */
  | { readonly kind: 'silent' };

export type Headers = Readonly<Record<string, string>>;

/** One of Apple's errors. */
export interface ErrorWords {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly parameter?: string;
  readonly pointer?: string;
}

let count = 0;

/** Apple's error document with one error. */
export function refusal({ status, code, title, detail, parameter, pointer }: ErrorWords, headers?: Headers): Reply {
  count += 1;
  const id = `c0ffee00-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const source =
    parameter === undefined ? (pointer === undefined ? {} : { source: { pointer } }) : { source: { parameter } };
  const error = { id, status: String(status), code, title, ...(detail === undefined ? {} : { detail }), ...source };
  return { kind: 'json', status, document: { errors: [error] }, ...(headers === undefined ? {} : { headers }) };
}

export function json(document: unknown, status = 200, type = 'application/json'): Reply {
  return { kind: 'json', status, document, type };
}

export const NOT_FOUND: ErrorWords = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'The specified resource does not exist',
};

/** A parameter that lists names, in Apple's `a,b` form; null where it was not given. */
export function listed(url: URL, name: string): readonly string[] | null {
  return url.searchParams.get(name)?.split(',') ?? null;
}
