import { describe, expect, it } from 'vitest';
import type { Cost } from '../../../../shared/report/body.ts';
import { costWords, spanWords } from '../../../../renderer/words/cost.ts';

const nothing: Cost = {
  of: 'cpu',
  unit: 'seconds',
  used: null,
  during: null,
  limit: null,
  limitDuring: null,
  action: null,
};

describe('costs in words', () => {
  it('say what was used, what is allowed and what the system did', () => {
    const cost: Cost = { ...nothing, used: 90, during: 100, limit: 80, limitDuring: 180, action: 'none' };
    expect(costWords(cost)).toEqual({
      headline: 'Used the processor for 90 s within 100 s (90 %)',
      lines: ['Allowed: 80 s within 180 s.', 'The system let it run on, and wrote this report.'],
      meter: { used: 90, limit: 80 },
    });
  });

  it('say how many times the limit was passed, once that is worth a word', () => {
    const cost: Cost = { ...nothing, of: 'wakeups', unit: 'wakeups', used: 45_001, during: 42, limit: 150 };
    expect(costWords(cost).lines).toEqual(['Allowed: 150 wakeups; it used 300 times as much.']);
    expect(costWords({ ...cost, used: 225 }).lines).toEqual(['Allowed: 150 wakeups.']);
  });

  it('compare a longer time by its rate, a shorter one as it is', () => {
    const cost: Cost = { ...nothing, of: 'disk-writes', unit: 'bytes', used: 4e9, limit: 1e9, limitDuring: 86_400 };
    expect(costWords({ ...cost, during: 3600 }).meter).toEqual({ used: 4e9, limit: 1e9 });
    expect(costWords({ ...cost, during: 2 * 86_400 }).meter).toEqual({ used: 2e9, limit: 1e9 });
  });

  it('say only what is known', () => {
    for (const of of ['cpu', 'wakeups', 'disk-writes', 'hang', 'launch', 'memory'] as const) {
      const { headline, lines, meter } = costWords({ ...nothing, of });
      expect(headline).not.toMatch(/null|NaN/);
      expect([lines, meter]).toEqual([[], null]);
    }
    expect(costWords({ ...nothing, action: 'paged out' }).lines).toEqual(['What the system did: paged out.']);
  });
});

it('spans are worded by their length', () => {
  expect([0.25, 12, 119, 5400, 86_400, 129_600].map(spanWords)).toEqual([
    '250 ms',
    '12 s',
    '119 s',
    '90 min',
    '1 day',
    '36 h',
  ]);
});
