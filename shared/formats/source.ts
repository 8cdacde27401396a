/**
 * A file's text taken apart, before anyone reads it: the metadata line and the body of an `.ips`, and the text that Console
 * puts in front of both. Nothing is known yet but what is JSON and what is not.
 *
 * Layout of an `.ips`: one line of JSON (the metadata), then a body, which is JSON or text. Also met: the metadata printed
 * over several lines, a body without metadata, empty lines between all lines, text behind the end.
 */
import { unwrapDump } from './dump.ts';
import { isCrashBody } from './json/crash-body.ts';
import { parseJson } from './json/parse.ts';
import type { JsonDocument } from './json/parse.ts';
import { withoutMarkup } from './markup.ts';
import { unwrapPlist } from './plist.ts';
import { isObject, objectOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';

export interface Source {
  /** Everything, with plain line ends. */
  readonly text: string;
  /** What stands in front of the JSON, or all of the text where there is none. Empty when the JSON comes first. */
  readonly prelude: string;
  /** The first JSON document. */
  readonly first: JsonDocument | null;
  /** The second JSON document. */
  readonly second: JsonDocument | null;
  /** What follows the first document when it is no JSON. */
  readonly rest: string;
  /** 1-based line in which `rest` begins. */
  readonly restLine: number;
}

/** Where the JSON begins behind Console's translation, or in text that somebody put around a file. */
function findJson(text: string): number {
  if (!text.includes('{')) return -1;
  const full = text.includes('Full Report') ? /^[ \t]*Full Report[ \t]*$/m.exec(text) : null;
  if (full !== null) return text.indexOf('{', full.index);
  const envelope = /^[ \t]*\{[^\n]{0,4000}"bug_type"/m.exec(text);
  if (envelope !== null) return text.indexOf('{', envelope.index);
  const spread = findSpread(text);
  return spread === -1 ? findPayload(text) : spread;
}

const PAYLOAD_KEY = /"(?:callStack(?:s|Tree|Threads|RootFrames|PerThread)|\w{0,60}Metrics)"\s{0,20}:/;

/** A payload of MetricKit that was logged, with the words of the log in front. */
function findPayload(text: string): number {
  if (!PAYLOAD_KEY.test(text)) return -1;
  return text.search(/\{\s{0,200}"\w{1,80}"\s{0,20}:/);
}

/** What was printed from an app, as JSON. Text that is JSON from its first letter on, as nearly all reports are, stays. */
function unfoldDump(text: string): string {
  const begin = skipSpace(text, 0);
  const next = text[begin] === '{' ? text[skipSpace(text, begin + 1)] : undefined;
  return next === '"' || next === '}' || opensList(text, begin) ? text : (unwrapDump(text) ?? text);
}

/** Whether a list of JSON begins there, not the name of an app in a log. */
function opensList(text: string, at: number): boolean {
  const next = text[at] === '[' ? text[skipSpace(text, at + 1)] : undefined;
  if (next === undefined) return false;
  return '"{[]'.includes(next) || /^[\d\s.,-]{1,400}\]\s*$/.test(text.slice(at + 1, at + 500));
}

/** Documents that begin with a bracket of their own line, looked at. */
const MOST_BRACKETS = 50;
const REPORT_KEY = /"(?:bug_type|incident_id|incident|procName|captureTime|crashReporterKey|usedImages)"\s{0,4}:/;

/** The same of JSON that was printed over several lines. */
function findSpread(text: string): number {
  let looked = 0;
  for (const { index } of text.matchAll(/^[ \t]*\{\s{0,40}"\w{2,40}"\s{0,4}:/gm)) {
    if (REPORT_KEY.test(text.slice(index, index + 4000))) return text.indexOf('{', index);
    looked += 1;
    if (looked === MOST_BRACKETS) break;
  }
  return -1;
}

/** The first document: metadata in one line as a rule, else as much as the text has. */
function readFirst(text: string, start: number): JsonDocument | null {
  const newline = text.indexOf('\n', start);
  const line = newline === -1 ? null : parseJson(text.slice(0, newline), start);
  return line?.complete === true ? line : parseJson(text, start);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}

function countLines(text: string, end: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** Lines that were copied out of the middle of a report lack the brace in front of them, and some the first quote. */
function withBrace(text: string): string {
  const quote = /^\s*("?)[A-Za-z]\w{0,60}"[ \t]*:[ \t]*["\d[{tfn-]/.exec(text)?.[1];
  if (quote === undefined) return text;
  return quote === '' ? `{"${text.trimStart()}` : `{${text}`;
}

/** Whether a text begins with metadata in one line and JSON behind it, as nearly all do: nobody put anything around those. */
function isPlainIps(text: string): boolean {
  const newline = text.startsWith('{"') ? text.indexOf('\n') : -1;
  const body = newline === -1 ? text.length : skipSpace(text, newline);
  return text[body] === '{' && text[skipSpace(text, body + 1)] === '"';
}

/** The JSON or text in what somebody copied, quoted or printed. */
function unwrap(text: string): string {
  return withBrace(unwrapPlist(text) ?? unfoldDump(withoutMarkup(text)));
}

/** Takes a file's text apart. Never fails: what is no JSON is text. */
export function openSource(raw: string): Source {
  const bare = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  const plain = bare.includes('\r') ? bare.replaceAll(/\r\n?/g, '\n') : bare;
  const text = isPlainIps(plain) ? plain : unwrap(plain);
  const begin = skipSpace(text, 0);
  const opens = text[begin] === '{' || opensList(text, begin);
  const start = opens ? begin : findJson(text);
  const first = start === -1 ? null : readFirst(text, start);
  if (first === null) return { text, prelude: text, first: null, second: null, rest: '', restLine: 1 };
  const prelude = text.slice(0, start);
  const after = skipSpace(text, first.end);
  if (text[after] === '{') {
    const second = parseJson(text, after);
    return { text, prelude, first, second, rest: '', restLine: 1 };
  }
  return { text, prelude, first, second: null, rest: text.slice(after), restLine: countLines(text, after) };
}

/** Metadata and body of an `.ips`; a single document may be either, or both in one. */
export function envelopeOf(source: Source): { readonly header: JsonObject; readonly body: JsonObject | null } {
  const { first, second } = source;
  const header = objectOf(first?.value);
  if (second !== null) return { header, body: isObject(second.value) ? second.value : null };
  return { header, body: isCrashBody(header) ? header : null };
}

/** Said of what stands behind the end. */
export const TEXT_BEHIND = 'Text behind the end of the report was passed over.';

/** What Apple's own tools put behind the end: no reason for a warning. */
const USUAL_END = /^(?:EOF\b|Model:|```|\s)*/;

/** What was wrong with the JSON, and what stood behind it. */
export function problemsOf(source: Source): readonly string[] {
  const { first, second, text } = source;
  const problems = [...(first?.problems ?? []), ...(second?.problems ?? [])];
  const last = second ?? (source.rest === '' ? first : null);
  const behind = last?.complete === true ? text.slice(last.end, last.end + 1000).trim() : '';
  if (USUAL_END.exec(behind)?.[0] === '' && behind !== '') {
    problems.push(TEXT_BEHIND);
  }
  return problems;
}
