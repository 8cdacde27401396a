/**
 * What a report carries besides threads, as Markdown: where a call tree's weight is, who uses the memory, what a kernel said
 * before it stopped. The parts that matter and no more: an issue is no archive.
 */
import { heaviestPath } from '../call-tree/heaviest.ts';
import { invert } from '../call-tree/invert.ts';
import { treeToText } from '../call-tree/text.ts';
import type { Tree } from '../call-tree/tree.ts';
import { unfold } from '../call-tree/unfold.ts';
import type { CallTree, Cost, MemoryList, Panic } from '../report/body.ts';
import { bytesText, countText, secondsText } from '../signature/families/amounts.ts';
import type { BodyJson, CallTreeJson, ProcessSnapshotJson } from './body-json.ts';
import { codeBlock, escapeMarkdown, markdownColumns, markdownTable } from './markdown-text.ts';

const MOST_TREES = 3;
const MOST_STEPS = 60;
const MOST_LEAVES = 10;
const MOST_PROCESSES = 10;
const MOST_FACTS = 30;
/** Characters of a panic's text. */
const MOST_PANIC = 4000;

const COSTS: Readonly<Record<Cost['of'], string>> = {
  cpu: 'Processor time',
  wakeups: 'Wakeups',
  'disk-writes': 'Disk writes',
  hang: 'Hang',
  launch: 'Launch',
  memory: 'Memory',
};

function amountOf(unit: Cost['unit'], value: number): string {
  switch (unit) {
    case 'seconds':
      return secondsText(value);
    case 'bytes':
      return bytesText(value);
    case 'wakeups':
      return countText(value);
  }
}

/** `**Processor time**: 90 s in 179 s, allowed are 90 s in 180 s; the system did: none` */
function costText({ of, unit, used, during, limit, limitDuring, action }: Cost): string {
  const within = (seconds: number | null): string => (seconds === null ? '' : ` in ${secondsText(seconds)}`);
  const parts = [
    used === null ? null : `${amountOf(unit, used)}${within(during)}`,
    limit === null ? null : `allowed are ${amountOf(unit, limit)}${within(limitDuring)}`,
  ].filter((part) => part !== null);
  const did = action === null ? '' : `; the system did: ${action}`;
  return `**${COSTS[of]}**: ${escapeMarkdown(`${parts.join(', ')}${did}`)}`;
}

function weigher(unit: CallTree['unit']): (weight: number) => string {
  switch (unit) {
    case 'samples':
      return countText;
    case 'bytes':
      return bytesText;
    case 'milliseconds':
      return (weight) => secondsText(weight / 1000);
  }
}

/** Rows of the heaviest path: all of a short one, the innermost of a long one. */
function pathOf(tree: Tree): readonly number[] {
  return heaviestPath(tree).slice(-MOST_STEPS);
}

/** What ran, by its own weight. */
function leavesOf(tree: Tree): Tree {
  const { nodes, total } = invert(tree);
  const roots = nodes.filter(({ depth }) => depth === 0).toSorted((a, b) => b.total - a.total);
  return { nodes: roots.slice(0, MOST_LEAVES), total };
}

function treeName({ title, threadName, queue, process, pid }: CallTreeJson): string {
  const of = process === null ? null : `${process}${pid === null ? '' : ` [${pid}]`}`;
  return [title ?? 'Call tree', threadName, queue, of].filter((part) => part !== null).join(' · ');
}

function treeBlocks(json: CallTreeJson): readonly string[] {
  const { lines, tree, counted } = unfold(json);
  if (tree.nodes.length === 0) return [];
  const weigh = counted ? weigher(json.unit) : null;
  const leaves = leavesOf(tree);
  const all = leaves.nodes.map((_, at) => at);
  return [
    `### ${escapeMarkdown(treeName(json))}`,
    `Heaviest path:\n\n${codeBlock(treeToText(tree, lines, pathOf(tree), weigh))}`,
    ...(counted ? [`Where it ran:\n\n${codeBlock(treeToText(leaves, lines, all, weigh))}`] : []),
  ];
}

/** The tree that is blamed first, then the rest in their order. */
function treesBlocks(trees: readonly CallTreeJson[]): readonly string[] {
  const sorted = trees.toSorted((a, b) => Number(b.attributed) - Number(a.attributed));
  const blocks = sorted.slice(0, MOST_TREES).flatMap(treeBlocks);
  return trees.length > MOST_TREES ? [...blocks, `_${trees.length - MOST_TREES} more call trees_`] : blocks;
}

function memoryBlocks({ processes, largest, facts }: MemoryList): readonly (string | null)[] {
  const bytes = (value: number | null): string | null => (value === null ? null : bytesText(value));
  const sorted = processes.toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
  const rows = sorted
    .slice(0, MOST_PROCESSES)
    .map((one) => [one.name, bytes(one.bytes), bytes(one.most), bytes(one.limit), one.reason, one.states.join(', ')]);
  const ended = processes.filter(({ reason }) => reason !== null);
  const endings = ended.map(({ name, pid, reason }) => `${name ?? '???'}${pid === null ? '' : ` [${pid}]`}: ${reason}`);
  return [
    '### Memory',
    markdownTable([
      ['Largest process', largest],
      ['Ended', endings.length === 0 ? null : endings.slice(0, MOST_PROCESSES).join('; ')],
      ...facts.slice(0, MOST_FACTS),
    ]),
    markdownColumns(['Process', 'Memory', 'Most', 'Limit', 'Ended for', 'States'], rows),
    processes.length > MOST_PROCESSES ? `_${processes.length - MOST_PROCESSES} more processes_` : null,
  ];
}

/** The text holds the facts that the window shows apart. */
function panicBlocks({ reason, text, extensions }: Panic): readonly (string | null)[] {
  return [
    '### Panic',
    codeBlock(reason),
    extensions.length === 0 ? null : `Kernel extensions in the backtrace:\n\n${codeBlock(extensions.join('\n'))}`,
    text.length <= reason.length ? null : codeBlock(text.slice(0, MOST_PANIC)),
  ];
}

function processesBlocks(processes: readonly ProcessSnapshotJson[]): readonly (string | null)[] {
  // One process is the one that the report is of.
  if (processes.length < 2) return [];
  const sorted = processes.toSorted((a, b) => b.threads.length - a.threads.length);
  const rows = sorted
    .slice(0, MOST_PROCESSES)
    .map(({ name, pid, threads }) => [name, pid === null ? null : String(pid), String(threads.length)]);
  return [
    `### ${countText(processes.length)} processes`,
    markdownColumns(['Process', 'PID', 'Threads'], rows),
    processes.length > MOST_PROCESSES ? `_${processes.length - MOST_PROCESSES} more processes_` : null,
  ];
}

/** The body's parts as blocks of Markdown; null for those that are not there. */
export function bodyBlocks({ trees, processes, memory, panic, cost, facts }: BodyJson): readonly (string | null)[] {
  return [
    cost === null ? null : costText(cost),
    ...(panic === null ? [] : panicBlocks(panic)),
    ...(memory === null ? [] : memoryBlocks(memory)),
    ...treesBlocks(trees),
    ...processesBlocks(processes),
    facts.length === 0 ? null : `### Facts\n\n${markdownTable(facts.slice(0, MOST_FACTS))}`,
  ];
}
