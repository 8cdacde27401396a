import { describe, expect, it } from 'vitest';
import type { ReportKind } from '../../../../../shared/report/report.ts';
import { untilChoices } from '../../../../../renderer/panes/triage/until-choices.ts';

/** A Saturday. */
const NOW = new Date(2026, 10, 21, 14, 30).getTime();

function labels(words: string, forEver = true, kind: ReportKind | null = 'crash'): readonly string[] {
  return untilChoices(words, { now: NOW, forEver, kind }).map(({ label }) => label);
}

function first(words: string) {
  return untilChoices(words, { now: NOW, forEver: true, kind: null })[0]?.until;
}

describe('until when a signature is ignored', () => {
  it('offers for ever only where that is meant', () => {
    expect(labels('')[0]).toBe('For ever');
    expect(labels('', false)).not.toContain('For ever');
    expect(labels('', false)[0]).toBe('Until the next build');
  });

  it('counts days from the morning, weeks from Monday', () => {
    const from = (now: number) => untilChoices('', { now, forEver: false, kind: null });
    const at = (label: string): unknown => from(NOW).find((choice) => choice.label === label)?.until;
    expect(at('Until tomorrow')).toEqual({ kind: 'date', at: new Date(2026, 10, 22, 9).getTime() });
    expect(at('Until next week')).toEqual({ kind: 'date', at: new Date(2026, 10, 23, 9).getTime() });
    const monday = new Date(2026, 10, 23, 10).getTime();
    const next = from(monday).find(({ label }) => label === 'Until next week')?.until;
    expect(next).toEqual({ kind: 'date', at: new Date(2026, 10, 30, 9).getTime() });
  });

  it('takes a number as reports, by their kind where they have one, and as days', () => {
    expect(labels('25').slice(0, 2)).toEqual(['Until 25 more crashes', 'For 25 days']);
    expect(labels('25', true, 'hang')[0]).toBe('Until 25 more hangs');
    expect(labels('25', true, null)[0]).toBe('Until 25 more reports');
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
