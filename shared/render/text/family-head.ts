/**
 * What the texts of all of the system's reports begin with: labels in iOS's columns, how a process ended, notes. A line
 * with the bug type stands first, since these families share their grammar and a reader tells them by it.
 */
import { bugTypeText } from '../../formats/bug-type.ts';
import { momentText } from '../../formats/moment.ts';
import { systemText } from '../../formats/system.ts';
import type { CrashReport } from '../../report/report.ts';
import { versionText } from '../../report/version-text.ts';
import { endingLines } from './ending.ts';
import { labelLine } from './head.ts';
import { layoutOf, oneLine } from './layout.ts';

const COLUMN = 21;

export type Row = readonly [label: string, value: string | null];

/** `Harbor [214]`. */
export function withNumber(name: string | null, number: number | null): string | null {
  if (name === null) return number === null ? null : `??? [${number}]`;
  return number === null ? name : `${name} [${number}]`;
}

/** Rows that have a value, as lines. */
export function rowLines(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(([label, value]) => (value === null ? [] : [labelLine(label, value, COLUMN)]));
}

/** A heading with lines below; nothing where there are no lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

/** What stands for the number that MetricKit's payloads do not have. */
function unnumbered({ kind }: CrashReport): string {
  return kind === 'metrics' ? 'metrics' : '???';
}

/** The head. `rows` are what a family has besides. */
export function familyHead(report: CrashReport, rows: readonly Row[]): readonly string[] {
  const { process, app, os } = report;
  const moment = (iso: string | null): string | null => (iso === null ? null : momentText(iso));
  const labels: readonly Row[] = [
    ['Bug Type', report.bugType === null ? unnumbered(report) : bugTypeText(report.bugType)],
    ['Incident Identifier', report.incident],
    ['CrashReporter Key', report.deviceKey],
    ['Hardware Model', report.device],
    ['Process', withNumber(process.name, process.pid)],
    ['Path', process.path],
    ['Identifier', app.bundleId],
    ['Version', app.version === null && app.build === null ? null : versionText(app, os)],
    ['Beta', report.beta ? 'YES' : null],
    ['Code Type', report.codeType],
    ['Role', process.role],
    ['Parent Process', withNumber(process.parent, process.parentPid)],
    ['Date/Time', moment(report.crashedAt)],
    ['Launch Time', moment(report.launchedAt)],
    ['OS Version', systemText(os) || null],
    ['Report Version', report.reportVersion],
    ...report.extras,
    ...rows,
  ];
  const notes = report.notes.map((note) => oneLine(note).trim()).filter((note) => note !== '');
  return [
    ...rowLines(labels),
    '',
    ...endingLines(report, layoutOf(report)),
    ...section(
      'Notes:',
      notes.map((note) => `  ${note}`),
    ),
  ];
}
