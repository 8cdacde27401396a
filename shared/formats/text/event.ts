/** The line `Event:` of reports with call trees, which names their kind. */
import type { ReportKind } from '../../report/report.ts';

/** The event of a kind in Apple's word, where Apple has one. */
export const EVENTS: Readonly<Record<ReportKind, string>> = {
  crash: 'crash',
  'os-fault': 'OS fault',
  hang: 'hang',
  spin: 'spin',
  cpu: 'cpu usage',
  wakeups: 'wakeups',
  'disk-writes': 'disk writes',
  launch: 'app launch',
  resource: 'resource exception',
  sample: 'sample',
  stackshot: 'stackshot',
  jetsam: 'jetsam',
  panic: 'panic',
  'forced-reset': 'forced reset',
  watchdog: 'watchdog',
  metrics: 'metrics',
  other: 'other',
};

const BY_EVENT = new Map<string, ReportKind>();
for (const kind of Object.keys(EVENTS)) {
  if (isKind(kind)) BY_EVENT.set(EVENTS[kind], kind);
}

function isKind(text: string): text is ReportKind {
  return Object.hasOwn(EVENTS, text);
}

const WORDS: readonly (readonly [RegExp, ReportKind])[] = [
  [/\bcpu\b/i, 'cpu'],
  [/wakeups?/i, 'wakeups'],
  [/\b(?:disk|file) ?writes|dirtied/i, 'disk-writes'],
  [/hang|unresponsive/i, 'hang'],
  [/launch/i, 'launch'],
  [/memory|resource|threads|ports|file descriptors/i, 'resource'],
];

/** The kind that an event names: `hang`, `Timed Out Runloop Hang`, `wakeups (microstackshots only)`; null for others. */
export function kindOfEvent(event: string): ReportKind | null {
  const word = event.replace(/ \(.*$/, '').trim();
  return BY_EVENT.get(word) ?? WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}
