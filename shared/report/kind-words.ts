/** Kinds of reports as people call them, the same on every face. */
import type { ReportKind } from './report.ts';

export interface KindWords {
  /** `Disk writes`: of a filter, a tab, a heading. */
  readonly name: string;
  /** What is counted: `3 hangs`. */
  readonly one: string;
  readonly many: string;
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

/** Whether a word names a kind. */
export function isReportKind(word: string): word is ReportKind {
  return Object.hasOwn(KIND_WORDS, word);
}
