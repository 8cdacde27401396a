/** Opening and closing nodes of a call tree. Pure: what was toggled in, what is toggled out. */
import { childrenOf } from '../../shared/call-tree/heaviest.ts';
import { ancestorsOf } from '../../shared/call-tree/rows.ts';
import type { Tree } from '../../shared/call-tree/tree.ts';
import { hingeOf } from './shape.ts';

/** Hinges that were moved from where they stood at first. */
export type Toggled = ReadonlySet<string>;

/** Opened at most with one act. */
const MOST = 20_000;

export function isOpen(tree: Tree, toggled: Toggled, index: number): boolean {
  const { key, open } = hingeOf(tree, index);
  return open !== toggled.has(key);
}

/** With these nodes open, or closed. */
export function setOpen(tree: Tree, toggled: Toggled, indices: Iterable<number>, wanted: boolean): Toggled {
  const next = new Set(toggled);
  for (const index of indices) {
    const { key, open } = hingeOf(tree, index);
    if (open === wanted) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** Opens a node, and what is below it as long as it goes straight on: nobody opens a stack call by call. */
export function openOn(tree: Tree, toggled: Toggled, index: number): Toggled {
  const opened = [index];
  for (
    let children = childrenOf(tree, index);
    children.length === 1;
    children = childrenOf(tree, opened.at(-1) ?? -1)
  ) {
    opened.push(...children);
  }
  return setOpen(tree, toggled, opened, true);
}

/** Opens or closes a node with all below it. */
export function setAllBelow(tree: Tree, toggled: Toggled, index: number, wanted: boolean): Toggled {
  const end = Math.min(tree.nodes[index]?.end ?? index + 1, index + MOST);
  return setOpen(
    tree,
    toggled,
    Array.from({ length: end - index }, (_, at) => index + at),
    wanted,
  );
}

/** Opens what is above a node, so that it is in sight. */
export function reveal(tree: Tree, toggled: Toggled, index: number): Toggled {
  const above = ancestorsOf(tree, index);
  return above.every((one) => isOpen(tree, toggled, one)) ? toggled : setOpen(tree, toggled, above, true);
}
