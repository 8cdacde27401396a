/** A call tree without some of its lines: what they weigh counts for who called them. */
import { merger, ROOT } from './merge.ts';
import type { Tree } from './tree.ts';

/**
 * The tree of the lines that are kept. It weighs what the tree weighs: what no kept line called is held by one root
 * without a line. A tree of which nothing would be left stays as it is.
 *
 * @param sameAs as in `invert`.
 */
export function prune(
  tree: Tree,
  isKept: (line: number) => boolean,
  sameAs: (line: number | null) => number | null = (line) => line,
): Tree {
  const { nodes } = tree;
  const keeps = (line: number | null): line is number => line !== null && isKept(line);
  if (!nodes.some(({ line }) => keeps(line))) return tree;
  const merged = merger();
  /** By node: the branch that its weight goes to. */
  const branches: number[] = [];
  let rest: number | null = null;
  for (const { line, parent, self, note } of nodes) {
    const above = branches[parent] ?? ROOT;
    const branch = keeps(line) ? merged.below(above, sameAs(line)) : above;
    branches.push(branch);
    if (self === 0) continue;
    if (branch === ROOT) rest ??= merged.below(ROOT, null);
    merged.weigh(branch === ROOT ? (rest ?? ROOT) : branch, self, keeps(line) ? note : null);
  }
  return merged.toTree();
}
