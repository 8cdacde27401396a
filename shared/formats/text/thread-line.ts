/**
 * The line above a thread's tree, in spindump's words:
 *
 *     Thread 0x2ca9e    DispatchQueue "com.apple.main-thread"(1)    49 samples (1-49)    priority 47 (base 47)
 *     Thread 0x5a3    Thread name "thread call low #1"    12 samples (1-12)
 *     Thread id: 83fbb7c8                                                       (Mac OS X 10.5)
 *
 * Three words are not Apple's: they say what other writers know of their trees (`Title "Stack 1"`, `attributed`, `not
 * attributed`, `counted in bytes`).
 */
import type { CallTree } from '../../report/body.ts';

export interface ThreadLine {
  readonly id: bigint | null;
  readonly name: string | null;
  readonly queue: string | null;
  readonly title: string | null;
  /** Null where the line does not say it. */
  readonly attributed: boolean | null;
  readonly unit: CallTree['unit'];
  /** All else: samples, priority, processor time. */
  readonly notes: string[];
}

const THREAD = /^\s*Thread (?:id: )?(?:0x([0-9a-f]{1,16})|([0-9a-f]{3,16})|\?\?\?)(?=\s|$)(.*)$/i;
const UNITS: readonly CallTree['unit'][] = ['samples', 'bytes', 'milliseconds'];
const GAP = '    ';

/** Words of these beginnings belong to one name, whatever is in it. */
const NAMES = {
  queue: / DispatchQueue (?:"([^"]*)"|(<[^<>]{1,40}>|[\w.-]{1,200}))(?:\(\d{1,20}\))?/,
  name: / Thread name "([^"]*)"/,
  title: / Title "([^"]*)"/,
} as const;

/** Reads the line; null for any other. */
export function readThreadLine(text: string): ThreadLine | null {
  if (!text.trimStart().startsWith('Thread ')) return null;
  const match = THREAD.exec(text.slice(0, 4000));
  if (match === null) return null;
  const digits = match[1] ?? match[2];
  let rest = match[3] ?? '';
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest);
    if (found === null) return null;
    rest = rest.slice(0, found.index) + GAP + rest.slice(found.index + found[0].length);
    return found[1] ?? found[2] ?? null;
  };
  const title = take(NAMES.title);
  const name = take(NAMES.name);
  const queue = take(NAMES.queue);
  const parts = rest.split(/\s{2,}/).flatMap((part) => part.trim() || []);
  const said = (word: string): boolean => parts.includes(word);
  return {
    id: digits === undefined ? null : BigInt(`0x${digits}`),
    name,
    queue,
    title,
    attributed: said('not attributed') ? false : said('attributed') ? true : null,
    unit: UNITS.find((unit) => said(`counted in ${unit}`)) ?? 'samples',
    notes: parts.filter((part) => !/^(?:(?:not )?attributed|counted in (?:samples|bytes|milliseconds))$/.test(part)),
  };
}

/** What the line of a thread is called among the facts of its process. */
export function threadLabel(id: bigint | null): string {
  return `Thread ${id === null ? '???' : `0x${id.toString(16)}`}`;
}

/** Notes as one value, and back. */
export function joinNotes(notes: readonly string[]): string {
  return notes.join(GAP);
}
