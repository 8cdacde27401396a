import { describe, expect, it } from 'vitest';
import { visibleRows } from '../../../../shared/call-tree/rows.ts';
import type { CallTreeJson } from '../../../../shared/render/json.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import { findInTree } from '../../../../renderer/tree/find.ts';
import { heaviestStack } from '../../../../renderer/tree/heaviest-stack.ts';
import { isOpen, openOn, reveal, setAllBelow, setOpen } from '../../../../renderer/tree/open.ts';
import { leadingTree, shapeOf } from '../../../../renderer/tree/shape.ts';
import type { Shape } from '../../../../renderer/tree/shape.ts';
import { treeSubtitle, treeTitle, treeWeight, weightWords } from '../../../../renderer/words/tree.ts';
import { reportWith } from '../host.ts';
import { frame } from '../stack/frames.ts';

const NOBODY = {
  title: null,
  process: null,
  pid: null,
  threadId: null,
  threadName: null,
  queue: null,
  attributed: false,
  unit: 'samples',
} as const;

/** `9 main` with two spaces for each depth; a `*` behind the name makes a system frame. */
function tree(art: string, part: Partial<CallTreeJson> = {}): CallTreeJson {
  const lines = art
    .split('\n')
    .map((line) => /^(?<indent> *)(?<count>\d+) (?<name>[\w?]+)(?<system>\*?)$/.exec(line)?.groups)
    .filter((line) => line !== undefined);
  return {
    ...NOBODY,
    frames: lines.map(({ name = '', system }, index) => [
      frame({
        index,
        machineIndex: index,
        symbol: name === '?' ? null : name,
        inApp: system === '',
        status: name === '?' ? 'missing-dsym' : 'symbolicated',
      }),
    ]),
    nodes: lines.map(({ indent = '', count }, index) => ({
      frame: index,
      depth: indent.length / 2,
      count: Number(count),
      note: null,
    })),
    ...part,
  };
}

function drawn({ tree, lines }: Shape): string {
  return tree.nodes
    .map(
      ({ line, depth, total }) => `${'  '.repeat(depth)}${total} ${line === null ? '–' : (lines[line]?.symbol ?? '?')}`,
    )
    .join('\n');
}

const HUNG = tree(`9 start*
  9 main
    6 load
      6 read*
    3 save
      3 read*`);

describe('the tree on screen', () => {
  it('is the report’s own, until it is turned over: calls of one function are one node then', () => {
    expect(drawn(shapeOf(HUNG, { inverted: false, hideSystem: false }))).toBe(
      '9 start\n  9 main\n    6 load\n      6 read\n    3 save\n      3 read',
    );
    expect(drawn(shapeOf(HUNG, { inverted: true, hideSystem: false }))).toBe(
      '9 read\n  6 load\n    6 main\n      6 start\n  3 save\n    3 main\n      3 start',
    );
  });

  it('without system frames counts what they took for those who called them', () => {
    expect(drawn(shapeOf(HUNG, { inverted: false, hideSystem: true }))).toBe('9 main\n  6 load\n  3 save');
    expect(drawn(shapeOf(HUNG, { inverted: true, hideSystem: true }))).toBe('6 load\n  6 main\n3 save\n  3 main');
  });

  it('keeps apart addresses that have no names', () => {
    const nameless = tree('2 ?\n3 ?');
    expect(drawn(shapeOf(nameless, { inverted: true, hideSystem: false }))).toBe('3 ?\n2 ?');
  });
});

describe('opening and closing', () => {
  const shape = shapeOf(HUNG, { inverted: false, hideSystem: false });
  const rowsOf = (toggled: ReadonlySet<string>): number =>
    visibleRows(shape.tree, (index) => isOpen(shape.tree, toggled, index)).length;

  it('begins closed, opens on as long as it goes straight on, and closes again', () => {
    expect(rowsOf(new Set())).toBe(1);
    const opened = openOn(shape.tree, new Set(), 0);
    expect(rowsOf(opened)).toBe(4);
    expect(rowsOf(setOpen(shape.tree, opened, [0], false))).toBe(1);
    expect(rowsOf(setAllBelow(shape.tree, new Set(), 0, true))).toBe(6);
  });

  it('reveals a node by opening what is above it', () => {
    const toggled = reveal(shape.tree, new Set(), 5);
    expect(visibleRows(shape.tree, (index) => isOpen(shape.tree, toggled, index))).toContain(5);
    expect(reveal(shape.tree, toggled, 5)).toBe(toggled);
  });

  it('stays as it was when a frame gets its name and inlined calls', () => {
    const before = openOn(shape.tree, new Set(), 0);
    const frames = HUNG.frames.map((lines, index) =>
      index === 1 ? [frame({ symbol: 'inner', inline: true }), ...lines] : lines,
    );
    const named = shapeOf({ ...HUNG, frames }, { inverted: false, hideSystem: false });
    const rows = visibleRows(named.tree, (index) => isOpen(named.tree, before, index));
    expect(rows.map((row) => named.lines[named.tree.nodes[row]?.line ?? -1]?.symbol)).toEqual([
      'start',
      'main',
      'inner',
      'load',
      'save',
    ]);
    expect(named.id).toBe(shape.id);
  });
});

describe('finding in a tree', () => {
  it('numbers matches as they are read, those in closed branches included', () => {
    const shape = shapeOf(HUNG, { inverted: false, hideSystem: false });
    expect(findInTree(shape, 'READ').places).toEqual([3, 5]);
    expect(findInTree(shape, 'nowhere')).toMatchObject({ total: 0, more: false });
  });
});

describe('which tree comes first', () => {
  const report = (trees: readonly CallTreeJson[]) => ({
    process: 'Harbor',
    pid: 7,
    body: { ...EMPTY_BODY, trees, processes: [] },
  });

  it('is the one that is blamed, else the heaviest of the report’s process, else the heaviest', () => {
    const other = tree('90 run', { process: 'Mail' });
    const light = tree('1 run', { process: 'Harbor' });
    const heavy = tree('5 run', { pid: 7 });
    expect(leadingTree(report([other, light, heavy]))).toBe(2);
    expect(leadingTree(report([other, { ...light, attributed: true }, heavy]))).toBe(1);
    expect(leadingTree(report([tree('1 run', { process: 'Dock' }), other]))).toBe(1);
  });
});

describe('the stack of a report with trees', () => {
  it('is the heaviest path, what ran first', () => {
    const report = reportWith({ kind: 'hang', body: { ...EMPTY_BODY, trees: [HUNG], processes: [] } });
    expect(heaviestStack(report).map(({ index, symbol }) => `${index} ${symbol}`)).toEqual([
      '0 read',
      '1 load',
      '2 main',
      '3 start',
    ]);
    expect(heaviestStack(reportWith({}))).toEqual([]);
  });
});

describe('words of a tree', () => {
  it('name it by what the report gives', () => {
    const named = tree('412 run', { title: 'Main Thread', process: 'Harbor', pid: 7, queue: 'com.apple.main-thread' });
    expect([treeTitle(named), treeSubtitle(named), treeWeight(named)]).toEqual([
      'Main Thread',
      'Harbor [7] · com.apple.main-thread',
      '412 samples',
    ]);
    const bare = tree('1 run', { threadId: '0x1a2b' });
    expect([treeTitle(bare), treeSubtitle(bare)]).toEqual(['Thread 0x1a2b', null]);
    expect(treeTitle(tree('1 run'))).toBe('Call tree');
  });

  it('weigh in the unit of the tree', () => {
    expect(weightWords(1200, 'samples')).toBe('1,200');
    expect(weightWords(1_200_000, 'bytes')).toBe('1.2 MB');
    expect([weightWords(340, 'milliseconds'), weightWords(1340, 'milliseconds')]).toEqual(['340 ms', '1.34 s']);
  });
});
