/** What a report says in words, gathered from all the places in which writers put it. */
import { flatten } from '../../report/frames.ts';
import { rememberPair } from '../../memo.ts';
import type { CrashReport } from '../../report/report.ts';
import { normalise } from '../normalise.ts';
import { functionName } from '../title.ts';

/** Enough for every real message; patterns run over all of it. */
const LONGEST_MESSAGE = 2048;
const MOST_MESSAGES = 16;
const TOP_LINES = 12;

function bounded(messages: readonly (string | null)[]): readonly string[] {
  const said = messages.flatMap((message) => (message === null || message.trim() === '' ? [] : [message.trim()]));
  return said.slice(0, MOST_MESSAGES).map((message) => message.slice(0, LONGEST_MESSAGE));
}

/** What libraries and the runtime said before the end. */
export function messagesOf(report: CrashReport): readonly string[] {
  const { exception, appInformation } = report;
  const said = appInformation.slice(0, MOST_MESSAGES).flatMap(({ messages }) => messages.slice(0, MOST_MESSAGES));
  return bounded([exception?.message ?? null, exception?.subtype ?? null, ...said]);
}

/** What the process or kernel that ended it gave as reason. */
export function reasonsOf(report: CrashReport): readonly string[] {
  const { termination } = report;
  return termination === null ? [] : bounded([...termination.reasons, ...termination.details, termination.indicator]);
}

/** Bare names of the innermost functions of the crashed thread. */
export function topFunctions(report: CrashReport): readonly string[] {
  const thread = report.threads[report.crashedThread ?? report.threads.findIndex(({ triggered }) => triggered)];
  if (thread === undefined) return [];
  return flatten(thread.frames.slice(0, TOP_LINES)).flatMap(({ symbol, imageName }) =>
    symbol === null ? [] : [bareName(symbol, imageName ?? '')],
  );
}

const bareName = rememberPair((symbol, image) =>
  symbol.startsWith('Swift runtime failure') ? symbol : functionName(normalise(symbol, image)),
);

/** The first line of a text, cut at a length that fits into a row. */
export function brief(text: string, longest = 72): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}

/** A text as a sentence: with a full stop. Its first letter stays, because it may be a function's. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}
