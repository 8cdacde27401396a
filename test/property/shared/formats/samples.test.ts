/** Samples in the tool’s own layout: whatever their trees are, they are read back, and written the same again. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAddress, toImageOffset, toLoadAddress } from '../../../../shared/report/address.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CallNode, CallTree } from '../../../../shared/report/body.ts';
import type { BinaryImage, CrashReport, Frame } from '../../../../shared/report/report.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';
import { threadLabel } from '../../../../shared/formats/text/thread-line.ts';
import { toText } from '../../../../shared/render/text.ts';
import { read } from '../../../unit/shared/formats/harbor.ts';

const BASE = 0x1_0278_0000n;
const harbor: BinaryImage = {
  name: 'Harbor',
  bundleId: 'com.example.harbor',
  version: '2.1 - 34',
  uuid: parseUuid('11111111-2222-3333-4444-555555555555'),
  arch: null,
  archName: null,
  base: toLoadAddress(BASE),
  size: 0x8_0000n,
  path: '/Applications/Harbor.app/Contents/MacOS/Harbor',
  inApp: true,
  symbols: { kind: 'unsearched' },
};

const symbol = fc.constantFrom(
  'main',
  '-[Map(Tiles) draw:]',
  'closure #1 () -> () in Map.load<A>(_:)',
  '(anonymous namespace)::operator()(void*)',
  'std::rt::lang_start::_$u7b$$u7b$closure$u7d$$u7d$::h17d40798dcc92eee',
  // What would be read as something else is written in spindump's layout.
  'odd (in Pier) + 5',
  'ends + 12',
);
const words = fc.constantFrom(null, 'tile worker', 'Main Thread', 'a DispatchQueue_2: b', 'x: y (serial)', ' spaces ');
const note = fc.constantFrom(
  null,
  null,
  null,
  'also at 0x102781000, 0x102782000',
  'also at 0x102781000, ...',
  'running',
);

const frame: fc.Arbitrary<Frame> = fc
  .record({
    offset: fc.nat(0x7_fff0).map((offset) => BigInt(offset + 1)),
    own: fc.boolean(),
    symbol: fc.option(symbol, { freq: 3 }),
    symbolOffset: fc.option(fc.nat(500).map(BigInt), { freq: 5 }),
    line: fc.constantFrom(null, 1, 4000),
  })
  .map(({ offset, own, symbol: name, symbolOffset, line }): Frame => {
    const location =
      name === null ? null : { symbol: name, file: line === null ? null : 'Map.swift', line, column: null };
    return {
      image: own ? 0 : null,
      imageName: own || location === null ? null : 'libpier.dylib',
      address: toAddress(own ? BASE + offset : 0x7000n + offset),
      imageOffset: own ? toImageOffset(offset) : null,
      inlined: [],
      location,
      symbolOffset: location === null ? null : symbolOffset,
      status: location === null ? (own ? 'missing-dsym' : 'unknown-image') : 'symbolicated',
    };
  });

function nodesOf(frames: number): fc.Arbitrary<readonly CallNode[]> {
  const step = fc.record({ frame: fc.nat(frames - 1), up: fc.nat(4), count: fc.nat(9999), note });
  return fc.array(step, { maxLength: 30 }).map((steps) => {
    let depth = -1;
    return steps.map(({ up, ...node }) => {
      depth = Math.max(0, depth + 1 - up);
      return { ...node, depth };
    });
  });
}

const tree: fc.Arbitrary<CallTree> = fc.array(frame, { minLength: 1, maxLength: 5 }).chain((frames) =>
  fc
    .record({ id: fc.nat(1e6), threadName: words, queue: fc.constantFrom(null, 'com.apple.main-thread', 'tiles (2)') })
    .chain(({ id, threadName, queue }) =>
      nodesOf(frames.length).map((nodes): CallTree => {
        const threadId = BigInt(id);
        const where = { title: threadLabel(threadId), process: 'Harbor', pid: 512, threadId, threadName, queue };
        return Object.assign(where, { attributed: false, unit: 'samples' as const, frames, nodes });
      }),
    ),
);

const EMPTY = read(
  'Analysis of sampling Harbor (pid 512) every 1 millisecond\nProcess:         Harbor [512]\n\nCall graph:\n',
);

function sampleOf(trees: readonly CallTree[]): CrashReport {
  return { ...EMPTY, images: [harbor], body: { ...EMPTY_BODY, trees }, warnings: [] };
}

const sample: fc.Arbitrary<CrashReport> = fc.array(tree, { maxLength: 4 }).map((trees) => sampleOf(trees));

/** What must come back of the trees, whichever layout was chosen. */
function told({ body, images }: CrashReport): unknown {
  return body?.trees.map(({ threadId, nodes, frames }) => [
    threadId,
    nodes.map(({ depth, count, frame: index, note: said }) => {
      const at = frames[index];
      return [depth, count, said, at?.address, at?.location?.symbol, at?.symbolOffset, images[at?.image ?? -1]?.name];
    }),
  ]);
}

describe('samples as text', () => {
  it('are read back whole, and written the same again', () => {
    fc.assert(
      fc.property(sample, (one) => {
        const text = toText(one);
        const again = read(text);
        expect(toText(again)).toBe(text);
        expect(again.kind).toBe('sample');
        if (again.format === 'sample-text') expect(told(again)).toEqual(told(one));
        expect(read(toText(again))).toEqual(again);
      }),
      { numRuns: 300 },
    );
  });

  it('of any depth take no more room than their lines', () => {
    const depth = 20_000;
    const [first] = fc.sample(tree, { numRuns: 1, seed: 5 });
    if (first === undefined) throw new Error('no tree');
    const nodes = Array.from({ length: depth }, (_, index) => ({ frame: 0, depth: index, count: 1, note: null }));
    const plain = { ...first, threadName: null, nodes, frames: first.frames.slice(0, 1) };
    const text = toText(sampleOf([plain]));
    expect(text.length).toBeLessThan(depth * 1200);
    expect(read(text).body?.trees[0]?.nodes.at(-1)).toMatchObject({ depth: depth - 1 });
  });
});
