/**
 * Jetsam: the system ends processes when memory runs out, or when one uses more than it may. Grouped by the process that
 * was ended and the reason. Follows Apple's "Identifying high-memory use with jetsam event reports".
 */
import type { MemoryProcess } from '../../report/body.ts';
import { endedOf } from '../../report/ended.ts';
import type { CrashReport } from '../../report/report.ts';
import { links } from '../meanings/links.ts';
import type { Meaning } from '../meaning.ts';
import { bytesText, lasting } from './amounts.ts';
import { NO_BLAME, NO_STACK } from './family.ts';
import type { Family } from './family.ts';

/** The process that the report is about: the one that was ended, by its own fault before others, else null. */
export function endedProcess(report: CrashReport): MemoryProcess | null {
  return endedOf(report.body?.memory?.processes ?? []);
}

const REASONS: readonly (readonly [pattern: RegExp, title: string, text: string])[] = [
  [
    /per-process-limit/,
    'used more memory than it may',
    'It used more memory than the system allows a process of its kind. The limit holds however much memory is free. Look for what grows: images, caches, leaks, large files that are read at once.',
  ],
  [
    /highwater/,
    'passed its memory mark',
    'It passed the mark that the system has set for its memory. For daemons and extensions that is a limit like that of apps.',
  ],
  [
    /vm-pageshortage|page-?shortage/,
    'was ended to free memory',
    'All memory of the device was used up, and the system ended processes, those not in use first. The one that was ended is often not the one that uses most: the list by memory shows that.',
  ],
  [
    /compressor/,
    'was ended to free memory',
    'The memory that the system keeps compressed was used up, and it ended processes to free some. The list by memory shows who uses most.',
  ],
  [
    /vm-thrashing/,
    'was ended to free memory',
    'The device spent its time moving pages in and out of memory, and the system ended processes to stop that.',
  ],
  [
    /fc-thrashing/,
    'read files faster than memory holds them',
    'It read so many pages of files that the cache for files threw out what was needed next. Read less of a file at once, or in order, and do not map many large files.',
  ],
  [
    /vnode/,
    'opened too many files',
    'The system had too many files open, and ended what kept them open. Close files when they are done with.',
  ],
  [
    /disk-space/,
    'was ended because the disk was full',
    'The disk was full, so that memory could not be swapped out. No fault of the process is needed for that.',
  ],
  [
    /idle-exit|idle/,
    'was ended while idle',
    'It was idle and was ended to give its memory back. That is the usual course for a process in the background, and no fault.',
  ],
  [
    /jettison/,
    'was ended for memory',
    'The system threw the process out of memory. Old systems say so of every process that they ended; newer ones where none of their other reasons fits, mostly because another process needed the memory.',
  ],
];

function reasonOf(process: MemoryProcess | null): (typeof REASONS)[number] | null {
  const reason = process?.reason ?? null;
  return reason === null ? null : (REASONS.find(([pattern]) => pattern.test(reason)) ?? null);
}

function used(process: MemoryProcess | null): number | null {
  return process === null ? null : (process.bytes ?? process.most);
}

/** `2.1 GB of 2.1 GB allowed` */
function measureOf(process: MemoryProcess | null): string {
  const bytes = used(process);
  if (bytes === null) return '';
  const limit = process?.limit ?? null;
  return limit === null ? bytesText(bytes) : `${bytesText(bytes)} of ${bytesText(limit)} allowed`;
}

/** What decides about a jetsam's group. */
export function jetsamFamily(report: CrashReport): Family {
  const ended = endedProcess(report);
  const largest = report.body?.memory?.largest ?? null;
  const name = ended?.name ?? (ended === null ? largest : null) ?? report.process.name;
  const reason = ended?.reason ?? '';
  const [, title = 'was ended for memory'] = reasonOf(ended) ?? [];
  const subject = name ?? 'A process';
  return {
    owner: name ?? '',
    blamed: NO_BLAME,
    tokens: [ended === null ? 'none' : 'ended', lasting(reason)],
    label: reason === '' ? 'Memory' : `Memory · ${reason.slice(0, 60)}`,
    measure: measureOf(ended),
    title: ended === null ? `Memory ran short${name === null ? '' : `; ${name} used most`}` : `${subject} ${title}`,
    stack: NO_STACK,
    sentence:
      ended === null
        ? 'Grouped by the process that used most memory: the report names none that was ended'
        : 'Grouped by the process that was ended and the reason that the system gave',
  };
}

/** What it used and may use. Reports state no limit, but one that was ended for it stood where its limit is. */
function numbersText(ended: MemoryProcess): string {
  const bytes = used(ended);
  if (bytes === null) return '';
  const amount = ` It used ${bytesText(bytes)}`;
  if (ended.limit !== null) return `${amount}, and may use ${bytesText(ended.limit)}.`;
  if (ended.bytes === null || ended.reason?.includes('per-process-limit') !== true) return `${amount}.`;
  return `${amount} when it was ended for passing its limit, so that its limit lies there; the report does not state it.`;
}

/** A jetsam in words. */
export function explainJetsam(report: CrashReport): Meaning {
  const ended = endedProcess(report);
  const name = ended?.name ?? report.process.name ?? 'The process';
  const link = links.jetsam;
  if (ended === null) {
    const largest = report.body?.memory?.largest ?? null;
    const most = largest === null ? '' : ` The process that used most is ${largest}.`;
    return {
      title: 'Memory ran short',
      short: 'memory ran short',
      text: `The report lists what used the memory of the device; it does not say that a process was ended.${most}`,
      link,
    };
  }
  const [, title, text] = reasonOf(ended) ?? [
    null,
    'was ended for memory',
    'The system ended it to get memory back, and gives a reason of its own for that.',
  ];
  const numbers = numbersText(ended);
  const states = ended.states.includes('frontmost') ? ' It was in front of the user, who saw it vanish.' : '';
  return { title: `${name} ${title}`, short: ended.reason ?? title, text: `${text}${numbers}${states}`, link };
}
