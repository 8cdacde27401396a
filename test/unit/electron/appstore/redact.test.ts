import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../electron/appstore/redact.ts';
import { makeKey } from '../../../appstore/server/keys.ts';

const TOKEN = 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjJYOVI0SFhGMzQifQ.eyJhdWQiOiJhcHBzdG9yZSJ9.c2lnbmF0dXJlLW9mLXRoaXM';

describe('redaction', () => {
  it('takes tokens out, wherever they stand', () => {
    for (const text of [
      TOKEN,
      `Bearer ${TOKEN}`,
      `authorization: bearer ${TOKEN}`,
      `"token":"${TOKEN}"`,
      `a=${TOKEN}&b`,
    ]) {
      expect(redact(`before ${text} after`)).not.toContain('c2lnbmF0dXJl');
      expect(redact(`before ${text} after`)).toMatch(/^before .* after$/);
    }
  });

  it('takes keys out, whole, escaped, cut off or bare', async () => {
    const { p8 } = await makeKey();
    const [, first = ''] = p8.split('\n');
    const body = p8.split('\n').slice(1, -1).join('');
    for (const text of [p8, p8.replaceAll('\n', '\\n'), p8.slice(0, 100), body]) {
      expect(redact(`key: ${text} end`)).not.toContain(first.slice(0, 24));
    }
  });

  it('takes out the queries of addresses and e-mail, and leaves the rest', () => {
    const text =
      'GET https://files.example/a/b.png?X-Amz-Signature=1f2e&X-Amz-Expires=300 for ada@example.com failed with 403';
    expect(redact(text)).toBe('GET https://files.example/a/b.png?[query] for [e-mail] failed with 403');
  });

  it('does not let the first half of a secret through at the cut', () => {
    for (let before = 0; before < 60; before += 1) {
      expect(redact('x'.repeat(before) + TOKEN, 50)).not.toContain('eyJhbGciOi');
    }
  });

  it('is quick and bounded, whatever comes', () => {
    const started = performance.now();
    for (const text of [
      'a@'.repeat(500_000),
      'M'.repeat(1_000_000),
      'eyJ'.repeat(300_000),
      'https://'.repeat(100_000),
    ]) {
      expect(redact(text).length).toBeLessThanOrEqual(2000);
    }
    expect(performance.now() - started).toBeLessThan(500);
    assert(property(string({ unit: 'binary' }), (text) => redact(text, 30).length <= 30));
  });
});
