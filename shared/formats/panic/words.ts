/**
 * The text of a panic: what the kernel said, line by line. iOS, macOS on both processors and coprocessors write the same
 * grammar in different amounts: a first sentence, `Label: value` lines, a backtrace, the kernel extensions in it, and the
 * list of all extensions, which is not read.
 */
import type { Panic } from '../../report/body.ts';
import type { Fact } from '../envelope/facts.ts';

const MOST_FACTS = 120;
const LONGEST_REASON = 2000;

/** `panic(cpu 0 caller 0xffff…): ` in front of what went wrong. */
const OPENING = /^[ \t]*(?:panic\s?|Unresolved kernel trap)\([^)\n]{0,200}\):[ \t]*(?:\n(?="))?/im;
/** What stands first where nobody called the kernel's panic. */
const MESSAGE = /^Debugger message:[ \t]*(?!panic\b)/;
/** Escaped line breaks of text that was copied out of JSON, two of them at least: one may end a sentence of the kernel. */
const ESCAPED = /^[^\n]*\\n[^\n]*\\n/;
const LABEL = /^!?([A-Za-z_][A-Za-z0-9_ /.()-]{0,60}?)\??::?[ \t]+(\S.*)$/;
/** Labels whose value stands on the next line. */
const BARE_LABEL = /^(Mac OS version|Kernel version):\s*$/;
const WORDED: readonly (readonly [RegExp, string])[] = [
  [/^Panicked task 0x[0-9a-f]+: (.*)$/i, 'Panicked task'],
  [/^CORE (\d+) is the one that panicked\./, 'Panicked core'],
  [/^last started kext at \d+: (.*)$/, 'Last started extension'],
  [/^last loaded kext at \d+: (.*)$/, 'Last loaded extension'],
  [/^last unloaded kext at \d+: (.*)$/, 'Last unloaded extension'],
  [/^last stopped kext at \d+: (.*)$/, 'Last stopped extension'],
];
/** Below these begin lists that are of no use to people. */
const LISTS = /^(?:loaded kexts:|Post-boot loaded kexts:|unloaded kexts:|\*\* )/i;
/** Lines that look like a label and are none. */
const NO_LABEL = /^(?:CORE \d+\b|Backtrace\b|panic\s?\(|[a-z]+\.[a-z.]+\b|0x[0-9a-f]+\b)/i;
/** Registers, and the moments of the boot in the kernel's own count. */
const NUMBERS =
  /^(?:x\d{1,2}|r\d{1,2}|cr\d|[re][a-d]x|[re][sd]i|[re][sb]p|[re]ip|[re]fl|[c-g]s|pc|lr|fp|sp|cpsr|esr|far|Boot|Sleep|Wake|Calendar|Epoch Time)\s*:/i;

/** What the kernel said may go on over several lines inside of its quotes, as messages of graphics drivers do. */
const QUOTED_LINES = /^[^"\n]*"[^"\n]*\n[^"]*"\s*@[^\n]*/;

interface Reason {
  readonly reason: string;
  readonly source: string | null;
  /** Where the text goes on behind it. */
  readonly end: number;
}

/** First line of what the kernel said, without the quotes and the source file that may follow them. */
function splitReason(text: string): Reason {
  const opening = OPENING.exec(text) ?? MESSAGE.exec(text);
  const start = opening === null ? 0 : opening.index + opening[0].length;
  const said = text.slice(start, start + LONGEST_REASON);
  const quotedLines = QUOTED_LINES.exec(said)?.[0];
  const first = quotedLines ?? said.split('\n', 1)[0] ?? '';
  const end = start + first.length;
  return { ...wordReason(first.replaceAll(/\s*\n\s*/g, ' ').trim()), end };
}

function wordReason(line: string): Omit<Reason, 'end'> {
  const quoted = /^([^"]*)"(.*?)\s*"\s*@\s*(\S.*)$/.exec(line);
  if (quoted !== null) return { reason: unescape(`${quoted[1] ?? ''}${quoted[2] ?? ''}`), source: quoted[3] ?? null };
  const named = /^(.*\S)\s+@([\w./-]+:\d+)$/.exec(line);
  if (named !== null) return { reason: unescape(named[1] ?? ''), source: named[2] ?? null };
  return { reason: unescape(line.replace(/ \(saved state: 0x[0-9a-f]+\)$/i, '')), source: null };
}

/** The kernel's own escapes and quotes around a sentence are no part of it. */
function unescape(text: string): string {
  const bare = /^"(.*)"$/.exec(text)?.[1] ?? text;
  return bare.replaceAll(/\\+n/g, ' ').trim();
}

function readFacts(text: string, { source, end }: Reason): readonly Fact[] {
  const facts: Fact[] = source === null ? [] : [['Source', source]];
  let bare: string | null = null;
  const next = text.indexOf('\n', end);
  for (const line of next === -1 ? [] : text.slice(next + 1).split('\n')) {
    if (facts.length >= MOST_FACTS || LISTS.test(line)) break;
    if (line.trim() === '') continue;
    if (bare !== null) {
      facts.push([bare, line.trim()]);
      bare = null;
      continue;
    }
    if (line.length > 4000 || /^\s/.test(line)) continue;
    bare = BARE_LABEL.exec(line)?.[1] ?? null;
    if (bare !== null) continue;
    const worded = WORDED.flatMap(([pattern, label]): Fact[] => {
      const value = pattern.exec(line)?.[1];
      return value === undefined ? [] : [[label, value]];
    })[0];
    const match = NO_LABEL.test(line) || NUMBERS.test(line) ? null : LABEL.exec(line);
    if (worded !== undefined) facts.push(worded);
    else if (match !== null) facts.push([(match[1] ?? '').trim(), (match[2] ?? '').trim()]);
  }
  return facts;
}

/** A panic's text with plain line ends, without the margin of text that was set in as a whole, as code in web pages is. */
export function plainPanic(raw: string): string {
  const plain = ESCAPED.test(raw) ? raw.replaceAll('\\n', '\n').replaceAll('\\t', '\t') : raw;
  const text = plain
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
  const margin = /^[ \t]+(?=\S)/.exec(text)?.[0] ?? '';
  if (margin === '') return text;
  const lines = text.split('\n').map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line));
  return lines.join('\n');
}

/** Reads a panic out of its plain text. */
export function readPanicWords(text: string, extensions: readonly string[]): Panic {
  const reason = splitReason(text);
  return { text, reason: reason.reason, facts: readFacts(text, reason), extensions };
}

/** The process whose work the processor did, as far as the text tells. */
export function panickedTask(text: string): { readonly name: string | null; readonly pid: number | null } {
  const task = /^Panicked task [^\n]{0,200}?: pid (\d{1,9}): (\S[^\n]{0,200})$/m.exec(text);
  if (task !== null) return { name: task[2]?.trim() ?? null, pid: Number(task[1]) };
  const named =
    /^(?:BSD process name|Process name) corresponding to current thread(?: \([^)\n]*\))?: ([^\n]{1,200})$/m.exec(text);
  const name = named?.[1]?.trim() ?? null;
  return { name: name === 'Unknown' ? null : name, pid: null };
}

/** Id of the thread that panicked, as stackshots know it. */
export function panickedThread(text: string): bigint | null {
  const id = /^Panicked thread: [^\n]{0,200}\btid: (\d{1,20})\b/m.exec(text)?.[1];
  return id === undefined ? null : BigInt(id);
}

/** Whether a text is that of a panic. */
export function isPanicText(text: string): boolean {
  return /^[ \t]*(?:\*\*\* Panic Report \*\*\*|panic\s?\(cpu \d+[ ,)]|Unresolved kernel trap\(cpu \d)/im.test(text);
}
