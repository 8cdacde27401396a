/** Every known failure of App Store Connect by its number in the list of failures, and the sentences that it must get. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../shared/appstore/diagnose.ts';
import type { Diagnosis } from '../../../../shared/appstore/diagnose.ts';
import { RULES } from '../../../../shared/appstore/diagnosis/diagnosis.ts';
import type { RuleId } from '../../../../shared/appstore/diagnosis/diagnosis.ts';
import { OWN } from './case.ts';
import { LISTED } from './listed-failures.ts';
import { MORE } from './more-failures.ts';
import { AGREEMENT, forbidden, GATEWAY_PAGE, response, UNAUTHORIZED } from './responses.ts';

const CASES = [...LISTED, ...MORE];

function textOf({ what, act, useless }: Diagnosis): string {
  return [what, act, useless ?? ''].join(' ');
}

describe('known failures', () => {
  it.each(CASES)('$row $name → $rule', ({ finding, known, rule, who, says }) => {
    const diagnosis = diagnose(finding, known);
    expect(diagnosis).toMatchObject({ rule, who });
    for (const pattern of says) expect(textOf(diagnosis)).toMatch(pattern);
  });

  it('are all 39 of the list', () => {
    const rows = new Set(LISTED.map(({ row }) => row));
    expect([...rows].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
  });

  it('cover every rule, and the document lists every rule', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(RULES));
    const document = readFileSync(new URL('../../../../docs/doctor.md', import.meta.url), 'utf8');
    const listed = [...document.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, rule = '']) => rule);
    expect(listed).toHaveLength(RULES.length);
    expect(new Set(listed)).toEqual(new Set<string>(RULES));
  });

  it.each(CASES)('$name gets whole sentences and a link that is safe', ({ finding, known }) => {
    const { what, act, useless, link } = diagnose(finding, known);
    for (const sentence of [what, act, useless ?? 'None.']) {
      expect(sentence).toMatch(/^[A-Z“].*[.”]$/s);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\.\./);
    }
    if (link !== null) expect(link).toMatch(/^https:\/\/(?:appstoreconnect|developer)\.apple\.com\//);
  });
});

describe('what decides', () => {
  const agreements = CASES.filter(({ rule }) => rule === 'agreement-unsigned').map(({ finding }) => finding);

  it.each(agreements)('an unsigned agreement is never answered with a new key (%#)', (finding) => {
    for (const keyKind of ['team', 'individual', null] as const) {
      const { act, useless, who } = diagnose(finding, { keyKind, keyWorked: true });
      expect(who).toBe('account-holder');
      expect(act).not.toMatch(/\bkey\b/i);
      expect(useless).toMatch(/another key/i);
    }
  });

  it('the code wins over the status', () => {
    const { rule } = diagnose(
      response({ status: 400, errors: [{ code: 'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED' }] }),
    );
    expect(rule).toBe('agreement-unsigned');
  });

  it('a deeper code keeps the meaning of the one above', () => {
    const deeper = (code: string): RuleId => diagnose(response({ status: 400, errors: [{ code }] })).rule;
    expect(deeper('PARAMETER_ERROR.DUPLICATE.OF_TOMORROW')).toBe('parameter-duplicate');
    expect(deeper('PARAMETER_ERROR.OF_TOMORROW')).toBe('parameter-invalid');
    expect(deeper('PARAMETER_ERRORS.DUPLICATE')).toBe('unknown');
  });

  it('the status decides where Apple sends no code', () => {
    expect(diagnose(response({ status: 403, url: '/v1/builds' })).rule).toBe('role-missing');
    expect(diagnose(response({ status: 429 })).rule).toBe('rate-short');
    expect(diagnose(response({ status: 503 })).rule).toBe('service-error');
  });

  it('an agreement counts wherever it stands among several errors', () => {
    const { rule } = diagnose(
      response({
        status: 403,
        errors: [{ code: 'FORBIDDEN_ERROR' }, { code: 'FORBIDDEN_ERROR.PLA_NOT_ACCEPTED' }],
      }),
    );
    expect(rule).toBe('agreement-unsigned');
  });

  it('a clock that tokens no longer depend on is not blamed', () => {
    const known = { ...OWN, clockSkewSeconds: 7200, clockCorrected: true, retried: true };
    expect(diagnose(UNAUTHORIZED, known).rule).toBe('key-rejected');
  });

  it('a clock that is fast by less than tokens are dated back is not blamed', () => {
    expect(diagnose(UNAUTHORIZED, { ...OWN, clockSkewSeconds: 45, retried: true }).rule).toBe('key-rejected');
  });

  it('a refusal of a role names the role that opens it, where Apple does', () => {
    const metrics = diagnose(forbidden('/v1/apps/1/perfPowerMetrics'), { keyKind: 'team' });
    expect(metrics.act).toMatch(/does not document/);
    const reports = diagnose(forbidden('/v1/analyticsReports/r1/instances'), { keyKind: 'team' });
    expect(reports.act).toMatch(/Admin, Sales and Reports, or Finance/);
  });
});

describe('what Apple’s support and the clock need', () => {
  it('is the id of the error, then of the request, then the correlation key of a page', () => {
    expect(diagnose(AGREEMENT).appleErrorId).toBe('TXF6QUVS6OY66YVUNINVLKXZFA');
    const page = { status: 502, contentType: 'text/html', excerpt: GATEWAY_PAGE };
    expect(diagnose(response(page)).appleErrorId).toBe('TGHKWJKO2LITS2DSDATRZZJAPE');
    const named = response({ ...page, headers: { requestId: 'c0ffee-1' } });
    expect(diagnose(named).appleErrorId).toBe('c0ffee-1');
  });

  it('is the wait in seconds, whether Apple writes seconds or a date', () => {
    const wait = (retryAfter: string): number | null =>
      diagnose(response({ status: 429, headers: { retryAfter } })).retryAfterSeconds;
    expect(wait('40')).toBe(40);
    expect(wait('Sat, 21 Nov 2026 10:01:30 GMT')).toBe(90);
    expect(wait('Sat, 21 Nov 2026 09:00:00 GMT')).toBe(0);
    expect(wait('999999999')).toBe(86_400);
    expect(wait('soon')).toBeNull();
    expect(wait('-5')).toBeNull();
  });
});
