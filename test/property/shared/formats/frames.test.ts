import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toText } from '../../../../shared/render/text.ts';
import { flatten } from '../../../../shared/report/frames.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { body, ips, read } from '../../../unit/shared/formats/harbor.ts';

const symbol = fc.constantFrom(
  'main',
  'Map.tile(at:)',
  '-[Map(Tiles) draw:]',
  'closure #1 () -> () in Map.load<A>(_:)',
  'operator+(Point const&, Point const&)',
  'std::__1::vector<int, std::__1::allocator<int>>::push_back(int&&)',
  '_$s6Harbor3MapV4tile2at',
  'größe(für:)',
);
const frame = fc.record(
  {
    imageIndex: fc.nat(1),
    // Few places, so that neighbours often share one.
    imageOffset: fc.nat(3),
    symbol,
    symbolLocation: fc.nat(5000),
    sourceFile: fc.constantFrom('Map.swift', '/<compiler-generated>', 'Map (old).swift', 'a+b.mm'),
    sourceLine: fc.integer({ min: 1, max: 99_999 }),
    inline: fc.boolean(),
  },
  { requiredKeys: ['imageIndex', 'imageOffset'] },
);
const frames = fc.array(frame, { maxLength: 12 });

function reportOf(list: readonly object[], changes: object = {}): CrashReport {
  return read(ips({ threads: [{ triggered: true, frames: list }], ...changes }));
}

describe('frames', () => {
  it('are as many lines as the report has, in its order, however they fold', () => {
    fc.assert(
      fc.property(frames, (raw) => {
        const report = reportOf(raw);
        const lines = flatten(report.threads[0]?.frames ?? []);
        expect(lines.map(({ image, imageOffset, symbol: name }) => [image, imageOffset, name])).toEqual(
          raw.map(({ imageIndex, imageOffset, symbol: name }) => [imageIndex, BigInt(imageOffset), name ?? null]),
        );
      }),
    );
  });

  it('share an address with the calls that are inlined in them', () => {
    fc.assert(
      fc.property(frames, (raw) => {
        const lines = flatten(reportOf(raw).threads[0]?.frames ?? []);
        for (const [at, line] of lines.entries()) {
          if (line.inline) expect(lines[at + 1]?.address).toBe(line.address);
        }
      }),
    );
  });

  /** Of a file without a line, the text of macOS says nothing. */
  function told(list: readonly { readonly sourceFile?: string; readonly sourceLine?: number }[]): readonly object[] {
    return list.map(({ sourceFile, ...rest }) =>
      sourceFile === undefined || rest.sourceLine === undefined ? rest : { ...rest, sourceFile },
    );
  }

  it.each([
    ['iOS', {}],
    ['macOS', { osVersion: { train: 'macOS 14.5', build: '23F79' } }],
    ['macOS 26', { osVersion: { train: 'macOS 26.1', build: '25B78' } }],
  ])('read back the same from the text of %s', (system, changes) => {
    fc.assert(
      fc.property(frames, (raw) => {
        const again = read(toText(reportOf(raw, changes)));
        const carried = reportOf(system === 'iOS' ? raw : told(raw), changes);
        expect(again.threads[0]?.frames).toEqual(carried.threads[0]?.frames);
        expect(again.images.map(({ name, uuid }) => [name, uuid])).toEqual(
          body.usedImages.map(({ name, uuid }) => [name, uuid]),
        );
      }),
    );
  });
});
