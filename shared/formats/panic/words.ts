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
const OPENING = /^[ \t]*[Pp]anic\s?\([^)\n]{0,200}\):[ \t]*/m;
const LABEL = /^([A-Za-z_][A-Za-z0-9_ /.()-]{0,60}?)\??:[ \t]+(\S.*)$/;
/** Labels whose value stands on the next line. */
const BARE_LABEL = /^(Mac OS version|Kernel version):\s*$/;
const WORDED: readonly (readonly [RegExp, string])[] = [
  [/^Panicked task 0x[0-9a-f]+: (.*)$/i, 'Panicked task'],
  [/^CORE (\d+) is the one that panicked\./, 'Panicked core'],
  [/^last started kext at \d+: (.*)$/, 'Last started extension'],
  [/^last loaded kext at \d+: (.*)$/, 'Last loaded extension'],
];
/** Below these begin lists that are of no use to people. */
const LISTS = /^(?:loaded kexts:|Post-boot loaded kexts:|unloaded kexts:|\*\* )/i;
/** Lines that look like a label and are none. */
const NO_LABEL = /^(?:CORE \d+|Backtrace|panic|[a-z]+\.[a-z.]+|0x[0-9a-f]+)\b/i;
/** Registers, and the moments of the boot in the kernel's own count. */
const NUMBERS =
  /^(?:x\d{1,2}|r\d{1,2}|cr\d|[re][a-d]x|[re][sd]i|[re][sb]p|[re]ip|[re]fl|[c-g]s|pc|lr|fp|sp|cpsr|esr|far|Boot|Sleep|Wake|Calendar|Epoch Time)\s*:/i;

/** First line of what the kernel said, without the quotes and the source file that may follow them. */
function splitReason(text: string): { readonly reason: string; readonly source: string | null } {
  const opening = OPENING.exec(text);
  const start = opening === null ? 0 : opening.index + opening[0].length;
  const end = text.indexOf('\n', start);
  const line = text
    .slice(start, end === -1 ? undefined : end)
    .slice(0, LONGEST_REASON)
    .trim();
  const quoted = /^"(.*)"\s*@\s*(\S.*)$/.exec(line);
  if (quoted !== null) return { reason: unescape(quoted[1] ?? ''), source: quoted[2] ?? null };
  const named = /^(.*\S)\s+@([\w./-]+:\d+)$/.exec(line);
  if (named !== null) return { reason: unescape(named[1] ?? ''), source: named[2] ?? null };
  return { reason: unescape(line.replace(/ \(saved state: 0x[0-9a-f]+\)$/i, '')), source: null };
}

/** The kernel's own escapes and quotes around a sentence are no part of it. */
function unescape(text: string): string {
  const bare = /^"(.*)"$/.exec(text)?.[1] ?? text;
  return bare.replaceAll('\\n', ' ').trim();
}

function readFacts(text: string, source: string | null): readonly Fact[] {
  const facts: Fact[] = source === null ? [] : [['Source', source]];
  let bare: string | null = null;
  for (const line of text.split('\n')) {
    if (facts.length >= MOST_FACTS || LISTS.test(line)) break;
    if (bare !== null) {
      if (line.trim() !== '') facts.push([bare, line.trim()]);
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

/** Reads a panic out of its text. */
export function readPanicWords(raw: string, extensions: readonly string[]): Panic {
  const text = raw
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
  const { reason, source } = splitReason(text);
  return { text, reason, facts: readFacts(text, source), extensions };
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
  return /^[ \t]*(?:\*\*\* Panic Report \*\*\*|panic\s?\(cpu \d+[ ,])/im.test(text);
}
