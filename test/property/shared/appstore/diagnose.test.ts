/** Whatever servers, proxies and files say: an explanation comes, it is bounded, clean, and without secrets. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../shared/appstore/diagnose.ts';
import type { Diagnosis } from '../../../../shared/appstore/diagnose.ts';
import { RULES } from '../../../../shared/appstore/diagnosis/diagnosis.ts';
import { isUnder } from '../../../../shared/appstore/diagnosis/evidence.ts';
import { readRetryAfter } from '../../../../shared/appstore/diagnosis/headers.ts';
import { explainSaved } from '../../../../shared/appstore/diagnosis/saved.ts';
import { cleanWording } from '../../../../shared/appstore/diagnosis/wording.ts';
import { AGREEMENT, EXPIRED_XML, GATEWAY_PAGE, response } from '../../../unit/shared/appstore/responses.ts';

/** Sentences of ours have at most about 300 characters; what Apple says is cut to 300 more. */
const LONGEST = 800;

function isSound({ rule, what, act, useless, appleErrorId, retryAfterSeconds }: Diagnosis): void {
  expect(RULES).toContain(rule);
  for (const sentence of [what, act, useless ?? '']) {
    expect(sentence.length).toBeLessThan(LONGEST);
    expect(sentence).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
    expect(sentence.isWellFormed()).toBe(true);
  }
  expect(appleErrorId ?? 'none').toMatch(/^[\w.-]{1,64}$/);
  if (retryAfterSeconds !== null) expect(retryAfterSeconds).toBeGreaterThanOrEqual(0);
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('a'.repeat(20_000), '{"errors"'.repeat(2000), '-----BEGIN '.repeat(3000), '<html>'.repeat(3000)),
);
const code = fc.oneof(
  fc.constantFrom('FORBIDDEN', 'FORBIDDEN_ERROR.PLA_', 'NOT_AUTHORIZED', 'PARAMETER_ERROR.INVALID', 'STATE_ERROR'),
  text,
);
const failure = fc
  .record({
    status: fc.integer({ min: 0, max: 999 }),
    errors: fc.array(fc.record({ id: text, code, title: text, detail: text, parameter: text }), { maxLength: 3 }),
    contentType: fc.oneof(fc.constantFrom('text/html', 'application/json'), text),
    headers: fc.record({ date: text, retryAfter: text, rateLimit: text, requestId: text }),
    excerpt: text,
    url: text,
    method: fc.constantFrom('GET', 'POST', 'DELETE', ''),
  })
  .map(response);

describe('any response', () => {
  it('is explained in clean and bounded words', () => {
    fc.assert(fc.property(failure, (hostile) => isSound(diagnose(hostile))));
  });

  it('of an unsigned agreement leads to the Account Holder, whatever else it says', () => {
    const status = fc.integer({ min: 400, max: 499 });
    fc.assert(
      fc.property(status, text, text, (status, title, detail) => {
        const errors = [{ code: 'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED', title, detail }];
        const { who, act } = diagnose(response({ status, errors }));
        expect(who).toBe('account-holder');
        expect(act).not.toMatch(/\bkey\b/i);
      }),
    );
  });
});

describe('any text', () => {
  it('is explained as a saved response, or said to be none', () => {
    fc.assert(fc.property(text, (saved) => isSound(explainSaved(saved))));
  });

  it('is explained when it is JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (saved) => isSound(explainSaved(saved))));
  });

  it('is explained when it is JSON in the shape of Apple’s errors', () => {
    const odd = fc.record({ id: fc.jsonValue(), code: fc.jsonValue(), title: fc.jsonValue(), source: fc.jsonValue() });
    const body = fc.record({ errors: fc.array(fc.oneof(odd, fc.jsonValue())), meta: fc.jsonValue() });
    fc.assert(fc.property(body, (saved) => isSound(explainSaved(JSON.stringify(saved)))));
  });

  it('is explained when it is a damaged copy of a real response', () => {
    const whole = fc.constantFrom(
      JSON.stringify({ errors: AGREEMENT.errors }),
      GATEWAY_PAGE,
      EXPIRED_XML,
      `HTTP/1.1 403 Forbidden\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n${JSON.stringify({ errors: AGREEMENT.errors })}`,
    );
    fc.assert(
      fc.property(whole, fc.nat(), fc.nat({ max: 40 }), text, (real, at, gone, put) => {
        const start = at % (real.length + 1);
        isSound(explainSaved(`${real.slice(0, start)}${put}${real.slice(start + gone)}`));
      }),
    );
  });

  it('deeply nested is no trouble', () => {
    const depth = 200_000;
    isSound(explainSaved(`{"errors":${'['.repeat(depth)}${']'.repeat(depth)}}`));
    isSound(explainSaved('{"errors":'.repeat(depth)));
  });
});

describe('secrets', () => {
  const base64 = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/);
  const around = fc.string({ maxLength: 40 });

  it('in a token, a key or a signed address never get through', () => {
    fc.assert(
      fc.property(base64, around, around, (secret, before, after) => {
        const forms = [
          `eyJ${secret}.eyJ${secret}.${secret}`,
          `Bearer ${secret}`,
          `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
          `https://x.example/a.png?Signature=${secret}&b=1`,
        ];
        for (const form of forms) expect(cleanWording(`${before} ${form} ${after}`, 4000)).not.toContain(secret);
      }),
    );
  });
});

describe('codes', () => {
  const segment = fc.stringMatching(/^[A-Z_]{1,12}$/);

  it('stand under their beginnings by whole segments only', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 2, maxLength: 5 }), segment, (segments, other) => {
        const whole = segments.join('.');
        for (let length = 1; length <= segments.length; length += 1) {
          const prefix = segments.slice(0, length).join('.');
          expect(isUnder(whole, prefix)).toBe(true);
          expect(isUnder(whole, `${prefix}${other}`)).toBe(whole === `${prefix}${other}`);
        }
      }),
    );
  });
});

describe('waits', () => {
  it('written as seconds or as the date that they end are the same', () => {
    const now = fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(now, fc.integer({ min: 0, max: 86_400 }), (now, seconds) => {
        const start = Math.floor(now.getTime() / 1000) * 1000;
        const until = new Date(start + seconds * 1000).toUTCString();
        expect(readRetryAfter(until, start)).toBe(seconds);
        expect(readRetryAfter(String(seconds), start)).toBe(seconds);
      }),
    );
  });
});
