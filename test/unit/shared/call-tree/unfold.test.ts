import { describe, expect, it } from 'vitest';
import { visibleRows } from '../../../../shared/call-tree/rows.ts';
import { treeToText } from '../../../../shared/call-tree/text.ts';
import { unfold } from '../../../../shared/call-tree/unfold.ts';
import type { CallNode } from '../../../../shared/report/body.ts';
import { frame } from '../../renderer/stack/frames.ts';

function node(frame: number, depth: number, count: number | null = null, note: string | null = null): CallNode {
  return { frame, depth, count, note };
}

const inlined = [
  frame({ symbol: 'first', inline: true }),
  frame({ symbol: 'second', inline: true }),
  frame({ symbol: 'holder' }),
];
const frames = [[frame({ symbol: 'main' })], inlined, [frame({ symbol: 'leaf' })]];

describe('unfolding a call tree', () => {
  it('stands inlined calls below the function that holds them, and what was called below the innermost', () => {
    const { lines, tree } = unfold({ frames, nodes: [node(0, 0, 9), node(1, 1, 7, 'blocked'), node(2, 2, 4)] });
    const seen = tree.nodes.map(({ line, depth, total, self, note, key }) => [
      '  '.repeat(depth) + (lines[line ?? -1]?.symbol ?? ''),
      total,
      self,
      note,
      key,
    ]);
    expect(seen).toEqual([
      ['main', 9, 2, null, '0.0'],
      ['  holder', 7, 0, null, '1.0'],
      ['    second', 7, 0, null, '1.1'],
      ['      first', 7, 3, 'blocked', '1.2'],
      ['        leaf', 4, 4, null, '2.0'],
    ]);
  });

  it('counts stacks where the report counts nothing', () => {
    const { tree, counted } = unfold({ frames, nodes: [node(0, 0), node(2, 1), node(2, 1)] });
    expect([counted, tree.total]).toEqual([false, 2]);
  });

  it('takes depths that jump for the next one, and frames that are not there for nothing', () => {
    const { tree } = unfold({ frames, nodes: [node(0, 5, 1), node(2, 90, 1), node(77, 1, 1)] });
    expect(tree.nodes.map(({ depth }) => depth)).toEqual([0, 1, 1]);
    expect(tree.nodes.at(-1)?.line).toBeNull();
  });
});

describe('a call tree as text', () => {
  const { lines, tree } = unfold({ frames, nodes: [node(0, 0, 12), node(2, 1, 3, 'running')] });
  const rows = visibleRows(tree, () => true);

  it('has its counts in columns', () => {
    expect(treeToText(tree, lines, rows, String)).toBe(
      '12  100 %  main (Harbor)\n 3   25 %    leaf (Harbor) – running',
    );
  });

  it('has none where the report counts nothing', () => {
    expect(treeToText(tree, lines, rows.slice(0, 1), null)).toBe('main (Harbor)');
  });
});
