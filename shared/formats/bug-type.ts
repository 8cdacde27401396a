/**
 * Apple's bug types: the number in the first line of every `.ips` file. The names are those of OSAnalytics' own table
 * (`log_type.json`), in words; several numbers of one name are generations of the same report.
 */
import type { ReportKind } from '../report/report.ts';

const TABLE: readonly (readonly [name: string, kind: ReportKind, ...types: number[]])[] = [
  ['crash', 'crash', 9, 109, 309],
  ['panic', 'panic', 10, 110, 210],
  ['spin', 'spin', 11],
  ['hang', 'hang', 12],
  ['shutdown stall', 'spin', 17],
  ['resource exception', 'resource', 22, 185, 385],
  ['sleep/wake failure', 'other', 24],
  ['watchdog timeout', 'watchdog', 28],
  ['memory resource', 'resource', 30],
  ['I/O microstackshots', 'disk-writes', 44, 144],
  ['Jetsam', 'jetsam', 98, 198, 298],
  ['reset count', 'other', 115],
  ['low battery', 'other', 120],
  ['CPU wakeups', 'wakeups', 142],
  ['disk writes', 'disk-writes', 145],
  ['forced reset', 'forced-reset', 151],
  ['microstackshots', 'sample', 157, 174, 220],
  ['GPU restart', 'other', 184],
  ['sandbox', 'other', 187],
  ['stackshot', 'stackshot', 188, 288],
  ['CPU usage', 'cpu', 202],
  ['fatal CPU usage', 'cpu', 206],
  ['CoreAnalytics', 'other', 211],
  ['long run loop hang', 'hang', 222],
  ['short run loop hang', 'hang', 223],
  ['third-party hang', 'hang', 228],
  ['thread resource exception', 'resource', 227, 327],
  ['app launch diagnostics', 'launch', 238],
  ['hang workflow responsiveness', 'hang', 239],
  ['proactive deadlock detection', 'hang', 242],
  ['compositor client hang', 'hang', 243],
  ['app launch hot spot', 'launch', 248],
  ['GPU event', 'other', 284],
  ['system memory reset', 'jetsam', 301],
  ['OS fault', 'os-fault', 308],
  ['micro run loop hang', 'hang', 310],
  ['third-party hang of a developer', 'hang', 328],
  ['system watchdog crash', 'watchdog', 409],
  ['terminating stackshot', 'stackshot', 509],
];
const BY_TYPE = new Map(TABLE.flatMap(([name, kind, ...types]) => types.map((type) => [String(type), { name, kind }])));

/** What kind of report a bug type is, in words for the middle of a sentence; null for a number that is not in the table. */
export function bugTypeName(bugType: string): string | null {
  return BY_TYPE.get(bugType)?.name ?? null;
}

/** What a bug type's reports tell of; `other` for a number that is not in the table. */
export function bugTypeKind(bugType: string): ReportKind {
  return BY_TYPE.get(bugType)?.kind ?? 'other';
}

/**
 * The kind of a report whose shape says `shape`. A number that is in no table leaves the shape to tell, and a panic's words
 * also stand in reports of forced resets and of watchdogs, which are what their number says.
 */
export function kindOfShape(bugType: string | null, shape: 'panic' | 'stackshot' | 'crash'): ReportKind {
  const kind = bugType === null ? 'other' : bugTypeKind(bugType);
  if (kind === 'other') return shape;
  return shape === 'panic' && kind !== 'forced-reset' && kind !== 'watchdog' ? 'panic' : kind;
}

/** As a line of text has it: `385 (resource exception)`. */
export function bugTypeText(bugType: string): string {
  const name = bugTypeName(bugType);
  return name === null ? bugType : `${bugType} (${name})`;
}

/** The inverse of {@link bugTypeText}; null for other words. */
export function parseBugType(text: string | null): string | null {
  return /^(\d{1,10})(?: \(.*\))?$/.exec(text ?? '')?.[1] ?? null;
}

/** Whether reports of that type describe a crash and share its shape. An OS fault is written like one. */
export function isCrashType(bugType: string): boolean {
  return ['9', '109', '308', '309'].includes(bugType);
}
