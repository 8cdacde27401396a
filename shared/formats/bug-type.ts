/**
 * Apple's bug types: the number in the first line of every `.ips` file. The names are those of OSAnalytics' own table
 * (`log_type.json`), in words; several numbers of one name are generations of the same report.
 */

const NAMES: readonly (readonly [name: string, ...types: number[]])[] = [
  ['crash', 9, 109, 309],
  ['panic', 10, 110, 210],
  ['spin', 11],
  ['hang', 12],
  ['shutdown stall', 17],
  ['resource exception', 22, 185, 385],
  ['sleep/wake failure', 24],
  ['watchdog timeout', 28],
  ['memory resource', 30],
  ['I/O microstackshots', 44, 144],
  ['Jetsam', 98, 198, 298],
  ['reset count', 115],
  ['low battery', 120],
  ['CPU wakeups', 142],
  ['disk writes', 145],
  ['forced reset', 151],
  ['microstackshots', 157, 174, 220],
  ['GPU restart', 184],
  ['sandbox', 187],
  ['stackshot', 188, 288],
  ['CPU usage', 202],
  ['fatal CPU usage', 206],
  ['CoreAnalytics', 211],
  ['long run loop hang', 222],
  ['short run loop hang', 223],
  ['third-party hang', 228],
  ['thread resource exception', 227, 327],
  ['app launch diagnostics', 238],
  ['hang workflow responsiveness', 239],
  ['proactive deadlock detection', 242],
  ['compositor client hang', 243],
  ['app launch hot spot', 248],
  ['GPU event', 284],
  ['system memory reset', 301],
  ['OS fault', 308],
  ['micro run loop hang', 310],
  ['third-party hang of a developer', 328],
  ['system watchdog crash', 409],
  ['terminating stackshot', 509],
];
const BY_TYPE = new Map(NAMES.flatMap(([name, ...types]) => types.map((type) => [String(type), name] as const)));

/** What kind of report a bug type is, in words for the middle of a sentence; null for a number that is not in the table. */
export function bugTypeName(bugType: string): string | null {
  return BY_TYPE.get(bugType) ?? null;
}

/** Whether reports of that type describe a crash and share its shape. An OS fault is written like one. */
export function isCrashType(bugType: string): boolean {
  return ['9', '109', '308', '309'].includes(bugType);
}
