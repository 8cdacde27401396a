/** Where a function’s code lies, in wordings that no compiler here writes: `start` at 0x1000, 0x40 bytes long. */

import { describe, expect, it } from 'vitest';

import { AT, BASE, FORM, FOUND, lookup, plain, START } from '../../../../fixtures/symbols/built-unit.ts';
import { type Shape } from '../../../../fixtures/symbols/dwarf-builder.ts';
import { Writer } from '../../../../fixtures/symbols/macho-builder.ts';

describe('the code of a function', () => {
  it.each([2, 3, 4, 5])('is two addresses in DWARF %i', (version) => {
    const shapes = plain([
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.addr],
    ]);
    expect(
      lookup({
        version,
        shapes,
        entries: (to) =>
          to
            .uleb(2)
            .cstring('start')
            .u64(START)
            .u64(START + 0x40n),
      }),
    ).toEqual(FOUND);
  });

  it('is an address and a length in any constant form', () => {
    const lengths: readonly (readonly [Shape, (to: Writer) => void])[] = [
      [[AT.highPc, FORM.data1], (to) => to.u8(0x40)],
      [[AT.highPc, FORM.data2], (to) => to.u16(0x40)],
      [[AT.highPc, FORM.data8], (to) => to.u64(0x40)],
      [[AT.highPc, FORM.udata], (to) => to.uleb(0x40)],
      [[AT.highPc, FORM.implicitConst, 0x40], () => undefined],
      [[AT.highPc, FORM.indirect], (to) => to.uleb(FORM.data1).u8(0x40)],
    ];
    for (const [shape, write] of lengths) {
      const entries = (to: Writer): void => write(to.uleb(2).cstring('start').u64(START));
      expect(lookup({ version: 5, shapes: plain([[AT.lowPc, FORM.addr], shape]), entries })).toEqual(FOUND);
    }
  });

  it('is found in DWARF64 and with addresses of 32 bits', () => {
    const shapes = plain([
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.data4],
    ]);
    expect(
      lookup({ version: 4, wide: true, shapes, entries: (to) => to.uleb(2).cstring('start').u64(START).u32(0x40) }),
    ).toEqual(FOUND);
    expect(
      lookup({
        version: 4,
        addressSize: 4,
        textVmaddr: 0x4000n,
        shapes,
        entries: (to) => to.uleb(2).cstring('start').u32(0x5000).u32(0x40),
      }),
    ).toEqual(FOUND);
  });

  it('is found in images above 2^53, where kernels live', () => {
    const textVmaddr = 0xffff_fff0_0700_4000n;
    const shapes = plain([
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.data4],
    ]);
    expect(
      lookup({
        version: 4,
        textVmaddr,
        shapes,
        entries: (to) =>
          to
            .uleb(2)
            .cstring('start')
            .u64(textVmaddr + 0x1000n)
            .u32(0x40),
      }),
    ).toEqual(FOUND);
  });

  it.each([
    ['addrx', FORM.addrx, (to: Writer) => to.uleb(1)],
    ['addrx1', FORM.addrx1, (to: Writer) => to.u8(1)],
    ['addrx4', FORM.addrx4, (to: Writer) => to.u32(1)],
  ])('is an index into __debug_addr (%s)', (_name, form, write) => {
    const addresses = new Writer().u32(20).u16(5).u8(8, 0).u64(0xdead).u64(START).done();
    const shapes = plain([
      [AT.lowPc, form],
      [AT.highPc, FORM.data4],
    ]);
    const entries = (to: Writer): void => void write(to.uleb(2).cstring('start')).u32(0x40);
    const sections = { __debug_addr: addresses };
    expect(
      lookup({
        version: 5,
        shapes,
        entries,
        sections,
        unitShape: [[AT.addrBase, FORM.secOffset]],
        unitValues: (to) => to.u32(8),
      }),
    ).toEqual(FOUND);
    expect(lookup({ version: 5, shapes, entries, sections })).toEqual(FOUND);
  });

  it.each([0n, 0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_fffen])('is nowhere at %i: the linker left it out', (dead) => {
    const shapes = plain([
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.data4],
    ]);
    const entries = (to: Writer): void =>
      void to.uleb(2).cstring('dead').u64(dead).u32(0xffff).uleb(2).cstring('start').u64(START).u32(0x40);
    expect(lookup({ version: 4, shapes, entries, textVmaddr: BASE })).toEqual(FOUND);
    const library = (to: Writer): void =>
      void to.uleb(2).cstring('start').u64(0x1000).u32(0x40).uleb(2).cstring('dead').u64(dead).u32(0xffff);
    expect(lookup({ version: 4, shapes, entries: library, textVmaddr: 0n })).toEqual(FOUND);
  });
});
