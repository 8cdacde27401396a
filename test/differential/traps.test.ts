/**
 * What no compiler here writes, and linkers and strippers leave behind: files made byte by byte, in which the built-in
 * engine and llvm-symbolizer have to see the same at every address around the code. That both see something at all is
 * said beside each.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { toSvma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { valueOf } from '../fixtures/results.ts';
import { hasCompiler, WITHOUT_COMPILER } from '../fixtures/symbols/build.ts';
import { AT, BASE, build, FORM, plain, START, type Built } from '../fixtures/symbols/built-unit.ts';
import {
  abbreviations,
  headerSize,
  line,
  lineTable,
  TAG_FUNCTION,
  TAG_INLINED,
  TAG_UNIT,
  unit,
  type EntryShape,
  type Shape,
} from '../fixtures/symbols/dwarf-builder.ts';
import { buildMacho, Writer } from '../fixtures/symbols/macho-builder.ts';
import { sliceRef } from '../fixtures/symbols/slices.ts';
import { askOracle } from './oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'traps-'));
const engine = createBuiltinEngine();

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** What both say, one word an address from 16 bytes before the code to 16 behind it: `function:line < function:line`. */
async function agreed(bytes: Uint8Array, arch: Arch = 'arm64'): Promise<ReadonlySet<string>> {
  const path = join(folder, 'Harbor');
  writeFileSync(path, bytes);
  const slice = sliceRef(path, arch);
  const from = slice.textVmaddr + 0xff0n;
  const addresses = Array.from({ length: 0x60 }, (_, index) => toSvma(from + BigInt(index)));
  const ours = valueOf(await engine.lookup(slice, addresses)).map((answer) =>
    answer.kind === 'none' ? '-' : answer.frames.map(({ name, file, line }) => words(name, file, line)).join(' < '),
  );
  const theirs = askOracle(path, addresses).map(({ frames }) =>
    frames.map(({ name, file, line }) => words(name, file, line)).join(' < '),
  );
  expect(ours).toEqual(theirs);
  await engine.close();
  return new Set(ours);
}

/** llvm-symbolizer has no name and no file where we say that nothing is known. */
function words(name: string, file: string | null, line: number | null): string {
  if (name === '' && (file ?? '') === '') return '-';
  return (file ?? '') === '' ? name : `${name}:${line ?? 0}`;
}

const CODE: readonly Shape[] = [
  [AT.lowPc, FORM.addr],
  [AT.highPc, FORM.data4],
];

/** A unit with line table whose functions are written by `entries`. */
function withLines(program: (to: Writer) => void, entries: (to: Writer) => void, shapes = plain(CODE)): Uint8Array {
  const parts: Built = {
    version: 4,
    shapes,
    unitShape: [
      [AT.stmtList, FORM.secOffset],
      [AT.compDir, FORM.string],
    ],
    unitValues: (to) => void to.u32(0).cstring('/build'),
    entries,
    sections: { __debug_line: lineTable({ version: 4 }, program) },
  };
  return build(parts);
}

const start = (to: Writer): void => void to.uleb(2).cstring('start').u64(START).u32(0x40);

/** Lines 1 and 5, eight bytes each. */
const twoLines = (to: Writer): void => {
  line.copy(line.setAddress(to, START));
  line.copy(line.advanceLine(line.advancePc(to, 8), 4));
  line.endSequence(line.advancePc(to, 8));
};

describe.skipIf(!hasCompiler)(`both see the same${WITHOUT_COMPILER}`, () => {
  it('in sequences of lines without length, before and behind one with', async () => {
    const program = (to: Writer): void => {
      line.endSequence(line.copy(line.advanceLine(line.setAddress(to, START), 50)));
      line.endSequence(line.setAddress(to, START + 4n));
      twoLines(to);
      line.endSequence(line.copy(line.advanceLine(line.setAddress(to, START + 8n), 70)));
    };
    expect(await agreed(withLines(program, start))).toEqual(new Set(['-', 'start:1', 'start:5', 'start']));
  });

  it.each([0n, 0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_fffen])(
    'in code that was left out by the linker, with the address %i written over it',
    async (dead) => {
      const program = (to: Writer): void => {
        line.endSequence(line.advancePc(line.copy(line.advanceLine(line.setAddress(to, dead), 90)), 0x2000));
        twoLines(to);
      };
      const entries = (to: Writer): void => {
        to.uleb(2).cstring('dead').u64(dead).u32(0x2000);
        start(to);
      };
      expect(await agreed(withLines(program, entries))).toEqual(new Set(['-', 'start:1', 'start:5', 'start']));
    },
  );

  it('in lexical blocks, with calls inlined below them', async () => {
    const call: readonly Shape[] = [
      [AT.name, FORM.string],
      ...CODE,
      [AT.callFile, FORM.data1],
      [AT.callLine, FORM.data1],
    ];
    const shapes: readonly EntryShape[] = [
      { code: 2, tag: TAG_FUNCTION, children: true, attributes: [[AT.name, FORM.string], ...CODE] },
      { code: 3, tag: 0x0b, children: true, attributes: CODE },
      { code: 4, tag: 0x0b, children: true, attributes: [] },
      { code: 5, tag: TAG_INLINED, attributes: call },
    ];
    const entries = (to: Writer): void => {
      start(to);
      to.uleb(3).u64(START).u32(0x20).uleb(4);
      to.uleb(5)
        .cstring('inner')
        .u64(START + 4n)
        .u32(8)
        .u8(1, 33);
      to.u8(0, 0, 0);
    };
    const seen = await agreed(withLines(twoLines, entries, shapes));
    expect(seen).toContain('inner:1 < start:33');
    expect(seen).toContain('inner:5 < start:33');
  });

  it('in a method whose name is in its declaration, in another unit', async () => {
    expect(await agreed(twoUnits())).toEqual(new Set(['-', '_ZN5Buoy4bobEv']));
  });

  it('in a file with empty sections', async () => {
    const empty = new Uint8Array();
    const sections = { __debug_aranges: empty, __debug_ranges: empty, __debug_str: empty, __debug_line: empty };
    const bytes = build({ version: 4, shapes: plain(CODE), entries: start, sections });
    expect(await agreed(bytes)).toEqual(new Set(['-', 'start']));
  });

  it('in a unit that __debug_aranges forgot, beside one that it names', async () => {
    const aranges = new Writer().u32(28).u16(2).u32(0xffff).u8(8, 0).u32(0).u64(0).u64(0);
    const sections = { __debug_aranges: aranges.done() };
    const bytes = build({ version: 4, shapes: plain(CODE), entries: start, sections });
    expect(await agreed(bytes)).toEqual(new Set(['-', 'start']));
  });

  it('in 32-bit code', async () => {
    const entries = (to: Writer): void => void to.uleb(2).cstring('start').u32(0x5000).u32(0x40);
    const bytes = build({ version: 4, addressSize: 4, shapes: plain(CODE), entries, textVmaddr: 0x4000n });
    expect(await agreed(bytes, 'armv7')).toEqual(new Set(['-', 'start']));
  });

  it('in addresses, texts and lists by index, and in constants that the abbreviation holds (DWARF 5)', async () => {
    expect(await agreed(indexed())).toEqual(new Set(['-', 'start', 'cold']));
  });

  it('in a function in two parts', async () => {
    const ranges = new Writer().u64(0).u64(0x10).u64(0x20).u64(0x30).u64(0).u64(0);
    const bytes = build({
      version: 4,
      shapes: plain([[AT.ranges, FORM.secOffset]]),
      entries: (to) => void to.uleb(2).cstring('start').u32(0),
      sections: { __debug_ranges: ranges.done() },
    });
    expect(await agreed(bytes)).toEqual(new Set(['-', 'start']));
  });
});

/** A method in one unit, its declaration in the next: `DW_FORM_ref_addr`. */
function twoUnits(): Uint8Array {
  const options = { version: 4 };
  const root: EntryShape = { code: 1, tag: TAG_UNIT, children: true, attributes: CODE };
  const other: EntryShape = { code: 4, tag: TAG_UNIT, children: true, attributes: [] };
  const method: EntryShape = { code: 2, tag: TAG_FUNCTION, attributes: [[AT.specification, FORM.refAddr], ...CODE] };
  const declaration: EntryShape = { code: 3, tag: TAG_FUNCTION, attributes: [[AT.linkageName, FORM.string]] };
  const first = (target: number): Uint8Array =>
    unit(options, (to) => {
      to.uleb(1).u64(START).u32(0x1000);
      to.uleb(2).u32(target).u64(START).u32(0x40).u8(0);
    });
  const size = first(0).length;
  const second = unit(options, (to) => void to.uleb(4).uleb(3).cstring('_ZN5Buoy4bobEv').u8(0));
  const info = new Writer().bytes(first(size + headerSize(options) + 1)).bytes(second);
  return buildMacho({
    textVmaddr: BASE,
    dwarf: { __debug_abbrev: abbreviations([root, method, declaration, other]), __debug_info: info.done() },
  });
}

/** Functions whose name, place and length are all somewhere else. */
function indexed(): Uint8Array {
  const shapes: readonly EntryShape[] = [
    {
      code: 2,
      tag: TAG_FUNCTION,
      attributes: [
        [AT.name, FORM.strx1],
        [AT.lowPc, FORM.addrx],
        [AT.highPc, FORM.data1],
      ],
    },
    {
      code: 3,
      tag: TAG_FUNCTION,
      attributes: [
        [AT.name, FORM.strx],
        [AT.ranges, FORM.rnglistx],
        [0x3b, FORM.implicitConst, -7],
      ],
    },
  ];
  const list = new Writer().u8(4).uleb(0x20).uleb(0x28).u8(0);
  const lists = new Writer().u16(5).u8(8, 0).u32(1).u32(4).bytes(list.done()).done();
  const offsets = new Writer().u16(5).u16(0).u32(0).u32(6).done();
  const addresses = new Writer().u16(5).u8(8, 0).u64(START).done();
  const withLength = (bytes: Uint8Array): Uint8Array => new Writer().u32(bytes.length).bytes(bytes).done();
  return build({
    version: 5,
    shapes,
    unitShape: [
      [AT.strOffsetsBase, FORM.secOffset],
      [AT.addrBase, FORM.secOffset],
      [AT.rnglistsBase, FORM.secOffset],
    ],
    unitValues: (to) => void to.u32(8).u32(8).u32(12),
    entries: (to) => void to.uleb(2).u8(0).uleb(0).u8(0x10).uleb(3).uleb(1).uleb(0),
    sections: {
      __debug_str: new Writer().cstring('start').cstring('cold').done(),
      __debug_str_offs: withLength(offsets),
      __debug_addr: withLength(addresses),
      __debug_rnglists: withLength(lists),
    },
  });
}
