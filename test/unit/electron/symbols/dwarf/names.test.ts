/** Names of functions, in wordings that no compiler here writes. */

import { describe, expect, it } from 'vitest';

import { AT, FORM, FOUND, lookup, START } from '../../../../fixtures/symbols/built-unit.ts';
import { headerSize, TAG_FUNCTION, type EntryShape, type Shape } from '../../../../fixtures/symbols/dwarf-builder.ts';
import { Writer } from '../../../../fixtures/symbols/macho-builder.ts';

describe('the name of a function', () => {
  const code: readonly Shape[] = [
    [AT.lowPc, FORM.addr],
    [AT.highPc, FORM.data4],
  ];
  const offsets = new Writer().u32(12).u16(5).u16(0).u32(1).u32(7).done();
  const sections = {
    __debug_str: new Writer().u8(0).cstring('other').cstring('start').done(),
    __debug_str_offs: offsets,
  };

  it.each([
    ['strp', FORM.strp, (to: Writer) => to.u32(7)],
    ['strx', FORM.strx, (to: Writer) => to.uleb(1)],
    ['strx1', FORM.strx1, (to: Writer) => to.u8(1)],
    ['strx2', FORM.strx2, (to: Writer) => to.u16(1)],
    ['strx3', FORM.strx3, (to: Writer) => to.u8(1, 0, 0)],
    ['strx4', FORM.strx4, (to: Writer) => to.u32(1)],
  ])('is read as %s', (_name, form, write) => {
    const shapes: readonly EntryShape[] = [{ code: 2, tag: TAG_FUNCTION, attributes: [[AT.name, form], ...code] }];
    const entries = (to: Writer): void => void write(to.uleb(2)).u64(START).u32(0x40);
    expect(lookup({ version: 5, shapes, entries, sections })).toEqual(FOUND);
    const unitShape: readonly Shape[] = [[AT.strOffsetsBase, FORM.secOffset]];
    expect(lookup({ version: 5, shapes, entries, sections, unitShape, unitValues: (to) => to.u32(8) })).toEqual(FOUND);
  });

  it('is found behind attributes of every odd length', () => {
    const odd: readonly Shape[] = [
      [0x2001, FORM.data16],
      [0x2002, FORM.block1],
      [0x2003, FORM.exprloc],
      [0x2004, FORM.flagPresent],
      [0x2005, FORM.implicitConst, -3],
      [0x2006, FORM.refSig8],
      [0x2008, FORM.block2],
      [0x2009, FORM.sdata],
    ];
    const shapes: readonly EntryShape[] = [
      { code: 2, tag: TAG_FUNCTION, attributes: [...odd, [AT.name, FORM.string], ...code] },
    ];
    const entries = (to: Writer): void => {
      to.uleb(2).bytes(new Uint8Array(16)).u8(2, 1, 2).uleb(3).u8(1, 2, 3).u64(0x99).u16(1).u8(7).sleb(-99_999);
      to.cstring('start').u64(START).u32(0x40);
    };
    expect(lookup({ version: 5, shapes, entries })).toEqual(FOUND);
  });

  const shapes: readonly EntryShape[] = [
    { code: 2, tag: TAG_FUNCTION, attributes: [[AT.specification, FORM.ref4], ...code] },
    {
      code: 3,
      tag: TAG_FUNCTION,
      attributes: [
        [AT.origin, FORM.refAddr],
        [AT.linkageName, FORM.string],
      ],
    },
    {
      code: 4,
      tag: TAG_FUNCTION,
      attributes: [
        [AT.origin, FORM.ref4],
        [AT.name, FORM.string],
      ],
    },
  ];
  const header = headerSize({ version: 4 });

  it('is the linkage name of an entry it was made from, before any plain name', () => {
    const first = header + 13;
    const entries = (to: Writer): void => {
      const second = first + 17;
      to.uleb(2).u32(second).u64(START).u32(0x40);
      to.uleb(4)
        .u32(second + 5 + 'plain'.length + 1)
        .cstring('plain');
      to.uleb(3).u32(first).cstring('start');
    };
    expect(lookup({ version: 4, shapes, entries })).toEqual(FOUND);
  });

  it('ends where entries refer to each other in a circle', () => {
    const first = header + 13;
    const entries = (to: Writer): void => void to.uleb(2).u32(first).u64(START).u32(0x40);
    expect(lookup({ version: 4, shapes, entries })).toEqual(['-', '', '', '-']);
  });
});
