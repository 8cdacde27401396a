/**
 * A sample as the `sample` tool writes it: head, call graph, the two lists that sum it up, images. Samples that carry more
 * than the tool knows of (calls that were inlined, other processes, trees of another writer) are written as spindump's.
 */
import { momentText } from '../../formats/moment.ts';
import { systemText } from '../../formats/system.ts';
import { isPlainlyBlamed, TREE_FIELDS, versionOrder } from '../../formats/text/spindump-report.ts';
import { threadLabel } from '../../formats/text/thread-line.ts';
import type { CallTree, ReportBody } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { versionText } from '../../report/version-text.ts';
import { labelLine } from './head.ts';
import { sampleImageLines } from './images.ts';
import { oneLine } from './layout.ts';
import { sampleGraph } from './sample-lines.ts';
import type { SampleGraph } from './sample-lines.ts';
import { factLines, safeFacts } from './tree-head.ts';
import type { Fact } from './tree-head.ts';

const COLUMN = 17;
/** Of the labels below the head, whose names are long. */
const WIDE_COLUMN = 28;
/** Frames that stand in fewer places, or were on top less often, are left out of the lists. */
const FEWEST = 5;

const HEAD = ['Path', 'Load Address', 'Identifier', 'Version', 'Code Type', 'Platform', 'Parent Process', 'Role'];
const MOMENT = ['Target Type', '', 'Date/Time', 'Launch Time', 'OS Version', 'Report Version', 'Analysis Tool'];
const GROUPS: readonly string[] = [
  ...HEAD,
  ...MOMENT,
  'Incident Identifier',
  'Hardware model',
  'CrashReporter Key',
  '*',
];
/** Labels that the tool's head has besides those of spindump. */
const TAKEN: ReadonlySet<string> = new Set([...TREE_FIELDS, 'parent process', 'code type', 'architecture', 'sampling']);
const WIDE = ['Physical footprint', 'Physical footprint (peak)', 'Idle exit'];

function isOfSample({
  format,
  kind,
  exception,
  termination,
  notes,
  appInformation,
  threads,
  beta,
}: CrashReport): boolean {
  const isPlain = exception === null && termination === null && notes.length + appInformation.length === 0;
  return format === 'sample-text' && kind === 'sample' && isPlain && threads.length === 0 && !beta;
}

/** Whether the trees are threads of the report's process, and say no more of themselves than the tool does. */
function areOfProcess({ trees, cost, facts, memory, panic }: ReportBody, report: CrashReport): boolean {
  if (cost !== null || memory !== null || panic !== null || facts.length > 0) return false;
  const { process } = report;
  return trees.every((tree) => {
    const known = tree.process === process.name && tree.pid === process.pid && tree.unit === 'samples';
    const title = tree.threadId === null ? null : threadLabel(tree.threadId);
    return known && tree.title === title && tree.attributed === isPlainlyBlamed(tree, 'sample', process);
  });
}

/** What each thread was seen in, where its frames do not add up to it; null where the report says something else of one. */
function countsOf({ trees, processes }: ReportBody): readonly number[] | null {
  const said = processes.flatMap(({ facts }) => facts);
  const own = new Map<string, number[]>();
  for (const [label, value] of said) {
    const samples = /^(\d{1,15}) samples$/.exec(value)?.[1];
    if (!label.startsWith('Thread ') || samples === undefined) return null;
    own.set(label, [...(own.get(label) ?? []), Number(samples)]);
  }
  return trees.map(({ threadId, nodes }) => {
    const told = nodes.reduce((sum, { depth, count }) => (depth === 0 ? sum + (count ?? 0) : sum), 0);
    return own.get(threadLabel(threadId))?.shift() ?? told;
  });
}

function processText(report: CrashReport): string | null {
  const { name, pid } = report.process;
  if (name === null || pid === null || name.trim() === '' || /[[\]\n]/.test(name)) return null;
  return `${name} [${pid}]`;
}

function headLines(report: CrashReport): readonly string[] | null {
  const { process, app, os } = report;
  const named = processText(report);
  const isNameless = process.name === null && process.pid === null;
  const sampling = report.extras.find(([label]) => label === 'Sampling')?.[1] ?? '';
  if ((named === null && !isNameless) || (sampling !== '' && !/^every .{1,80}$/.test(sampling))) return null;
  const version =
    app.version === null && app.build === null ? null : versionText(app, versionOrder(os, report.reportVersion));
  const parent = process.parentPid === null ? '' : ` [${process.parentPid}]`;
  const own = new Map<string, string | null>([
    ['Path', process.path],
    ['Identifier', app.bundleId],
    ['Version', version],
    ['Code Type', report.codeType],
    ['Parent Process', process.parent === null && parent === '' ? null : `${process.parent ?? '???'}${parent}`],
    ['Role', process.role],
    ['Date/Time', report.crashedAt === null ? null : momentText(report.crashedAt)],
    ['Launch Time', report.launchedAt === null ? null : momentText(report.launchedAt)],
    ['OS Version', systemText(os) || null],
    ['Report Version', report.reportVersion],
    ['Incident Identifier', report.incident],
    ['Hardware model', report.device],
    ['CrashReporter Key', report.deviceKey],
  ]);
  const facts = safeFacts(
    report.extras.filter(([label]) => label !== 'Sampling'),
    TAKEN,
  );
  const lines: string[] = [];
  if (named !== null) {
    lines.push(
      `Analysis of sampling ${process.name ?? ''} (pid ${process.pid ?? ''})${sampling === '' ? '' : ` ${sampling}`}`,
    );
    lines.push(labelLine('Process', named, COLUMN));
  }
  const placed = new Set([...GROUPS, ...WIDE]);
  const put = (fact: Fact): void => {
    for (const line of factLines(fact)) lines.push(line);
  };
  for (const label of GROUPS) {
    const value = own.get(label) ?? null;
    if (label === '') lines.push('');
    else if (label === '*') for (const fact of facts) if (!placed.has(fact[0])) put(fact);
    if (value !== null) lines.push(labelLine(label, value, COLUMN));
    for (const fact of facts) if (fact[0] === label) put(fact);
  }
  const wide = WIDE.flatMap((label) => facts.filter(([name]) => name === label));
  if (wide.length > 0) lines.push('', ...wide.map(([label, value]) => labelLine(label, value, WIDE_COLUMN)));
  return [...lines, '----', ''];
}

function ranked(counts: ReadonlyMap<string, number>): readonly (readonly [words: string, count: number])[] {
  const enough = [...counts].filter(([, count]) => count >= FEWEST);
  return enough.sort(([a, many], [b, more]) => more - many || (a < b ? -1 : a > b ? 1 : 0));
}

/** In how many places of the graph each frame stands, where those are several. */
function totalLines(graphs: readonly SampleGraph[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { words } of graphs) for (const line of words) counts.set(line, (counts.get(line) ?? 0) + 1);
  const lines = ranked(counts).map(([words, count]) => `        ${String(count).padEnd(8)}${words}`);
  return ['Total number in stack (recursive counted multiple, when >=5):', ...lines, ''];
}

/** How often each function was where the processor stood. */
function topLines(trees: readonly CallTree[], graphs: readonly SampleGraph[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const [index, { nodes }] of trees.entries()) {
    const own = nodes.map(({ count }) => count ?? 0);
    const way: number[] = [];
    for (const [at, { depth, count }] of nodes.entries()) {
      way.length = depth;
      const above = way.at(-1);
      if (above !== undefined) own[above] = (own[above] ?? 0) - (count ?? 0);
      way.push(at);
    }
    for (const [at, count] of own.entries()) {
      const words = graphs[index]?.words[at] ?? '';
      const name = words.slice(0, words.indexOf(')', words.lastIndexOf('  (in ')) + 1);
      if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  const lines = ranked(counts).map(([name, count]) => `        ${name}        ${count}`);
  return ['Sort by top of stack, same collapsed (when >= 5):', ...lines, ''];
}

/** The lines of the report; null for one that is no sample, or that the tool's layout has no room for. */
export function sampleLines(report: CrashReport): readonly string[] | null {
  const { body } = report;
  if (body === null || !isOfSample(report) || !areOfProcess(body, report)) return null;
  const { trees } = body;
  const head = headLines(report);
  const counts = countsOf(body);
  if (head === null || counts === null || (trees.length === 0 && report.process.name === null)) return null;
  const several = trees.length > 1;
  const graphs: SampleGraph[] = [];
  for (const [index, tree] of trees.entries()) {
    const parted = { several, follows: index < trees.length - 1 };
    const graph = sampleGraph(tree, report.images, counts[index] ?? 0, parted);
    if (graph === null) return null;
    graphs.push(graph);
  }
  const lines = [...head, 'Call graph:'];
  for (const graph of graphs) for (const line of graph.lines) lines.push(oneLine(line));
  lines.push('');
  for (const line of [...totalLines(graphs), ...topLines(trees, graphs)]) lines.push(line);
  return [...lines, ...sampleImageLines(report.images)];
}
