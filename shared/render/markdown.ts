/**
 * A report as Markdown for an issue tracker: what crashed where, the exception in words, the stack that matters and the
 * dSYMs that are missing. GitHub's table and fence syntax, which Jira's and GitLab's editors take as well.
 */
import type { Explanation } from '../signature/explanation.ts';
import type { Meaning } from '../signature/meaning.ts';
import type { CrashReport } from '../report/report.ts';
import { KIND_WORDS } from '../report/kind-words.ts';
import { describeSymbols } from '../report/symbol-words.ts';
import { systemText } from '../formats/system.ts';
import { bodyBlocks } from './body-markdown.ts';
import { toJson } from './json.ts';
import type { FrameJson, ImageJson, ReportJson, ThreadJson } from './json.ts';
import { codeBlock, escapeMarkdown, markdownTable } from './markdown-text.ts';
import { stackToText } from './stack-text.ts';

/** What only the caller knows of the report. */
export interface MarkdownContext {
  /** The signature's title. */
  readonly title?: string;
  readonly meaning?: Meaning;
  readonly explanation?: Explanation;
}

/** Other threads that are shown, at most: an issue is no archive. */
const MOST_THREADS = 8;
const MOST_BACKTRACES = 3;

function table(report: CrashReport, json: ReportJson): string {
  const build = json.build === null ? '' : ` (${json.build})`;
  const rows: readonly (readonly [string, string | null])[] = [
    ['App', [json.appName ?? json.process, json.bundleId].filter((part) => part !== null).join(' · ') || null],
    ['Version', json.version === null ? json.build : `${json.version}${build}`],
    ['OS', systemText(report.os) || null],
    ['Device', json.device],
    ['Date', json.crashedAt],
    ['Incident', json.incident],
  ];
  return markdownTable(rows);
}

function exceptionText(json: ReportJson): string | null {
  const { exception, termination } = json;
  let words: string[] = [];
  if (exception !== null) {
    const signal = exception.signal === null || exception.signal === exception.type ? '' : ` (${exception.signal})`;
    words.push(`**${escapeMarkdown(exception.type ?? 'Exception')}${signal}**`);
    const particulars = exception.subtype ?? exception.codes;
    if (particulars !== null) words.push(escapeMarkdown(particulars));
    if (exception.message !== null) words.push(escapeMarkdown(exception.message));
  }
  if (termination !== null) {
    const end = [termination.namespace, termination.code, termination.indicator].filter((part) => part !== null);
    if (end.length > 0) words.push(`Termination: ${escapeMarkdown(end.join(' '))}`);
    words = words.concat(termination.reasons.map(escapeMarkdown));
  }
  return words.length === 0 ? null : words.join('  \n');
}

function threadTitle(thread: ThreadJson): string {
  const name = thread.name ?? thread.queue;
  return `Thread ${thread.index}${thread.triggered ? ' crashed' : ''}${name === null ? '' : `: ${escapeMarkdown(name)}`}`;
}

function stack(title: string, frames: readonly FrameJson[]): readonly string[] {
  return frames.length === 0 ? [] : [`### ${title}`, codeBlock(stackToText(frames))];
}

/** Threads that did not crash, with the app's frames alone. */
function otherThreads(json: ReportJson): readonly string[] {
  const blocks = json.threads.flatMap((thread, index) => {
    const frames = index === json.crashedThread ? [] : thread.frames.filter(({ inApp }) => inApp);
    return frames.length === 0 ? [] : [`${threadTitle(thread)}\n${stackToText(frames)}`];
  });
  if (blocks.length === 0) return [];
  return ['### Other threads, without system frames', codeBlock(blocks.slice(0, MOST_THREADS).join('\n\n'))];
}

/** Why an image of the app has no symbols; null for those that have some. */
function missing(image: ImageJson): string | null {
  return image.symbols.kind === 'found' ? null : escapeMarkdown(describeSymbols(image).text);
}

function symbolStatus(json: ReportJson): readonly string[] {
  const stacks = [...json.threads.map(({ frames }) => frames), json.lastException ?? []];
  const unnamed = new Set(stacks.flat().flatMap(({ symbol, imageIndex }) => (symbol === null ? [imageIndex] : [])));
  const lines = json.images.flatMap((image, index) => {
    const reason = image.inApp && unnamed.has(index) ? missing(image) : null;
    return reason === null ? [] : [`- **${escapeMarkdown(image.name ?? '???')}**: ${reason}`];
  });
  return lines.length === 0 ? [] : ['### Missing symbols', lines.join('\n')];
}

/** A title for want of one: `Hang of Harbor`; reports of the whole device have their kind alone. */
function titleOf({ kind, appName, process }: ReportJson): string {
  const name = appName ?? process;
  const word = KIND_WORDS[kind].name;
  return name === null && kind !== 'crash' ? word : `${word} of ${name ?? 'an unknown process'}`;
}

/** The report as Markdown, with a line break at its end. */
export function toMarkdown(report: CrashReport, context: MarkdownContext = {}): string {
  const json = toJson(report);
  const { title, meaning, explanation } = context;
  const crashed = json.crashedThread === null ? undefined : json.threads[json.crashedThread];
  const words = meaning === undefined ? null : `${escapeMarkdown(meaning.title)}. ${escapeMarkdown(meaning.text)}`;
  const said = json.appInformation.flatMap(({ messages }) => messages).join('\n');
  const blocks = [
    `## ${escapeMarkdown(title ?? titleOf(json))}`,
    table(report, json),
    exceptionText(json),
    words,
    ...(said.trim() === '' ? [] : ['### Application Specific Information', codeBlock(said)]),
    ...stack('Last exception backtrace', json.lastException ?? []),
    ...(crashed === undefined ? [] : stack(threadTitle(crashed), crashed.frames)),
    ...json.backtraces
      .slice(0, MOST_BACKTRACES)
      .flatMap(({ title: name, frames }) => stack(escapeMarkdown(name), frames)),
    ...(json.body === null ? [] : bodyBlocks(json.body)),
    ...otherThreads(json),
    ...symbolStatus(json),
    explanation === undefined ? null : `_${escapeMarkdown(explanation.sentence)}_`,
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}
