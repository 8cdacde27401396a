/**
 * The built-in engine against llvm-symbolizer 19: frame by frame the same function, file, line and column, at every
 * function's start and at a thousand random addresses of each fixture. Where llvm-symbolizer itself is wrong, a test of
 * its own says how and checks what is right instead; nothing is loosened in the comparison.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { openSource } from '../../electron/symbols/bytes/source.ts';
import type { Answer, SliceRef } from '../../electron/symbols/engine.ts';
import { readSlices } from '../../electron/symbols/macho/container.ts';
import type { Slice } from '../../electron/symbols/macho/slice.ts';
import { toSvma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER, type Fixture } from '../fixtures/symbols/build.ts';
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
        const addresses = [...functionStarts(binary, arch), ...samples(dwarf, arch, id.length)];
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
  if (!looked.ok) throw new Error(looked.fault.message);
  return byAddress(
    addresses,
    looked.value.map((answer, index) => asOracle(answer, addresses[index] ?? 0n)),
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
  return Object.fromEntries(answers.map((answer, index) => [`0x${(addresses[index] ?? 0n).toString(16)}`, answer]));
}

function functionStarts(binary: string, arch: string): readonly bigint[] {
  const starts = codeSymbols(binary, arch).map(({ address }) => address);
  expect(starts.length).toBeGreaterThan(5);
  return starts;
}

/** A thousand addresses in the code, and some before and after it. */
function samples(path: string, arch: Arch, seed: number): readonly bigint[] {
  const text = slice(path, arch).sections.find(({ name }) => name === '__text');
  if (text === undefined) throw new Error(`${path} has no code`);
  const end = text.address + text.size;
  return [
    ...randomAddresses(text.address, end, 1000, seed),
    ...randomAddresses(text.address - 64n, text.address, 5, seed),
    ...randomAddresses(end, end + 64n, 5, seed),
  ];
}

function slicesOf(path: string): readonly Slice[] {
  const source = openSource(path);
  if (!source.ok) throw new Error(source.fault.message);
  const slices = readSlices(source.value, path);
  source.value.close();
  if (!slices.ok) throw new Error(slices.fault.message);
  return slices.value;
}

function slice(path: string, arch: Arch): Slice {
  const found = slicesOf(path).find((slice) => slice.arch === arch);
  if (found === undefined) throw new Error(`${path} has no slice for ${arch}`);
  return found;
}

function sliceRef(path: string, arch: Arch): SliceRef {
  const { uuid, textVmaddr } = slice(path, arch);
  if (uuid === null) throw new Error(`${path} has no UUID`);
  return { path, uuid, arch, textVmaddr };
}
