import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../../../electron/cli/inputs.ts';
import type { TextInput } from '../../../../electron/cli/inputs.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { writePoint } from '../../../fixtures/organizer.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { buildTar } from '../../../fixtures/tar.ts';
import { buildZip } from '../../../fixtures/zip.ts';
import { createScreen } from './screen.ts';

const encoder = new TextEncoder();
const [ONE, TWO] = [buildIps({ seed: 1 }), buildIps({ seed: 2 })];

async function inputsOf(...paths: readonly string[]): Promise<readonly TextInput[]> {
  const inputs: TextInput[] = [];
  for await (const input of readInputs(paths, createScreen())) inputs.push(input);
  return inputs;
}

async function written(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await makeFolder(), name);
  await writeFile(path, bytes);
  return path;
}

function textsOf(inputs: readonly TextInput[]): readonly string[] {
  return inputs.map(({ text }) => (text.ok ? text.value : text.fault.message));
}

describe('the inputs of a command', () => {
  it('are the reports in an archive, and what is wrong with others', async () => {
    const zip = buildZip([
      { name: 'a.ips', bytes: encoder.encode(ONE), deflate: true },
      { name: 'bad.ips', bytes: encoder.encode(ONE), claims: { crc32: 7 } },
      { name: 'in.tgz', bytes: gzipSync(buildTar([{ name: 'b.ips', bytes: TWO }])) },
      { name: 'run.sh', bytes: encoder.encode('echo') },
    ]);
    const path = await written('reports.zip', zip);
    const inputs = await inputsOf(path);
    expect(inputs.map(({ name }) => name)).toEqual([
      `${path} › a.ips`,
      `${path} › bad.ips`,
      `${path} › in.tgz › b.ips`,
    ]);
    expect(textsOf(inputs)).toEqual([ONE, expect.stringContaining('checksum'), TWO]);
  });

  it('are each crash of a crash point once, as Xcode symbolicated it', async () => {
    const crashes = await makeFolder();
    const bundle = await writePoint(crashes, 'point', {
      logs: { 'a.crash': ONE, 'b.crash': TWO },
      symbolicated: { 'a.crash': `${ONE}\n` },
    });
    expect(textsOf(await inputsOf(bundle)).toSorted()).toEqual([`${ONE}\n`, TWO].toSorted());
  });

  it('are the crashes of a sysdiagnose', async () => {
    const folder = join(await makeFolder(), 'sysdiagnose_2026.03.31_20-32-15+0200');
    await mkdir(join(folder, 'crashes_and_spins'), { recursive: true });
    await writeFile(join(folder, 'crashes_and_spins', 'a.ips'), ONE);
    await writeFile(join(folder, 'ps.txt'), 'text');
    expect(textsOf(await inputsOf(folder))).toEqual([ONE]);
  });

  it('are the files directly in any other folder', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'deeper'));
    await writeFile(join(folder, 'deeper', 'b.ips'), TWO);
    await writeFile(join(folder, 'a.ips.gz'), gzipSync(ONE));
    expect(textsOf(await inputsOf(folder))).toEqual([ONE]);
  });

  it('say of an archive without reports that it has none', async () => {
    const path = await written('empty.zip', buildZip([{ name: 'run.sh', bytes: encoder.encode('echo') }]));
    expect(await inputsOf(path)).toMatchObject([{ name: path, text: { ok: false, fault: { kind: 'not-a-report' } } }]);
    expect(textsOf(await inputsOf('/nowhere/at-all.ips'))).toEqual(['The file cannot be found.']);
  });
});
