/**
 * The symbol cache against the engine that it was built from: at every address of the code, before and behind it, the
 * same answer.
 */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { CacheReader } from '../../electron/symbols/cache/read.ts';
import { toSvma, type Svma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { valueOf } from '../fixtures/results.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER, type Fixture } from '../fixtures/symbols/build.ts';
import { cacheOf } from '../fixtures/symbols/caches.ts';
import { sliceOf, sliceRef } from '../fixtures/symbols/slices.ts';
import { randomAddresses } from './oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'caches-'));
const engine = createBuiltinEngine();
let fixture: (id: string) => Fixture;

beforeAll(() => {
  if (hasCompiler) ({ fixture } = buildFixtures());
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const DSYMS: readonly (readonly [id: string, ...archs: Arch[]])[] = [
  ['arm64-dwarf4', 'arm64'],
  ['x86_64-dwarf5', 'x86_64'],
  ['unoptimised', 'arm64'],
  ['lines-only', 'arm64'],
  ['folded', 'arm64'],
  ['whole4', 'arm64'],
  ['whole5', 'x86_64'],
  ['arm64_32', 'arm64_32'],
  ['universal', 'arm64', 'x86_64'],
  ['no-aranges5', 'arm64'],
  ['stripped', 'arm64'],
];

describe.skipIf(!hasCompiler)(`the symbol cache is the engine${WITHOUT_COMPILER}`, () => {
  for (const [id, ...archs] of DSYMS) {
    for (const arch of archs) {
      it(`at every address of the dSYM ${id}, ${arch}`, async () => {
        const { dwarf } = fixture(id);
        const slice = sliceRef(dwarf, arch);
        const { path, key, built } = cacheOf(folder, slice);
        expect(built).toBe(true);
        const reader = CacheReader.open(path, key);
        const addresses = addressesOf(dwarf, arch);
        expect(reader?.lookup(addresses)).toEqual(valueOf(await engine.lookup(slice, addresses)));
        reader?.close();
      });
    }
  }

  it('keeps nothing but finished caches in its folder', () => {
    expect(readdirSync(folder).filter((name) => !name.endsWith('.symbols'))).toEqual([]);
  });
});

/** Every byte of code, around it, in the data, and far away. */
function addressesOf(path: string, arch: Arch): readonly Svma[] {
  const { sections, textVmaddr } = sliceOf(path, arch);
  const addresses = [0n, 1n, textVmaddr, textVmaddr - 1n, 2n ** 64n - 1n, textVmaddr + 2n ** 40n];
  for (const { address, size, name } of sections.filter(({ segment }) => segment === '__TEXT')) {
    const count = name === '__text' ? size + 64n : 64n;
    for (let at = -32n; at < count; at++) addresses.push(address + at);
  }
  addresses.push(...randomAddresses(textVmaddr, textVmaddr + 0x10_0000n, 1000, 5));
  return addresses.map(toSvma);
}
