/**
 * Symbol caches: whatever answers go in come out again, and a cache in which anything was changed gives those answers or
 * none at all.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, constantFrom, integer, nat, option, property, record, string, uint8Array } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BlockReader, BlockWriter } from '../../../../electron/symbols/cache/block.ts';
import { CacheReader } from '../../../../electron/symbols/cache/read.ts';
import type { Answer, SliceRef } from '../../../../electron/symbols/engine.ts';
import { toSvma } from '../../../../shared/report/address.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER } from '../../../fixtures/symbols/build.ts';
import { cacheOf, type BuiltCache } from '../../../fixtures/symbols/caches.ts';
import { sliceRef } from '../../../fixtures/symbols/slices.ts';

describe('a block', () => {
  const text = string({ unit: 'grapheme', maxLength: 6 }).map((value) => value.replaceAll('\0', ''));
  const few = constantFrom('a', 'b', 'tide::fold<int>', 'Größe');
  const frame = record({
    name: few,
    file: option(constantFrom('/a.c', '/b/ü.swift')),
    line: option(integer({ min: 1, max: 2 ** 32 - 1 }), { freq: 9 }),
    column: option(integer({ min: 1, max: 400 })),
  });
  const found = record({ outer: text, frames: array(frame, { minLength: 1, maxLength: 5 }), ahead: option(nat(5000)) });
  const range = record({ step: integer({ min: 1, max: 70_000 }), found: option(found) });

  it('says at every address of each range what was said of its start', () => {
    assert(
      property(
        integer({ min: -(2 ** 40), max: 2 ** 40 }),
        array(range, { minLength: 1, maxLength: 100 }),
        (from, ranges) => {
          const writer = new BlockWriter();
          let at = from;
          const expected = ranges.map(({ step, found }) => {
            const start = at;
            at += step;
            const frames =
              found === null ? [] : [...found.frames, { name: found.outer, file: null, line: null, column: null }];
            const functionStart = found === null || found.ahead === null ? null : start - found.ahead;
            const answer: Answer =
              frames.length === 0
                ? { kind: 'none' }
                : {
                    kind: 'found',
                    frames,
                    symbolOffset: functionStart === null ? null : BigInt(start - functionStart),
                  };
            writer.add(start, answer);
            return { start, last: at - 1, hit: { frames, start: functionStart } };
          });
          const bytes = writer.finish();
          const reader = new BlockReader();
          reader.reserve(bytes.length);
          reader.bytes.set(bytes);
          expect(reader.open(bytes.length, from)).toBe(true);
          for (const { start, last, hit } of expected) {
            expect(reader.find(start)).toEqual(hit);
            expect(reader.find(last)).toEqual(hit);
          }
        },
      ),
    );
  });
});

describe.skipIf(!hasCompiler)(`a changed cache${WITHOUT_COMPILER}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'caches-'));
  let slice: SliceRef;
  let cache: BuiltCache;
  let sound: Buffer;

  beforeAll(() => {
    slice = sliceRef(buildFixtures().fixture('arm64-dwarf5').dwarf, 'arm64');
    cache = cacheOf(folder, slice);
    sound = readFileSync(cache.path);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function ask(bytes: Uint8Array): readonly Answer[] | null {
    writeFileSync(cache.path, bytes);
    const reader = CacheReader.open(cache.path, cache.key);
    const addresses = Array.from({ length: 100 }, (_, index) =>
      toSvma(slice.textVmaddr + 0x4000n + BigInt(index * 37)),
    );
    const answers = reader?.lookup(addresses) ?? null;
    reader?.close();
    return answers;
  }

  it('gives the right answers or none', () => {
    const whole = ask(sound);
    expect(whole?.filter(({ kind }) => kind === 'found').length).toBeGreaterThan(50);
    let refused = 0;
    assert(
      property(
        nat(sound.length - 1),
        uint8Array({ minLength: 1, maxLength: 4 }),
        nat(sound.length),
        (at, patch, keep) => {
          const bytes = Buffer.from(sound);
          bytes.set(patch.subarray(0, sound.length - at), at);
          for (const damaged of [bytes, bytes.subarray(0, keep)]) {
            const answers = ask(damaged);
            if (answers === null) refused++;
            else expect(answers).toEqual(whole);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});
