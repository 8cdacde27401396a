/** Who has to act on a failure of App Store Connect, and what waiting does. */
import { assertNever } from '../../shared/assert.ts';
import type { Actor, Diagnosis } from '../../shared/appstore/diagnosis/diagnosis.ts';

/** `The Account Holder of the team has to act.` */
export function actorWords(who: Actor): string {
  switch (who) {
    case 'you':
      return 'You can mend this.';
    case 'account-holder':
      return 'The Account Holder of the team has to act.';
    case 'admin':
      return 'An Admin of the team has to act.';
    case 'apple':
      return 'Apple has to act.';
    case 'nobody':
      return 'Nobody has to act.';
    default:
      return assertNever(who);
  }
}

/** `It mends itself.`; how long Apple asks to wait goes with it. */
export function healingWords({
  heals,
  retryAfterSeconds,
}: Pick<Diagnosis, 'heals' | 'retryAfterSeconds'>): string | null {
  const wait = retryAfterSeconds === null ? '' : ` Apple asks to wait ${waitWords(retryAfterSeconds)}.`;
  switch (heals) {
    case 'by-itself':
      return `It mends itself.${wait}`;
    case 'after-act':
    case 'no':
      return wait === '' ? null : wait.trim();
    default:
      return assertNever(heals);
  }
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
