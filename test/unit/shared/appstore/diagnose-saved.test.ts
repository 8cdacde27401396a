/** Saved responses in the forms in which people save them, and what a good answer gives away. */
import { describe, expect, it } from 'vitest';
import { explainSaved } from '../../../../shared/appstore/diagnosis/saved.ts';
import { AGREEMENT, API_TIME, EXPIRED_XML, GATEWAY_PAGE } from './responses.ts';

const API = 'https://api.appstoreconnect.apple.com';
const ERRORS = JSON.stringify({ errors: AGREEMENT.errors }, null, 2);
const RATE_HEADERS = 'X-Rate-Limit: user-hour-lim:3500;user-hour-rem:0;\r\nRetry-After: 17';
const RATE_BODY = '{"errors":[{"status":"429","code":"RATE_LIMIT_EXCEEDED","title":"Too many"}]}';

function answer(path: string, data: unknown, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ data, links: { self: `${API}${path}` }, ...more });
}

function entry(type: string, attributes: Record<string, unknown>, relationships: unknown = { build: {} }): unknown {
  return { type, id: '1', attributes, relationships };
}

describe('the same response', () => {
  it.each([
    ['Apple’s JSON', ERRORS],
    ['JSON with a byte order mark', `\uFEFF${ERRORS}`],
    ['a wrapper with a body', JSON.stringify({ status: 403, headers: {}, body: { errors: AGREEMENT.errors } })],
    ['a wrapper with a text', JSON.stringify({ statusCode: 403, body: ERRORS })],
    ['JSON inside a JSON string', JSON.stringify(ERRORS)],
    ['curl -i', `HTTP/2 403 \r\ncontent-type: application/json\r\n\r\n${ERRORS}`],
    ['curl -i through a proxy', `HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n${ERRORS}`],
    [
      'curl -v',
      `* Connected\n> GET /v1/apps HTTP/2\n> Authorization: Bearer x\n>\n< HTTP/2 403\n< date: x\n<\n{ [380 bytes data]\n${ERRORS}`,
    ],
    ['a log with Apple’s JSON in it', `[12:01] request failed (403): ${ERRORS} -- giving up`],
    ['only the words', 'Error: A required agreement is missing or has expired. (exit 1)'],
  ])('as %s has the same meaning', (_, saved) => {
    expect(explainSaved(saved)).toMatchObject({ rule: 'agreement-unsigned', who: 'account-holder' });
  });

  it('keeps Apple’s id where the form has it', () => {
    expect(explainSaved(`x ${ERRORS}`).appleErrorId).toBe('TXF6QUVS6OY66YVUNINVLKXZFA');
  });
});

describe('headers', () => {
  it('of curl tell how long to wait and what is left', () => {
    const saved = `HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n${RATE_HEADERS}\r\n\r\n${RATE_BODY}`;
    expect(explainSaved(saved)).toMatchObject({ rule: 'rate-hour', retryAfterSeconds: 17 });
  });

  it('of the last head count, where proxies and redirects sent some before', () => {
    const heads = 'HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 302 Found\r\nRetry-After: 3\r\n\r\n';
    const saved = `${heads}HTTP/1.1 429 Too Many Requests\r\n${RATE_HEADERS}\r\n\r\n${RATE_BODY}`;
    expect(explainSaved(saved)).toMatchObject({ rule: 'rate-hour', retryAfterSeconds: 17 });
  });

  it('of a wrapper do so in any spelling, as lists too', () => {
    const headers = { 'x-rate-limit': ['user-hour-lim:3500;user-hour-rem:3000;'], 'RETRY-AFTER': 5 };
    const saved = JSON.stringify({ status: 429, headers, body: RATE_BODY });
    expect(explainSaved(saved)).toMatchObject({ rule: 'rate-short', retryAfterSeconds: 5 });
  });

  it('and request lines of curl -v tell what was asked', () => {
    const body = '{"errors":[{"status":"403","code":"FORBIDDEN_ERROR"}]}';
    const saved = `> POST /v1/analyticsReportRequests HTTP/2\n>\n< HTTP/2 403\n<\n${body}`;
    expect(explainSaved(saved).act).toMatch(/role Admin/);
  });
});

describe('pages that are no JSON', () => {
  it('of Apple’s gateway are known by their words', () => {
    expect(explainSaved(GATEWAY_PAGE)).toMatchObject({
      rule: 'service-gateway',
      appleErrorId: 'TGHKWJKO2LITS2DSDATRZZJAPE',
    });
  });

  it('of somebody else are known as such', () => {
    expect(explainSaved('<!doctype html><title>Sign in to Wi-Fi</title>').rule).toBe('not-apple');
  });

  it('of Apple’s storage mean an expired address', () => {
    expect(explainSaved(EXPIRED_XML).rule).toBe('download-expired');
  });
});

describe('an answer without errors', () => {
  it.each([
    ['apps', answer('/v1/apps', [entry('apps', { name: 'Harbor' })]), 'no-failure'],
    ['builds by a bundle id', answer('/v1/builds?filter%5Bapp%5D=org.example.Harbor', []), 'filter-matches-nothing'],
    ['builds by a number', answer('/v1/builds?filter%5Bapp%5D=1234567890', []), 'no-failure'],
    ['no report request', answer('/v1/apps/1/analyticsReportRequests?limit=5', []), 'analytics-none'],
    [
      'a stopped report request',
      answer('/v1/apps/1/analyticsReportRequests', [
        entry('analyticsReportRequests', { accessType: 'ONGOING', stoppedDueToInactivity: true }),
      ]),
      'analytics-stopped',
    ],
    ['no reports yet', answer('/v1/analyticsReportRequests/9/reports', []), 'analytics-waiting'],
    [
      'reports with a day twice and a day missing',
      answer(
        '/v1/analyticsReports/9/instances',
        ['2026-04-10', '2026-04-10', '2026-04-12'].map((processingDate) =>
          entry('analyticsReportInstances', { granularity: 'DAILY', processingDate }),
        ),
      ),
      'days-missing',
    ],
    ['no diagnostics', answer('/v1/builds/1/diagnosticSignatures', []), 'no-diagnostics'],
    ['no metrics', JSON.stringify({ version: '1.0', productData: [] }), 'no-diagnostics'],
    ['no crash feedback', answer('/v1/apps/1/betaFeedbackCrashSubmissions', []), 'no-feedback'],
    [
      'feedback without build',
      answer('/v1/x', [entry('betaFeedbackCrashSubmissions', { comment: 'Ouch' }, {})]),
      'linkages-missing',
    ],
    [
      'screenshots whose date is over',
      answer('/v1/x', [
        entry('betaFeedbackScreenshotSubmissions', {
          screenshots: [{ url: 'https://example.com/a.png', expirationDate: '2026-11-21T09:00:00Z' }],
        }),
      ]),
      'screenshot-expired',
    ],
    [
      'a build without an address for its dSYM',
      answer('/v1/builds', [entry('builds', {})], { included: [entry('buildBundles', { dSYMUrl: null })] }),
      'no-dsym-address',
    ],
    [
      'a page whose next page is itself',
      JSON.stringify({ data: [], links: { self: `${API}/v1/apps`, next: `${API}/v1/apps` } }),
      'pages-repeat',
    ],
  ])('%s → %s', (_, saved, rule) => {
    expect(explainSaved(saved, { receivedAt: API_TIME }).rule).toBe(rule);
  });

  it('names the days that are missing', () => {
    const days = ['2026-04-10', '2026-04-13'].map((processingDate) =>
      entry('analyticsReportInstances', { granularity: 'DAILY', processingDate }),
    );
    expect(explainSaved(answer('/v1/analyticsReports/9/instances', days)).what).toMatch(/2026-04-11, 2026-04-12/);
  });
});

describe('what is no response', () => {
  it.each([
    '',
    'Hello.',
    '[]',
    '42',
    '{}',
    '{"errorCode":"NOT_AUTHORIZED"}',
    '{"status":700}',
    'HTTP/1.1 200 OK\r\nServer: x',
    '\u0000\u0001',
  ])('%j is said to be none', (saved) => {
    expect(explainSaved(saved).rule).toBe('not-a-response');
  });
});

describe('secrets in a saved response', () => {
  const token = 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJlLXNpZ25hdHVyZQ';
  const detail = `Bearer ${token} https://x.example/a?X-Amz-Signature=abcdef0123 -----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49\n-----END PRIVATE KEY----- jane@example.com \u202Egnihton\u0007`;

  it('reach no sentence', () => {
    const saved = JSON.stringify({ errors: [{ status: '422', code: 'NEW', title: 'New', detail, id: token }] });
    const shown = JSON.stringify(explainSaved(saved));
    for (const secret of [token, 'abcdef0123', 'MIGHAgEA', 'jane@', '\\u202e', '\\u0007']) {
      expect(shown).not.toContain(secret);
    }
    expect(shown).toContain('[token]');
  });
});
