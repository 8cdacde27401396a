/** Arrow keys within a group that is one stop of the Tab key. */
import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus from one stop of a group to another: arrows by one, Home and End to the ends. `group` and `stop` are
 * selectors: of the element around the event's own, and of the stops in it.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>, group: string, stop: string): void {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const stops = [...(event.currentTarget.closest(group)?.querySelectorAll<HTMLElement>(stop) ?? [])];
  const at = stops.findIndex((element) => element.contains(event.currentTarget));
  const step = STEPS[event.key];
  const ends = { Home: 0, End: stops.length - 1 } as const;
  const wanted = event.key === 'Home' || event.key === 'End' ? ends[event.key] : step === undefined ? -1 : at + step;
  const target = stops[wanted];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
