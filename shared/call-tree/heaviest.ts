/** Where most of a call tree's weight is. */
import type { Tree } from './tree.ts';

/** Indices of the nodes below a node; of the roots for -1. */
export function childrenOf({ nodes }: Tree, parent: number): readonly number[] {
  const children: number[] = [];
  const end = parent === -1 ? nodes.length : (nodes[parent]?.end ?? 0);
  for (let at = parent + 1; at < end; at = nodes[at]?.end ?? end) children.push(at);
  return children;
}

/** From the heaviest root to its heaviest child, and so on down to a leaf; the first of equals. Indices of nodes. */
export function heaviestPath(tree: Tree): readonly number[] {
  const path: number[] = [];
  for (let at = -1; ;) {
    let heaviest = -1;
    let weight = -1;
    for (const child of childrenOf(tree, at)) {
      const { total = 0 } = tree.nodes[child] ?? {};
      if (total > weight) [heaviest, weight] = [child, total];
    }
    if (heaviest === -1) return path;
    path.push(heaviest);
    at = heaviest;
  }
}
