/** `EXC_RESOURCE` and `EXC_GUARD`: limits and guards of the kernel (`kern/exc_resource.h` and `kern/exc_guard.h` of XNU). */
import type { CrashReport } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { deedOf, FILE_DESCRIPTORS, FILES, PORTS } from './guard-flavours.ts';
import type { Flavour } from './guard-flavours.ts';
import { links } from './links.ts';
import { brief, sentence } from './words.ts';

type Entry = readonly [title: string, short: string, text: string];

/** Both families keep their type in the three highest bits of the first code. */
function typeNumber(report: CrashReport): number {
  return Number(((report.exception?.rawCodes[0] ?? 0n) >> 61n) & 7n);
}

const RESOURCES: readonly (readonly [pattern: RegExp, number: number, entry: Entry])[] = [
  [
    /\bCPU/i,
    1,
    [
      'Used too much CPU',
      'CPU limit exceeded',
      'The process used more CPU time than its limit in a stretch of time. The stack is a sample of what ran, not the only culprit.',
    ],
  ],
  [
    /WAKEUPS/i,
    2,
    [
      'Woke up too often',
      'too many wakeups',
      'A thread woke up so often that it drains the battery: a short timer, or many small messages between threads.',
    ],
  ],
  [
    /MEMORY|HIGH_WATERMARK/i,
    3,
    [
      'Used too much memory',
      'memory limit exceeded',
      'The process used more memory than it may. Look for what grows: images, caches, leaks.',
    ],
  ],
  [
    /\bIO\b|WRITES/i,
    4,
    [
      'Wrote too much to disk',
      'disk write limit exceeded',
      'The process wrote more to the disk than its limit allows in a day.',
    ],
  ],
  [
    /THREADS/i,
    5,
    [
      'Started too many threads',
      'thread limit exceeded',
      'The process has more threads than its limit, often because every block on a concurrent queue waits.',
    ],
  ],
  [
    /PORTS/i,
    6,
    [
      'Held too many Mach ports',
      'port limit exceeded',
      'The process holds more Mach ports than its limit: they leak, usually with connections or notifications.',
    ],
  ],
];

const GUARDS: readonly (readonly [pattern: RegExp, number: number, entry: Entry])[] = [
  [
    /MACH_PORT/i,
    1,
    [
      'Misused a guarded Mach port',
      'guarded Mach port',
      'The process did something to a Mach port that its owner, mostly a system library, had forbidden: a name that is not its own, or a right given back twice.',
    ],
  ],
  [
    /GUARD_TYPE_FD|\bFD\b|CLOSE/i,
    2,
    [
      'Misused a guarded file descriptor',
      'guarded file descriptor',
      'The process closed or copied a file descriptor that belongs to another part of it, for example the file of a database. Mostly a descriptor that was closed twice.',
    ],
  ],
  [
    /GUARD_TYPE_USER/i,
    3,
    [
      'Ended by a guard of a library',
      'library guard',
      'A library of the system asked the kernel to end the process because of a broken rule.',
    ],
  ],
  [
    /GUARD_TYPE_VN|VNODE/i,
    4,
    [
      'Changed a guarded file',
      'guarded file',
      'The process changed, renamed or deleted a file that another part of it had guarded, for example a database that is open.',
    ],
  ],
  [
    /VIRT_MEMORY/i,
    5,
    [
      'Misused guarded memory',
      'guarded memory',
      'The process freed or mapped memory in a way that the kernel guards against, for example with addresses beyond the map.',
    ],
  ],
  [
    /SYSCALL/i,
    6,
    [
      'Made a forbidden system call',
      'forbidden system call',
      'The process made a system call that it is not allowed to make.',
    ],
  ],
];

/** Flavours of the guards that have some. */
const FLAVOURS: ReadonlyMap<Entry, readonly Flavour[]> = new Map(
  GUARDS.flatMap(([, number, entry]) => {
    const flavours = new Map([
      [1, PORTS],
      [2, FILE_DESCRIPTORS],
      [4, FILES],
    ]).get(number);
    return flavours === undefined ? [] : [[entry, flavours] as const];
  }),
);

function find(report: CrashReport, table: typeof RESOURCES): Entry | null {
  const { subtype, message } = report.exception ?? { subtype: null, message: null };
  const text = `${subtype ?? ''} ${message ?? ''}`;
  const number = typeNumber(report);
  return (table.find(([pattern]) => pattern.test(text)) ?? table.find(([, own]) => own === number))?.[2] ?? null;
}

function compose(report: CrashReport, entry: Entry, link: string): Meaning {
  const [title, short, text] = entry;
  const message = report.exception?.message ?? '';
  return {
    title,
    short,
    text: message === '' ? text : `${text} The system says: ${sentence(brief(message, 240))}`,
    link,
  };
}

/** What an `EXC_RESOURCE` means. */
export function explainResource(report: CrashReport): Meaning {
  const entry = find(report, RESOURCES) ?? [
    'Exceeded a resource limit',
    'resource limit exceeded',
    'The process used more of a resource than the system allows it.',
  ];
  return compose(report, entry, links.resource);
}

/** What an `EXC_GUARD` means. */
export function explainGuard(report: CrashReport): Meaning {
  const entry = find(report, GUARDS) ?? [
    'Broke a guard of the system',
    'guarded resource',
    'The process touched a resource that is guarded against just that.',
  ];
  const deed = deedOf(report, FLAVOURS.get(entry) ?? []);
  const [title, short, text] = entry;
  return compose(report, [title, short, deed === null ? text : `${text} ${deed}`], links.guard);
}
