import { describe, expect, it } from 'vitest';
import { momentText, parseMoment } from '../../../../shared/formats/moment.ts';

describe('a moment in Apple’s words', () => {
  it.each([
    ['2026-04-01 12:39:56.0657 -0700', '2026-04-01T12:39:56.0657-07:00'],
    ['2013-01-13 19:21:33.000 +0000', '2013-01-13T19:21:33.000+00:00'],
    ['2013-01-13 19:21:33 +0900', '2013-01-13T19:21:33+09:00'],
  ])('%s is ISO 8601 and back', (apple, iso) => {
    expect(parseMoment(apple)).toBe(iso);
    expect(momentText(iso)).toBe(apple);
    expect(Number.isNaN(Date.parse(iso))).toBe(false);
  });

  it('reads offsets with a colon, and ISO 8601 itself', () => {
    expect(parseMoment('2022-08-05 13:24:19.116 +04:00')).toBe('2022-08-05T13:24:19.116+04:00');
    expect(parseMoment('2022-08-05T13:24:19Z')).toBe('2022-08-05T13:24:19Z');
  });

  it.each(['', 'yesterday', '2022-13-45 99:99:99 +0000'])('%j is none', (text) => expect(parseMoment(text)).toBeNull());
});
