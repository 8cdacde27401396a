/**
 * App Store Connect for one key: documents, pages of documents, and files at signed addresses. What goes over the wire is
 * `transport.ts`; what the documents mean is `shared/appstore/read.ts`.
 */
import type { AppStoreError, AppStoreFailure } from '../../shared/appstore/failure.ts';
import type { RateLimit } from '../../shared/appstore/rate-limit.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addressOf, APPLE, bearerAddress, fileAddress } from './address.ts';
import type { Query } from './address.ts';
import { isJson, parseJson } from './body.ts';
import { createLoopGuard, nextOf, totalOf } from './paging.ts';
import type { Page } from './paging.ts';
import { createTransport, responseFailure } from './transport.ts';
import type { Outgoing, TransportOptions } from './transport.ts';

/** Bytes. A crash log of many threads in a JSON string, with room. */
const LARGEST_DOCUMENT = 64 * 1024 * 1024;

export interface ClientOptions extends TransportOptions {
  /** Default: Apple's. Tests put a server of their own here. */
  readonly base?: string;
}

export interface DocumentOptions<Value> {
  readonly query?: Query;
  /** Reads the document; null where it is not what was asked for. */
  readonly read: (document: unknown) => Value | null;
  /** Default `application/json`; metrics and logs have types of their own. */
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface PagesOptions<Value> extends DocumentOptions<Value> {
  /** `next` of a page read before, to go on from there. */
  readonly from?: string | undefined;
}

export interface DownloadOptions {
  /** Bytes. */
  readonly largest: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Client {
  /** A document of the API; `path` begins with `/v1/`. */
  get<Value>(path: string, options: DocumentOptions<Value>): Promise<Result<Value, AppStoreFailure>>;
  /** The pages of a list, as they are asked for. Ends after the last page or the first failure. */
  pages<Value>(
    path: string,
    options: PagesOptions<Value>,
  ): AsyncGenerator<Result<Page<Value>, AppStoreFailure>, void, undefined>;
  /** Sends a document; tried again only after 401. */
  post<Value>(path: string, body: unknown, options: DocumentOptions<Value>): Promise<Result<Value, AppStoreFailure>>;
  /** A file at a signed address, without the bearer. */
  download(address: string, options: DownloadOptions): Promise<Result<Uint8Array, AppStoreFailure>>;
  /** What the last answer said of the limit by the hour. */
  rateLimit(): RateLimit | null;
  /** Milliseconds that this computer's clock is ahead of Apple's (behind: negative), as of the last answer. */
  clockSkew(): number | null;
}

interface Fetched<Value> {
  readonly value: Value;
  readonly document: unknown;
}

/** Whether Apple refuses a name in `fields[…]`: its contract lists some that the service does not know. */
function isAboutFields({ code, parameter }: AppStoreError): boolean {
  return code.startsWith('PARAMETER_ERROR') && parameter !== null && parameter.startsWith('fields[');
}

/** The query without the field lists that Apple refused; null where the failure is about something else. */
function withoutRefusedFields(failure: AppStoreFailure, query: Query): Query | null {
  if (failure.kind !== 'response' || failure.status !== 400) return null;
  const refused = new Set(failure.errors.filter(isAboutFields).map(({ parameter }) => parameter));
  const kept = Object.entries(query).filter(([name]) => !refused.has(name));
  return kept.length < Object.keys(query).length ? Object.fromEntries(kept) : null;
}

/** A client for one key. */
export function createClient(options: ClientOptions): Client {
  const base = options.base ?? APPLE;
  const transport = createTransport(options);

  async function sendFor<Value>(
    request: Outgoing,
    read: (document: unknown) => Value | null,
  ): Promise<Result<Fetched<Value>, AppStoreFailure>> {
    const answer = await transport.send(request);
    if (!answer.ok) return answer;
    const { bytes, response } = answer.value;
    if (!isJson(response.headers.get('content-type'), bytes)) return fail(responseFailure(request, answer.value));
    const document = parseJson(bytes);
    if (!document.ok) return document;
    const value = read(document.value);
    if (value !== null) return ok({ value, document: document.value });
    const detail = `Apple’s answer to ${request.url.pathname} lacks what it should hold.`;
    return fail({ kind: 'local', reason: 'malformed', detail });
  }

  /** Asks, and asks again without the field lists that Apple refused. */
  async function ask<Value>(
    path: string,
    { query = {}, read, accept = 'application/json', signal }: DocumentOptions<Value>,
  ): Promise<Result<Fetched<Value>, AppStoreFailure>> {
    const request: Outgoing = {
      method: 'GET',
      url: addressOf(base, path, query),
      accept,
      largest: LARGEST_DOCUMENT,
      signal,
    };
    const answer = await sendFor(request, read);
    const plain = answer.ok ? null : withoutRefusedFields(answer.fault, query);
    return plain === null ? answer : sendFor({ ...request, url: addressOf(base, path, plain) }, read);
  }

  /** Follows an address that Apple handed out, verbatim. */
  async function follow<Value>(
    address: string,
    { read, accept = 'application/json', signal }: DocumentOptions<Value>,
  ): Promise<Result<Fetched<Value>, AppStoreFailure>> {
    const url = bearerAddress(base, address);
    if (!url.ok) return url;
    return sendFor({ method: 'GET', url: url.value, accept, largest: LARGEST_DOCUMENT, signal }, read);
  }

  async function* pages<Value>(
    path: string,
    pagesOptions: PagesOptions<Value>,
  ): AsyncGenerator<Result<Page<Value>, AppStoreFailure>, void, undefined> {
    const guard = createLoopGuard(base);
    let next = pagesOptions.from ?? null;
    do {
      const address = next ?? addressOf(base, path, pagesOptions.query ?? {}).href;
      const answer: Result<Fetched<Value>, AppStoreFailure> = guard.isNew(address)
        ? await (next === null ? ask(path, pagesOptions) : follow(next, pagesOptions))
        : fail({
            kind: 'local',
            reason: 'loop',
            detail: `The pages of ${path} do not end: Apple links back to one of them.`,
          });
      if (!answer.ok) {
        yield answer;
        return;
      }
      const { value, document } = answer.value;
      next = nextOf(document);
      yield ok({ value, total: totalOf(document), next });
    } while (next !== null);
  }

  return {
    async get(path, documentOptions) {
      const answer = await ask(path, documentOptions);
      return answer.ok ? ok(answer.value.value) : answer;
    },
    pages,
    async post(path, body, { query = {}, read, accept = 'application/json', signal }) {
      const url = addressOf(base, path, query);
      const request: Outgoing = {
        method: 'POST',
        url,
        accept,
        body: JSON.stringify(body),
        largest: LARGEST_DOCUMENT,
        signal,
      };
      const answer = await sendFor(request, read);
      return answer.ok ? ok(answer.value.value) : answer;
    },
    async download(address, { largest, signal }) {
      const url = fileAddress(base, address);
      if (!url.ok) return url;
      const answer = await transport.send({ method: 'GET', url: url.value, accept: null, largest, signal });
      return answer.ok ? ok(answer.value.bytes) : answer;
    },
    rateLimit: () => transport.rateLimit(),
    clockSkew: () => transport.clockSkew(),
  };
}
