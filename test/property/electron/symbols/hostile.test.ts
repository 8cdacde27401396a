/**
 * Hostile files: whatever the bytes, the readers end in time, keep their memory, and answer or say what is wrong. Real
 * files are damaged in the ways that hurt most: flipped bytes, sizes blown up, cut ends.
 */

import { readFileSync } from 'node:fs';
import { array, assert, constant, constantFrom, double, oneof, property, record, uint8Array } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { memorySource } from '../../../../electron/symbols/bytes/source.ts';
import type { Answer } from '../../../../electron/symbols/engine.ts';
import { readSlices } from '../../../../electron/symbols/macho/container.ts';
import { SliceSymbols } from '../../../../electron/symbols/slice-symbols.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER } from '../../../fixtures/symbols/build.ts';
import { buildMacho } from '../../../fixtures/symbols/macho-builder.ts';

/** From the start of the code; before it, in it, far behind it. */
const DISTANCES = [-0x10_0000, -4, 0, 0x10, 0x100, 0x400, 0x600, 0x800, 0xa00, 0x7fff_ffff];
const FAULTS = new Set(['malformed-macho', 'malformed-dwarf']);

/** Reads a file to the end of what the engine can do with it. */
function readAll(bytes: Uint8Array): readonly Answer[] {
  const slices = readSlices(memorySource(bytes), 'hostile');
  if (!slices.ok) {
    expect(slices.fault.kind).toBe('malformed-macho');
    expect(slices.fault.message).toMatch(/^hostile: .+\.$/);
    return [];
  }
  return slices.value.flatMap((slice) => {
    const symbols = new SliceSymbols(slice, 'hostile');
    const code = slice.sections.find(({ name }) => name === '__text')?.address ?? slice.textVmaddr;
    const distances = DISTANCES.map((distance) => symbols.space.fromSvma(code) + distance);
    return symbols
      .batches(distances.filter((distance) => !Number.isNaN(distance)))
      .flatMap((batch) => symbols.answer(batch));
  });
}

function expectSound(bytes: Uint8Array): void {
  const started = performance.now();
  for (const { fault } of readAll(bytes)) if (fault !== undefined) expect(FAULTS).toContain(fault.kind);
  expect(performance.now() - started).toBeLessThan(5000);
}

/** A change at a place that is given as a part of the file's length. */
const change = record({
  at: double({ min: 0, max: 0.999_999, noNaN: true }),
  bytes: oneof(
    uint8Array({ minLength: 1, maxLength: 1 }),
    constantFrom(
      Uint8Array.of(0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0, 0, 0, 0),
      Uint8Array.of(0xff, 0xff, 0xff, 0x7f),
      Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80),
    ),
  ),
});

function damaged(
  whole: Uint8Array,
  changes: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  from: number,
  keep: number,
): Uint8Array {
  const bytes = whole.slice(0, Math.ceil(whole.length * keep));
  for (const { at, bytes: patch } of changes) {
    const place = from + Math.floor(at * (bytes.length - from));
    bytes.set(patch.subarray(0, Math.max(0, bytes.length - place)), place);
  }
  return bytes;
}

describe('bytes of no meaning', () => {
  it('are no Mach-O', () => {
    assert(property(uint8Array({ maxLength: 400 }), expectSound), { numRuns: 300 });
  });

  it('behind a sound header are no DWARF', () => {
    const section = uint8Array({ maxLength: 120 });
    const sections = record({
      __debug_info: section,
      __debug_abbrev: section,
      __debug_aranges: section,
      __debug_line: section,
      __debug_ranges: section,
    });
    assert(
      property(sections, (dwarf) => expectSound(buildMacho({ dwarf }))),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(!hasCompiler)(`damaged dSYMs${WITHOUT_COMPILER}`, () => {
  const originals = new Map<string, Uint8Array>();

  beforeAll(() => {
    const { fixture } = buildFixtures();
    for (const id of ['arm64-dwarf4', 'arm64-dwarf5', 'whole5', 'universal'])
      originals.set(id, new Uint8Array(readFileSync(fixture(id).dwarf)));
    originals.set('binary', new Uint8Array(readFileSync(fixture('x86_64-dwarf4').binary)));
  });

  const changes = array(change, { minLength: 1, maxLength: 12 });
  const part = double({ min: 0.05, max: 1, noNaN: true });

  for (const id of ['arm64-dwarf4', 'arm64-dwarf5', 'whole5', 'universal', 'binary']) {
    it(`of ${id} end in answers or faults`, () => {
      const whole = originals.get(id) ?? new Uint8Array();
      // In a dSYM the first pages are headers and padding; the DWARF comes behind.
      const dwarf = id === 'universal' || id === 'binary' ? 0 : 8192;
      assert(
        property(changes, constantFrom(0, dwarf), oneof(constant(1), part), (patches, from, keep) =>
          expectSound(damaged(whole, patches, Math.min(from, Math.floor(whole.length * keep) - 1), keep)),
        ),
        { numRuns: 600 },
      );
    });
  }

  it('sound ones are read without any fault', () => {
    for (const whole of originals.values()) {
      const answers = readAll(whole);
      expect(answers.filter(({ fault }) => fault !== undefined)).toEqual([]);
      expect(answers.filter(({ kind }) => kind === 'found').length).toBeGreaterThan(2);
    }
  });
});
