/** What a search of stacks and call trees finds is what a plain search of every field of every line finds. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../../renderer/stack/fields.ts';
import { findInStacks } from '../../../../renderer/stack/find.ts';
import type { FrameMatches } from '../../../../renderer/stack/find.ts';
import { stackRows } from '../../../../renderer/stack/folding.ts';
import { SearchedLines } from '../../../../renderer/stack/searched-lines.ts';
import { findInTree } from '../../../../renderer/tree/find.ts';
import { shapeOf } from '../../../../renderer/tree/shape.ts';
import { placesOf } from '../../../../renderer/words/found.ts';
import type { CallTreeJson, FrameJson } from '../../../../shared/render/json.ts';
import { reportWith } from '../host.ts';
import { frame } from './frames.ts';

/** Few letters, so that words are found, with those whose cases differ in length or place. */
const words = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'ß', 'İ', 'Σ', 'ς', '.', '0'), maxLength: 4 });

const frames = fc
  .array(
    fc.record({ image: fc.option(words), symbol: fc.option(words), file: fc.option(words), inApp: fc.boolean() }),
    { maxLength: 30 },
  )
  .map((lines) => lines.map((line, index) => frame({ ...line, index, machineIndex: index, line: index })));

/** Words as somebody types them: by letters more, fewer, or others. */
const typing = fc.array(
  fc.oneof(
    words,
    fc.record({ letter: words }).map(({ letter }) => `+${letter}`),
    fc.constant('-'),
  ),
  { minLength: 1, maxLength: 12 },
);

function typed(keys: readonly string[]): readonly string[] {
  const all: string[] = [];
  for (const key of keys) {
    const before = all.at(-1) ?? '';
    all.push(key.startsWith('+') ? before + key.slice(1) : key === '-' ? before.slice(0, -1) : key);
  }
  return all;
}

/** Plainly: every field of every line, one after the other. */
function plainly(lines: readonly FrameJson[], wanted: string) {
  return lines.map((line) => {
    const { image, symbol, source } = fieldsOf(line);
    return { image: placesOf(wanted, image), symbol: placesOf(wanted, symbol), source: placesOf(wanted, source) };
  });
}

function count({ image, symbol, source }: Omit<FrameMatches, 'first'>): number {
  return image.length + symbol.length + source.length;
}

describe('lines that are looked through with every key', () => {
  it('hold what a plain search finds, whatever was looked for before', () => {
    fc.assert(
      fc.property(frames, typing, (lines, keys) => {
        const searched = new SearchedLines(lines);
        for (const wanted of typed(keys)) {
          searched.look(wanted);
          const expected = plainly(lines, wanted).map((line) => (count(line) === 0 ? null : line));
          expect(lines.map((_, at) => searched.placesIn(at))).toEqual(expected);
        }
      }),
    );
  });

  it('need not all be asked for: what was left out is not taken for empty', () => {
    fc.assert(
      fc.property(frames, typing, fc.array(fc.nat(29)), (lines, keys, asked) => {
        const searched = new SearchedLines(lines);
        for (const wanted of typed(keys)) {
          searched.look(wanted);
          for (const at of asked.filter((at) => at < lines.length)) {
            const line = plainly(lines, wanted)[at];
            expect(searched.placesIn(at) ?? { image: [], symbol: [], source: [] }).toEqual(line);
          }
        }
      }),
    );
  });
});

describe('finding in stacks', () => {
  it('numbers matches as a plain search does, and opens exactly the folds that hold one', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 4 }), typing, (stacks, keys) => {
        const threads = stacks.map((frames, index) => ({
          index,
          id: null,
          name: null,
          queue: null,
          triggered: false,
          state: null,
          frames,
        }));
        const report = reportWith({ threads, crashedThread: null });
        for (const wanted of typed(keys)) {
          const found = findInStacks(report, 'threads', wanted);
          const places = threads.flatMap(({ index, frames }) =>
            plainly(frames, wanted).flatMap((line, frame) =>
              Array.from({ length: count(line) }, () => ({ stack: `thread-${index}`, frame })),
            ),
          );
          expect(found).toMatchObject({ total: places.length, more: false, places });
          for (const { index, frames } of threads) {
            const matches = found.stacks.get(`thread-${index}`);
            for (const [at, line] of matches ?? [])
              expect(places[line.first]).toEqual({ stack: `thread-${index}`, frame: at });
            const rows = stackRows(frames, {
              hideSystem: true,
              toggled: new Set(),
              ...(matches && { wanted: matches }),
            });
            for (const row of rows) {
              if (row.kind === 'fold') expect(row.open).toBe(row.frames.some(({ index }) => matches?.has(index)));
            }
            const drawn = new Set(rows.flatMap((row) => (row.kind === 'frame' ? [row.frame.index] : [])));
            expect([...(matches?.keys() ?? [])].filter((frame) => !drawn.has(frame))).toEqual([]);
          }
        }
      }),
    );
  });

  it('stops counting at some number, and says so', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => frame({ index, machineIndex: index, symbol: 'moor()' }));
    const thread = { index: 0, id: null, name: null, queue: null, triggered: true, frames: many, state: null };
    const found = findInStacks(reportWith({ threads: [thread], crashedThread: 0 }), 'stacks', 'moor');
    expect(found).toMatchObject({ total: 20_000, more: true });
    expect(found.places.at(-1)).toEqual({ stack: 'thread-0', frame: 19_999 });
  });
});

describe('finding in a call tree', () => {
  it('numbers matches as a plain search of its nodes does', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(5), { maxLength: 40 }), typing, (lines, depths, keys) => {
        const tree: CallTreeJson = {
          title: null,
          process: null,
          pid: null,
          threadId: null,
          threadName: null,
          queue: null,
          attributed: false,
          unit: 'samples',
          frames: lines.map((line) => [line]),
          nodes:
            lines.length === 0
              ? []
              : depths.map((depth, at) => ({ frame: at % lines.length, depth, count: 1, note: null })),
        };
        const shape = shapeOf(tree, { inverted: false, hideSystem: false });
        for (const wanted of typed(keys)) {
          const inLines = plainly(shape.lines, wanted);
          const places = shape.tree.nodes.flatMap(({ line }, index) => {
            const found = line === null ? undefined : inLines[line];
            return Array.from({ length: found ? count(found) : 0 }, () => index);
          });
          expect(findInTree(shape, wanted)).toMatchObject({ total: places.length, more: false, places });
        }
      }),
    );
  });
});

describe('a stack longer than a call can have arguments', () => {
  it('is folded and unfolded all the same', () => {
    const long = Array.from({ length: 300_000 }, (_, index) =>
      frame({ index, machineIndex: index, inApp: index === 0, status: 'symbolicated' }),
    );
    expect(stackRows(long, { hideSystem: false, toggled: new Set() })).toHaveLength(4);
    expect(stackRows(long, { hideSystem: false, toggled: new Set([3]) })).toHaveLength(300_001);
  });
});
