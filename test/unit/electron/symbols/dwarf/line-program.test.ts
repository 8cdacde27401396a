/** Line tables that no compiler here writes. */

import { describe, expect, it } from 'vitest';

import { lineOf, lookupBuilt } from '../../../../fixtures/symbols/built-lookup.ts';
import { AT, build, FORM, lookup, plain, START } from '../../../../fixtures/symbols/built-unit.ts';
import { line, lineTable, type LineOptions, type Shape } from '../../../../fixtures/symbols/dwarf-builder.ts';
import type { Writer } from '../../../../fixtures/symbols/macho-builder.ts';

describe('a line table', () => {
  const shapes = plain([
    [AT.lowPc, FORM.addr],
    [AT.highPc, FORM.data4],
  ]);
  const unitShape: readonly Shape[] = [
    [AT.stmtList, FORM.secOffset],
    [AT.compDir, FORM.string],
  ];

  function lines(options: LineOptions, program: (to: Writer) => void, distances: readonly number[]): readonly string[] {
    const entries = (to: Writer): void => void to.uleb(2).cstring('start').u64(START).u32(0x40);
    const { version, wide = false } = options;
    const unitValues = (to: Writer): void => void to.word(0, wide ? 8 : 4).cstring('/build');
    return lookup(
      {
        version,
        wide,
        shapes,
        entries,
        unitShape,
        unitValues,
        sections: { __debug_line: lineTable(options, program) },
      },
      distances,
    );
  }

  const simple = (to: Writer): void => {
    line.copy(line.setAddress(to, START));
    line.copy(line.advanceLine(line.advancePc(to, 8), 4));
    line.endSequence(line.advancePc(to, 8));
  };

  it.each([
    [2, false],
    [3, false],
    [4, false],
    [5, false],
    [4, true],
    [5, true],
  ])('of DWARF %i says where each address came from (DWARF64: %s)', (version, wide) => {
    const file = version >= 5 ? 'two.c' : 'one.c';
    expect(lines({ version, wide }, simple, [0x1000, 0x1007, 0x1008, 0x100f, 0x1010])).toEqual([
      `start /build/src/${file}:1`,
      `start /build/src/${file}:1`,
      `start /build/src/${file}:5`,
      `start /build/src/${file}:5`,
      'start',
    ]);
  });

  it('passes over sequences of no length and of code that was left out', () => {
    const program = (to: Writer): void => {
      line.endSequence(line.copy(line.advanceLine(line.setAddress(to, START), 90)));
      line.endSequence(line.advancePc(line.copy(line.advanceLine(line.setAddress(to, -1n), 80)), 0x4000));
      line.endSequence(line.advancePc(line.copy(line.advanceLine(line.setAddress(to, 0n), 70)), 0x4000));
      simple(to);
      line.endSequence(line.copy(line.advanceLine(line.setAddress(to, START + 8n), 60)));
    };
    expect(lines({ version: 4 }, program, [0x1000, 0x1008])).toEqual([
      'start /build/src/one.c:1',
      'start /build/src/one.c:5',
    ]);
  });

  it('gives an address that two sequences claim to the one that ends first', () => {
    const program = (to: Writer): void => {
      line.endSequence(line.advancePc(line.copy(line.advanceLine(line.setAddress(to, START), 90)), 0x30));
      simple(to);
    };
    expect(lines({ version: 4 }, program, [0x1000, 0x1018])).toEqual([
      'start /build/src/one.c:1',
      'start /build/src/one.c:91',
    ]);
  });

  it('may name files of its own, have opcodes that nobody knows and instructions in bundles', () => {
    const program = (to: Writer): void => {
      to.u8(0)
        .uleb(1 + 6 + 3)
        .u8(3)
        .cstring('own.c')
        .uleb(1)
        .uleb(0)
        .uleb(0);
      line.setAddress(to, START);
      // Opcode 13 of two arguments is not in the standard.
      to.u8(13).uleb(5).uleb(6);
      line.copy(line.setFile(to, 3));
      line.copy(line.advanceLine(line.advancePc(to, 3), 4));
      line.endSequence(line.advancePc(to, 3));
    };
    const options = { version: 4, opcodeBase: 14, minInstructionLength: 4, maxOperations: 3 };
    expect(lines(options, program, [0x1000, 0x1003, 0x1004, 0x1008])).toEqual([
      'start /build/src/own.c:1',
      'start /build/src/own.c:1',
      'start /build/src/own.c:5',
      'start',
    ]);
  });

  it('whose line range is 0 does not divide by it', () => {
    const program = (to: Writer): void => {
      line.setAddress(to, START);
      to.u8(0x80);
      line.endSequence(line.advancePc(to, 8));
    };
    expect(lines({ version: 4, lineRange: 0 }, program, [0x1000])).toEqual(['start /build/src/one.c:1']);
  });

  it('that ends too early leaves the function its name, and a fault', () => {
    const entries = (to: Writer): void => void to.uleb(2).cstring('start').u64(START).u32(0x40);
    const sections = { __debug_line: Uint8Array.of(0xff, 0, 0, 0, 4, 0) };
    const unitValues = (to: Writer): void => void to.u32(0).cstring('/build');
    const [answer] = lookupBuilt(build({ version: 4, shapes, entries, unitShape, unitValues, sections }), [0x1000]);
    expect(lineOf(answer)).toBe('start');
    expect(answer?.fault?.message).toContain('line table ends');
  });
});
