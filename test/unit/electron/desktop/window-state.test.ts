import { assert, boolean, integer, option, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noWindowState, placeWindow, withPlace } from '../../../../electron/desktop/window-state.ts';
import type { Screen } from '../../../../electron/desktop/window-state.ts';

const laptop: Screen = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 850 } };
const monitor: Screen = { id: 2, workArea: { x: 1440, y: -200, width: 2560, height: 1400 } };

describe('the window’s place', () => {
  it('is the middle of the primary display at first', () => {
    const { bounds, maximized } = placeWindow(noWindowState, [laptop, monitor]);
    expect(maximized).toBe(false);
    expect(bounds.x + bounds.width / 2).toBe(laptop.workArea.x + laptop.workArea.width / 2);
    expect(bounds.y + bounds.height / 2).toBe(laptop.workArea.y + laptop.workArea.height / 2);
  });

  it('is kept for each display', () => {
    const onLaptop = { bounds: { x: 10, y: 30, width: 1000, height: 700 }, maximized: false };
    const onMonitor = { bounds: { x: 1500, y: 0, width: 2000, height: 1200 }, maximized: true };
    const state = withPlace(withPlace(noWindowState, laptop, onLaptop), monitor, onMonitor);
    expect(placeWindow(state, [laptop, monitor])).toEqual(onMonitor);
    expect(placeWindow(state, [laptop])).toEqual(onLaptop);
  });

  it('is on a display and as large as it can be used, whatever was kept and whatever is connected now', () => {
    const length = integer({ min: 1, max: 10_000 });
    const offset = integer({ min: -20_000, max: 20_000 });
    const bounds = record({ x: offset, y: offset, width: length, height: length });
    const area = record({
      x: offset,
      y: offset,
      width: integer({ min: 640, max: 5000 }),
      height: integer({ min: 480, max: 3000 }),
    });
    const screens = uniqueArray(record({ id: integer({ min: 1, max: 5 }), workArea: area }), {
      minLength: 1,
      selector: ({ id }) => id,
    });
    const kept = uniqueArray(record({ id: integer({ min: 1, max: 5 }), bounds, maximized: boolean() }), {
      selector: ({ id }) => id,
    });
    const last = option(integer({ min: 1, max: 6 }).map(String));
    assert(
      property(screens, kept, last, ([first, ...others], kept, last) => {
        if (first === undefined) return;
        const places = Object.fromEntries(kept.map(({ id, bounds, maximized }) => [String(id), { bounds, maximized }]));
        const { bounds } = placeWindow({ last, places }, [first, ...others]);
        // Displays of this property overlap at times: one of those that hold the window explains its size.
        const holders = [first, ...others].filter(
          ({ workArea }) =>
            bounds.x >= workArea.x &&
            bounds.y >= workArea.y &&
            bounds.x + bounds.width <= workArea.x + workArea.width &&
            bounds.y + bounds.height <= workArea.y + workArea.height,
        );
        const isExplained = holders.some(
          ({ workArea }) =>
            bounds.width >= Math.min(900, workArea.width) && bounds.height >= Math.min(600, workArea.height),
        );
        expect(isExplained).toBe(true);
      }),
    );
  });
});
