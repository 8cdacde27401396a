import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, heaviestPath } from '../../../../shared/call-tree/heaviest.ts';
import { invert } from '../../../../shared/call-tree/invert.ts';
import { prune } from '../../../../shared/call-tree/prune.ts';
import { ancestorsOf, indentsOf, visibleRows } from '../../../../shared/call-tree/rows.ts';
import { grow } from '../../../../shared/call-tree/tree.ts';
import type { Tree } from '../../../../shared/call-tree/tree.ts';

/** Any preorder list, consistent or not: depths that jump, counts that are missing or too small. */
const trees = fc
  .array(
    fc.record({
      line: fc.nat(6),
      depth: fc.nat(8),
      stated: fc.option(fc.nat(50)),
      note: fc.option(fc.constantFrom('blocked by turnstile', 'running')),
    }),
    { maxLength: 60 },
  )
  .map((sprouts) => grow(sprouts.map((sprout, index) => ({ ...sprout, key: String(index) }))));

/** Weight of each path from a root to where the weight is. Equal trees weigh the same on all of them. */
function paths({ nodes }: Tree, turned: boolean): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const steps: string[] = [];
  for (const { line, depth, self } of nodes) {
    steps.length = depth;
    steps.push(String(line));
    const path = (turned ? steps.toReversed() : steps).join('/');
    if (self > 0) found.set(path, (found.get(path) ?? 0) + self);
  }
  return found;
}

function expectSound({ nodes, total }: Tree): void {
  expect(nodes.reduce((sum, { self }) => sum + self, 0)).toBe(total);
  for (const [index, node] of nodes.entries()) {
    const below = nodes.slice(index + 1, node.end);
    expect(node.self).toBeGreaterThanOrEqual(0);
    expect(node.total).toBe(below.reduce((sum, { self }) => sum + self, node.self));
    expect(below.every(({ depth }) => depth > node.depth)).toBe(true);
    expect(nodes[node.end]?.depth ?? 0).toBeLessThanOrEqual(node.depth);
    expect(node.parent).toBe(nodes.findLastIndex((one, at) => at < index && one.depth === node.depth - 1));
  }
}

describe('a call tree', () => {
  it('weighs in all what its parts weigh by themselves', () => {
    fc.assert(fc.property(trees, expectSound));
  });

  it('states at least what the report states', () => {
    const stated = fc.array(fc.tuple(fc.nat(5), fc.nat(20)), { maxLength: 30 });
    fc.assert(
      fc.property(stated, (nodes) => {
        const tree = grow(nodes.map(([depth, stated]) => ({ line: 0, depth, stated, note: null, key: '' })));
        for (const [index, { total }] of tree.nodes.entries()) {
          expect(total).toBeGreaterThanOrEqual(nodes[index]?.[1] ?? 0);
        }
      }),
    );
  });
});

describe('inverting', () => {
  it('keeps every count, each at the same path turned round', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const inverted = invert(tree);
        expectSound(inverted);
        expect(inverted.total).toBe(tree.total);
        expect(paths(inverted, true)).toEqual(paths(tree, false));
      }),
    );
  });

  it('twice gives the tree again', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(paths(invert(invert(tree)), false)).toEqual(paths(tree, false));
      }),
    );
  });

  it('stands the heaviest first', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const inverted = invert(tree);
        for (let at = -1; at < inverted.nodes.length; at += 1) {
          const weights = childrenOf(inverted, at).map((child) => inverted.nodes[child]?.total ?? 0);
          expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        }
      }),
    );
  });

  it('of a chain without end loses nothing, and takes no square of its length', () => {
    const deep = grow(
      Array.from({ length: 100_000 }, (_, depth) => ({
        line: depth,
        depth,
        stated: 100_000 - depth,
        note: null,
        key: '',
      })),
    );
    const inverted = invert(deep);
    expect(inverted.total).toBe(100_000);
    expect(inverted.nodes.length).toBeLessThan(600_000);
  });
});

describe('pruning', () => {
  it('keeps every count, and shows nothing that was to be hidden', () => {
    fc.assert(
      fc.property(trees, fc.nat(6), (tree, least) => {
        const isKept = (line: number): boolean => line >= least;
        const pruned = prune(tree, isKept);
        expectSound(pruned);
        expect(pruned.total).toBe(tree.total);
        if (pruned !== tree) expect(pruned.nodes.every(({ line }) => line === null || isKept(line))).toBe(true);
      }),
    );
  });

  it('gives each path the weight of all paths that are the same without what is hidden', () => {
    fc.assert(
      fc.property(trees, fc.nat(6), (tree, least) => {
        const pruned = prune(tree, (line) => line >= least);
        if (pruned === tree) return;
        const expected = new Map<string, number>();
        for (const [path, weight] of paths(tree, false)) {
          const kept = path.split('/').filter((line) => Number(line) >= least);
          const key = kept.length === 0 ? 'null' : kept.join('/');
          expected.set(key, (expected.get(key) ?? 0) + weight);
        }
        expect(paths(pruned, false)).toEqual(expected);
      }),
    );
  });

  it('of nothing leaves the tree', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(prune(tree, () => false)).toBe(tree);
      }),
    );
  });
});

describe('the heaviest path', () => {
  it('goes down to a leaf, at each step to a child than which none is heavier', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const path = heaviestPath(tree);
        let above = -1;
        for (const index of path) {
          const node = tree.nodes[index];
          const siblings = childrenOf(tree, above);
          expect(siblings).toContain(index);
          for (const other of siblings) expect(tree.nodes[other]?.total).toBeLessThanOrEqual(node?.total ?? 0);
          above = index;
        }
        expect(childrenOf(tree, above)).toEqual([]);
      }),
    );
  });
});

describe('rows on screen', () => {
  it('are the nodes whose ancestors are all open', () => {
    fc.assert(
      fc.property(trees, fc.array(fc.nat(60)), (tree, opened) => {
        const open = new Set(opened);
        const isOpen = (index: number): boolean => open.has(index);
        const expected = tree.nodes.map((_, index) => index).filter((index) => ancestorsOf(tree, index).every(isOpen));
        expect(visibleRows(tree, isOpen)).toEqual(expected);
      }),
    );
  });

  it('stand further right than their parents', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const indents = indentsOf(tree);
        tree.nodes.forEach(({ parent }, index) => {
          if (parent === -1) expect(indents[index]).toBe(0);
          else expect(indents[index]).toBeGreaterThan(indents[parent] ?? 0);
        });
      }),
    );
  });
});
