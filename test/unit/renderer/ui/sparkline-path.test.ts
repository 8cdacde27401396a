import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../../renderer/ui/sparkline-path.ts';

describe('a sparkline', () => {
  it('is nothing without at least two values and one crash', () => {
    expect(sparkline([], 70, 16)).toBeNull();
    expect(sparkline([5], 70, 16)).toBeNull();
    expect(sparkline([0, 0, 0], 70, 16)).toBeNull();
  });

  it('stays within its frame, from its left to its right edge', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 2, maxLength: 14 }), (values) => {
        const path = sparkline([...values, 1], 70, 16) ?? '';
        const points = (path.slice(1).match(/[\d.]+/g) ?? []).map(Number);
        const xs = points.filter((_, at) => at % 2 === 0);
        const ys = points.filter((_, at) => at % 2 === 1);
        expect(xs).toHaveLength(values.length + 1);
        expect(xs[0]).toBe(1.5);
        expect(xs.at(-1)).toBe(68.5);
        expect(Math.min(...ys)).toBe(1.5);
        expect(Math.max(...ys)).toBeLessThanOrEqual(14.5);
      }),
    );
  });
});
