/**
 * Sends one request and brings an answer or a failure, over an injected `fetch`.
 *
 * - The bearer goes to Apple's API only; redirects are not followed, with or without it.
 * - At most four requests at a time; Apple has a limit by the hour that it tells (`X-Rate-Limit`) and one it does not.
 * - Reading is tried again after 429, 5xx and broken connections, later and later, and as late as `Retry-After` says. Once
 *   more after 401 with a new token: a clock may have been wrong, and Apple refuses some new tokens without a reason.
 * - Every failure is a value. None holds a token, a key or a query of a signed address.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { readHttpDate, readRetryAfter } from '../../shared/appstore/diagnosis/headers.ts';
import { readErrors } from '../../shared/appstore/errors.ts';
import type {
  AppStoreError,
  AppStoreFailure,
  AppStoreHeaders,
  NetworkFailure,
  ResponseFailure,
} from '../../shared/appstore/failure.ts';
import { readRateLimit } from '../../shared/appstore/rate-limit.ts';
import type { RateLimit } from '../../shared/appstore/rate-limit.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { backoff, isPassing, LONGEST_RETRY_AFTER } from './backoff.ts';
import { isJson, parseJson, readBody, textOf } from './body.ts';
import { networkFailure } from './network.ts';
import { redact } from './redact.ts';
import type { Tokens } from './token.ts';

const LARGEST_ERROR = 1024 * 1024;
/** Milliseconds for one attempt, body and all. */
const TIMEOUT = 60_000;
const ATTEMPTS = 5;
const CONCURRENCY = 3;
const EXCERPT = 500;

export interface TransportOptions {
  readonly tokens: Tokens;
  readonly fetch: typeof globalThis.fetch;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** Requests at a time, 1…4. Default 3. */
  readonly concurrency?: number;
  /** How often a request is tried at most. Default 5. */
  readonly attempts?: number;
  /** Milliseconds for one attempt. Default one minute. */
  readonly timeout?: number;
  /** Waits between attempts; rejects when the signal aborts. Default: the clock on the wall. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** 0…1, for the part of a wait that is left to chance. */
  readonly random?: () => number;
  /** Hears one line for each answer: method, path, status, milliseconds. */
  readonly log?: (line: string) => void;
}

/** One request, however often it is tried. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** The `Accept` header; null for files, which are fetched without the bearer. */
  readonly accept: string | null;
  readonly body?: string;
  /** Bytes. */
  readonly largest: number;
  readonly signal: AbortSignal | undefined;
}

/** A success as it came. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly response: Response;
}

export interface Transport {
  send(request: Outgoing): Promise<Result<Answer, AppStoreFailure>>;
  rateLimit(): RateLimit | null;
  clockSkew(): number | null;
}

const CANCELLED: NetworkFailure = { kind: 'network', reason: 'cancelled', detail: '' };

function headersOf({ headers }: Response): AppStoreHeaders {
  return {
    date: headers.get('date'),
    retryAfter: headers.get('retry-after'),
    rateLimit: headers.get('x-rate-limit'),
    requestId: headers.get('x-request-id') ?? headers.get('x-apple-jingle-correlation-key'),
  };
}

function redactError(error: AppStoreError): AppStoreError {
  return { ...error, title: redact(error.title, 1000), detail: redact(error.detail, 4000) };
}

/** What a response that is no use says: Apple's errors where it holds them, else its first words. */
export function responseFailure({ method, url }: Outgoing, { response, bytes }: Answer): ResponseFailure {
  const contentType = response.headers.get('content-type');
  const document = isJson(contentType, bytes) ? parseJson(bytes) : null;
  const errors = document?.ok === true ? readErrors(document.value).map(redactError) : [];
  return {
    kind: 'response',
    status: response.status,
    errors,
    contentType,
    headers: headersOf(response),
    excerpt: errors.length > 0 ? '' : redact(textOf(bytes.subarray(0, EXCERPT * 8)), EXCERPT),
    url: url.pathname,
    method,
  };
}

function redirected(response: Response, { url }: Outgoing): AppStoreFailure {
  const target = URL.parse(response.headers.get('location') ?? '', url.href)?.host ?? 'an unknown host';
  const detail = `${url.host} sent the request on to ${target}, where Faultline does not follow.`;
  return { kind: 'local', reason: 'foreign-host', detail };
}

/** Brings requests of one key on their way. */
export function createTransport(options: TransportOptions): Transport {
  const { tokens, clock } = options;
  const attempts = options.attempts ?? ATTEMPTS;
  const wait = options.wait ?? ((milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}));
  const random = options.random ?? Math.random;
  const queue = new PQueue({ concurrency: Math.min(4, Math.max(1, options.concurrency ?? CONCURRENCY)) });
  let rateLimit: RateLimit | null = null;
  let skew: number | null = null;
  /** After a 429 nobody asks before this time: the limit is the key's, not the request's. */
  let quietUntil = 0;

  function learn({ headers }: Response, sent: number): void {
    rateLimit = readRateLimit(headers.get('x-rate-limit')) ?? rateLimit;
    const date = readHttpDate(headers.get('date'));
    if (date === null) return;
    // The header has whole seconds: on average Apple's clock stood half a second later.
    skew = Math.round((sent + clock()) / 2 - (date + 500));
    tokens.correctClock(skew);
  }

  async function receive(response: Response, request: Outgoing): Promise<Result<Answer, AppStoreFailure>> {
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return fail(redirected(response, request));
    }
    const body = await readBody(response, response.ok ? request.largest : LARGEST_ERROR);
    if (!response.ok) {
      return fail(responseFailure(request, { response, bytes: body.ok ? body.value : new Uint8Array() }));
    }
    return body.ok ? ok({ bytes: body.value, response }) : body;
  }

  async function headersFor({ accept, body }: Outgoing, fresh: boolean): Promise<Result<Headers, AppStoreFailure>> {
    const headers = new Headers();
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (accept === null) return ok(headers);
    const token = await tokens.token(fresh);
    if (!token.ok) return token;
    headers.set('authorization', `Bearer ${token.value}`);
    headers.set('accept', accept);
    return ok(headers);
  }

  async function attempt(request: Outgoing, fresh: boolean): Promise<Result<Answer, AppStoreFailure>> {
    const { method, url, body, signal } = request;
    const headers = await headersFor(request, fresh);
    if (!headers.ok) return headers;
    const sent = clock();
    const log = (outcome: string): void => options.log?.(`${method} ${url.pathname} ${outcome} ${clock() - sent} ms`);
    const timeout = AbortSignal.timeout(options.timeout ?? TIMEOUT);
    try {
      const response = await options.fetch(url, {
        method,
        headers: headers.value,
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        ...(body === undefined ? {} : { body }),
      });
      if (request.accept !== null) learn(response, sent);
      const answer = await receive(response, request);
      log(String(response.status));
      return answer;
    } catch (thrown) {
      const failure = signal?.aborted === true ? CANCELLED : networkFailure(thrown);
      log(failure.reason);
      return fail(failure);
    }
  }

  async function inTurn(request: Outgoing, fresh: boolean): Promise<Result<Answer, AppStoreFailure>> {
    const { signal } = request;
    return queue.add(
      async () => {
        const quiet = Math.min(quietUntil - clock(), LONGEST_RETRY_AFTER);
        if (quiet > 0) await wait(quiet, signal);
        return attempt(request, fresh);
      },
      signal === undefined ? {} : { signal },
    );
  }

  /** Milliseconds before the next attempt; null where there is none. */
  function delayAfter(failure: AppStoreFailure, count: number, { method }: Outgoing): number | null {
    if (method !== 'GET' || count >= attempts || !isPassing(failure)) return null;
    const header = failure.kind === 'response' ? failure.headers.retryAfter : null;
    const asked = (readRetryAfter(header, clock() - (skew ?? 0)) ?? 0) * 1000;
    if (asked > LONGEST_RETRY_AFTER) return null;
    const delay = Math.max(asked, backoff(count, random));
    if (failure.kind === 'response' && failure.status === 429) quietUntil = Math.max(quietUntil, clock() + delay);
    return delay;
  }

  async function insist(request: Outgoing): Promise<Result<Answer, AppStoreFailure>> {
    let fresh = false;
    for (let count = 1; ;) {
      const answer = await inTurn(request, fresh);
      if (answer.ok) return answer;
      const failure = answer.fault;
      const isUnauthorized = failure.kind === 'response' && failure.status === 401 && request.accept !== null;
      if (isUnauthorized && !fresh) {
        fresh = true;
        continue;
      }
      const delay = delayAfter(failure, count, request);
      if (delay === null) return answer;
      count += 1;
      await wait(delay, request.signal);
    }
  }

  return {
    async send(request) {
      try {
        if (request.signal?.aborted === true) return fail(CANCELLED);
        return await insist(request);
      } catch (thrown) {
        // Waiting, in the queue or between attempts, ends in a throw when it is cancelled.
        return fail(request.signal?.aborted === true ? CANCELLED : networkFailure(thrown));
      }
    },
    rateLimit: () => rateLimit,
    clockSkew: () => skew,
  };
}
