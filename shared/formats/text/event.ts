/** What kind of report a text is: by the bug type of its envelope, by its own event, by what else its head says. */
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

const OF_TYPES: readonly (readonly [ReportKind, ...types: number[]])[] = [
  ['spin', 11],
  ['hang', 12, 222, 223, 228, 239, 243, 310, 328],
  ['resource', 22, 30, 185, 385, 227, 327],
  ['disk-writes', 44, 144, 145],
  ['wakeups', 142],
  ['cpu', 202, 206],
  ['launch', 238, 248],
  ['stackshot', 188, 288, 509],
  ['watchdog', 28, 409],
];
const BY_TYPE = new Map(OF_TYPES.flatMap(([kind, ...types]) => types.map((type) => [String(type), kind] as const)));

/** The kind of what Apple's bug type says is written like a call tree or like a crash; null for any other type. */
export function kindOfTree(bugType: string): ReportKind | null {
  return BY_TYPE.get(bugType) ?? null;
}
