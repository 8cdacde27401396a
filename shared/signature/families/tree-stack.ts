/**
 * The one stack of a call tree that tells most: the heaviest way from its roots to a leaf, of the tree that the report
 * blames, else of the heaviest tree of the process that the report is about.
 */
import type { CallTree, ReportBody } from '../../report/body.ts';
import type { CrashReport, Frame } from '../../report/report.ts';
import { heaviestPath } from '../../call-tree/heaviest.ts';
import { grow } from '../../call-tree/tree.ts';
import type { Tree } from '../../call-tree/tree.ts';

/** Trees that are weighed; reports of a whole system have thousands. */
const MOST_TREES = 200;

export interface TreeStack {
  /** Index into the body's trees. */
  readonly index: number;
  readonly tree: CallTree;
  /** Innermost first. */
  readonly frames: readonly Frame[];
}

function weigh({ nodes }: CallTree): Tree {
  return grow(nodes.map(({ depth, count }) => ({ line: null, depth, stated: count, note: null, key: '' })));
}

function candidates({ trees }: ReportBody, report: CrashReport): readonly number[] {
  const all = trees.flatMap(({ nodes }, index) => (nodes.length === 0 ? [] : [index]));
  const blamed = all.filter((index) => trees[index]?.attributed === true);
  const { name, pid } = report.process;
  const own = (blamed.length > 0 ? blamed : all).filter((index) => {
    const tree = trees[index];
    if (tree === undefined || (tree.process === null && tree.pid === null)) return true;
    return pid !== null && tree.pid !== null ? tree.pid === pid : tree.process === name;
  });
  return (own.length > 0 ? own : blamed.length > 0 ? blamed : all).slice(0, MOST_TREES);
}

/** The stack that stands for a report's trees; null where it has none. */
export function heaviestStack(report: CrashReport): TreeStack | null {
  const { body } = report;
  if (body === null) return null;
  let heaviest: { readonly index: number; readonly grown: Tree } | null = null;
  for (const index of candidates(body, report)) {
    const tree = body.trees[index];
    if (tree === undefined) continue;
    const grown = weigh(tree);
    if (heaviest === null || grown.total > heaviest.grown.total) heaviest = { index, grown };
  }
  const tree = heaviest === null ? undefined : body.trees[heaviest.index];
  if (heaviest === null || tree === undefined) return null;
  const frames = heaviestPath(heaviest.grown).flatMap((node) => tree.frames[tree.nodes[node]?.frame ?? -1] ?? []);
  return { index: heaviest.index, tree, frames: frames.reverse() };
}
