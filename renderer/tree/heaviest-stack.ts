/** The heaviest path of a report's leading tree as a stack, for who copies "the stack" of a report that has trees. */
import { heaviestPath } from '../../shared/call-tree/heaviest.ts';
import type { FrameJson, ReportJson } from '../../shared/render/json.ts';
import { leadingTree, shapeOf } from './shape.ts';

/** Where the time went first, its callers after; numbered anew. Empty without a tree. */
export function heaviestStack(report: ReportJson): readonly FrameJson[] {
  const tree = report.body?.trees[leadingTree(report)];
  if (!tree) return [];
  const { lines, tree: shown } = shapeOf(tree, { inverted: false, hideSystem: false });
  const frames = heaviestPath(shown)
    .map((node) => lines[shown.nodes[node]?.line ?? -1])
    .filter((line) => line !== undefined)
    .toReversed();
  return frames.map((frame, index) => Object.assign({}, frame, { index, machineIndex: index }));
}
