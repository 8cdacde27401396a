/**
 * How urgent a signature is, from the part of an app's users that it hits: P0 for more than 1 %, or for lost data; P1 for
 * more than 0.5 %; P2 for less; P3 for what is rare. Pure, and monotone: more affected users never make it less urgent.
 *
 * Users are counted by their devices. Where a number is missing there is no level, and the reason says which one.
 */
import type { Priority } from '../contract/filter.ts';
import type { PriorityWords } from '../contract/triage.ts';

/** The label that makes any signature P0. */
const DATA_LOSS = 'data loss';

/** Parts of all users; more than that is at least as urgent. */
const BOUNDS: readonly (readonly [above: number, level: Priority])[] = [
  [0.01, 'P0'],
  [0.005, 'P1'],
  [0.001, 'P2'],
];

export interface PriorityFacts {
  /** Distinct devices; 0 where the reports do not tell them apart. */
  readonly affected: number;
  /** Of the app; null where nobody said. */
  readonly users: number | null;
  readonly labels: readonly string[];
  /** What the user set; null: what the numbers say. */
  readonly chosen: Priority | null;
}

function levelOf(share: number): Priority {
  return BOUNDS.find(([above]) => share > above)?.[1] ?? 'P3';
}

/** `1.4 %`; with as many digits as it takes not to look like another level. */
function percent(share: number): string {
  const exact = share * 100;
  for (let digits = 2; digits <= 8; digits++) {
    const shown = Number(exact.toPrecision(digits));
    if (levelOf(shown / 100) === levelOf(share)) return `${shown} %`;
  }
  return `${exact} %`;
}

function computed({ affected, users, labels }: PriorityFacts): Omit<PriorityWords, 'chosen'> {
  if (labels.some((label) => label.trim().toLowerCase() === DATA_LOSS)) {
    return { level: 'P0', reason: 'It is labelled “data loss”' };
  }
  if (users === null) return { level: null, reason: 'The number of users is not known' };
  if (affected === 0) return { level: null, reason: 'The reports do not tell devices apart' };
  // More devices than users: people have several.
  const share = Math.min(1, affected / users);
  const reason = `${percent(share)} of ${users.toLocaleString('en-US')} users are affected`;
  return { level: levelOf(share), reason };
}

/** The priority with the numbers behind it. */
export function priorityOf(facts: PriorityFacts): PriorityWords {
  const { level, reason } = computed(facts);
  const { chosen } = facts;
  if (chosen === null) return { level, chosen: false, reason };
  const numbers = level === null ? reason : `The numbers say ${level}: ${reason}`;
  return { level: chosen, chosen: true, reason: `Set by you. ${numbers}` };
}
