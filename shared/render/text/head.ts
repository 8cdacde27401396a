/** The head of a report: who crashed, where and when. The order and the columns are those of the system that wrote it. */
import { momentText } from '../../formats/moment.ts';
import { systemText } from '../../formats/system.ts';
import type { CrashReport } from '../../report/report.ts';
import { orderOf, versionText } from '../../report/version-text.ts';
import { oneLine } from './layout.ts';
import type { Layout } from './layout.ts';

/** Labels in groups; an empty line stands between groups. */
const IOS = [
  [
    'Incident Identifier',
    'Distributor ID',
    'CrashReporter Key',
    'Hardware Model',
    'Process',
    'Path',
    'Identifier',
    'Version',
  ],
  ['AppStoreTools', 'AppVariant', 'Beta', 'Code Type', 'Role', 'Parent Process', 'Coalition', '*'],
  [],
  ['Date/Time', 'Launch Time', 'OS Version', 'Release Type', 'Baseband Version', 'Report Version'],
  [],
];
const MAC = [
  [
    'Process',
    'Path',
    'Identifier',
    'Version',
    'Build Info',
    'Code Type',
    'Parent Process',
    'Responsible',
    'User ID',
    '*',
  ],
  [],
  ['Date/Time', 'OS Version', 'Report Version', 'Anonymous UUID'],
  [],
  ['Sleep/Wake UUID'],
  [],
  ['Time Awake Since Boot', 'Time Since Wake'],
  [],
  ['System Integrity Protection'],
  [],
];
const MODERN = [
  ['Process', 'Path', 'Identifier', 'Version', 'Build Info', 'Distributor ID', 'AppStoreTools', 'AppVariant', 'Beta'],
  ['Code Type', 'Role', 'Parent Process', 'Coalition', 'Responsible Process', 'User ID', '*'],
  [],
  ['Date/Time', 'Launch Time', 'Hardware Model', 'OS Version', 'Release Type', 'Baseband Version'],
  [],
  ['Crash Reporter Key', 'Incident Identifier'],
  [],
  ['Sleep/Wake UUID'],
  [],
  ['Time Awake Since Boot', 'Time Since Wake'],
  [],
  ['System Integrity Protection'],
  [],
];
/** Lines of other systems that this one does not print. */
const ELSEWHERE = new Set(['Coalition', 'Release Type', 'Baseband Version', 'User ID', 'Time Awake Since Boot'])
  .add('Sleep/Wake UUID')
  .add('Time Since Wake')
  .add('System Integrity Protection')
  .add('Responsible')
  .add('Responsible Process')
  .add('Build Info')
  .add('External Modification Summary')
  .add('VM Region Summary');

/** Labels that systems since 26 call otherwise. */
const RENAMED: ReadonlyMap<string, string> = new Map([['Responsible', 'Responsible Process']]);

function withNumber(name: string | null, number: number | null): string | null {
  if (name === null) return number === null ? null : `??? [${number}]`;
  return number === null ? name : `${name} [${number}]`;
}

function values(report: CrashReport, layout: Layout): Map<string, string | null> {
  const { process, app, os } = report;
  const moment = (iso: string | null): string | null => (iso === null ? null : momentText(iso));
  const key = report.deviceKey;
  return new Map([
    ['Incident Identifier', report.incident],
    ['CrashReporter Key', key],
    ['Crash Reporter Key', key],
    ['Anonymous UUID', key],
    ['Hardware Model', report.device],
    ['Process', withNumber(process.name, process.pid)],
    ['Path', process.path],
    ['Identifier', app.bundleId ?? process.name],
    ['Version', versionText(app, orderOf(os, report.exception))],
    ['Beta', report.beta ? 'YES' : null],
    ['Code Type', report.codeType],
    ['Role', process.role],
    ['Parent Process', withNumber(process.parent, process.parentPid)],
    ['Date/Time', moment(report.crashedAt)],
    ['Launch Time', moment(report.launchedAt)],
    ['OS Version', systemText(os) || null],
    ['Report Version', report.reportVersion ?? (layout.mac ? '12' : '104')],
    ...report.extras.map(([label, value]) => [layout.modern ? (RENAMED.get(label) ?? label) : label, value] as const),
  ]);
}

/** `Label:` and value, the value in a column of its own. */
export function labelLine(label: string, value: string, column: number): string {
  return `${`${label}:`.padEnd(column - 1)} ${oneLine(value)}`.trimEnd();
}

/** The lines of the head, groups apart. */
export function headLines(report: CrashReport, layout: Layout): readonly string[] {
  const groups = layout.modern ? MODERN : layout.mac ? MAC : IOS;
  const column = layout.mac && !layout.modern ? 23 : 21;
  const known = values(report, layout);
  const placed = new Set(groups.flat());
  const others = report.extras.filter(([label]) => !placed.has(label) && !ELSEWHERE.has(label));
  const otherLines = others.map(([name, value]) => labelLine(name, value, column));
  let lines: string[] = [];
  for (const group of groups) {
    if (group.length === 0 && (lines.at(-1) ?? '') !== '') lines.push('');
    for (const label of group) {
      if (label === '*') lines = lines.concat(otherLines);
      const value = known.get(label) ?? null;
      if (value !== null) lines.push(labelLine(label, value, column));
    }
  }
  return lines;
}
