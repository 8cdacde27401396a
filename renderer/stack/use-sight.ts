/** Which lines of a long stack are near what is in sight: only these need marks while somebody types. */
import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Lines by which the range moves, so that scrolling changes it seldom. */
const STEP = 50;

/** Lines from one to another, the second not included. */
export type Sight = readonly [from: number, to: number];

/** The range that holds what is in sight, with a step to spare on both sides. Pixels, from the first line's top. */
export function sightOf(top: number, bottom: number, lineHeight: number): Sight {
  const step = STEP * lineHeight;
  return [Math.max(0, Math.floor(top / step) - 1) * STEP, Math.max(0, Math.ceil(bottom / step) + 1) * STEP];
}

/**
 * The range of lines near what is in sight in the tab that they scroll with.
 *
 * @param lines how many are drawn; all of one height.
 * @param active whether anybody wants to know.
 */
export function useSight(grid: RefObject<HTMLElement | null>, lines: number, active: boolean): Sight {
  const [sight, setSight] = useState<Sight>([0, 2 * STEP]);
  useLayoutEffect(() => {
    const panel = grid.current?.closest('[role="tabpanel"]');
    if (!active || !panel || lines === 0) return;
    const measure = (): void => {
      const [box, frame] = [grid.current?.getBoundingClientRect(), panel.getBoundingClientRect()];
      if (!box || box.height === 0) return;
      const next = sightOf(frame.top - box.top, frame.bottom - box.top, box.height / lines);
      setSight((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(panel);
    panel.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      panel.removeEventListener('scroll', measure);
    };
  }, [grid, lines, active]);
  return sight;
}
