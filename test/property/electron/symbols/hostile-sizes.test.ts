/**
 * Numbers that no file can mean: counts, lengths and references written over a small sound file, one after the other, at
 * every byte of it. Whatever is claimed, nothing is allocated for it that the file does not hold, and nothing runs on.
 */

import { describe, expect, it } from 'vitest';

import { memorySource } from '../../../../electron/symbols/bytes/source.ts';
import { readSlices } from '../../../../electron/symbols/macho/container.ts';
import { SliceSymbols } from '../../../../electron/symbols/slice-symbols.ts';
import { AT, build, FORM, START } from '../../../fixtures/symbols/built-unit.ts';
import {
  line,
  lineTable,
  TAG_FUNCTION,
  TAG_INLINED,
  type EntryShape,
} from '../../../fixtures/symbols/dwarf-builder.ts';
import { Writer } from '../../../fixtures/symbols/macho-builder.ts';

const DISTANCES = [0, 0xfff, 0x1000, 0x1008, 0x1020, 0x1fff, 0x2000];
const CLAIMS: readonly Uint8Array[] = [
  Uint8Array.of(0xff, 0xff, 0xff, 0xff),
  Uint8Array.of(0xff, 0xff, 0xff, 0x7f),
  Uint8Array.of(0xf0, 0xff, 0xff, 0xff),
  Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
  Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
];
/** A file of two kilobytes has to make do with these. */
const MILLISECONDS = 500;
const BYTES = 64 << 20;

/** A function with ranges, a call inlined into it, names elsewhere, lines and address ranges, of either DWARF. */
function small(version: 4 | 5): Uint8Array {
  const shapes: readonly EntryShape[] = [
    {
      code: 2,
      tag: TAG_FUNCTION,
      children: true,
      attributes: [
        [AT.name, FORM.strp],
        [AT.ranges, FORM.secOffset],
        [0x40, FORM.exprloc],
      ],
    },
    {
      code: 3,
      tag: TAG_INLINED,
      attributes: [
        [AT.origin, FORM.ref4],
        [AT.lowPc, FORM.addr],
        [AT.highPc, FORM.data4],
        [AT.callFile, FORM.data1],
        [AT.callLine, FORM.udata],
      ],
    },
  ];
  const entries = (to: Writer): void => {
    to.uleb(2).u32(0).u32(0).uleb(2).u8(0x91, 0);
    to.uleb(3).u32(40).u64(START).u32(8).u8(1).uleb(300).u8(0);
  };
  const program = (to: Writer): void => {
    line.copy(line.setAddress(to, START));
    line.copy(line.advanceLine(line.advancePc(to, 8), 4));
    line.endSequence(line.advancePc(to, 0x38));
  };
  const aranges = new Writer().u32(44).u16(2).u32(0).u8(8, 0).u32(0).u64(START).u64(0x1000).u64(0).u64(0);
  return build({
    version,
    shapes,
    unitShape: [
      [AT.stmtList, FORM.secOffset],
      [AT.compDir, FORM.string],
    ],
    unitValues: (to) => void to.u32(0).cstring('/build'),
    entries,
    sections: {
      __debug_str: new Writer().cstring('start').done(),
      __debug_line: lineTable({ version }, program),
      __debug_aranges: aranges.done(),
      __debug_ranges: new Writer().u64(0).u64(0x40).u64(0).u64(0).done(),
      __debug_rnglists: new Writer().u8(4).uleb(0).uleb(0x40).u8(0).done(),
    },
  });
}

function lookAround(bytes: Uint8Array): number {
  const slices = readSlices(memorySource(bytes), 'hostile');
  if (!slices.ok) return 0;
  let found = 0;
  for (const slice of slices.value) {
    const symbols = new SliceSymbols(slice, 'hostile');
    for (const batch of symbols.batches(DISTANCES)) {
      for (const { kind, fault } of symbols.answer(batch)) {
        if (fault !== undefined) expect(['malformed-macho', 'malformed-dwarf']).toContain(fault.kind);
        if (kind === 'found') found++;
      }
    }
  }
  return found;
}

describe.each([4, 5] as const)('a file of DWARF %i with a number too large', (version) => {
  const whole = small(version);

  it('at any place is read as far as it makes sense, in little time and memory', () => {
    expect(lookAround(whole)).toBeGreaterThan(2);
    let slowest = 0;
    let largest = 0;
    for (let at = 0; at < whole.length; at++) {
      for (const claim of CLAIMS) {
        const bytes = whole.slice();
        bytes.set(claim.subarray(0, whole.length - at), at);
        const before = process.memoryUsage().arrayBuffers;
        const started = performance.now();
        lookAround(bytes);
        slowest = Math.max(slowest, performance.now() - started);
        largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
      }
    }
    expect(slowest).toBeLessThan(MILLISECONDS);
    expect(largest).toBeLessThan(BYTES);
  });
});
