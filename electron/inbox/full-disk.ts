/** A disk that is full ends what reads many files: each further one would only say so again. */
import type { Outcome } from './protocol.ts';

/** Throws as the file system did where the bytes of any of these could not be kept for want of room. */
export function stopWhereFull(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.kind !== 'refused' || outcome.fault.kind !== 'disk-full') continue;
    throw Object.assign(new Error(outcome.fault.detail ?? outcome.fault.message), { code: 'ENOSPC' });
  }
}
