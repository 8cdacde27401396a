import { describe, expect, it } from 'vitest';
import { leftOut, trendDays, trendInWords } from '../../../../renderer/words/trend.ts';
import type { Trend } from '../../../../shared/contract.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const trend = (part: Partial<Trend> = {}): Trend => ({
  from: Date.UTC(2025, 11, 30),
  counts: [0, 2, 31, 1],
  earlier: 0,
  undated: 0,
  ...part,
});

describe('a trend', () => {
  it('names its days, whatever the time zone and over the end of a year', () => {
    expect(trendDays(trend(), NOW).map(({ name }) => name)).toEqual(['30 Dec', '31 Dec', '1 Jan', '2 Jan']);
    expect(trendDays(trend({ from: Date.UTC(2024, 1, 28) }), NOW).map(({ name }) => name)).toEqual([
      '28 Feb 2024',
      '29 Feb 2024',
      '1 Mar 2024',
      '2 Mar 2024',
    ]);
  });

  it('is said in one sentence', () => {
    expect(trendInWords(trendDays(trend(), NOW), 'crash')).toBe(
      'Crashes per day, 30 Dec to 2 Jan: 34 in all, at most 31 on 1 Jan',
    );
    expect(trendInWords(trendDays(trend({ counts: [0, 0] }), NOW), 'hang')).toBe(
      'Hangs per day, 30 Dec 2025 to 31 Dec 2025: none',
    );
  });

  it('says what it leaves out', () => {
    expect(leftOut(trend(), 'crash')).toBeNull();
    expect(leftOut(trend({ earlier: 12, undated: 1 }), 'crash')).toBe(
      '12 crashes before that, 1 crash of unknown date',
    );
  });
});
