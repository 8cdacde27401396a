import { describe, expect, it } from 'vitest';
import { ago, day, recently, reportedAt, span } from '../../../../renderer/words/dates.ts';

const at = (year: number, month: number, date: number, hour = 12): number =>
  new Date(year, month - 1, date, hour).getTime();
const now = at(2026, 11, 20, 18);

describe('dates', () => {
  it('leave out the year when it is this one', () => {
    expect(day(at(2026, 1, 10), now)).toBe('10 Jan');
    expect(day(at(2024, 1, 10), now)).toBe('10 Jan 2024');
  });

  it('become a time today and a word for yesterday', () => {
    expect(recently(at(2026, 11, 20, 9), now)).toBe('09:00');
    expect(recently(at(2026, 11, 19, 23), now)).toBe('Yesterday');
    expect(recently(at(2026, 11, 18), now)).toBe('18 Nov');
  });

  it('are counted back while that is clearer', () => {
    const minutesAgo = (minutes: number): string => ago(now - minutes * 60_000, now);
    expect([0.5, 3, 59, 61, 11 * 60].map(minutesAgo)).toEqual([
      'just now',
      '3 min ago',
      '59 min ago',
      '1 h ago',
      '11 h ago',
    ]);
    expect(minutesAgo(17 * 60)).toBe('today at 01:00');
    expect(minutesAgo(24 * 60)).toBe('yesterday');
    expect(minutesAgo(-5)).toBe('just now');
  });

  it('become a range of days', () => {
    expect(span(at(2026, 11, 2), at(2026, 11, 10), now)).toBe('2 – 10 Nov');
    expect(span(at(2026, 10, 24), at(2026, 11, 18), now)).toBe('24 Oct – 18 Nov');
    expect(span(at(2025, 12, 28), at(2026, 1, 3), now)).toBe('28 Dec 2025 – 3 Jan');
    expect(span(at(2026, 11, 13, 1), at(2026, 11, 13, 23), now)).toBe('13 Nov');
    expect(span(null, at(2026, 11, 13), now)).toBe('13 Nov');
    expect(span(null, null, now)).toBeNull();
  });

  it('of a report are shown in the reader’s own zone, or not at all', () => {
    expect(reportedAt('2026-11-18T06:03:55Z')).toMatch(/^18 Nov 2026, \d\d:\d\d$/);
    expect(reportedAt('soon')).toBeNull();
    expect(reportedAt(null)).toBeNull();
  });
});
