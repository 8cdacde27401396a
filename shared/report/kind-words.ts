/** Kinds of reports as people call them, the same on every face. */
import type { ReportKind } from './report.ts';

/** What is counted: `1 hang`, `3 hangs`. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

export interface KindWords extends Noun {
  /** `Disk writes`: of a filter, a tab, a heading. */
  readonly name: string;
}

export const KIND_WORDS: Readonly<Record<ReportKind, KindWords>> = {
  crash: { name: 'Crash', one: 'crash', many: 'crashes' },
  'os-fault': { name: 'OS fault', one: 'OS fault', many: 'OS faults' },
  hang: { name: 'Hang', one: 'hang', many: 'hangs' },
  spin: { name: 'Spin', one: 'spin', many: 'spins' },
  cpu: { name: 'CPU', one: 'CPU report', many: 'CPU reports' },
  wakeups: { name: 'Wakeups', one: 'wakeups report', many: 'wakeups reports' },
  'disk-writes': { name: 'Disk writes', one: 'disk writes report', many: 'disk writes reports' },
  launch: { name: 'Slow launch', one: 'slow launch', many: 'slow launches' },
  resource: { name: 'Resource limit', one: 'resource report', many: 'resource reports' },
  sample: { name: 'Sample', one: 'sample', many: 'samples' },
  stackshot: { name: 'Stackshot', one: 'stackshot', many: 'stackshots' },
  jetsam: { name: 'Memory', one: 'memory report', many: 'memory reports' },
  panic: { name: 'Panic', one: 'panic', many: 'panics' },
  'forced-reset': { name: 'Forced restart', one: 'forced restart', many: 'forced restarts' },
  watchdog: { name: 'Watchdog', one: 'watchdog report', many: 'watchdog reports' },
  metrics: { name: 'Metrics', one: 'metrics report', many: 'metrics reports' },
  other: { name: 'Other', one: 'report', many: 'reports' },
};

const SIGNATURE: Noun = { one: 'signature', many: 'signatures' };

/** What reports are called that are all of one kind; null where they are of several, or where there is none. */
export function reportNoun(kind: ReportKind | null): Noun {
  return KIND_WORDS[kind ?? 'other'];
}

/** What groups of reports are called: by the kind of their reports where it is one, `3 crashes`, else `3 signatures`. */
export function groupNoun(kind: ReportKind | null): Noun {
  return kind === null || kind === 'other' ? SIGNATURE : KIND_WORDS[kind];
}

/** The kind that all are of; null where there are several, or none. */
export function commonKind(kinds: Iterable<ReportKind>): ReportKind | null {
  const all = new Set(kinds);
  const [first = null] = all;
  return all.size === 1 ? first : null;
}

/** A noun as titles have it: `Memory Reports`. */
export function inTitle(noun: string): string {
  return noun.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** A noun as sentences and labels begin with it: `Memory reports`. */
export function atStart(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** Whether a word names a kind. */
export function isReportKind(word: string): word is ReportKind {
  return Object.hasOwn(KIND_WORDS, word);
}
