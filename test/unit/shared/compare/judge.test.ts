import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineShare, judge } from '../../../../shared/compare/judge.ts';
import type { Compared } from '../../../../shared/compare/judge.ts';

function compared(before: number, after: number, part: Partial<Compared> = {}): Compared {
  const side = (crashes: number) => ({ crashes, of: 1000 });
  return { before: side(before), after: side(after), earlier: null, returned: null, ...part };
}

const counts = fc.integer({ min: 0, max: 400 });
const anyCompared = fc.record({ before: counts, after: counts }).filter(({ before, after }) => before + after > 0);

describe('what a signature became', () => {
  it('is new when no version ever had it', () => {
    expect(judge(compared(0, 1))).toMatchObject({ change: 'new', tentative: false });
  });

  it('is regressed when an older version had it and the one before had not', () => {
    expect(judge(compared(0, 10, { earlier: '1.9 (90)' }))).toEqual({
      change: 'regressed',
      reason: 'Came back: last seen in 1.9 (90)',
      tentative: false,
    });
  });

  it('is no return where the version in between had too few crashes to miss it', () => {
    const few = { before: { crashes: 0, of: 2 }, after: { crashes: 8, of: 20 }, earlier: '1.9' };
    expect(judge({ ...few, returned: null })).toMatchObject({ change: 'steady', tentative: true });
  });

  it('is regressed when it came back after its fix, however rare it is', () => {
    const returned = { build: '412' };
    expect(judge(compared(500, 1, { returned }))).toMatchObject({
      change: 'regressed',
      reason: 'Came back in 412 after its fix',
    });
    expect(judge(compared(500, 0, { returned })).change).toBe('gone');
  });

  it('is gone without doubt only where crashes were to be expected', () => {
    expect(judge(compared(40, 0))).toMatchObject({ change: 'gone', tentative: false });
    expect(judge(compared(2, 0))).toMatchObject({ change: 'gone', tentative: true });
    expect(judge({ ...compared(0, 0), before: { crashes: 2, of: 2 } })).toMatchObject({
      change: 'gone',
      tentative: true,
    });
    const few = { before: { crashes: 100, of: 1000 }, after: { crashes: 0, of: 10 } };
    expect(judge({ ...compared(0, 0), ...few })).toMatchObject({ change: 'gone', tentative: true });
  });

  it('is no rise when only the number of crashes rose', () => {
    const tenfold = { before: { crashes: 5, of: 100 }, after: { crashes: 50, of: 1000 } };
    expect(judge({ ...compared(0, 0), ...tenfold })).toMatchObject({ change: 'steady', reason: '5 % of crashes' });
  });

  it('is a rise or a fall of its share, with both in words', () => {
    expect(judge(compared(50, 120))).toMatchObject({ change: 'regressed', reason: '5 % → 12 % of crashes' });
    expect(judge(compared(50, 120), 'reports').reason).toBe('5 % → 12 % of reports');
    expect(judge(compared(120, 50))).toMatchObject({ change: 'improved', reason: '12 % → 5 % of crashes' });
  });

  it('is steady where chance explains it', () => {
    expect(judge(compared(1, 4)).change).toBe('steady');
    expect(judge(compared(50, 55)).change).toBe('steady');
  });

  it('turns round with its sides', () => {
    fc.assert(
      fc.property(anyCompared, ({ before, after }) => {
        const [there, back] = [judge(compared(before, after)).change, judge(compared(after, before)).change];
        const opposite = { new: 'gone', gone: 'new', regressed: 'improved', improved: 'regressed', steady: 'steady' };
        expect(back).toBe(opposite[there]);
      }),
    );
  });

  it('never calls a smaller share a regression, nor a larger one an improvement', () => {
    const totals = fc.integer({ min: 400, max: 100_000 });
    fc.assert(
      fc.property(anyCompared, totals, totals, (crashes, left, right) => {
        const sides = { before: { crashes: crashes.before, of: left }, after: { crashes: crashes.after, of: right } };
        const { change } = judge({ ...sides, earlier: null, returned: null });
        const rise = crashes.after / right - crashes.before / left;
        if (change === 'regressed') expect(rise).toBeGreaterThan(0);
        if (change === 'improved') expect(rise).toBeLessThan(0);
      }),
    );
  });
});

describe('a share in words', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.004, '0.4 %'],
    [0.05, '5 %'],
    [0.0512, '5.1 %'],
    [0.127, '13 %'],
    [1, '100 %'],
  ])('%d is %s', (value, words) => {
    expect(fineShare(value)).toBe(words);
  });
});
