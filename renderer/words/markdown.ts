/**
 * The part of Markdown that notes need: headings, paragraphs, lists, quotes, code, emphasis and links. It makes a tree of
 * plain values, never HTML; whatever is not understood stays text. After CommonMark (https://spec.commonmark.org/0.31.2/),
 * without nesting of blocks.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** Emphasis within emphasis beyond that stays text. */
const DEEPEST = 6;
/** The contract's limit of a note. */
const LONGEST = 20_000;

/** Where links may lead: never to scripts, never to files. */
const SAFE = /^(?:https?:\/\/|mailto:|faultline:\/\/)/i;

const HEADING = /^(#{1,6})\s+(\S.*?)\s*#*$/;
const BULLET = /^\s{0,3}[-*+]\s+(\S.*)$/;
const NUMBER = /^\s{0,3}\d{1,9}[.)]\s+(\S.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const FENCE = /^\s{0,3}(?:```|~~~)/;

const CODE = /`([^`\n]+)`/;
const LINK = /\[([^[\]\n]{1,500})\]\(([^()\s]{1,2000})\)/;
const ADDRESS = /https?:\/\/[^\s<>()[\]]{1,2000}/;
const STRONG = /\*\*([^\s*](?:[^*\n]{0,2000}[^\s*])?)\*\*/;
const EMPHASIS = /\*([^\s*](?:[^*\n]{0,2000}[^\s*])?)\*|\b_([^\s_](?:[^_\n]{0,2000}[^\s_])?)_\b/;

interface Found {
  readonly at: number;
  readonly length: number;
  readonly inline: Inline;
}

function linkOf(href: string, label: readonly Inline[]): Inline {
  return { kind: 'link', href, content: label };
}

/** An address without the stop of the sentence that it ends. */
function bareAddress(text: string): string {
  return text.replace(/[.,;:!?'"]+$/, '');
}

function firstOf(text: string, depth: number): Found | null {
  const inner = (content: string): readonly Inline[] => inlines(content, depth + 1);
  const [code, link, address, strong, emphasis] = [CODE, LINK, ADDRESS, STRONG, EMPHASIS].map((one) => one.exec(text));
  const found: Found[] = [];
  const add = (match: RegExpExecArray, length: number, inline: Inline): void => {
    found.push({ at: match.index, length, inline });
  };
  if (code) add(code, code[0].length, { kind: 'code', text: code[1] ?? '' });
  if (link) {
    const href = link[2] ?? '';
    const inline: Inline = SAFE.test(href) ? linkOf(href, inner(link[1] ?? '')) : { kind: 'text', text: link[0] };
    add(link, link[0].length, inline);
  }
  if (address) {
    const href = bareAddress(address[0]);
    add(address, href.length, linkOf(href, [{ kind: 'text', text: href }]));
  }
  if (strong) add(strong, strong[0].length, { kind: 'strong', content: inner(strong[1] ?? '') });
  if (emphasis)
    add(emphasis, emphasis[0].length, { kind: 'emphasis', content: inner(emphasis[1] ?? emphasis[2] ?? '') });
  // Of those that begin at one place the longer wins: `**` before `*`, a link before the address in it.
  return found.reduce<Found | null>(
    (best, one) => (!best || one.at < best.at || (one.at === best.at && one.length > best.length) ? one : best),
    null,
  );
}

function inlines(text: string, depth = 0): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  while (rest !== '') {
    const found = depth >= DEEPEST ? null : firstOf(rest, depth);
    if (!found) break;
    if (found.at > 0) parts.push({ kind: 'text', text: rest.slice(0, found.at) });
    parts.push(found.inline);
    rest = rest.slice(found.at + found.length);
  }
  if (rest !== '') parts.push({ kind: 'text', text: rest });
  return parts;
}

/** Lines from `start` on that a pattern matches, by what it captures. */
function run(lines: readonly string[], start: number, pattern: RegExp): readonly string[] {
  const taken: string[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const match = pattern.exec(lines[at] ?? '');
    if (!match) break;
    taken.push(match[1] ?? '');
  }
  return taken;
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && ![HEADING, BULLET, NUMBER, QUOTE, FENCE].some((pattern) => pattern.test(line));
}

interface Taken {
  readonly block: Block;
  /** Lines. */
  readonly length: number;
}

function codeBlock(lines: readonly string[], start: number): Taken {
  const end = lines.findIndex((line, at) => at > start && FENCE.test(line));
  const last = end === -1 ? lines.length : end;
  return { block: { kind: 'code', text: lines.slice(start + 1, last).join('\n') }, length: last - start + 1 };
}

function blockAt(lines: readonly string[], start: number): Taken {
  const line = lines[start] ?? '';
  const heading = HEADING.exec(line);
  if (heading) {
    const level = (heading[1] ?? '').length;
    return { block: { kind: 'heading', level, content: inlines(heading[2] ?? '') }, length: 1 };
  }
  if (FENCE.test(line)) return codeBlock(lines, start);
  for (const [pattern, ordered] of [
    [BULLET, false],
    [NUMBER, true],
  ] as const) {
    const items = run(lines, start, pattern);
    if (items.length > 0) {
      return { block: { kind: 'list', ordered, items: items.map((item) => inlines(item)) }, length: items.length };
    }
  }
  const quoted = run(lines, start, QUOTE);
  if (quoted.length > 0) {
    return { block: { kind: 'quote', content: inlines(quoted.join('\n')) }, length: quoted.length };
  }
  let end = start + 1;
  while (end < lines.length && isPlain(lines[end] ?? '')) end += 1;
  return { block: { kind: 'paragraph', content: inlines(lines.slice(start, end).join('\n')) }, length: end - start };
}

/** The blocks of a note. What is beyond 20,000 characters is left out. */
export function parseMarkdown(source: string): readonly Block[] {
  const lines = source.slice(0, LONGEST).split(/\r\n|\r|\n/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if ((lines[at] ?? '').trim() === '') at += 1;
    else {
      const { block, length } = blockAt(lines, at);
      blocks.push(block);
      at += length;
    }
  }
  return blocks;
}
