import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sightOf } from '../../../../renderer/stack/use-sight.ts';

const LINE = 21;

describe('the lines near what is in sight', () => {
  it('hold every line that is in sight, and at most a few steps more', () => {
    const pixels = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(pixels, fc.integer({ min: 1, max: 3000 }), (top, height) => {
        const [from, to] = sightOf(top, top + height, LINE);
        for (const line of [Math.floor(top / LINE), Math.floor((top + height - 1) / LINE)]) {
          if (line >= 0) expect(from <= line && line < to).toBe(true);
        }
        expect((to - from) * LINE).toBeLessThanOrEqual(height + 4 * 50 * LINE);
      }),
    );
  });

  it('stay the same while somebody scrolls by some lines', () => {
    const ranges = new Set(
      Array.from({ length: 40 }, (_, at) => sightOf(2100 + at * LINE, 2150 + at * LINE, LINE).join()),
    );
    expect(ranges.size).toBeLessThanOrEqual(2);
  });
});
