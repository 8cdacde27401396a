import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressAt, offsetIn, toAddress, toImageOffset, toLoadAddress } from '../../../../shared/report/address.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CallNode, CallTree } from '../../../../shared/report/body.ts';
import type { BinaryImage, CrashReport, Frame } from '../../../../shared/report/report.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';
import { toText } from '../../../../shared/render/text.ts';
import { ips, read } from '../../../unit/shared/formats/harbor.ts';
import { HANG } from '../../../unit/shared/formats/spindumps.ts';

const symbol = fc.constantFrom(
  'main',
  '-[Map(Tiles) draw:]',
  'closure #1 () -> () in Map.load<A>(_:)',
  'operator new(unsigned long)',
  '<A as B>::call',
  'static Map.$main()',
  'größe(für:) + later',
  'fn [inlined]',
  'with (brackets)',
  'a (b + 5)',
);
const words = fc.constantFrom(
  'Harbor',
  'com.example.tiles',
  'a "quoted" name',
  'Two  spaces',
  'x (1)',
  'tide [5]',
  '12',
);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 3 });

const BASES = [0x1_0278_0000n, 0x1_8432_0000n, 0xffff_fe00_0021_0000n];
const image = (base: bigint, index: number): fc.Arbitrary<BinaryImage> =>
  fc.record({
    name: maybe(fc.constantFrom(`Harbor${index}`, `Quay${index} (beta)`, `kernel.release.t${index}`)),
    bundleId: fc.constant(null),
    version: maybe(fc.constantFrom('2.1 - 34', '960', '8020.240.18.709.2')),
    uuid: fc.constant(parseUuid(`11111111-2222-3333-4444-55555555555${index}`)),
    arch: fc.constant(null),
    archName: fc.constant(null),
    base: fc.constant(toLoadAddress(base)),
    size: fc.constantFrom(0n, 0x8_0000n),
    path: fc.constant(null),
    inApp: fc.constant(false),
    symbols: fc.constant({ kind: 'unsearched' } as const),
  });
const images = fc.tuple(...BASES.map(image));

const location = fc
  .record({
    symbol,
    file: maybe(fc.constantFrom('Map.swift', '<compiler-generated>', 'a+b.mm', 'Map (old).swift')),
    line: fc.constantFrom(null, 1, 4000),
  })
  .map(({ symbol: name, file, line }) => ({ symbol: name, file, line: file === null ? null : line, column: null }));

function frameOf(list: readonly BinaryImage[]): fc.Arbitrary<Frame> {
  return fc
    .record({
      index: fc.constantFrom(0, 1, 2, null),
      offset: fc.nat(0x7_ffff).map((offset) => toImageOffset(BigInt(offset + 1))),
      location: maybe(location),
      symbolOffset: fc.nat(500).map(BigInt),
      inlined: fc.array(location, { maxLength: 2 }),
    })
    .map(({ index, offset, location: place, symbolOffset, inlined }): Frame => {
      const own = index === null ? undefined : list[index];
      const address = own === undefined ? toAddress(0x7000n + offset) : addressAt(own.base, offset);
      return {
        image: own === undefined ? null : index,
        imageName: null,
        address,
        imageOffset: own === undefined ? null : offsetIn(own.base, address),
        inlined: place === null ? [] : inlined,
        location: place,
        symbolOffset: place === null ? null : symbolOffset,
        status: place === null ? 'missing-dsym' : 'symbolicated',
      };
    });
}

function nodesOf(frames: number): fc.Arbitrary<readonly CallNode[]> {
  const note = maybe(
    fc.constantFrom('running', 'blocked by turnstile waiting for pierd [207] thread 0x13a', 'a (b) c'),
  );
  const samples = fc.constantFrom(undefined, '1-37', '12', '1-3,5,9-200');
  const step = fc.record({ frame: fc.nat(frames - 1), up: fc.nat(4), count: maybe(fc.nat(1e9)), note, samples });
  return fc.array(step, { maxLength: 30 }).map((steps) => {
    let depth = -1;
    return steps.map(({ frame, up, count, note: said, samples: range }) => {
      depth = Math.max(0, depth + 1 - up);
      const node = { frame, depth, count, note: said };
      return range === undefined ? node : { ...node, samples: range };
    });
  });
}

function treeOf(list: readonly BinaryImage[]): fc.Arbitrary<CallTree> {
  return fc.array(frameOf(list), { minLength: 1, maxLength: 6 }).chain((frames) =>
    fc.record({
      title: maybe(words),
      process: fc.constantFrom('Harbor', 'pierd', null),
      pid: fc.constantFrom(512, null),
      threadId: maybe(fc.nat().map(BigInt)),
      threadName: maybe(words),
      queue: maybe(fc.constantFrom('com.apple.main-thread', 'tiles (2)')),
      attributed: fc.boolean(),
      unit: fc.constantFrom<CallTree['unit'][]>('samples', 'bytes', 'milliseconds'),
      frames: fc.constant(frames),
      nodes: nodesOf(frames.length),
    }),
  );
}

const base = read(HANG);
const report: fc.Arbitrary<CrashReport> = images.chain((list) =>
  fc
    .record({
      trees: fc.array(treeOf(list), { minLength: 1, maxLength: 5 }),
      kind: fc.constantFrom<CrashReport['kind'][]>('hang', 'cpu', 'disk-writes', 'launch', 'sample', 'resource'),
      facts: fc.array(fc.tuple(words, words), { maxLength: 3 }),
      extras: fc.array(fc.tuple(fc.constantFrom('Steps', 'Version', 'Architecture', 'Event', 'Thread 1'), words)),
    })
    .map(({ trees, kind, facts, extras }): CrashReport => {
      const changed = { kind, images: list, extras, body: { ...EMPTY_BODY, trees, facts } };
      return Object.assign({}, base, changed);
    }),
);

/** What must come back, tree by tree, whatever order processes have. */
function told(one: CrashReport): readonly string[] {
  return (one.body?.trees ?? [])
    .map((tree) => {
      const nodes = tree.nodes.map(({ depth, count, note, frame }) => {
        const at = tree.frames[frame];
        const place = at?.image === null || at === undefined ? null : one.images[at.image]?.uuid;
        const calls = at?.inlined.map((call) => [call.symbol, call.file, call.line]);
        const own = at?.location;
        return [depth, count, note, at?.address, place, own?.symbol, own?.file, own?.line, at?.symbolOffset, calls];
      });
      const id = [tree.process, tree.pid, tree.threadId, tree.queue, tree.attributed, tree.unit, nodes];
      return JSON.stringify(id, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    })
    .sort();
}

describe('call trees as text', () => {
  it('are read back whole, and written the same again', () => {
    fc.assert(
      fc.property(report, (one) => {
        const text = toText(one);
        const again = read(text);
        expect(toText(again)).toBe(text);
        expect(told(again)).toEqual(told(one));
        expect(again.kind).toBe(one.kind);
        expect(read(toText(again))).toEqual(again);
      }),
    );
  });

  it('of any depth take no more room than their lines', () => {
    const depth = 20_000;
    const [frame] = read(ips()).threads[0]?.frames ?? [];
    const frames = frame === undefined ? [] : [frame];
    const nodes = Array.from({ length: depth }, (_, index) => ({ frame: 0, depth: index, count: 1, note: null }));
    const where = { title: null, process: null, pid: null, threadId: 1n, threadName: null, queue: null };
    const tree: CallTree = { ...where, attributed: false, unit: 'samples', frames, nodes };
    const text = toText({ ...base, kind: 'hang', body: { ...EMPTY_BODY, trees: [tree] } });
    expect(text.length).toBeLessThan(depth * 800);
    expect(read(text).body?.trees[0]?.nodes.at(-1)).toMatchObject({ depth: depth - 1 });
  });
});
