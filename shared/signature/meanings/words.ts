/** What a report says in words, gathered from all the places in which writers put it. */
import { flatten } from '../../report/frames.ts';
import type { CrashReport } from '../../report/report.ts';
import { normalise } from '../normalise.ts';
import { functionName } from '../title.ts';

const LONGEST_MESSAGE = 4096;
const MOST_MESSAGES = 200;
const TOP_LINES = 12;

function bounded(messages: readonly string[]): readonly string[] {
  return messages.slice(0, MOST_MESSAGES).map((message) => message.slice(0, LONGEST_MESSAGE).trim());
}

/** What libraries and the runtime said before the end. */
export function messagesOf(report: CrashReport): readonly string[] {
  const { exception, appInformation } = report;
  const said = appInformation.flatMap(({ messages }) => messages);
  return bounded([exception?.message ?? '', exception?.subtype ?? '', ...said].filter((text) => text !== ''));
}

/** What the process or kernel that ended it gave as reason. */
export function reasonsOf(report: CrashReport): readonly string[] {
  const { termination } = report;
  if (termination === null) return [];
  return bounded(
    [...termination.reasons, ...termination.details, termination.indicator ?? ''].filter((text) => text !== ''),
  );
}

/** Bare names of the innermost functions of the crashed thread. */
export function topFunctions(report: CrashReport): readonly string[] {
  const thread = report.threads[report.crashedThread ?? report.threads.findIndex(({ triggered }) => triggered)];
  if (thread === undefined) return [];
  return flatten(thread.frames.slice(0, TOP_LINES)).flatMap(({ symbol, imageName }) =>
    symbol === null
      ? []
      : [symbol.startsWith('Swift runtime failure') ? symbol : functionName(normalise(symbol, imageName))],
  );
}

/** The first line of a text, cut at a length that fits into a row. */
export function brief(text: string, longest = 72): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}

/** A text as a sentence: with a capital first and a full stop last. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(capital) || capital === '' ? capital : `${capital}.`;
}
