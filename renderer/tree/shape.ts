/**
 * The call tree that is on screen: a report's own, turned over or without system frames as the reader asked. Pure: a tree of
 * the report in, a tree to draw out.
 */
import { heaviestPath } from '../../shared/call-tree/heaviest.ts';
import { invert } from '../../shared/call-tree/invert.ts';
import { prune } from '../../shared/call-tree/prune.ts';
import type { Tree } from '../../shared/call-tree/tree.ts';
import { unfold } from '../../shared/call-tree/unfold.ts';
import type { CallTreeJson, FrameJson, ReportJson } from '../../shared/render/json.ts';
import { isSystem } from '../stack/folding.ts';

export interface Shape {
  readonly lines: readonly FrameJson[];
  readonly tree: Tree;
  readonly counted: boolean;
  /** Indices of the nodes of the heaviest path. */
  readonly heaviest: ReadonlySet<number>;
  /** Changes when nodes are no longer the nodes they were. */
  readonly id: string;
}

export interface Wanted {
  readonly inverted: boolean;
  readonly hideSystem: boolean;
}

/** For each line the first that is of the same function; addresses without a name stand for themselves. */
function sameFunction(lines: readonly FrameJson[]): (line: number | null) => number | null {
  const first = new Map<string, number>();
  const same = lines.map(({ image, symbol, inline, file }, line) => {
    if (symbol === null) return line;
    const name = `${image ?? ''}\n${symbol}\n${file ?? ''}\n${inline}`;
    const known = first.get(name);
    if (known === undefined) first.set(name, line);
    return known ?? line;
  });
  return (line) => (line === null ? null : (same[line] ?? line));
}

/** The tree as it is to be drawn. */
export function shapeOf(tree: CallTreeJson, { inverted, hideSystem }: Wanted): Shape {
  const { lines, tree: own, counted } = unfold(tree);
  const same = sameFunction(lines);
  const isOwn = (line: number): boolean => {
    const frame = lines[line];
    return frame !== undefined && !isSystem(frame);
  };
  const kept = hideSystem ? prune(own, isOwn, same) : own;
  const shown = inverted ? invert(kept, same) : kept;
  const id = `${inverted} ${hideSystem}${shown === own ? '' : ` ${shown.nodes.length}`}`;
  return { lines, tree: shown, counted, heaviest: new Set(heaviestPath(shown)), id };
}

/** Which tree is shown first: the one that is blamed, else the heaviest of the process that the report is about. */
export function leadingTree({ process, pid, body }: Pick<ReportJson, 'process' | 'pid' | 'body'>): number {
  const trees = body?.trees ?? [];
  const blamed = trees.findIndex(({ attributed }) => attributed);
  if (blamed !== -1) return blamed;
  const isSubject = (tree: CallTreeJson): boolean =>
    (tree.pid !== null && tree.pid === pid) || (tree.process !== null && tree.process === process);
  const some = trees.some(isSubject);
  let best = 0;
  let most = -1;
  for (const [index, tree] of trees.entries()) {
    if (some && !isSubject(tree)) continue;
    const weight = tree.nodes.reduce((sum, { depth, count }) => (depth === 0 ? sum + (count ?? 0) : sum), 0);
    if (weight > most) [best, most] = [index, weight];
  }
  return best;
}

function machineNode(key: string): string {
  return key.split('.')[0] ?? key;
}

interface Hinge {
  readonly key: string;
  readonly open: boolean;
}

/** Each is asked for with every key and every scroll. */
const hinges = new WeakMap<Tree, Hinge[]>();

function makeHinge({ nodes }: Tree, index: number): Hinge {
  const { key, end } = nodes[index] ?? { key: '', end: index + 1 };
  const next = index + 1 < end ? nodes[index + 1] : undefined;
  const machine = machineNode(key);
  const open = next !== undefined && key !== machine && machineNode(next.key) === machine;
  return { key: open ? key : machine, open };
}

/**
 * What opening and closing a node is remembered by, and whether it is open before anybody did. What was inlined is shown
 * with the function it is in; and a node that was open stays so when names bring inlined calls to it.
 */
export function hingeOf(tree: Tree, index: number): Hinge {
  let known = hinges.get(tree);
  if (!known) {
    known = [];
    hinges.set(tree, known);
  }
  return (known[index] ??= makeHinge(tree, index));
}
