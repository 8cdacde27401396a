/** The parts of a diagnosis that are choices, in words; window and command line share them. */
import type { Actor, Diagnosis, Healing } from './diagnosis.ts';

/** Who must act. */
export const ACTOR_WORDS: Readonly<Record<Actor, string>> = {
  you: 'You',
  'account-holder': 'The team’s Account Holder',
  admin: 'An Admin of the team',
  apple: 'Apple',
  nobody: 'Nobody',
};

/** What waiting does. */
export const HEALING_WORDS: Readonly<Record<Healing, string>> = {
  'by-itself': 'Waiting mends it.',
  'after-act': 'It stays until someone acts.',
  no: 'It stays as it is.',
};

/** A wait in words: “40 seconds”, “5 minutes”. Rounded up, so that nobody comes too early. */
function waitOf(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A diagnosis as labelled sentences, in the order in which people need them. */
export function diagnosisLines(diagnosis: Diagnosis): readonly (readonly [label: string, sentence: string])[] {
  const { what, who, act, useless, heals, link, appleErrorId, retryAfterSeconds, rule } = diagnosis;
  const wait = retryAfterSeconds === null ? '' : ` Apple asks to wait ${waitOf(retryAfterSeconds)}.`;
  const lines: readonly (readonly [string, string | null])[] = [
    ['What is wrong', what],
    ['Who must act', ACTOR_WORDS[who]],
    ['What to do', act],
    ['Will not help', useless],
    ['Waiting', `${HEALING_WORDS[heals]}${wait}`],
    ['Apple’s error id', appleErrorId],
    ['Where', link],
    ['Rule', rule],
  ];
  return lines.flatMap(([label, sentence]) => (sentence === null ? [] : [[label, sentence]]));
}
