/**
 * What the verbs of the library's care share: how they tell how far they have come, and how they end when somebody
 * cancels them. Each verb has a file of its own beside this one.
 */
import type { EventBus } from './events.ts';

/** One job of the care: verify, rebuild, back up, move. */
export interface CareJob {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Tells how far it has come; the host says so to its windows. */
  readonly say: (step: string, done: number, total: number | null) => void;
}

/** Milliseconds between two events of progress of one step. */
const EVENT_INTERVAL = 150;

/** A job whose progress goes out as events, not more often than a window wants to know. */
export function careJob(id: string, signal: AbortSignal, events: Pick<EventBus, 'emit'>): CareJob {
  let [last, lastStep] = [0, ''];
  return {
    id,
    signal,
    say(step, done, total) {
      const now = performance.now();
      if (step === lastStep && done !== total && now - last < EVENT_INTERVAL) return;
      [last, lastStep] = [now, step];
      events.emit('library.progress', { job: id, step, done, total });
    },
  };
}

/** Somebody cancelled. Caught by the verb that was cancelled, which answers with a fault. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Throws `Cancelled` once the signal is aborted. */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Cancelled('It was cancelled.');
}
