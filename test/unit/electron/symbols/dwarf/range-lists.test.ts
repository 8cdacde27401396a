/** Lists of ranges, in wordings that no compiler here writes: `start` at 0x1000, 0x40 bytes long. */

import { describe, expect, it } from 'vitest';

import { lookupBuilt } from '../../../../fixtures/symbols/built-lookup.ts';
import { AT, BASE, build, FORM, FOUND, lookup, plain, START } from '../../../../fixtures/symbols/built-unit.ts';
import { type Shape } from '../../../../fixtures/symbols/dwarf-builder.ts';
import { Writer } from '../../../../fixtures/symbols/macho-builder.ts';

describe('a list of ranges', () => {
  const listed = plain([[AT.ranges, FORM.secOffset]]);
  const at = (to: Writer): void => void to.uleb(2).cstring('start').u32(0);

  it('counts from the unit’s address before DWARF 5, until it sets another base', () => {
    const list = new Writer().u64(0).u64(0x10).u64(-1).u64(BASE).u64(0x1030).u64(0x1040).u64(0).u64(0).done();
    expect(
      lookup(
        { version: 4, shapes: listed, entries: at, sections: { __debug_ranges: list } },
        [0xfff, 0x1000, 0x100f, 0x1010, 0x1030, 0x103f, 0x1040],
      ),
    ).toEqual(['-', 'start', 'start', '-', 'start', 'start', '-']);
  });

  const addresses = new Writer()
    .u32(28)
    .u16(5)
    .u8(8, 0)
    .u64(START)
    .u64(START + 0x40n)
    .u64(BASE)
    .done();
  const wordings: readonly (readonly [name: string, write: (to: Writer) => void])[] = [
    ['startx_endx', (to) => to.u8(1, 2, 2, 0, 1, 0)],
    ['startx_length', (to) => to.u8(3, 0, 0x40, 0)],
    ['base_addressx and offset_pair', (to) => to.u8(1, 2, 4).uleb(0x1000).uleb(0x1040).u8(0)],
    ['offset_pair from the unit’s address', (to) => to.u8(4).uleb(0).uleb(0x40).u8(0)],
    ['base_address', (to) => to.u8(5).u64(BASE).u8(4).uleb(0x1000).uleb(0x1040).u8(0)],
    [
      'start_end',
      (to) =>
        to
          .u8(6)
          .u64(START)
          .u64(START + 0x40n)
          .u8(0),
    ],
    ['start_length', (to) => to.u8(7).u64(START).uleb(0x40).u8(0)],
    [
      'empty and dead entries beside',
      (to) =>
        to
          .u8(7)
          .u64(START)
          .uleb(0)
          .u8(7)
          .u64(-1)
          .uleb(0x40)
          .u8(7)
          .u64(0)
          .uleb(0x4000)
          .u8(7)
          .u64(START)
          .uleb(0x40)
          .u8(0),
    ],
  ];
  it.each(wordings)('is worded in DWARF 5 as %s', (_name, write) => {
    const list = new Writer().u32(0).u16(5).u8(8, 0).u32(1).u32(4);
    write(list);
    const sections = { __debug_rnglists: list.done(), __debug_addr: addresses };
    const shapes = plain([[AT.ranges, FORM.rnglistx]]);
    const entries = (to: Writer): void => void to.uleb(2).cstring('start').uleb(0);
    expect(lookup({ version: 5, shapes, entries, sections })).toEqual(FOUND);
    const unitShape: readonly Shape[] = [[AT.rnglistsBase, FORM.secOffset]];
    expect(lookup({ version: 5, shapes, entries, sections, unitShape, unitValues: (to) => to.u32(12) })).toEqual(FOUND);
    const byOffset = (to: Writer): void => void to.uleb(2).cstring('start').u32(16);
    expect(lookup({ version: 5, shapes: listed, entries: byOffset, sections })).toEqual(FOUND);
  });

  it('is damaged where an entry is of no known kind, and the answer says so', () => {
    const sections = { __debug_rnglists: new Writer().u8(9, 9, 9).done() };
    const [answer] = lookupBuilt(build({ version: 5, shapes: listed, entries: at, sections }), [0x1000]);
    expect(answer).toMatchObject({ kind: 'none', fault: { kind: 'malformed-dwarf' } });
  });
});
