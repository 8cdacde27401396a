/** What is decided about signatures, in words: what a command will do to how many, and what a row says of it. */
import type { IgnoredUntil, SignatureRow } from '../../shared/contract.ts';
import { groupNoun } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { day } from './dates.ts';
import { countedGroups, countedReports } from './kinds.ts';
import { count } from './numbers.ts';

/**
 * The name of an act with the exact number that it is about: `Mark as Done`, `Mark 214 as Done`, `Ignore 3…`. The
 * pattern's `#` stands for the number.
 */
export function actTitle(pattern: string, signatures: number): string {
  const number = signatures > 1 ? ` ${count(signatures)}` : '';
  return pattern.replace(' #', number);
}

/** `214 crashes`, `12 signatures`, `this hang` */
export function targetWords(signatures: number, kind: ReportKind | null): string {
  return signatures === 1 ? `this ${groupNoun(kind).one}` : countedGroups(signatures, kind);
}

/** `until 24 Dec`, `until 12 more crashes`; null for ever. */
export function untilWords(until: IgnoredUntil, kind: ReportKind, now: number): string | null {
  switch (until.kind) {
    case 'ever':
      return null;
    case 'date':
      return `until ${day(until.at, now)}`;
    case 'more':
      return `until ${countedReports(until.left, kind, 'more ')}`;
    case 'next-build':
      return 'until the next build';
  }
}

/** `Open`, `Done in 2.1.0 (412)`, `Ignored`, `Snoozed until 24 Dec`, `Regressed in 2.1.1` */
export function statusWords({ kind, status, triage }: SignatureRow, now: number): string {
  switch (status) {
    case 'open': {
      const { regressed } = triage;
      if (!regressed) return 'Open';
      return regressed.build === null ? 'Regressed' : `Regressed in ${regressed.build}`;
    }
    case 'resolved':
      return triage.resolvedIn === null ? 'Done' : `Done in ${triage.resolvedIn}`;
    case 'ignored': {
      const until = triage.ignoredUntil && untilWords(triage.ignoredUntil, kind, now);
      return until === null ? 'Ignored' : `Snoozed ${until}`;
    }
  }
}
