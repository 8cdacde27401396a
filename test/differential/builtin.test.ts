/**
 * The built-in engine against llvm-symbolizer 19: frame by frame the same function, file, line and column, at every
 * function's start and at a thousand random addresses of each fixture. Where llvm-symbolizer itself is wrong, a test of
 * its own says how and checks what is right instead; nothing is loosened in the comparison.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import type { Answer } from '../../electron/symbols/engine.ts';
import { toSvma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { valueOf } from '../fixtures/results.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER, type Fixture } from '../fixtures/symbols/build.ts';
import { sliceOf, sliceRef, slicesOf } from '../fixtures/symbols/slices.ts';
import { askOracle, codeSymbols, randomAddresses, type OracleAnswer } from './oracle.ts';

const engine = createBuiltinEngine();
let fixture: (id: string) => Fixture;

beforeAll(() => {
  if (hasCompiler) ({ fixture } = buildFixtures());
});
afterAll(() => engine.close());

/** Each dSYM, with the slices that it holds. */
const DSYMS: readonly (readonly [id: string, ...archs: Arch[]])[] = [
  ['arm64-dwarf4', 'arm64'],
  ['arm64-dwarf5', 'arm64'],
  ['x86_64-dwarf4', 'x86_64'],
  ['x86_64-dwarf5', 'x86_64'],
  ['unoptimised', 'arm64'],
  ['lines-only', 'arm64'],
  ['folded', 'arm64'],
  ['mod-init', 'x86_64'],
  ['whole4', 'arm64'],
  ['whole5', 'x86_64'],
  ['arm64_32', 'arm64_32'],
  ['arm64e', 'arm64e'],
  ['universal', 'arm64', 'x86_64'],
  ['universal64', 'arm64', 'x86_64'],
  ['no-aranges4', 'x86_64'],
  ['no-aranges5', 'arm64'],
];

describe.skipIf(!hasCompiler)(`the built-in engine is llvm-symbolizer${WITHOUT_COMPILER}`, () => {
  for (const [id, ...archs] of DSYMS) {
    for (const arch of archs) {
      it(`in the dSYM ${id}, ${arch}`, async () => {
        const { dwarf, binary } = fixture(id);
        const addresses = [
          ...functionStarts(binary, arch),
          ...dataStarts(dwarf, arch),
          ...samples(dwarf, arch, id.length),
        ];
        expect(await ask(dwarf, arch, addresses)).toEqual(oracle(dwarf, arch, addresses));
      });
    }
  }

  for (const [id, arch] of [
    ['arm64-dwarf4', 'arm64'],
    ['x86_64-dwarf5', 'x86_64'],
    ['universal', 'x86_64'],
  ] as const) {
    it(`in the binary ${id}, ${arch}, which has a symbol table and no DWARF`, async () => {
      const { binary } = fixture(id);
      const addresses = [...functionStarts(binary, arch), ...samples(binary, arch, 7)];
      expect(await ask(binary, arch, addresses)).toEqual(oracle(binary, arch, addresses));
    });
  }
});

describe.skipIf(!hasCompiler)(`where llvm-symbolizer names the wrong function${WITHOUT_COMPILER}`, () => {
  /*
   * In a stripped file the symbols of static functions are gone, and llvm-symbolizer gives their code to whatever symbol
   * comes before. `LC_FUNCTION_STARTS` survives stripping and says that another function begins in between.
   */
  it('a stripped binary: an address is named only by the symbol of its own function', async () => {
    const { binary } = fixture('stripped');
    const starts = functionStarts(fixture('arm64-dwarf5').binary, 'arm64');
    const addresses = [...starts, ...samples(binary, 'arm64', 3)];
    const reference = oracle(binary, 'arm64', addresses);
    const isRight = (address: bigint): boolean => {
      const own = starts.findLast((start) => start <= address) ?? null;
      return own === null || reference[hex(address)]?.start === own;
    };
    const right = addresses.filter(isRight);
    const wrong = addresses.filter((address) => !isRight(address));
    expect(wrong.length).toBeGreaterThan(100);
    expect(right.length).toBeGreaterThan(100);
    expect(await ask(binary, 'arm64', right)).toEqual(oracle(binary, 'arm64', right));
    const unnamed = await ask(binary, 'arm64', wrong);
    expect(Object.values(unnamed).filter(({ frames }) => frames[0]?.name !== '')).toEqual([]);
  });

  /*
   * In a dSYM whose symbol table was stripped, llvm-symbolizer overwrites the DWARF's name of the outermost function with
   * that of the symbol before it. The answer that is right is the one from before stripping.
   */
  it('a stripped dSYM: the DWARF keeps its word', async () => {
    const { dwarf } = fixture('stripped');
    const whole = fixture('arm64-dwarf5');
    const addresses = [...functionStarts(whole.binary, 'arm64'), ...samples(whole.dwarf, 'arm64', 5)];
    expect(oracle(dwarf, 'arm64', addresses)).not.toEqual(oracle(whole.dwarf, 'arm64', addresses));
    expect(await ask(dwarf, 'arm64', addresses)).toEqual(oracle(whole.dwarf, 'arm64', addresses));
  });
});

describe.skipIf(!hasCompiler)(`the fixtures hold what they are to test${WITHOUT_COMPILER}`, () => {
  it('calls inlined four deep and over files, in C, C++ and Objective-C', () => {
    const { dwarf } = fixture('arm64-dwarf5');
    const answers = Object.values(oracle(dwarf, 'arm64', samples(dwarf, 'arm64', 1)));
    expect(Math.max(...answers.map(({ frames }) => frames.length))).toBeGreaterThanOrEqual(4);
    const files = new Set(
      answers.map(({ frames }) => frames.map(({ file }) => file.replace(/^\/build\/(\.\/)?/, '')).join(' < ')),
    );
    expect(files).toContain('ring.h < ring.c');
    expect(files).toContain('ring.h < clock.c');
    expect(files).toContain('shapes.hpp < shapes.hpp < lighthouse.cpp');
    expect(files).toContain('lantern.m < lantern.m');
  });

  it('initialisers behind a table of pointers, and functions that were stripped as nobody calls them', () => {
    const { binary } = fixture('mod-init');
    expect(sliceOf(binary, 'x86_64').sections.map(({ name }) => name)).toContain('__mod_init_func');
    const names = codeSymbols(binary, 'x86_64').map(({ name }) => name);
    expect(names.some((name) => name.startsWith('_GLOBAL__sub_I_'))).toBe(true);
    const all = codeSymbols(fixture('x86_64-dwarf4').binary, 'x86_64').map(({ name }) => name);
    expect(all.filter((name) => !names.includes(name))).not.toEqual([]);
  });

  it('functions inlined from another unit, and cold parts split off', () => {
    const { dwarf, binary } = fixture('whole4');
    const answers = Object.values(oracle(dwarf, 'arm64', samples(dwarf, 'arm64', 1)));
    const units = new Set(
      answers.map(({ frames }) => frames.map(({ file }) => file.replace(/^\/build\/(\.\/)?/, '')).join(' < ')),
    );
    expect(
      Array.from(units).filter((unit) => /clock\.c.*ring\.c|lighthouse\.cpp.*ring\.c|lantern\.m.*ring\.c/.test(unit)),
    ).not.toEqual([]);
    expect(codeSymbols(binary, 'arm64').some(({ name }) => name.includes('.cold.'))).toBe(true);
  });
});

/** Frames in the oracle's wording, with the start of the outermost function. */
function asOracle(answer: Answer, address: bigint): OracleAnswer {
  if (answer.kind === 'none') return { frames: [{ name: '', file: '', line: 0, column: 0 }], start: null };
  const frames = answer.frames.map(({ name, file, line, column }) => ({
    name,
    file: file ?? '',
    line: line ?? 0,
    column: column ?? 0,
  }));
  return { frames, start: answer.symbolOffset === null ? null : address - answer.symbolOffset };
}

async function ask(
  path: string,
  arch: Arch,
  addresses: readonly bigint[],
): Promise<Readonly<Record<string, OracleAnswer>>> {
  const looked = await engine.lookup(sliceRef(path, arch), addresses.map(toSvma));
  return byAddress(
    addresses,
    valueOf(looked).map((answer, index) => asOracle(answer, addresses[index] ?? 0n)),
  );
}

function oracle(path: string, arch: Arch, addresses: readonly bigint[]): Readonly<Record<string, OracleAnswer>> {
  return byAddress(addresses, askOracle(slicesOf(path).length > 1 ? `${path}:${arch}` : path, addresses));
}

/** Keyed by address, so that a difference says where it is. */
function byAddress(
  addresses: readonly bigint[],
  answers: readonly OracleAnswer[],
): Readonly<Record<string, OracleAnswer>> {
  expect(answers).toHaveLength(addresses.length);
  return Object.fromEntries(answers.map((answer, index) => [hex(addresses[index] ?? 0n), answer]));
}

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

function functionStarts(binary: string, arch: string): readonly bigint[] {
  const starts = codeSymbols(binary, arch).map(({ address }) => address);
  expect(starts.length).toBeGreaterThan(5);
  return starts;
}

/** Where data begins, section by section: tables of pointers, variables, constants. */
function dataStarts(path: string, arch: Arch): readonly bigint[] {
  const { sections } = sliceOf(path, arch);
  return sections.filter(({ segment }) => segment.startsWith('__DATA')).map(({ address }) => address);
}

/** A thousand addresses in the code, and some before and after it. */
function samples(path: string, arch: Arch, seed: number): readonly bigint[] {
  const text = sliceOf(path, arch).sections.find(({ name }) => name === '__text');
  if (text === undefined) throw new Error(`${path} has no code`);
  const end = text.address + text.size;
  return [
    ...randomAddresses(text.address, end, 1000, seed),
    ...randomAddresses(text.address - 64n, text.address, 5, seed),
    ...randomAddresses(end, end + 64n, 5, seed),
  ];
}
