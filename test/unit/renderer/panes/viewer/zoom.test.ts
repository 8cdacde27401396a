import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchoredScroll, fitScale, stepZoom, wheelZoom } from '../../../../../renderer/panes/viewer/zoom.ts';

const length = fc.integer({ min: 1, max: 10_000 });
const size = fc.record({ width: length, height: length });

describe('the zoom of a picture', () => {
  it('fits: nothing hangs over, one side touches or it is as large as it is', () => {
    fc.assert(
      fc.property(size, size, (picture, frame) => {
        const scale = fitScale(picture, frame);
        const [width, height] = [picture.width * scale, picture.height * scale];
        expect(scale).toBeLessThanOrEqual(1);
        expect(width).toBeLessThanOrEqual(frame.width + 1e-6);
        expect(height).toBeLessThanOrEqual(frame.height + 1e-6);
        expect(scale === 1 || Math.abs(width - frame.width) < 1e-6 || Math.abs(height - frame.height) < 1e-6).toBe(
          true,
        );
      }),
    );
  });

  it('steps to the ends and no farther', () => {
    for (const by of [1, -1] as const) {
      let scale = 0.42;
      for (let step = 0; step < 20; step += 1) scale = stepZoom(scale, by);
      expect(stepZoom(scale, by)).toBe(scale);
      expect(scale).toBe(by === 1 ? 4 : 0.1);
    }
  });

  it('never stands still within the steps, wherever a fit has left it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.15, max: 3.5, noNaN: true }), (scale) => {
        expect(stepZoom(scale, 1)).toBeGreaterThan(scale);
        expect(stepZoom(scale, -1)).toBeLessThan(scale);
      }),
    );
  });

  it('is taken back by turning the wheel back, within its bounds', () => {
    expect(wheelZoom(wheelZoom(1, 60), -60)).toBeCloseTo(1);
    expect(wheelZoom(1, -1e6)).toBe(8);
    expect(wheelZoom(1, 1e6)).toBe(0.05);
  });

  it('keeps what is under the pointer under it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        (scroll, pointer, factor) => {
          const moved = anchoredScroll(scroll, pointer, 1, factor);
          expect((moved + pointer) / factor).toBeCloseTo(scroll + pointer, 6);
        },
      ),
    );
  });
});
