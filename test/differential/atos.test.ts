/** The atos engine, speaking to a double of atos over real pipes, gives what llvm-symbolizer gives. */

import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAtosEngine, type Spawn } from '../../electron/symbols/atos.ts';
import type { SliceRef } from '../../electron/symbols/engine.ts';
import { toSvma } from '../../shared/report/address.ts';
import { faultOf, valueOf } from '../fixtures/results.ts';
import { buildFixtures, hasCompiler, WITHOUT_COMPILER, type Fixture } from '../fixtures/symbols/build.ts';
import { sliceOf, sliceRef } from '../fixtures/symbols/slices.ts';
import { askOracle, randomAddresses } from './oracle.ts';

const DOUBLE = join(import.meta.dirname, '..', 'fixtures', 'symbols', 'atos-double.ts');
const doubled: Spawn = (_command, parameters) => spawn(process.execPath, [DOUBLE, ...parameters], { stdio: 'pipe' });

let fixture: (id: string) => Fixture;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atos-'));
  if (hasCompiler) ({ fixture } = buildFixtures());
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasCompiler)(`the atos engine${WITHOUT_COMPILER}`, () => {
  for (const [id, arch] of [
    ['arm64-dwarf5', 'arm64'],
    ['universal', 'x86_64'],
  ] as const) {
    it(`asks one process for all addresses of ${id}, ${arch}`, async () => {
      let processes = 0;
      const engine = createAtosEngine({
        spawn: (command, parameters) => {
          processes++;
          return doubled(command, parameters);
        },
      });
      const { dwarf } = fixture(id);
      const text = sliceOf(dwarf, arch).sections.find(({ name }) => name === '__text');
      const start = text?.address ?? 0n;
      const addresses = randomAddresses(start, start + (text?.size ?? 0n), 200, 11);
      const looked = await engine.lookup(sliceRef(dwarf, arch), addresses.map(toSvma));
      await engine.close();
      expect(processes).toBe(1);
      const expected = askOracle(id === 'universal' ? `${dwarf}:${arch}` : dwarf, addresses, { demangle: true });
      const places = expected.map(({ frames }) => frames.map(({ name, file, line }) => ({ name, file, line })));
      expect(
        valueOf(looked).map((answer) =>
          answer.kind === 'none'
            ? []
            : answer.frames.map(({ name, file, line }) => ({ name, file: file ?? '', line: line ?? 0 })),
        ),
      ).toEqual(places);
    });
  }

  it('runs two processes at a time, however many images there are', async () => {
    let running = 0;
    let most = 0;
    const engine = createAtosEngine({
      spawn: (command, parameters) => {
        most = Math.max(most, ++running);
        return doubled(command, parameters).on('close', () => running--);
      },
    });
    const slice = sliceRef(fixture('arm64-dwarf5').dwarf, 'arm64');
    const looked = await Promise.all(Array.from({ length: 5 }, () => engine.lookup(slice, [slice.textVmaddr])));
    expect(looked.every(({ ok }) => ok)).toBe(true);
    expect(most).toBe(2);
  });

  it('hands on what atos complains of', async () => {
    const engine = createAtosEngine({ spawn: doubled });
    const { dwarf } = fixture('arm64-dwarf5');
    const looked = await engine.lookup({ ...sliceRef(dwarf, 'arm64'), arch: 'arm64e' }, [toSvma(0x1_0000_0000n)]);
    const complaint = `atos cannot load symbols for the file ${dwarf} for architecture arm64e.`;
    expect(looked).toMatchObject({
      ok: false,
      fault: { kind: 'engine-failed', message: `atos says: ${complaint}`, detail: complaint },
    });
  });

  it('takes fewer answers than addresses for a failure, not for other addresses’ answers', async () => {
    const engine = createAtosEngine({ spawn: doubled });
    const slice = renamed('short');
    const looked = await engine.lookup(slice, [slice.textVmaddr, slice.textVmaddr]);
    expect(faultOf(looked).kind).toBe('engine-failed');
    expect(faultOf(looked).message).toContain('1 answers to 2 addresses');
  });

  it('ends a process that takes too long, or that nobody wants any more', async () => {
    const ended: (NodeJS.Signals | null)[] = [];
    const watched: Spawn = (command, parameters) =>
      doubled(command, parameters).on('exit', (_code, signal) => ended.push(signal));
    const slice = renamed('slow');
    const late = await createAtosEngine({ spawn: watched, timeLimit: 1500 }).lookup(slice, [slice.textVmaddr]);
    expect(faultOf(late).kind).toBe('engine-failed');
    expect(faultOf(late).message).toContain('within 2 seconds');
    const cancelled = await createAtosEngine({ spawn: watched }).lookup(
      slice,
      [slice.textVmaddr],
      AbortSignal.timeout(500),
    );
    expect(cancelled).toMatchObject({ ok: false, fault: { kind: 'cancelled' } });
    await expect.poll(() => ended).toEqual(['SIGKILL', 'SIGKILL']);
  });

  it('says so where there is no atos', async () => {
    const engine = createAtosEngine({ spawn: () => spawn(join(folder, 'no-such-tool'), [], { stdio: 'pipe' }) });
    const slice = sliceRef(fixture('arm64-dwarf5').dwarf, 'arm64');
    const looked = await engine.lookup(slice, [slice.textVmaddr]);
    expect(faultOf(looked).kind).toBe('engine-failed');
    expect(faultOf(looked).message).toContain('could not be started');
  });
});

/** A fixture under a name that makes the double misbehave. */
function renamed(name: string): SliceRef {
  const path = join(folder, name);
  copyFileSync(fixture('arm64-dwarf5').dwarf, path);
  return sliceRef(path, 'arm64');
}
