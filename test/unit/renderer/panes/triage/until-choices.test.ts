import { describe, expect, it } from 'vitest';
import { untilChoices } from '../../../../../renderer/panes/triage/until-choices.ts';

/** A Saturday. */
const NOW = new Date(2026, 10, 21, 14, 30).getTime();

function labels(words: string, forEver = true): readonly string[] {
  return untilChoices(words, NOW, forEver).map(({ label }) => label);
}

function first(words: string) {
  return untilChoices(words, NOW, true)[0]?.until;
}

describe('until when a crash is ignored', () => {
  it('offers for ever only where that is meant', () => {
    expect(labels('')[0]).toBe('For ever');
    expect(labels('', false)).not.toContain('For ever');
    expect(labels('', false)[0]).toBe('Until the next build');
  });

  it('counts days from the morning, weeks from Monday', () => {
    const at = (label: string): unknown => untilChoices('', NOW, false).find((choice) => choice.label === label)?.until;
    expect(at('Until tomorrow')).toEqual({ kind: 'date', at: new Date(2026, 10, 22, 9).getTime() });
    expect(at('Until next week')).toEqual({ kind: 'date', at: new Date(2026, 10, 23, 9).getTime() });
    const monday = new Date(2026, 10, 23, 10).getTime();
    const next = untilChoices('', monday, false).find(({ label }) => label === 'Until next week')?.until;
    expect(next).toEqual({ kind: 'date', at: new Date(2026, 10, 30, 9).getTime() });
  });

  it('takes a number as crashes, and as days', () => {
    expect(labels('25').slice(0, 2)).toEqual(['Until 25 more crashes', 'For 25 days']);
    expect(first('1')).toEqual({ kind: 'more', count: 1 });
    expect(labels('0')).not.toContain('Until 0 more crashes');
    expect(labels('9999999')).toEqual([]);
  });

  it('takes a day in the ways people write it', () => {
    const christmas = { kind: 'date', at: new Date(2026, 11, 24, 9).getTime() };
    for (const words of ['2026-12-24', '24 dec', '24. December', ' 24 Dec 2026 '])
      expect(first(words)).toEqual(christmas);
    expect(first('3 feb')).toEqual({ kind: 'date', at: new Date(2027, 1, 3, 9).getTime() });
  });

  it('takes no day that is past or does not exist', () => {
    for (const words of ['2026-02-31', '2020-01-01', '31 nov', '1 jan 2020', '24 xyz'])
      expect(labels(words)).toEqual([]);
  });

  it('narrows by words', () => {
    expect(labels('next')).toEqual(['Until the next build', 'Until next week']);
  });
});
