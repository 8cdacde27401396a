/**
 * A report as Apple's own text: what Console shows above a JSON report, and what a `.crash` file contains. Each system has
 * its layout: iOS, macOS, and the one that both have had since 26. Reading the text again gives the same threads, frames,
 * images, exception and termination.
 */
import { bugTypeText } from '../formats/bug-type.ts';
import type { CrashReport, ReportKind } from '../report/report.ts';
import { callTreeLines } from './text/call-tree.ts';
import { endingLines } from './text/ending.ts';
import { rowLines } from './text/family-head.ts';
import { headLines } from './text/head.ts';
import { imageLines } from './text/images.ts';
import { layoutOf, oneLine } from './text/layout.ts';
import type { Layout } from './text/layout.ts';
import { registerLines } from './text/registers.ts';
import { sampleLines } from './text/sample.ts';
import { backtraceLines, stackLines, threadLines } from './text/stack.ts';
import { systemLines } from './text/system.ts';

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

/** `Kernel Triage` is told from other notes by the kernel's own wording. */
const TRIAGE = / - \(arg = 0x/;

function triageLines(notes: readonly string[]): readonly string[] {
  return block('Kernel Triage:', notes.filter((note) => TRIAGE.test(note)).map(oneLine));
}

/** What the reporter itself noted; macOS has it above the ending. */
function noteLines(notes: readonly string[], { mac }: Layout): readonly string[] {
  const others = notes.filter((note) => !TRIAGE.test(note)).map(oneLine);
  return block(mac ? 'Notes:' : 'Error Formulating Crash Report:', others);
}

const SUMMARIES = ['External Modification Summary', 'VM Region Summary'];

/** What macOS writes behind the images; systems of the iOS family end there. */
function endLines({ extras }: CrashReport, { mac }: Layout): readonly string[] {
  if (!mac) return ['EOF'];
  const said = new Map(extras);
  return SUMMARIES.flatMap((title) =>
    block(
      `${title}:`,
      (said.get(title)?.split('\n') ?? []).map((line) => line.trimEnd()),
    ),
  );
}

function informationLines(report: CrashReport): readonly string[] {
  const lines = report.appInformation.flatMap(({ messages }) => messages.flatMap((message) => message.split('\n')));
  return block('Application Specific Information:', lines);
}

/** Kinds that are written as call trees, also where a report of theirs has none. */
const TREE_KINDS: ReadonlySet<ReportKind> = new Set([
  'hang',
  'spin',
  'cpu',
  'wakeups',
  'disk-writes',
  'launch',
  'sample',
]);

function isOfTrees({ kind, body, threads }: CrashReport): boolean {
  if (body === null) return false;
  return body.trees.length > 0 || (TREE_KINDS.has(kind) && threads.length === 0);
}

/** Apple's text does not say of what kind it is; of those that are written like crashes a first line does. */
function kindLines({ kind, bugType }: CrashReport): readonly string[] {
  return kind === 'crash' || bugType === null ? [] : rowLines([['Bug Type', bugTypeText(bugType)]]);
}

/** The whole report, with a line break at its end. */
export function toText(report: CrashReport): string {
  const sample = sampleLines(report);
  if (sample !== null) return `${sample.join('\n').trimEnd()}\n`;
  const system = systemLines(report);
  if (system !== null) return `${system.join('\n').trimEnd()}\n`;
  if (isOfTrees(report)) return `${callTreeLines(report).join('\n').trimEnd()}\n`;
  const layout = layoutOf(report);
  const { images, threads, crashedThread, lastException, backtraces } = report;
  const crashed = crashedThread === null ? undefined : threads[crashedThread];
  const lines = [
    ...kindLines(report),
    ...headLines(report, layout),
    ...(layout.mac ? noteLines(report.notes, layout) : []),
    ...endingLines(report, layout),
    ...triageLines(report.notes),
    ...(layout.mac ? [] : noteLines(report.notes, layout)),
    ...informationLines(report),
    ...(lastException === null ? [] : block('Last Exception Backtrace:', stackLines(lastException, images, layout))),
    ...backtraces.flatMap(({ title, frames }) => block(`${title}:`, backtraceLines(frames, images, layout))),
    ...threads.flatMap((thread) => threadLines(thread, images, layout)),
    ...registerLines(crashed, report.arch),
    ...imageLines(images, layout),
    ...endLines(report, layout),
  ];
  return `${lines.join('\n')}\n`;
}
