/** Long work on the one thread lets others run every few milliseconds. */

import { setImmediate } from 'node:timers/promises';

const TURN_MILLISECONDS = 12;

/** Returns what to await between pieces of work: it yields to the event loop when the turn has been long enough. */
export function takeTurns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < TURN_MILLISECONDS) return;
    await setImmediate();
    started = performance.now();
  };
}
