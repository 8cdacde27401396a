/** Tars as the system's own tar writes them, in each of its formats: every file comes out as it went in. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../fixtures/library.ts';
import { unpack } from '../fixtures/unpacked.ts';

const { status, stdout } = spawnSync('tar', ['--version'], { encoding: 'utf8' });
const hasTar = status === 0 && stdout.includes('GNU tar');

const FILES: Readonly<Record<string, string>> = {
  'a.ips': 'one',
  'empty.crash': '',
  'Übergröße/Absturz – 日本.ips': 'two',
  'block.ips': 'x'.repeat(512),
  'large.ips': 'line\n'.repeat(200_000),
};
const LONG: Readonly<Record<string, string>> = { [`${'deep folder/'.repeat(20)}end.ips`]: 'three' };

async function written(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'in', name)), { recursive: true });
    writeFileSync(join(folder, 'in', name), text);
  }
  return folder;
}

describe.skipIf(!hasTar)('a tar of GNU tar (where that is installed)', () => {
  it.each(['gnu', 'pax', 'ustar', 'v7', 'oldgnu'])('in the format %s gives what is in it', async (format) => {
    const files = format === 'gnu' || format === 'pax' || format === 'oldgnu' ? { ...FILES, ...LONG } : FILES;
    const folder = await written(files);
    symlinkSync('a.ips', join(folder, 'in', 'link.ips'));
    for (const option of ['--create', '--create --gzip']) {
      const path = join(folder, 'out');
      const how = [
        ...option.split(' '),
        `--format=${format}`,
        `--file=${path}`,
        '--directory',
        join(folder, 'in'),
        '.',
      ];
      execFileSync('tar', how);
      const { files: came, refused } = await unpack(path, 'out');
      expect(came).toEqual(Object.fromEntries(Object.entries(files).map(([name, text]) => [`out › ${name}`, text])));
      expect(Object.keys(refused)).toEqual(['out › link.ips']);
    }
  });

  it.each(['gnu', 'pax'])('with a sparse file in the format %s refuses that file alone', async (format) => {
    const folder = await written({ 'a.ips': 'one', 'z.ips': 'two' });
    const sparse = join(folder, 'in', 'm.ips');
    writeFileSync(sparse, 'begin');
    truncateSync(sparse, 8 * 1024 ** 2);
    const how = ['--create', '--sparse', '--sort=name', `--format=${format}`, `--file=${join(folder, 'out')}`];
    execFileSync('tar', [...how, '--directory', join(folder, 'in'), 'a.ips', 'm.ips', 'z.ips']);
    const { files, refused } = await unpack(readFileSync(join(folder, 'out')), 'out');
    expect(files).toEqual({ 'out › a.ips': 'one', 'out › z.ips': 'two' });
    expect(Object.keys(refused)).toEqual(['out › m.ips']);
  });
});
