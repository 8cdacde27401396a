/** Turns a call tree over: what ran stands at the roots, and below it who called it. */
import { merger, ROOT } from './merge.ts';
import type { Tree } from './tree.ts';

/** Steps from callee to caller taken at most. Chains in which every node weighs something would take a square of them. */
const MOST_STEPS = 400_000;

/** The depth to which paths can be followed within the steps. */
function depthWithin(depths: readonly number[]): number {
  const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0);
  const steps = (limit: number): number => depths.reduce((sum, depth) => sum + Math.min(depth, limit) + 1, 0);
  let low = 1;
  let high = Math.max(1, deepest);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (steps(middle) <= MOST_STEPS) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The tree of callers. It weighs what the tree weighs; inverted again it is the tree itself, with equal siblings as one.
 *
 * @param sameAs for each line the line that stands for it: the calls of one function at several addresses are one node.
 */
export function invert({ nodes }: Tree, sameAs: (line: number | null) => number | null = (line) => line): Tree {
  const heavy = nodes.filter(({ self }) => self > 0);
  const limit = depthWithin(heavy.map(({ depth }) => depth));
  const merged = merger();
  for (const { self, note, ...leaf } of heavy) {
    let branch = merged.below(ROOT, sameAs(leaf.line));
    let above = nodes[leaf.parent];
    for (let step = 0; above && step < limit; step += 1) {
      branch = merged.below(branch, sameAs(above.line));
      above = nodes[above.parent];
    }
    merged.weigh(branch, self, note);
  }
  return merged.toTree();
}
