/**
 * Trees made anew of paths: equal lines under one parent become one node, and the heaviest stand first. What is inverted
 * or pruned goes through here.
 */
import { grow } from './tree.ts';
import type { Sprout, Tree } from './tree.ts';

interface Branch {
  readonly line: number | null;
  self: number;
  total: number;
  /** Undefined before anything was said; null where notes differ. */
  note: string | null | undefined;
  readonly children: Map<number | null, number>;
}

/** Collects paths. A branch is known by its number; `ROOT` is above all of them. */
export interface Merger {
  /** The branch for a line below another, made where there is none. */
  below(this: void, branch: number, line: number | null): number;
  /** Adds weight to the end of a path. */
  weigh(this: void, branch: number, weight: number, note: string | null): void;
  /** What was collected. */
  toTree(this: void): Tree;
}

export const ROOT = 0;

export function merger(): Merger {
  const branches: Branch[] = [{ line: null, self: 0, total: 0, note: null, children: new Map() }];
  const parents: number[] = [-1];

  function settle(): void {
    for (let at = branches.length - 1; at >= 0; at -= 1) {
      const branch = branches[at];
      const parent = branches[parents[at] ?? -1];
      if (!branch) continue;
      branch.total += branch.self;
      if (parent) parent.total += branch.total;
    }
  }

  return {
    below(branch, line) {
      const known = branches[branch]?.children.get(line);
      if (known !== undefined) return known;
      branches.push({ line, self: 0, total: 0, note: undefined, children: new Map() });
      parents.push(branch);
      branches[branch]?.children.set(line, branches.length - 1);
      return branches.length - 1;
    },

    weigh(at, weight, note) {
      const branch = branches[at];
      if (!branch) return;
      branch.self += weight;
      branch.note = branch.note === undefined || branch.note === note ? note : null;
    },

    toTree() {
      settle();
      const heaviestLast = (at: number): readonly number[] =>
        [...(branches[at]?.children.values() ?? [])].sort(
          (a, b) => (branches[a]?.total ?? 0) - (branches[b]?.total ?? 0) || b - a,
        );
      const sprouts: Sprout[] = [];
      const waiting = heaviestLast(ROOT).map((branch) => ({ branch, depth: 0 }));
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { branch: at, depth } = next;
        const branch = branches[at];
        if (!branch) continue;
        const { line, total, note } = branch;
        sprouts.push({ line, depth, stated: total, note: note ?? null, key: String(at) });
        for (const child of heaviestLast(at)) waiting.push({ branch: child, depth: depth + 1 });
      }
      return grow(sprouts);
    },
  };
}
