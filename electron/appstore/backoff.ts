/** When to try again, and after how long. Only reading is tried again: what changes something may have been done already. */
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';

/** Milliseconds. */
const FIRST = 500;
const LONGEST = 30_000;
/** Nobody waits longer than this for one answer; a caller that can wait takes the failure and comes back. */
export const LONGEST_RETRY_AFTER = 120_000;
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether the same request may work in a moment. */
export function isPassing(failure: AppStoreFailure): boolean {
  switch (failure.kind) {
    case 'response':
      return PASSING.has(failure.status);
    case 'network':
      return failure.reason !== 'cancelled' && failure.reason !== 'tls';
    case 'local':
      return failure.reason === 'truncated';
  }
}

/** Milliseconds to wait before attempt `attempt + 1` (the first is 1): doubling, with half of it left to chance. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}
