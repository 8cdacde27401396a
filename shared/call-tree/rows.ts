/** Which nodes of a call tree are on screen, given which are open. */
import type { Tree } from './tree.ts';

/** Indices of the nodes all of whose ancestors are open, in the tree's order. Takes as long as there are such nodes. */
export function visibleRows({ nodes }: Tree, isOpen: (index: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let at = 0; at < nodes.length;) {
    rows.push(at);
    at = isOpen(at) ? at + 1 : (nodes[at]?.end ?? nodes.length);
  }
  return rows;
}

/** The nodes above a node, the nearest first. */
export function ancestorsOf({ nodes }: Tree, index: number): readonly number[] {
  const above: number[] = [];
  for (let at = nodes[index]?.parent ?? -1; at !== -1; at = nodes[at]?.parent ?? -1) above.push(at);
  return above;
}

/** A step to the right, in the units of `indents`. */
export const BRANCH = 1;
/** What an only child steps to the right: hardly. Stacks are sixty calls deep, and windows not as wide. */
export const CHAIN = 0.2;

/** How far each node stands to the right: by one where the tree branches, hardly where it goes straight on. */
export function indentsOf({ nodes }: Tree): Float64Array {
  const indents = new Float64Array(nodes.length);
  for (const [index, { parent, end }] of nodes.entries()) {
    if (parent === -1) continue;
    const above = nodes[parent];
    const isOnly = parent + 1 === index && above?.end === end;
    indents[index] = (indents[parent] ?? 0) + (isOnly ? CHAIN : BRANCH);
  }
  return indents;
}
