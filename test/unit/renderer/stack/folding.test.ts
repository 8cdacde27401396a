import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, rowKey, stackRows } from '../../../../renderer/stack/folding.ts';
import type { Folding, StackRow } from '../../../../renderer/stack/folding.ts';
import type { FrameJson } from '../../../../shared/render/json.ts';
import { frame, stack } from './frames.ts';

const plain: Folding = { hideSystem: false, toggled: new Set() };

function draw(rows: readonly StackRow[]): readonly string[] {
  return rows.map((row) =>
    row.kind === 'fold' ? `${row.open ? '▾' : '▸'} ${foldWords(row.frames)}` : `${row.frame.image} ${row.frame.symbol}`,
  );
}

const typical = stack(`
  Harbor crash
  UIKit* a
  UIKit* b
  UIKit* c
  CoreFoundation* d
  GraphicsServices* e
  Harbor main
  dyld* start`);

/** Any mixture of frames of the app and of the system. */
const anyStack = fc
  .array(fc.boolean(), { maxLength: 60 })
  .map((kinds) => kinds.map((inApp, index) => frame({ index, machineIndex: index, inApp })));

function everyFold(frames: readonly FrameJson[], hideSystem: boolean): Folding {
  const folds = stackRows(frames, { hideSystem, toggled: new Set() }).filter((row) => row.kind === 'fold');
  return { hideSystem, toggled: new Set(folds.map(({ id }) => id)) };
}

describe('folding a stack', () => {
  it('keeps the first system frames of a run and folds the rest', () => {
    expect(draw(stackRows(typical, plain))).toEqual([
      'Harbor crash',
      'UIKit a',
      'UIKit b',
      '▸ 3 frames of UIKit, CoreFoundation, GraphicsServices',
      'Harbor main',
      'dyld start',
    ]);
  });

  it('hides every system frame on request', () => {
    expect(draw(stackRows(typical, { ...plain, hideSystem: true }))).toEqual([
      'Harbor crash',
      '▸ 5 frames of UIKit, CoreFoundation, GraphicsServices',
      'Harbor main',
      '▸ 1 frame of dyld',
    ]);
  });

  it('folds nothing in a stack that is the system’s alone', () => {
    const worker = stack('kernel* a\nkernel* b\npthread* c\npthread* d\npthread* e\npthread* f');
    expect(stackRows(worker, plain)).toHaveLength(6);
  });

  it('never hides a jump to nowhere', () => {
    const lost = [frame({ index: 0, image: null, inApp: false, status: 'unknown-image' }), ...typical.slice(1)];
    expect(stackRows(lost, { ...plain, hideSystem: true })[0]).toMatchObject({ kind: 'frame' });
  });

  it('shows every frame once and in order when all folds are open', () => {
    fc.assert(
      fc.property(anyStack, fc.boolean(), (frames, hideSystem) => {
        const rows = stackRows(frames, everyFold(frames, hideSystem));
        const shown = rows.flatMap((row) => (row.kind === 'frame' ? [row.frame.index] : []));
        expect(shown).toEqual(frames.map(({ index }) => index));
      }),
    );
  });

  it('always shows the frames of the app, and loses none to a closed fold', () => {
    fc.assert(
      fc.property(anyStack, fc.boolean(), (frames, hideSystem) => {
        const rows = stackRows(frames, { hideSystem, toggled: new Set() });
        const shown = new Set(rows.flatMap((row) => (row.kind === 'frame' ? [row.frame] : [])));
        expect(frames.filter(({ inApp }) => inApp).every((one) => shown.has(one))).toBe(true);
        const folded = rows.reduce((sum, row) => sum + (row.kind === 'fold' ? row.frames.length : 0), 0);
        expect(shown.size + folded).toBe(frames.length);
      }),
    );
  });

  it('names each row once', () => {
    fc.assert(
      fc.property(anyStack, (frames) => {
        const keys = stackRows(frames, everyFold(frames, false)).map(rowKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('keeps the name of a machine frame when symbols bring inlined calls to it', () => {
    const before = stackRows([frame({ index: 0, machineIndex: 4, symbol: null })], plain).map(rowKey);
    const after = stackRows(
      [frame({ index: 0, machineIndex: 4, inline: true }), frame({ index: 1, machineIndex: 4 })],
      plain,
    ).map(rowKey);
    expect(after.at(-1)).toBe(before[0]);
  });

  it('names at most three images of a fold', () => {
    expect(foldWords(stack('a* x\nb* x\nc* x\nd* x\ne* x'))).toBe('5 frames of a, b, c and 2 more');
  });
});
