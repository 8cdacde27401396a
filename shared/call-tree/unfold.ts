/**
 * A report's call tree line by line: what the compiler inlined at an address is a node of its own below the function that
 * holds it, as it would be had it been called.
 */
import type { CallTreeJson, FrameJson } from '../render/json.ts';
import { grow } from './tree.ts';
import type { Sprout, Tree } from './tree.ts';

export interface UnfoldedTree {
  /** What nodes name by index. */
  readonly lines: readonly FrameJson[];
  readonly tree: Tree;
  /** Whether the report counts at all; if not, weights are mere numbers of stacks. */
  readonly counted: boolean;
}

type Counted = Pick<CallTreeJson, 'frames' | 'nodes'>;

/** Linear in nodes and lines. */
export function unfold({ frames, nodes }: Counted): UnfoldedTree {
  const lines: FrameJson[] = [];
  /** By frame: its lines, the function that holds them first. */
  const byFrame = frames.map((inner) =>
    inner.toReversed().map((line) => {
      lines.push(line);
      return lines.length - 1;
    }),
  );
  const sprouts: Sprout[] = [];
  /** By depth in the report: depth of the innermost line. */
  const depths: number[] = [];
  for (const [index, { frame, depth: asked, count, note }] of nodes.entries()) {
    const depth = Math.max(0, Math.min(asked, depths.length));
    depths.length = depth;
    const start = (depths.at(-1) ?? -1) + 1;
    const shown = byFrame[frame] ?? [];
    for (const [at, line] of (shown.length === 0 ? [null] : shown).entries()) {
      // What is said of the place is said of where the processor was: the innermost line.
      const last = at >= shown.length - 1;
      sprouts.push({ line, depth: start + at, stated: count, note: last ? note : null, key: `${index}.${at}` });
    }
    depths.push(start + Math.max(0, shown.length - 1));
  }
  return { lines, tree: grow(sprouts), counted: nodes.some(({ count }) => count !== null) };
}
