/**
 * A call tree as it is looked at: a report's flat tree with every weight filled in, each node knowing its parent and where
 * its own tree ends. Preorder throughout, so that no depth is too deep.
 */

export interface TreeNode {
  /** Index into the lines that the tree is about; null for what is left where nothing else is shown. */
  readonly line: number | null;
  /** 0 for a root. */
  readonly depth: number;
  /** Index of the node above; -1 for a root. */
  readonly parent: number;
  /** Index behind the last node below. */
  readonly end: number;
  /** What it weighs with all below it. */
  readonly total: number;
  /** What it weighs without what is below it. */
  readonly self: number;
  /** What the report says of the place beside its function. */
  readonly note: string | null;
  /** Keeps its place while the tree gets names: node of the report's own tree, and position among its inlined calls. */
  readonly key: string;
}

export interface Tree {
  readonly nodes: readonly TreeNode[];
  /** What all roots weigh. */
  readonly total: number;
}

/** A node before its weights are settled. */
export interface Sprout {
  readonly line: number | null;
  readonly depth: number;
  /** What the report says that it weighs; null where it does not. */
  readonly stated: number | null;
  readonly note: string | null;
  readonly key: string;
}

function heaviness(stated: number | null): number {
  return stated !== null && Number.isFinite(stated) && stated > 0 ? stated : 0;
}

/**
 * Settles weights and ends of nodes in preorder. A node that says nothing weighs what is below it, or 1 where nothing is;
 * one that says less than what is below it weighs as much as that: no count is lost on the way up. Depths that jump are
 * taken for the next one.
 */
export function grow(sprouts: readonly Sprout[]): Tree {
  const parents: number[] = [];
  const ends: number[] = [];
  /** The nodes above, by depth. */
  const above: number[] = [];
  for (const [index, { depth: asked }] of sprouts.entries()) {
    const depth = Math.max(0, Math.min(asked, above.length));
    for (const closed of above.splice(depth)) ends[closed] = index;
    parents.push(above.at(-1) ?? -1);
    above.push(index);
  }
  for (const open of above) ends[open] = sprouts.length;

  const below = new Float64Array(sprouts.length);
  const totals = new Float64Array(sprouts.length);
  let total = 0;
  for (let index = sprouts.length - 1; index >= 0; index -= 1) {
    const stated = sprouts[index]?.stated ?? null;
    const held = below[index] ?? 0;
    const isLeaf = ends[index] === index + 1;
    const own = stated === null && isLeaf ? 1 : Math.max(heaviness(stated), held);
    totals[index] = own;
    const parent = parents[index] ?? -1;
    if (parent === -1) total += own;
    else below[parent] = (below[parent] ?? 0) + own;
  }

  const depths: number[] = [];
  const nodes = sprouts.map(({ line, note, key }, index): TreeNode => {
    const parent = parents[index] ?? -1;
    const depth = parent === -1 ? 0 : (depths[parent] ?? 0) + 1;
    depths.push(depth);
    const weight = totals[index] ?? 0;
    const self = weight - (below[index] ?? 0);
    return { line, depth, parent, end: ends[index] ?? index + 1, total: weight, self, note, key };
  });
  return { nodes, total };
}
