/**
 * What people's tools put around a report that was copied: marks of quotations and of code in Markdown, HTML with its
 * entities, spaces that do not break. Nothing of it belongs to the report. Each mark is taken off only where a line shows
 * that the report itself is marked, since messages may hold anything. Lines keep their numbers, but for HTML's line breaks.
 */
import { decodeEntities } from './entities.ts';

/** So much of a JSON document tells whether its quotation marks are entities. */
const BEGINNING = 400;

/** Lines that are a report's, as they look behind the mark of a quotation. */
const QUOTED =
  /^[ \t]{0,3}(?:> ?){1,9}[ \t]*(?:[A-Z][A-Za-z/ ]{2,30}:[ \t]|Thread \d|\{[ \t]*(?:"|$)|\d{1,4}[ \t]+\S[^\n]{0,300}[ \t]0x[0-9a-f])/m;
const MARGIN = /^([ \t]{1,16})(?:Incident Identifier|Process|Exception Type|Date\/Time|Thread \d{1,5}(?: Crashed)?):/m;
/** Two lines of a report's head in one. */
const ONE_LINE = /(?:Incident Identifier|Process): [^\n]{1,300}?\\n(?:CrashReporter Key|Hardware Model|Path): /;
const MOST_SEARCHED = 20_000;
const FENCE = /^[ \t]*(?:```|~~~)[ \t]{0,8}[\w+-]{0,20}[ \t]*$/gm;
const TAG = /<\/?(?:p|pre|code|div|span|blockquote|details|summary|html|body)(?: [^<>\n]{0,300})?>/gi;
const HTML = /^[ \t]*<(?:p|pre|code|div|span|blockquote|details|html|body)[ >]|<br ?\/?>/im;
/** Entities in places where only a report has the characters that they mean. */
const ESCAPED = /&lt;[0-9a-f-]{32,36}&gt;|&quot;(?:bug_type|incident|incident_id|procName|usedImages)&quot;/i;

function unquote(text: string): string {
  const marked = text.startsWith('>') || ['\n>', '\n >', '\n\t>'].some((mark) => text.includes(mark));
  if (!marked || !QUOTED.test(text)) return text;
  return text.replaceAll(/^[ \t]{0,3}(?:> ?){1,9}/gm, '');
}

/** Takes off the margin that code blocks without fences have. */
function unindent(text: string): string {
  const margin = MARGIN.exec(text.slice(0, MOST_SEARCHED))?.[1] ?? '';
  return margin === '' ? text : text.replaceAll(`\n${margin}`, '\n').replace(new RegExp(`^${margin}`), '');
}

/** Takes off code marks: fences, and backticks around a line. */
function unfence(text: string): string {
  if (!text.includes('`') && !text.includes('~~~')) return text;
  return text
    .replaceAll(FENCE, '')
    .replaceAll('```', '')
    .replaceAll(/^[ \t]*`([^`\n]*)(?:`[ \t]*)?$/gm, '$1')
    .replaceAll(/^([^`\n]*)`[ \t]*$/gm, '$1');
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
]);

/** Takes a report out of a string of source code or of a log, where its line ends are written as `\\n`. */
function unescapeLines(text: string): string {
  if (!text.includes('\\n') || !ONE_LINE.test(text.slice(0, MOST_SEARCHED))) return text;
  const opened = text.replace(/["'](?=(?:Incident Identifier|Process): )/, '\n');
  return opened.replaceAll(/\\([nt"'/\\])/g, (_, letter: string) => ESCAPES.get(letter) ?? letter);
}

/** `**Thread 0 Crashed:**`, and a frame that somebody made bold. */
function unembolden(text: string): string {
  if (!text.includes('**')) return text;
  return text.replaceAll(/^[ \t]*\*\*((?:[A-Z]|\d+[ \t])[^*\n]*(?:\*\*[^*\n]*)*)$/gm, (_, line: string) =>
    line.replaceAll('**', ''),
  );
}

function withoutHtml(text: string): string {
  const tagged = (text.includes('</') || text.includes('<br')) && HTML.test(text);
  const plain = tagged ? text.replaceAll(/<br ?\/?>\n?/gi, '\n').replaceAll(TAG, '') : text;
  return tagged || (plain.includes('&') && ESCAPED.test(plain)) ? decodeEntities(plain) : plain;
}

/** The text without marks. JSON, which has its own ways to write such characters, stays as it is. */
export function withoutMarkup(text: string): string {
  const begin = text.slice(0, BEGINNING).trimStart();
  if (begin.startsWith('{') || begin.startsWith('[')) return ESCAPED.test(begin) ? decodeEntities(text) : text;
  const spaced = text.includes('\u{a0}') ? text.replaceAll('\u{a0}', ' ') : text;
  return unembolden(unfence(unindent(unquote(withoutHtml(unescapeLines(spaced))))));
}
