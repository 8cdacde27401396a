/**
 * A switch for each failure that people met with the real service, by a number that the tests know them by. Some are
 * answers in place of the server's own, some change how it behaves. What the server does right or wrong without a switch
 * (a repeated parameter, a bundle id as a filter, a fieldset without linkages) has an entry that says so.
 */
import { refusal } from './exchange.ts';
import type { FakeRequest, Reply } from './exchange.ts';
import type { Quirks } from './quirks.ts';

export interface FailureSwitch {
  readonly title: string;
  readonly quirks?: Partial<Quirks>;
  /** Answers in the server's place; null leaves it to the server. Called for requests with a good token. */
  readonly answer?: (request: FakeRequest, known: Known) => Reply | null;
  /** How many times it answers before it is over; without end where it is left out. */
  readonly times?: number;
  /** Where it happens if not at a switch: without one, or before any request. */
  readonly unswitched?: 'always' | 'local';
}

/** What a switch may look at. */
export interface Known {
  /** Tokens that came before the switch was turned. */
  readonly oldTokens: ReadonlySet<string>;
}

const UNAUTHORIZED = {
  status: 401,
  code: 'NOT_AUTHORIZED',
  title: 'Authentication credentials are missing or invalid.',
  detail: 'Provide a properly configured and signed bearer token, and make sure that it has not expired.',
};

export const unauthorized = (): Reply => refusal(UNAUTHORIZED);

const AGREEMENTS = {
  status: 403,
  code: 'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED',
  title: 'A required agreement is missing or has expired.',
  detail: 'This request requires an in-effect agreement that has not been signed or has expired.',
};

const ROLE = {
  status: 403,
  code: 'FORBIDDEN_ERROR',
  title: 'This request is forbidden for security reasons',
  detail: 'The API key in use does not allow this request',
};

function gateway(status: number, title: string): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>\n<p>Correlation Key: 7QXH3NDV6C2P4AAFBTM5WTR2EI</p></body></html>\n`;
  return { kind: 'bytes', status, bytes: Buffer.from(body), type: 'text/html; charset=UTF-8' };
}

function isAnalytics({ url }: FakeRequest): boolean {
  return /analytics/i.test(url.pathname);
}

export const failures: Readonly<Record<number, FailureSwitch>> = {
  1: { title: 'clock fast by five minutes: iat in the future', quirks: { clockOffset: -300_000 } },
  2: { title: 'clock 34 s fast: a life of 20 minutes would be over the ceiling', quirks: { clockOffset: -34_000 } },
  3: { title: 'key of the other kind than its tokens say', quirks: { kindsSwapped: true } },
  4: { title: 'key revoked, or not of this issuer', answer: unauthorized },
  5: {
    title: 'token expired on a long run',
    answer: ({ token }, { oldTokens }) => (oldTokens.has(token) ? unauthorized() : null),
  },
  6: { title: 'a damaged .p8', unswitched: 'local' },
  7: { title: '401 on the first use of a new token', answer: unauthorized, times: 1 },
  8: { title: 'agreement unsigned', answer: () => refusal(AGREEMENTS) },
  9: {
    title: 'program licence agreement not accepted',
    answer: () =>
      refusal({
        status: 403,
        code: 'FORBIDDEN_ERROR.PLA_NOT_ACCEPTED',
        title: 'The Program License Agreement has not been accepted.',
        detail: 'The Account Holder must accept the latest Program License Agreement.',
      }),
  },
  10: {
    title: 'agreement, in older words',
    answer: () =>
      refusal({
        status: 403,
        code: 'FORBIDDEN',
        title: 'Access Unavailable',
        detail: 'The updated Apple Developer Program License Agreement needs to be reviewed.',
      }),
  },
  11: { title: 'agreement error although all is signed, for a while', answer: () => refusal(AGREEMENTS), times: 2 },
  12: {
    title: 'membership lapsed',
    answer: () =>
      refusal({
        ...ROLE,
        detail: "Team ID: 'A1B2C3D4E5' is not associated with an active membership.",
      }),
  },
  13: {
    title: 'role too small to ask for analytics',
    answer: (request) => (request.method === 'POST' && isAnalytics(request) ? refusal(ROLE) : null),
  },
  14: {
    title: 'analytics stopped for inactivity',
    quirks: { analytics: 'stopped' },
    answer: (request) => (isAnalytics(request) && !request.url.pathname.startsWith('/v1/apps/') ? refusal(ROLE) : null),
  },
  15: { title: 'token with a scope that does not cover the request', unswitched: 'always' },
  16: { title: 'snapshot request that exists and is not there', quirks: { analytics: 'ghost' } },
  17: { title: 'analytics request exists already', unswitched: 'always' },
  18: { title: 'segments of a listed instance are gone', quirks: { analytics: 'lost-segments' } },
  19: { title: 'no analytics yet', quirks: { analytics: 'waiting' } },
  20: { title: 'one day published twice, the next never', quirks: { analytics: 'missing-day' } },
  21: { title: 'instances that replace each other', unswitched: 'always' },
  22: { title: 'segment address expired', quirks: { analytics: 'dead-segments' } },
  23: { title: 'screenshot address dead', quirks: { deadImages: true } },
  24: {
    title: '429 with quota left',
    answer: () =>
      refusal(
        {
          status: 429,
          code: 'RATE_LIMIT_EXCEEDED',
          title: 'The request rate limit has been reached.',
          detail:
            'We’ve received too many requests for this API. Please wait and try again or slow down your request rate.',
        },
        { 'x-rate-limit': 'user-hour-lim:3600;user-hour-rem:3121;' },
      ),
  },
  25: { title: 'gateway answers in HTML', answer: () => gateway(502, '502 Bad Gateway') },
  26: {
    title: 'unexpected error on Apple’s side',
    answer: () =>
      refusal(
        {
          status: 500,
          code: 'UNEXPECTED_ERROR',
          title: 'An unexpected error occurred.',
          detail: 'An unexpected error occurred on the server side. If this issue continues, contact us.',
        },
        { 'x-request-id': 'EXAMPLE5QJ6NQ4XA7D3K2B7MBM' },
      ),
  },
  27: { title: 'parameter given twice', unswitched: 'always' },
  28: { title: 'next leads back to the first page', quirks: { next: 'first-page' } },
  29: { title: 'builds of an app listed twice, others never', unswitched: 'always' },
  30: { title: 'next has its parameters in another order', quirks: { next: 'reordered' } },
  31: { title: 'parameter that a path does not take', unswitched: 'always' },
  32: { title: 'filter with a bundle id finds nothing', unswitched: 'always' },
  33: { title: 'fieldset without linkages', unswitched: 'always' },
  34: { title: 'values that the contract does not list', quirks: { unknownValues: true } },
  35: { title: 'a path with a media type of its own', unswitched: 'always' },
  36: { title: 'no metrics, no diagnostics', unswitched: 'always' },
  37: { title: 'build bundle without a dSYM address', unswitched: 'always' },
  38: { title: 'field name of the contract refused', quirks: { refusedFields: ['sku', 'email'] } },
  39: { title: 'gzip in two members', quirks: { analytics: 'two-members' } },
};
