/**
 * Reports with call trees as spindump writes them: hangs, CPU use, wakeups, disk writes, samples, of whatever source the
 * trees are. Each process has the images that its frames lie in; those that no frame needs stand with the process that the
 * report is about.
 */
import { isPlainlyBlamed } from '../../formats/text/spindump-report.ts';
import { threadLabel } from '../../formats/text/thread-line.ts';
import type { CallTree, ProcessSnapshot } from '../../report/body.ts';
import { EMPTY_BODY } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { treeImageLines } from './images.ts';
import { labelLine } from './head.ts';
import { oneLine } from './layout.ts';
import { COLUMN, factLines, safeFacts, treeHeadLines } from './tree-head.ts';
import { treeLines } from './tree-lines.ts';

const NO_FIELDS: ReadonlySet<string> = new Set();
const GAP = '    ';

/** A process as the text shows it; null for what belongs to none. */
interface Block {
  readonly process: Pick<ProcessSnapshot, 'name' | 'pid' | 'facts'> | null;
  readonly trees: CallTree[];
  /** What is said of its threads, also where it stands with another entry of the same process. */
  readonly notes: (readonly [label: string, value: string])[];
}

function isPath(tree: CallTree): boolean {
  return (
    tree.title?.startsWith('Heaviest stack for ') === true && tree.nodes.every(({ depth }, index) => depth === index)
  );
}

function isNamed(text: string | null): text is string {
  return text !== null && text !== '';
}

function blocksOf(trees: readonly CallTree[], processes: readonly ProcessSnapshot[]): readonly Block[] {
  const keyOf = (name: string | null, pid: number | null): string => `${name}\n${pid}`;
  const none: Block = { process: null, trees: [], notes: [] };
  const blocks: Block[] = processes.map((process) => ({ process, trees: [], notes: [] }));
  const byKey = new Map<string, Block>();
  for (const block of blocks) {
    if (block.process === null) continue;
    const key = keyOf(block.process.name, block.process.pid);
    const first = byKey.get(key) ?? block;
    byKey.set(key, first);
    for (const fact of block.process.facts) if (isThread(fact[0])) first.notes.push(fact);
  }
  // What names no process belongs to one without a name, where there is one.
  if (!byKey.has(keyOf(null, null))) byKey.set(keyOf(null, null), none);
  for (const tree of trees) {
    const key = keyOf(tree.process, tree.pid);
    let block = byKey.get(key);
    if (block === undefined) {
      block = { process: { name: tree.process, pid: tree.pid, facts: [] }, trees: [], notes: [] };
      byKey.set(key, block);
      blocks.push(block);
    }
    block.trees.push(tree);
  }
  return [none, ...blocks];
}

/** Readers look at the beginning of a line; what is longer than any name, and all notes together, is cut off. */
const LONGEST_NAME = 500;
const LONGEST_NOTES = 2000;

function quoted(text: string): string {
  return `"${oneLine(text).slice(0, LONGEST_NAME).replaceAll('"', "'")}"`;
}

/** The line above a tree; nothing for the only tree of a process that has no more to say of itself. */
function threadLines(tree: CallTree, notes: string | null, plain: boolean, blamed: boolean): readonly string[] {
  const label = threadLabel(tree.threadId);
  const title = isNamed(tree.title) && tree.title !== label ? ` Title ${quoted(tree.title)}` : '';
  const parts = [
    `${label}${title === '' ? '' : GAP + title.trim()}`,
    isNamed(tree.queue) ? `DispatchQueue ${quoted(tree.queue)}` : '',
    isNamed(tree.threadName) ? `Thread name ${quoted(tree.threadName)}` : '',
    tree.attributed === blamed ? '' : tree.attributed ? 'attributed' : 'not attributed',
    tree.unit === 'samples' ? '' : `counted in ${tree.unit}`,
  ];
  const said = parts.filter((part) => part !== '');
  if (plain && tree.threadId === null && said.length === 1 && notes === null && title === '') return [];
  const words =
    notes === null
      ? []
      : oneLine(notes)
          .slice(0, LONGEST_NOTES)
          .split(/\s{2,}/)
          .filter((part) => part !== '');
  const last = words.at(-1) ?? '';
  const below = /^<.*>$/.test(last) ? [`  ${last}`] : [];
  return [`  ${[...said, ...words.slice(0, words.length - below.length)].join(GAP)}`, ...below];
}

/** What the process says of its threads, in their order. */
class ThreadNotes {
  readonly #notes = new Map<string, string[]>();

  constructor(facts: ProcessSnapshot['facts']) {
    for (const [label, value] of facts) {
      const list = this.#notes.get(label);
      if (list === undefined) this.#notes.set(label, [value]);
      else list.push(value);
    }
  }

  take(label: string): string | null {
    return this.#notes.get(label)?.shift() ?? null;
  }

  rest(): readonly (readonly [label: string, note: string])[] {
    return [...this.#notes].flatMap(([label, notes]) => notes.map((note) => [label, note] as const));
  }
}

function isThread(label: string): boolean {
  return /^Thread (?:0x[0-9a-f]{1,16}|\?\?\?)$/.test(label);
}

function processLines({ process, trees }: Block): readonly string[] {
  if (process === null) return [];
  const pid = process.pid === null ? '' : ` [${process.pid}]`;
  const heading = trees.length > 0 && trees.every(({ threadId }) => threadId === null) ? 'Powerstats for' : 'Process';
  const facts = process.facts.filter(([label]) => !isThread(label));
  return [
    labelLine(heading, `${oneLine(process.name ?? '???').trim() || '???'}${pid}`, COLUMN),
    ...safeFacts(facts, NO_FIELDS).flatMap(factLines),
  ];
}

/** Adds lines of any number: more than a call may have arguments. */
function append(lines: string[], more: readonly string[]): void {
  for (const line of more) lines.push(line);
}

function blockLines(block: Block, report: CrashReport, images: ReadonlySet<number>): readonly string[] {
  const notes = new ThreadNotes(block.notes);
  const lines = [...processLines(block)];
  for (const [index, tree] of block.trees.entries()) {
    const blamed = isPlainlyBlamed(tree, report.kind, report.process);
    const plain = index === 0 && block.process !== null && tree.nodes.length > 0;
    const head = threadLines(tree, notes.take(threadLabel(tree.threadId)), plain, blamed);
    if (head.length > 0) append(lines, ['', ...head]);
    append(lines, treeLines(tree, report.images, false));
  }
  for (const [label, note] of notes.rest()) lines.push('', `  ${label}${GAP}${oneLine(note)}`);
  const list = treeImageLines(report.images, images);
  if (list.length > 0) append(lines, ['', '  Binary Images:', ...list]);
  return lines.length === 0 ? [] : [...lines, '', ''];
}

function imagesOf(trees: readonly CallTree[]): Set<number> {
  const images = new Set<number>();
  for (const { frames, nodes } of trees) {
    for (const { frame } of nodes) {
      const image = frames[frame]?.image ?? null;
      if (image !== null) images.add(image);
    }
  }
  return images;
}

/** The whole report as lines. */
export function callTreeLines(report: CrashReport): readonly string[] {
  const { trees, processes } = report.body ?? EMPTY_BODY;
  const paths = trees.filter(isPath);
  const blocks = blocksOf(
    trees.filter((tree) => !isPath(tree)),
    processes,
  );
  const needed = blocks.map((block) => imagesOf(block.trees));
  const { name, pid } = report.process;
  const isTarget = ({ process }: Block): boolean => {
    if (process === null) return false;
    return pid === null || process.pid === null ? process.name === name : process.pid === pid;
  };
  const home = Math.max(0, blocks.findIndex(isTarget));
  const used = new Set(needed.flatMap((images) => [...images]));
  const homeless = report.images.flatMap((_, index) => (used.has(index) ? [] : index));
  for (const index of [...imagesOf(paths), ...homeless]) needed[home]?.add(index);
  const lines = [...treeHeadLines(report)];
  for (const path of paths)
    append(lines, [`${oneLine(path.title ?? '')}:`, ...treeLines(path, report.images, true), '', '']);
  for (const [index, block] of blocks.entries()) append(lines, blockLines(block, report, needed[index] ?? new Set()));
  return lines;
}
