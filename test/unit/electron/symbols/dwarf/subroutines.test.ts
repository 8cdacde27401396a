/** Inlined calls and their places. */

import { describe, expect, it } from 'vitest';

import { AT, type Built, FORM, lookup, START } from '../../../../fixtures/symbols/built-unit.ts';
import {
  line,
  lineTable,
  TAG_FUNCTION,
  TAG_INLINED,
  type EntryShape,
  type Shape,
} from '../../../../fixtures/symbols/dwarf-builder.ts';
import type { Writer } from '../../../../fixtures/symbols/macho-builder.ts';

describe('a call that was inlined', () => {
  it('into another call, below a block, has the place of each; file 0 is a file since DWARF 5', () => {
    const code: readonly Shape[] = [
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.data4],
    ];
    const call: readonly Shape[] = [
      [AT.name, FORM.string],
      ...code,
      [AT.callFile, FORM.data1],
      [AT.callLine, FORM.data1],
    ];
    const shapes: readonly EntryShape[] = [
      { code: 2, tag: TAG_FUNCTION, children: true, attributes: [[AT.name, FORM.string], ...code] },
      { code: 3, tag: 0x0b, children: true, attributes: code },
      { code: 4, tag: TAG_INLINED, children: true, attributes: call },
      { code: 5, tag: TAG_INLINED, attributes: call },
    ];
    const entries = (to: Writer): void => {
      to.uleb(2).cstring('outer').u64(START).u32(0x40);
      to.uleb(3).u64(START).u32(0x20);
      to.uleb(4).cstring('middle').u64(START).u32(0x10).u8(0, 31);
      to.uleb(5)
        .cstring('inner')
        .u64(START + 4n)
        .u32(4)
        .u8(1, 21);
      to.u8(0, 0, 0);
    };
    const program = (to: Writer): void => {
      line.setAddress(to, START);
      line.advanceLine(line.setFile(to, 1), 10);
      line.endSequence(line.advancePc(line.copy(to), 0x40));
    };
    const unitShape: readonly Shape[] = [
      [AT.stmtList, FORM.secOffset],
      [AT.compDir, FORM.string],
    ];
    const table = (version: number): Built => ({
      version,
      shapes,
      entries,
      unitShape,
      unitValues: (to) => to.u32(0).cstring('/build'),
      sections: { __debug_line: lineTable({ version }, program) },
    });
    const inner = 'inner /build/src/two.c:11 < middle /build/src/two.c:21 < outer /build/src/one.c:31';
    const middle = 'middle /build/src/two.c:11 < outer /build/src/one.c:31';
    expect(lookup(table(5), [0x1004, 0x1000, 0x1008, 0x1010])).toEqual([
      inner,
      middle,
      middle,
      'outer /build/src/two.c:11',
    ]);
    // Files count from 1 before: 0 is none.
    expect(lookup(table(4), [0x1004])).toEqual(['inner /build/src/one.c:11 < middle /build/src/one.c:21 < outer']);
  });
});
