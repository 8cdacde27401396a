/**
 * One payload for each diagnostic of a file that has several: payloads of a day, arrays of payloads, payloads line by line,
 * in a wrapper or not. A part keeps the text of its diagnostic and the other members of its payload (time stamps,
 * environment) as they stand, so that it reads alone.
 */
import { skipSpace, spansOf, valueEnd } from '../json/spans.ts';
import type { Span } from '../json/spans.ts';
import type { ReportPart } from '../parts.ts';
import type { Source } from '../source.ts';
import { DIAGNOSTICS, isMetricsKey } from './find.ts';

/** A member that is longer belongs to something else: it would be written once for each part. */
const LONGEST_MEMBER = 4096;
const MOST_PARTS = 20_000;
const DEEPEST = 5;
/** What is in all keys of call stacks and of metrics: files without any are not looked through. */
const MARKS = ['"callStack', 'Metrics"', '"intervalEntries"'];

/** Where App Store Connect puts its logs. */
const LOGS = 'diagnosticLogs';

const NAMES: Readonly<Record<string, string>> = { 'disk-writes': 'disk writes', resource: 'memory' };

interface Piece {
  readonly kind: string;
  readonly text: string;
}

function isDiagnostic(members: readonly Span[]): boolean {
  return members.some(
    ({ key }) => key === 'callStackTree' || key === 'callStacks' || key === 'callStackThreads' || key === 'rootFrames',
  );
}

function isMetrics(members: readonly Span[]): boolean {
  return members.some(({ key }) => key !== null && isMetricsKey(key));
}

/** A report of iOS 27 as Swift writes it: one diagnostic, with its environment beside it. */
function isReport(members: readonly Span[]): boolean {
  return ['environment', 'result'].every((name) => members.some(({ key }) => key === name));
}

/** The other members of what held the diagnostics, as they stand. */
function headOf(text: string, members: readonly Span[], lists: readonly Span[]): string {
  const others = members.filter((member) => !lists.includes(member) && member.end - member.start <= LONGEST_MEMBER);
  return others.map(({ key, start, end }) => `"${key ?? ''}" : ${text.slice(start, end)},\n`).join('');
}

/** The parts of one payload. */
function piecesOf(text: string, members: readonly Span[]): readonly Piece[] {
  const lists = members.filter(
    ({ key }) => key === LOGS || (key !== null && key.includes('Diagnostic') && key in DIAGNOSTICS),
  );
  if (lists.length === 0) return [];
  const head = headOf(text, members, lists);
  return lists.flatMap(({ key, start, end }): readonly Piece[] => {
    const kind = key === LOGS ? 'log' : (DIAGNOSTICS[key ?? ''] ?? 'diagnostic');
    const list = text.charAt(start) === '[';
    const items = list ? spansOf(text, start, MOST_PARTS) : [{ start, end }];
    return items.map((item): Piece => {
      const value = text.slice(item.start, item.end);
      // The last value may break off, and then nothing may follow it.
      const tail = /[}\]]$/.test(value) ? `${list ? ' ]' : ''}\n}\n` : '';
      return { kind, text: `{\n${head}"${key ?? ''}" : ${list ? '[ ' : ''}${value}${tail}` };
    });
  });
}

/** All diagnostics of the value at `start`, depth first in the order of the file. */
function collect(text: string, start: number, depth: number, into: Piece[]): void {
  if (depth > DEEPEST || into.length >= MOST_PARTS) return;
  const members = spansOf(text, start, MOST_PARTS);
  const pieces = piecesOf(text, members);
  const [only] = pieces;
  const whole = (): string => text.slice(start, valueEnd(text, start));
  if (pieces.length > 1) for (const piece of pieces) into.push(piece);
  else if (only !== undefined) into.push({ kind: only.kind, text: whole() });
  else if (isDiagnostic(members) || isReport(members)) into.push({ kind: 'diagnostic', text: whole() });
  else if (isMetrics(members)) into.push({ kind: 'metrics', text: whole() });
  else for (const member of members) collect(text, member.start, depth + 1, into);
}

/** The diagnostics of a file; null where it has one, or is of another kind. */
export function splitMetricKit({ text, prelude, first }: Source): readonly ReportPart[] | null {
  if (first === null || !MARKS.some((mark) => text.includes(mark))) return null;
  const pieces: Piece[] = [];
  for (let at = skipSpace(text, prelude.length); at < text.length; at = skipSpace(text, valueEnd(text, at))) {
    if (text.charAt(at) !== '{' && text.charAt(at) !== '[') break;
    collect(text, at, 0, pieces);
  }
  if (pieces.length < 2) return null;
  const counts = new Map<string, number>();
  return pieces.slice(0, MOST_PARTS).map(({ kind, text: part }): ReportPart => {
    const name = NAMES[kind] ?? kind;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: `${name} ${count}`, text: part };
  });
}
