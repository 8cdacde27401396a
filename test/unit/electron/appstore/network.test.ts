import { describe, expect, it } from 'vitest';
import { networkFailure } from '../../../../electron/appstore/network.ts';

/** What Node's fetch throws: the cause is inside. */
function thrown(code: string, message = ''): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

describe('why no answer came', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['EPIPE', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['ENETUNREACH', 'offline'],
    ['EHOSTUNREACH', 'offline'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['EWEIRD', 'other'],
  ])('%s is %s', (code, reason) => {
    expect(networkFailure(thrown(code))).toMatchObject({ kind: 'network', reason });
    expect(networkFailure(thrown(code)).detail).toContain(code);
  });

  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['net::ERR_CERT_DATE_INVALID', 'tls'],
    ['net::ERR_EMPTY_RESPONSE', 'reset'],
  ])('%s of Chromium is %s', (message, reason) => {
    expect(networkFailure(new Error(message)).reason).toBe(reason);
  });

  it('is found among the addresses that were tried', () => {
    const each = ['ECONNREFUSED', 'ECONNREFUSED'].map((code) => Object.assign(new Error(), { code }));
    const cause = new AggregateError(each);
    expect(networkFailure(new TypeError('fetch failed', { cause })).reason).toBe('refused');
  });

  it('is a timeout when our own time is over, and other when nobody knows', () => {
    expect(networkFailure(new DOMException('The operation timed out', 'TimeoutError')).reason).toBe('timeout');
    expect(networkFailure('what').reason).toBe('other');
  });

  it('quotes no secret and survives causes that go round', () => {
    const error = thrown(
      'EWEIRD',
      'could not fetch https://a.example/x?Signature=abc with Bearer eyJhbGciOi.eyJpc3Mi.sig',
    );
    expect(networkFailure(error).detail).not.toMatch(/abc|eyJ/);
    const round = new Error('round');
    round.cause = round;
    expect(networkFailure(round).reason).toBe('other');
  });
});
