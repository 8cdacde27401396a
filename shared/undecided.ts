/** What is so of a signature about which nobody decided anything. */
import type { Triage } from './contract/triage.ts';

export const UNDECIDED: Triage = {
  resolvedIn: null,
  ignoredUntil: null,
  regressed: null,
  priority: { level: null, chosen: false, reason: 'The number of users is not known' },
  labels: [],
  assignee: null,
};
