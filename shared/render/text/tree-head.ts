/** The head of a report with call trees, in the order of spindump's. */
import { momentText } from '../../formats/moment.ts';
import { systemText } from '../../formats/system.ts';
import { COST_NAMES } from '../../formats/text/cost.ts';
import { EVENTS, kindOfEvent } from '../../formats/text/event.ts';
import { TREE_FIELDS, versionOrder } from '../../formats/text/spindump-report.ts';
import type { Cost } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { versionText } from '../../report/version-text.ts';
import { endingLines } from './ending.ts';
import { labelLine } from './head.ts';
import { layoutOf, oneLine } from './layout.ts';

/** Where values begin. */
export const COLUMN = 18;

/** Label and value. */
export type Fact = readonly [label: string, value: string];

const GROUPS: readonly (readonly string[])[] = [
  ['Date/Time', 'End time', 'Launch Time', 'OS Version', 'Architecture', 'Report Version', 'Incident Identifier'],
  ['CrashReporter Key', 'Beta Identifier', 'Beta', 'Share With Devs'],
  [],
  ['Data Source', 'Shared Cache', 'Reason'],
  [],
  ['Command', 'Path', 'Identifier', 'Version', 'Code Type', 'Parent', 'Responsible', 'Role', 'PID', 'Time Since Fork'],
  [],
  ['Event', 'Action taken', 'CPU', 'CPU limit', 'CPU used', 'CPU duration', 'Wakeups', 'Wakeups limit'],
  ['Wakeups caused', 'Wakeups duration', 'Writes', 'Writes limit', 'Writes caused', 'Writes duration'],
  ['Limit duration', 'Duration', 'Duration Sampled', 'Steps'],
  [],
  ['Hardware model', '*'],
  [],
];

const LONGEST_LABEL = 41;

/** A label that the reader would take for something else gets another name; what is no label at all, too. */
function safeLabel(label: string, taken: ReadonlySet<string>): string {
  const words = oneLine(label)
    .replaceAll(/[^A-Za-z0-9/ .()_-]+/g, ' ')
    .trim()
    .slice(0, LONGEST_LABEL)
    .trim();
  const meant =
    /^(?:Process|Powerstats for|Binary Images|Thread .*|Heaviest stack .*|Translated Report.*|Full Report.*|Analysis of sampling.*|Call graph|Further)$/i;
  const plain = /^[A-Za-z]/.test(words) && !taken.has(words.toLowerCase()) && !meant.test(words);
  return plain ? words : `Further ${words === '' ? 'fact' : words}`.slice(0, LONGEST_LABEL).trim();
}

/** Facts under labels that can stand in the text; `taken` are those that mean something else there. */
export function safeFacts(facts: readonly Fact[], taken: ReadonlySet<string>): readonly Fact[] {
  return facts.map(([label, value]) => [safeLabel(label, taken), value]);
}

/** A fact as lines: lists and histograms stand below their label. */
export function factLines([label, value]: Fact): readonly string[] {
  const [first = '', ...below] = value.split('\n').map((line) => line.trimEnd());
  const more = below.filter((line) => line !== '');
  if (first.trim() !== '' || more.length === 0) return [labelLine(label, value.trim(), COLUMN)];
  // A line that begins without space would be a label of its own, one with a single space the rest of a wrapped value.
  return [`${label}:`, ...more.map((line) => (/^\s{2}/.test(line) ? line : `  ${line.trim()}`))];
}

/** Apple's word for what was used, where it is another. */
const USED: Partial<Readonly<Record<Cost['of'], string>>> = { wakeups: 'caused', 'disk-writes': 'caused' };

function costFacts(cost: Cost | null, known: ReadonlySet<string>): readonly Fact[] {
  if (cost === null) return [];
  const name = COST_NAMES[cost.of];
  // Apple's own sentence says all of it.
  if (known.has(name)) return [];
  const mark = cost.unit === 'seconds' ? 's' : cost.unit === 'bytes' ? ' bytes' : '';
  const amount = (value: number | null, unit: string): string | null => (value === null ? null : `${value}${unit}`);
  const used = cost.unit === 'seconds' && cost.of !== 'cpu' ? 'Duration' : `${name} ${USED[cost.of] ?? 'used'}`;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Action taken', cost.action],
    [`${name} limit`, amount(cost.limit, mark)],
    [used, amount(cost.used, mark)],
    [`${name} duration`, amount(cost.during, 's')],
    ['Limit duration', amount(cost.limitDuring, 's')],
  ];
  return facts.flatMap(([label, value]) => (value === null || known.has(label) ? [] : [[label, value] as const]));
}

/** The event in a word that the reader takes for this kind of report. */
function eventText(report: CrashReport, stated: string | null): string {
  const word = EVENTS[report.kind];
  if (stated === null || stated === '') return word;
  return (kindOfEvent(stated) ?? 'spin') === report.kind ? stated : `${word} (${stated.replaceAll(/[()]/g, '')})`;
}

function withNumber(name: string | null, number: number | null): string | null {
  if (name === null) return number === null ? null : `??? [${number}]`;
  return number === null ? name : `${name} [${number}]`;
}

function fields(report: CrashReport, codeType: string | null): readonly (readonly [string, string | null])[] {
  const { process, app, os, crashedAt, launchedAt } = report;
  const version =
    app.version === null && app.build === null ? null : versionText(app, versionOrder(os, report.reportVersion));
  return [
    ['Date/Time', crashedAt === null ? null : momentText(crashedAt)],
    ['Launch Time', launchedAt === null ? null : momentText(launchedAt)],
    ['OS Version', systemText({ ...os, build: os.build === null ? null : `Build ${os.build}` }) || null],
    ['Report Version', report.reportVersion],
    ['Incident Identifier', report.incident],
    [report.beta ? 'Beta Identifier' : 'CrashReporter Key', report.deviceKey],
    ['Beta', report.beta && report.deviceKey === null ? 'YES' : null],
    ['Command', process.name ?? app.name],
    ['Path', process.path],
    ['Identifier', app.bundleId],
    ['Version', version],
    ['Code Type', codeType],
    ['Parent', withNumber(process.parent, process.parentPid)],
    ['Role', process.role],
    ['PID', process.pid === null ? null : String(process.pid)],
    ['Hardware model', report.device],
  ];
}

/** What stands in parts of its own in a crash's text. */
function furtherFacts({ notes, appInformation }: CrashReport): readonly Fact[] {
  const said = appInformation.flatMap(({ messages }) => messages);
  return [
    ...notes.map((note): Fact => ['Note', note]),
    ...said.map((message): Fact => ['Application Specific Information', message]),
  ];
}

/** The lines of the head, groups apart. */
export function treeHeadLines(report: CrashReport): readonly string[] {
  const machine = report.extras.find(([label]) => label === 'Architecture')?.[1] ?? null;
  const codeType = report.codeType ?? machine;
  const facts: Fact[] = [...report.extras, ...(report.body?.facts ?? []), ...furtherFacts(report)].filter(
    ([label]) => label !== 'Event' && (label !== 'Architecture' || (report.codeType !== null && machine !== null)),
  );
  const known = new Set(facts.map(([label]) => label));
  const event = report.extras.find(([label]) => label === 'Event')?.[1] ?? null;
  const others = safeFacts([...facts, ...costFacts(report.body?.cost ?? null, known)], TREE_FIELDS);
  const all: readonly Fact[] = [['Event', eventText(report, event)], ...others];
  const placed = new Set(GROUPS.flat());
  const own = fields(report, codeType);
  const lines: string[] = [];
  const put = (label: string): void => {
    for (const [name, value] of own) {
      // The processor's is the second of the two lines of that name.
      if (name === label && value !== null)
        lines.push(labelLine(name === 'Code Type' ? 'Architecture' : name, value, COLUMN));
    }
    for (const fact of all) if (fact[0] === label) lines.push(...factLines(fact));
  };
  for (const group of GROUPS) {
    if (group.length === 0 && (lines.at(-1) ?? '') !== '') lines.push('');
    for (const label of group) {
      if (label !== '*') put(label);
      else for (const fact of all) if (!placed.has(fact[0])) lines.push(...factLines(fact));
    }
  }
  return [...lines, ...endingLines({ ...report, crashedThread: null }, layoutOf(report))];
}
