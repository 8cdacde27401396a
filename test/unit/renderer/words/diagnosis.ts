/** A diagnosis of which only what matters is said. */
import type { Diagnosis } from '../../../../shared/appstore/diagnosis/diagnosis.ts';

export function diagnosis(part: Partial<Diagnosis> = {}): Diagnosis {
  return {
    rule: 'unknown',
    what: 'Something is wrong.',
    who: 'you',
    act: 'Try again.',
    useless: null,
    heals: 'no',
    severity: 'error',
    link: null,
    appleErrorId: null,
    retryAfterSeconds: null,
    ...part,
  };
}
