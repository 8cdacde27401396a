import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentMark, currentMatch, findInStacks } from '../../../../renderer/stack/find.ts';
import { stackRows } from '../../../../renderer/stack/folding.ts';
import { stretches } from '../../../../renderer/stack/lines.ts';
import type { ThreadJson } from '../../../../shared/render/json.ts';
import { reportWith } from '../host.ts';
import { frame, stack } from './frames.ts';

function thread(index: number, art: string): ThreadJson {
  return { index, id: null, name: null, queue: null, triggered: index === 1, frames: stack(art), state: null };
}

const report = reportWith({
  threads: [thread(0, 'UIKit* waitForTouch\nHarbor main'), thread(1, 'Harbor touch\nUIKit* run\nHarbor main')],
  crashedThread: 1,
});

describe('finding in stacks', () => {
  it('counts matches in the order in which they are read, the crashed thread first', () => {
    expect(findInStacks(report, 'threads', 'touch').places).toEqual([
      { stack: 'thread-1', frame: 0 },
      { stack: 'thread-0', frame: 0 },
    ]);
  });

  it('looks only in the stacks that are on screen', () => {
    expect(findInStacks(report, 'stacks', 'touch').total).toBe(1);
    expect(findInStacks(report, 'stacks', 'wait').total).toBe(0);
  });

  it('finds images, functions, addresses and places in the source', () => {
    const frames = [
      frame({ index: 0, symbol: 'load', file: '/src/Feed.swift', line: 42 }),
      frame({ index: 1, symbol: null, address: '0x00000001000042aa' }),
    ];
    const odd = reportWith({ threads: [{ ...thread(0, ''), frames }] });
    const total = (words: string): number => findInStacks(odd, 'stacks', words).total;
    expect([total('harbor'), total('load'), total('feed.swift:42'), total('0x'), total('/src')]).toEqual([
      2, 1, 1, 1, 0,
    ]);
  });

  it('marks the one current match among those of a line', () => {
    const line = findInStacks(reportWith({ threads: [thread(0, 'aXa aXaXa')] }), 'stacks', 'a')
      .stacks.get('thread-0')
      ?.get(0);
    if (!line) throw new Error('The line holds the word.');
    // Two in the image, three in the function.
    const marks = [0, 1, 2, 3, 4].map((match) => [
      currentMark(line, 'image', match),
      currentMark(line, 'symbol', match),
    ]);
    expect(marks).toEqual([
      [0, -2],
      [1, -1],
      [2, 0],
      [3, 1],
      [4, 2],
    ]);
  });

  it('goes round in both directions', () => {
    expect([0, 1, 2, 3, -1, -4].map((at) => currentMatch(at, { total: 3 }))).toEqual([0, 1, 2, 0, 2, 2]);
    expect(currentMatch(5, { total: 0 })).toBeNull();
  });

  it('opens the folds that hold a match, and no others', () => {
    const frames = stack(
      [
        'Harbor crash',
        ...Array.from({ length: 8 }, (_, at) => `UIKit* u${at}`),
        'Harbor mid',
        ...Array.from({ length: 8 }, (_, at) => `dyld* d${at}`),
      ].join('\n'),
    );
    const found = findInStacks(reportWith({ threads: [{ ...thread(0, ''), frames }] }), 'stacks', 'd6');
    const rows = stackRows(frames, {
      hideSystem: false,
      toggled: new Set(),
      wanted: found.stacks.get('thread-0') ?? new Map(),
    });
    expect(rows.flatMap((row) => (row.kind === 'fold' ? [row.open] : []))).toEqual([false, true]);
    expect(rows.some((row) => row.kind === 'frame' && row.frame.symbol === 'd6')).toBe(true);
  });
});

describe('lines of a long stack', () => {
  it('draw the beginning, and what lies around the line that is looked for', () => {
    expect(stretches(50, 400, null)).toEqual([[0, 50]]);
    expect(stretches(65_000, 400, 399)).toEqual([[0, 400]]);
    expect(stretches(65_000, 400, 64_999)).toEqual([
      [0, 400],
      [64_939, 65_000],
    ]);
  });

  it('always hold that line, in order, without one twice and without too many', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 5000 }), fc.nat(100_000), (total, most, line) => {
        const wanted = line < total ? line : null;
        const drawn = stretches(total, most, wanted);
        const ends = drawn.flat();
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        if (wanted !== null) expect(drawn.some(([from, to]) => from <= wanted && wanted < to)).toBe(true);
        expect(drawn.reduce((sum, [from, to]) => sum + to - from, 0)).toBeLessThanOrEqual(most + 200);
      }),
    );
  });
});
