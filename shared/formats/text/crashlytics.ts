/**
 * What Crashlytics shows and lets people copy, in the words of reports:
 *
 *     # Bundle Identifier: com.example.harbor
 *     # OS Version: 17.5 (21F79)
 *     #0. Crashed: com.apple.main-thread
 *     EXC_BAD_ACCESS KERN_INVALID_ADDRESS 0x0000000000000010
 *     0  Harbor    0x104c2c1c8 Map.tile(at:) + 40 (Map.swift:40)
 *     --
 *     Fatal Exception: NSRangeException
 *     index 7 beyond bounds
 *     0  CoreFoundation    0x1a2b3c4d5 __exceptionPreprocess
 */
import type { Line } from './lines.ts';

/** The report in other words, with what has no place in its lines. */
export interface Reworded {
  readonly lines: readonly Line[];
  readonly version: string | null;
  readonly build: string | null;
}

const FIELD = /^#\s?([A-Z][A-Za-z ]{1,30}):\s*(\S.{0,300})$/;
const STACK = /^#?(\d{1,5})\. (Crashed: )?(\S.{0,300})$/;
const CRASHED = /^(?:#?\d{1,5}\. )?Crashed: (\S.{0,300})$/;
const THROWN = /^(?:#?\d{1,5}\. )?Fatal Exception: (\S.{0,300})$/;
/** The line below the heading of what crashed: exception or signal, its code in words, its address. */
const ENDED = /^((?:EXC|SIG)_?[A-Z_]+)(?: ([A-Z][A-Z_]+))?(?: (0x[0-9a-f]{1,16}))?$/;

const LABELS: ReadonlyMap<string, string> = new Map([
  ['Bundle Identifier', 'Identifier'],
  ['Application', 'Process'],
  ['Device', 'Hardware Model'],
  ['Date', 'Date/Time'],
  ['OS Version', 'OS Version'],
]);

/** Whether lines are of that kind: nobody else numbers stacks so, or calls an exception fatal. */
function isCrashlytics(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => CRASHED.test(text) || THROWN.test(text));
}

function threadHeading(index: string, crashed: boolean, name: string): string {
  const queue = name === 'com.apple.main-thread' || name.endsWith('queue');
  const label = name === 'Thread' ? '' : queue ? `Dispatch queue: ${name}` : name;
  return `Thread ${index}${crashed ? ' Crashed' : ''}:${label === '' ? '' : `: ${label}`}`;
}

function isFrame(text: string): boolean {
  return /^\d{1,4}\s/.test(text);
}

/** Takes the fields of the head, which stand behind a `#`. */
function readHead(lines: readonly Line[]): { readonly head: readonly Line[]; readonly version: string | null } {
  const head: Line[] = [];
  let version: string | null = null;
  let platform = '';
  for (const { text, number } of lines) {
    const [, name = '', value = ''] = FIELD.exec(text) ?? [];
    if (name === 'Platform') platform = /^(?:ios|apple)$/i.test(value) ? 'iOS' : value;
    if (name === 'Version' && value !== 'N/A') version = value;
    const label = LABELS.get(name);
    if (label === undefined) continue;
    const system = label === 'OS Version' && /^\d/.test(value) ? `${platform || 'iOS'} ${value}` : value;
    // Later versions put the bundle's identifier into the application's place.
    const isBundle = label === 'Process' && /^[\w-]+(?:\.[\w-]+){2,}$/.test(value);
    head.push({ text: `${isBundle ? 'Identifier' : label}: ${system}`, number });
  }
  return { head, version };
}

function rewordLine({ text, number }: Line, next: readonly Line[], head: Line[]): readonly Line[] {
  const thrown = THROWN.exec(text)?.[1];
  if (thrown !== undefined) {
    const end = next.findIndex((line) => isFrame(line.text));
    const said = next.slice(0, Math.max(0, end)).flatMap((line) => line.text.trim() || []);
    const reason = said.length === 0 ? '' : `, reason: '${said.join(' ')}'`;
    const lines = [
      'Application Specific Information:',
      `*** Terminating app due to uncaught exception '${thrown}'${reason}`,
      'Last Exception Backtrace:',
    ];
    return lines.map((line) => ({ text: line, number }));
  }
  const crashed = CRASHED.exec(text)?.[1];
  const [, index = '0', , name = ''] = STACK.exec(text) ?? [];
  if (crashed !== undefined) return [{ text: threadHeading(index, true, crashed), number }];
  if (name !== '') return [{ text: threadHeading(index, false, name), number }];
  const ended = ENDED.exec(text);
  if (ended !== null) {
    const [, type = '', code, address] = ended;
    head.push({ text: `Exception Type: ${type}`, number });
    if (code !== undefined) {
      head.push({ text: `Exception Subtype: ${code}${address === undefined ? '' : ` at ${address}`}`, number });
    }
    return [];
  }
  return /^(?:--|#\s.*)$/.test(text) ? [] : [{ text, number }];
}

/** Lines looked at for what an exception said. */
const MOST_SAID = 8;

/** Rewords the lines where they are of that kind; null for all others. */
export function rewordCrashlytics(lines: readonly Line[]): Reworded | null {
  if (!isCrashlytics(lines)) return null;
  const { head, version } = readHead(lines);
  const fields = [...head];
  const rest: Line[] = [];
  let spoken = 0;
  for (const [at, line] of lines.entries()) {
    const next = lines.slice(at + 1, at + 1 + MOST_SAID);
    // What the exception said is in the heading already.
    if (THROWN.test(line.text))
      spoken = Math.max(
        0,
        next.findIndex(({ text }) => isFrame(text)),
      );
    else if (spoken > 0) {
      spoken -= 1;
      continue;
    }
    rest.push(...rewordLine(line, next, fields));
  }
  const [, marketing = null, build = null] = /^(\S+)(?: \((\S+)\))?$/.exec(version ?? '') ?? [];
  return { lines: [...fields, ...rest], version: marketing, build };
}
