/** The head of a text report: `Label: value`, some with more lines below. */
import type { Line } from './lines.ts';

/** One label of the head. */
export interface Label {
  readonly label: string;
  readonly value: string;
  /** Lines below that belong to it: the table of `VM Region Info`, the reasons of a termination. */
  readonly below: string[];
}

/** Labels that have a field of their own in the report, in lower case. */
export const FIELD_LABELS: ReadonlySet<string> = new Set([
  'bug type',
  'incident identifier',
  'crashreporter key',
  'crash reporter key',
  'beta identifier',
  'anonymous uuid',
  'hardware model',
  'process',
  'path',
  'identifier',
  'version',
  'code type',
  'role',
  'parent process',
  'date/time',
  'launch time',
  'os version',
  'report version',
  'exception type',
  'exception codes',
  'exception subtype',
  'exception message',
  'exception note',
  'vm region info',
  'termination signal',
  'termination reason',
  'termination description',
  'terminating process',
  'triggered by thread',
  'crashed thread',
  'beta',
  'notes',
]);

/** Labels with a meaning for this reader. Any other is kept as it stands. */
const KNOWN: ReadonlySet<string> = new Set([
  ...FIELD_LABELS,
  'coalition',
  'responsible',
  'user id',
  'release type',
  'baseband version',
  'exception information',
  'highlighted by thread',
  'distributor id',
  'appstoretools',
  'appvariant',
  'build info',
  'app item id',
  'app external id',
  'plugin path',
  'plugin identifier',
  'plugin version',
  'sleep/wake uuid',
  'time awake since boot',
  'time since wake',
  'system integrity protection',
  'bridge os version',
  'responsible process',
  'writable regions',
  'share with devs',
  'is first party',
]);

/** Labels whose value goes on below. */
const LONG = new Set([
  'vm region info',
  'termination reason',
  'termination description',
  'exception message',
  'exception subtype',
  'notes',
]);

const LABEL = /^([A-Za-z][A-Za-z0-9/ .()_-]{0,40}?):(?:\s+(.*))?$/;

/** Gathers the labels of the head, line by line. */
export class Labels {
  readonly list: Label[] = [];
  #open: Label | null = null;

  /** Takes a line of the head. Answers false for a line that is no part of one. */
  take(line: Line): boolean {
    const text = line.text.trimStart();
    if (text === '') {
      this.#open = null;
      return true;
    }
    const match = LABEL.exec(text.length > 100_000 ? text.slice(0, 100_000) : text);
    const name = match?.[1]?.toLowerCase();
    if (this.#open !== null && (name === undefined || !KNOWN.has(name))) {
      this.#open.below.push(line.text);
      return true;
    }
    if (match === null || name === undefined) return /^(?:[-*=_]+|Translated Report \(.*\)|Full Report.*)$/.test(text);
    const label: Label = { label: match[1] ?? '', value: (match[2] ?? '').trim(), below: [] };
    this.list.push(label);
    this.#open = LONG.has(name) ? label : null;
    return true;
  }

  /** The first label of any of these names. */
  find(...names: readonly string[]): Label | null {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    return this.list.find(({ label }) => wanted.has(label.toLowerCase())) ?? null;
  }

  /** Its value; null when it is missing, empty or `???`. */
  value(...names: readonly string[]): string | null {
    const value = this.find(...names)?.value ?? '';
    return value === '' || value === '???' ? null : value;
  }

  /** The values of all labels of that name: macOS prints some twice. */
  values(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.list.flatMap(({ label, value }) => (label.toLowerCase() === wanted && value !== '' ? [value] : []));
  }

  /** Labels of no name that anyone asked for, but for those that say nothing. */
  except(names: ReadonlySet<string>): readonly (readonly [label: string, value: string])[] {
    return this.list.flatMap(({ label, value }) => {
      return value === '' || names.has(label.toLowerCase()) ? [] : [[label, value] as const];
    });
  }
}
