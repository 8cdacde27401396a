/** `faultline atos` on a real dSYM where a compiler is installed: Apple's documented shapes, in every option. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { atos, type AddressBase, type AtosOptions } from '../../../../electron/symbols/atos-command.ts';
import { createBuiltinEngine } from '../../../../electron/symbols/builtin.ts';
import { toHex, toLoadAddress } from '../../../../shared/report/address.ts';
import type { Arch } from '../../../../shared/report/arch.ts';
import { codeSymbols } from '../../../differential/oracle.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER, type Fixture } from '../../../fixtures/symbols/build.ts';

const engine = createBuiltinEngine();
const LOAD = 0x1_04f8_0000n;
const TEXT = 0x1_0000_0000n;

let fixture: (id: string) => Fixture;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atos-command-'));
  if (hasCompiler) ({ fixture } = buildFixtures());
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** The lines for some addresses; `demangle` marks what went through it. */
async function run(
  file: string,
  addresses: readonly string[],
  options: Partial<AtosOptions> = {},
  hostArch: Arch = 'x86_64',
): Promise<readonly string[]> {
  const defaults: AtosOptions = {
    file,
    arch: null,
    base: { kind: 'file' },
    inlined: false,
    fullPath: false,
    delimiter: '\n',
  };
  const output = await atos({ ...defaults, ...options }, addresses, {
    engine,
    demangle: (name) => name.replace(/^_Z/, 'cxx '),
    hostArch,
  });
  return valueOf(output).lines;
}

function address(id: string, name: string, arch = 'arm64'): bigint {
  const found = codeSymbols(fixture(id).binary, arch).find((symbol) => symbol.name === name);
  if (found === undefined) throw new Error(`${id} has no function ${name}`);
  return found.address;
}

describe.skipIf(!hasCompiler)(`atos${WITHOUT_COMPILER}`, () => {
  it('says function, image, file and line; the file’s name only, unless the full path is wanted', async () => {
    const { dwarf } = fixture('arm64-dwarf5');
    const at = toHex(address('arm64-dwarf5', 'weigh'));
    expect(await run(dwarf, [at])).toEqual(['weigh (in Harbor) (ring.c:22)']);
    expect(await run(dwarf, [at], { fullPath: true })).toEqual(['weigh (in Harbor) (/build/ring.c:22)']);
  });

  it('demangles', async () => {
    const at = toHex(address('arm64-dwarf5', '_ZL3askRN12_GLOBAL__N_14BeamERNS_4BellEi'));
    const [line] = await run(fixture('arm64-dwarf5').dwarf, [at]);
    expect(line).toMatch(/^cxx L3ask.* \(in Harbor\) \(lighthouse\.cpp:\d+\)$/);
  });

  it('takes a dSYM bundle for the file in it', async () => {
    const bundle = join(dirname(fixture('arm64-dwarf5').dwarf), '..', '..', '..');
    expect(await run(bundle, [toHex(address('arm64-dwarf5', 'weigh'))])).toEqual(['weigh (in Harbor) (ring.c:22)']);
  });

  it('names code without lines by its distance from the function’s start', async () => {
    const at = address('arm64-dwarf5', 'raw_sum') + 4n;
    expect(await run(fixture('arm64-dwarf5').dwarf, [toHex(at)])).toEqual(['raw_sum (in Harbor) + 4']);
  });

  it('prints what it cannot name: with the image where it lies in one, else as it came', async () => {
    const { dwarf } = fixture('arm64-dwarf5');
    const outside = [toHex(TEXT + 0x4000_0000n), '0xdead', 'main', '-1'];
    expect(await run(dwarf, outside)).toEqual(outside);
    const unnamed = toHex(address('arm64-dwarf5', 'raw_sum') + 0x1000n);
    expect(await run(dwarf, [unnamed])).toEqual([`${unnamed} (in Harbor)`]);
  });

  it('reads addresses as decimal, or as hexadecimal with 0x', async () => {
    const at = address('arm64-dwarf5', 'weigh');
    expect(await run(fixture('arm64-dwarf5').dwarf, [at.toString(), toHex(at)])).toEqual(
      Array(2).fill('weigh (in Harbor) (ring.c:22)'),
    );
  });

  const bases: readonly (readonly [option: string, base: AddressBase, moved: bigint])[] = [
    ['-l', { kind: 'load', load: toLoadAddress(LOAD) }, LOAD - TEXT],
    ['-s', { kind: 'slide', slide: LOAD - TEXT }, LOAD - TEXT],
    ['-offset', { kind: 'offset' }, -TEXT],
  ];
  it.each(bases)('with %s takes addresses of a process, or offsets', async (_option, base, moved) => {
    const at = address('arm64-dwarf5', 'weigh') + moved;
    expect(await run(fixture('arm64-dwarf5').dwarf, [toHex(at)], { base })).toEqual(['weigh (in Harbor) (ring.c:22)']);
  });

  it('with -i has a line for each inlined call, innermost first, and an empty line after each address', async () => {
    const { dwarf } = fixture('arm64-dwarf5');
    const start = address('arm64-dwarf5', 'clock_tick');
    const all = Array.from({ length: 60 }, (_, index) => toHex(start + BigInt(index * 4)));
    const lines = await run(dwarf, all, { inlined: true });
    const blocks = lines
      .join('\n')
      .split('\n\n')
      .filter((block) => block !== '');
    expect(blocks).toHaveLength(all.length);
    expect(lines.at(-1)).toBe('');
    expect(
      blocks.some((block) =>
        /^ring_push .*\(ring\.h:\d+\)\nclock_tick \(in Harbor\) \(clock\.c:\d+\)$/.test(block.trim()),
      ),
    ).toBe(true);
    const outermost = blocks.map((block) => block.trim().split('\n').at(-1));
    expect(await run(dwarf, all)).toEqual(outermost);
    const joined = await run(dwarf, all, { inlined: true, delimiter: ' < ' });
    expect(joined).toEqual(blocks.map((block) => block.trim().replaceAll('\n', ' < ')));
  });
});

describe.skipIf(!hasCompiler)(`the architecture${WITHOUT_COMPILER}`, () => {
  it('is the only one there is, else the host’s', async () => {
    const intel = toHex(address('universal', 'weigh', 'x86_64'));
    const arm = toHex(address('universal', 'weigh'));
    const { dwarf } = fixture('universal');
    expect(await run(dwarf, [intel], {}, 'x86_64')).toEqual(['weigh (in Harbor) (ring.c:22)']);
    expect(await run(dwarf, [arm], {}, 'arm64')).toEqual(['weigh (in Harbor) (ring.c:22)']);
    expect(await run(dwarf, [arm], {}, 'arm64e')).toEqual(['weigh (in Harbor) (ring.c:22)']);
    expect(await run(dwarf, [intel], { arch: 'X86-64 (Native)' }, 'arm64')).toEqual(['weigh (in Harbor) (ring.c:22)']);
    expect(await run(fixture('arm64-dwarf5').dwarf, [arm], {}, 'x86_64')).toEqual(['weigh (in Harbor) (ring.c:22)']);
  });

  it('that the file does not have is an error in atos’ own words, with those that it has', async () => {
    const { dwarf } = fixture('arm64-dwarf5');
    const options = {
      file: dwarf,
      arch: 'arm64e',
      base: { kind: 'file' },
      inlined: false,
      fullPath: false,
      delimiter: '\n',
    } as const;
    const output = await atos(options, ['0x1'], { engine, demangle: String, hostArch: 'arm64' });
    expect(faultOf(output)).toMatchObject({
      kind: 'not-found',
      message: `atos cannot load symbols for the file ${dwarf} for architecture arm64e.`,
      detail: 'The file holds: arm64',
    });
  });
});

describe('a file', () => {
  it('that is not there, or is no Mach-O, is an error', async () => {
    cpSync(import.meta.filename, join(folder, 'text'));
    for (const [name, kind] of [
      ['absent', 'not-found'],
      ['text', 'malformed-macho'],
      ['.', 'not-found'],
    ] as const) {
      const options = {
        file: join(folder, name),
        arch: null,
        base: { kind: 'file' },
        inlined: false,
        fullPath: false,
        delimiter: '\n',
      } as const;
      expect(faultOf(await atos(options, ['0x1'], { engine, demangle: String, hostArch: 'arm64' })).kind).toBe(kind);
    }
  });
});
