/**
 * Names what a file is when no reader takes it: another family of Apple's reports, a picture, a binary. People drop
 * whatever they have, and a name tells them more than "not supported".
 */
import { fail } from '../result.ts';
import type { Fault, Result } from '../result.ts';
import { textOf } from './json/values.ts';
import { envelopeOf } from './source.ts';
import type { Source } from './source.ts';

/** Families of text. */
type TextFamily = 'crash' | 'panic' | 'spin or hang' | 'sample' | 'resource' | 'Jetsam' | 'stackshot';

/** How much of a text is looked at to tell what it is. */
const HEAD = 200_000;

const OTHER_TEXTS: readonly (readonly [RegExp, TextFamily])[] = [
  [/^(?:panic\(|Panic\(|\{?"?panicString)/m, 'panic'],
  [/^Analysis of sampling /m, 'sample'],
  [/^Event:[ \t]+(?:hang|spin|force quit|sleep|wake)/im, 'spin or hang'],
  [/^(?:Heaviest stack for the (?:main|target) thread|Duration Sampled:)/m, 'spin or hang'],
  [/^(?:Event:[ \t]+(?:cpu|wakeups|disk|memory)|(?:CPU|Wakeups|Writes)( used| caused)?:[ \t])/im, 'resource'],
  [/^(?:Largest process:|Free pages:|Active Pages:)/m, 'Jetsam'],
];

/** Lines of which a crash text has two at least. */
const CRASH_MARKS: readonly RegExp[] = [
  /^[ \t]*(?:Incident Identifier|CrashReporter Key|Crash Reporter Key|Anonymous UUID|Hardware Model):/m,
  /^[ \t]*Process:[ \t]+\S/m,
  /^[ \t]*Exception Type:/m,
  /^[ \t]*(?:Exception Codes|Termination Reason):/m,
  /^[ \t]*(?:Crashed Thread|Triggered by Thread):/m,
  /^[ \t]*Thread \d{1,7}(?: Crashed|:| name:)/m,
  /^[ \t]*Last Exception Backtrace/m,
  /^[ \t]*Binary Images:?/m,
  /^[ \t]*Report Version:[ \t]+(?:6|9|1[0-2]|10[4-6])\b/m,
];

/** Lines that only reports with call trees have. */
const TREE_MARKS: readonly RegExp[] = [
  /^[ \t]*(?:Heaviest stack for |Powerstats for:|Duration Sampled:|Steps:[ \t]+\d)/m,
  /^[ \t]*Data Source:[ \t]+(?:Micros|S)tackshots/m,
  /^[ \t]*Thread (?:0x)?[0-9a-f]{3,16}[ \t][^\n]{0,400}\bsamples?\b/m,
];

/** Lines that stand in a head with an event; those of other programs have words of their own. */
const EVENT_MARK =
  /^(?:Command|Process|Path|PID|Identifier|Version|Duration|OS Version|Date\/Time|Hardware model|Steps|Incident Identifier):/m;

/** Lines of a tree that were copied without anything around them; so many of them are needed. */
const TREE_LINE = /^[ \t]*\*?\d{1,9} {1,9}[^\n]{1,1000} \([^\n]{1,300} \+ \d{1,12}\) \[0x[0-9a-f]{4,16}\]/gm;
const ENOUGH_LINES = 3;

function hasTreeLines(text: string): boolean {
  let lines = 0;
  for (const _ of text.matchAll(TREE_LINE)) {
    lines += 1;
    if (lines === ENOUGH_LINES) return true;
  }
  return false;
}

/** Whether a text is a spindump or written like one. Looks at its beginning. */
export function isTreeText(text: string): boolean {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  if (/^[ \t]*Analysis of sampling /m.test(head.slice(0, 5000))) return false;
  if (TREE_MARKS.some((mark) => mark.test(head))) return true;
  const top = head.slice(0, 20_000);
  // A report of nothing but call trees has no head but this line.
  if (/^\s*Event:[ \t]+\S/.test(top)) return true;
  if (/^Event:[ \t]+\S/m.test(top) && EVENT_MARK.test(top)) return true;
  return hasTreeLines(top);
}

/** Which family of Apple's text reports a text belongs to; null when it is none. */
export function textFamily(text: string): TextFamily | null {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  if (isTreeText(head)) return 'spin or hang';
  const marks = CRASH_MARKS.filter((mark) => mark.test(head)).length;
  if (marks < 2) return OTHER_TEXTS.find(([pattern]) => pattern.test(head))?.[1] ?? null;
  const top = head.slice(0, 5000);
  return OTHER_TEXTS.find(([pattern]) => pattern.test(top))?.[1] ?? 'crash';
}

/** How files begin. Bytes that are no UTF-8 were read as U+FFFD. */
const BEGINNINGS: readonly (readonly [beginning: string, name: string])[] = [
  ['\uFFFD\uFFFD\uFFFD\uFFFD\u0007\0\0', 'a Mach-O file'],
  ['\uFFFD\uFFFD\uFFFD\uFFFD\u000C\0\0', 'a Mach-O file'],
  ['\uFFFD\uFFFD\uFFFD\uFFFD\0\0\0', 'a universal Mach-O file'],
  ['\uFFFDPNG', 'a PNG picture'],
  ['\uFFFD\uFFFD\uFFFD\uFFFD\0\u0010JFIF', 'a JPEG picture'],
  ['\uFFFD\uFFFD\uFFFD', 'a binary file'],
  ['GIF8', 'a GIF picture'],
  ['PK\u0003\u0004', 'a ZIP archive'],
  ['\u001F\uFFFD\u0008', 'a gzip archive'],
  ['bplist0', 'a binary property list'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['%PDF-', 'a PDF document'],
];
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:<!doctype html|<html)/i, 'a web page'],
  [/^\s*<\?xml[\s\S]{0,300}<!DOCTYPE plist/, 'a property list'],
  [/^\s*<\?xml/, 'an XML file'],
];

const METRICKIT = [
  'crashDiagnostics',
  'hangDiagnostics',
  'cpuExceptionDiagnostics',
  'diskWriteExceptionDiagnostics',
  'appLaunchDiagnostics',
  'callStackTree',
  'callStacks',
  'callStackThreads',
  'timeStampBegin',
];

function damaged(name: string): Fault {
  const article = /^[AEIOaeio]/.test(name) ? 'an' : 'a';
  return {
    kind: 'unreadable-report',
    message: `This is ${article} ${name} report, but it is so damaged that nothing in it can be read.`,
  };
}

function notAReport(seems: string): Fault {
  return {
    kind: 'not-a-report',
    message: `This is not a crash report: it seems to be ${seems}.`,
    remedy: { kind: 'choose-file' },
  };
}

function describeJson(source: Source): Fault | null {
  if (source.first === null) return null;
  const { header, body } = envelopeOf(source);
  const bugType = textOf(header['bug_type']) ?? textOf(body?.['bug_type']);
  // Whatever its kind, a report with a bug type is read, but for crashes of which nothing is left.
  if (bugType !== null) return damaged('crash');
  if (METRICKIT.some((key) => Object.hasOwn(header, key))) {
    return {
      kind: 'unreadable-report',
      message: 'This is a MetricKit payload without a diagnostic or a metric in it.',
    };
  }
  return notAReport('JSON that is no crash report');
}

function describeText(text: string): Fault {
  const family = textFamily(text);
  if (family !== null) return damaged(family);
  if (text.trim() === '') return notAReport('empty');
  const beginning = text.slice(0, 1000);
  const seems =
    BEGINNINGS.find(([start]) => beginning.startsWith(start)) ?? MARKUP.find(([form]) => form.test(beginning));
  if (seems !== undefined) return notAReport(seems[1]);
  return notAReport(beginning.includes('\0') ? 'a binary file' : 'text without anything of a crash report');
}

/** The fault for a source that no reader took. */
export function describeUnread(source: Source): Result<never> {
  return fail(describeJson(source) ?? describeText(source.text));
}
