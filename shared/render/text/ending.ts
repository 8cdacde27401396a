/** Exception, termination and the number of the crashed thread, in the wording of the system. */
import { toHex } from '../../report/address.ts';
import type { CrashReport, Exception, Termination } from '../../report/report.ts';
import { labelLine } from './head.ts';
import { oneLine } from './layout.ts';
import type { Layout } from './layout.ts';

function columnOf(layout: Layout): number {
  if (layout.modern) return 19;
  return layout.mac ? 23 : 17;
}

function exceptionLines(exception: Exception, layout: Layout): readonly string[] {
  const column = columnOf(layout);
  const { type, signal, codes, subtype, message, note } = exception;
  // Reporters inside of apps know the signal alone, and write it in the type's place.
  const alone = signal === null || (signal === type && signal.startsWith('SIG'));
  const name = alone ? (type ?? '???') : `${type ?? '???'} (${signal})`;
  const words = subtype === codes ? null : subtype;
  // macOS before 26 prints the subtype as a first line of codes.
  const label = layout.mac && !layout.modern ? 'Exception Codes' : 'Exception Subtype';
  const lines: readonly (readonly [string, string | null])[] = [
    ['Exception Type', name],
    [label, words],
    ['Exception Codes', codes],
    ['Exception Message', message],
    ['Exception Note', note],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [labelLine(label, value, column)]));
}

function reasonText(termination: Termination, layout: Layout): string {
  const { namespace, code, indicator } = termination;
  const name = namespace ?? '???';
  if (layout.short) return [name, code, indicator].filter((part) => part !== null).join(' ');
  const number = code === null ? '' : `, Code ${layout.mac ? code : toHex(code)}`;
  const gap = layout.modern ? ', ' : ' ';
  return `Namespace ${name}${number}${indicator === null ? '' : gap + indicator}`;
}

function terminationLines(termination: Termination, layout: Layout): readonly string[] {
  const { namespace, code, indicator, reasons, details, byProcess, byPid } = termination;
  const column = layout.mac && !layout.modern ? 23 : 20;
  let lines: string[] = [];
  if (namespace !== null || code !== null || reasons.length + details.length > 0) {
    lines.push(labelLine('Termination Reason', reasonText(termination, layout), column));
    const below = [...reasons, ...details].flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
    lines = lines.concat(below.map(oneLine));
  } else if (indicator !== null) lines.push(labelLine('Termination Signal', indicator, column));
  if (byProcess !== null || byPid !== null) {
    const pid = byPid === null ? '' : ` [${byPid}]`;
    lines.push(labelLine('Terminating Process', `${byProcess ?? '???'}${pid}`, column));
  }
  return lines;
}

function crashedLine(report: CrashReport, layout: Layout): string | null {
  const thread = report.crashedThread === null ? undefined : report.threads[report.crashedThread];
  if (thread === undefined) return null;
  const queue = thread.queue === null ? null : oneLine(thread.queue);
  const name = thread.name === null || thread.name === '' ? '' : `  ${oneLine(thread.name)}`;
  if (layout.modern) {
    return `Triggered by Thread: ${thread.index}${name}${queue === null ? '' : `, Dispatch Queue: ${queue}`}`;
  }
  if (!layout.mac) return `Triggered by Thread:  ${thread.index}`;
  return labelLine('Crashed Thread', `${thread.index}${name}${queue === null ? '' : `  Dispatch queue: ${queue}`}`, 23);
}

/** How the process ended. */
export function endingLines(report: CrashReport, layout: Layout): readonly string[] {
  const { exception, termination, vmRegion } = report;
  const crashed = crashedLine(report, layout);
  const head = exception === null ? [] : exceptionLines(exception, layout);
  const end = termination === null ? [] : terminationLines(termination, layout);
  const region =
    vmRegion === null || vmRegion === '' ? [] : `VM Region Info: ${vmRegion}`.split('\n').map((line) => line.trimEnd());
  const thread = crashed === null ? [] : [crashed, ''];
  const gap = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [...lines, '']);
  if (layout.modern || layout.mac) return [...thread, ...gap(head), ...gap(end), ...gap(region)];
  return [...head, ...gap(region), ...gap(end), ...(region.length + end.length === 0 ? [''] : []), ...thread];
}
