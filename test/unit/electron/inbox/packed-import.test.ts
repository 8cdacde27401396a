/** Imports of many: their originals lie in packs, and nothing else is different. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compactPacks } from '../../../../electron/store/compact.ts';
import { readOriginal } from '../../../../electron/store/originals.ts';
import { packFolder } from '../../../../electron/store/packs.ts';
import { walkReports } from '../../../../electron/store/reports.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

/** Two whole batches. */
const COUNT = 96;
const LATER = Date.now() + 7_200_000;

async function makeReports(change: (text: string) => string = (text) => text): Promise<string> {
  const folder = await makeFolder();
  await mkdir(folder, { recursive: true });
  for (let seed = 0; seed < COUNT; seed += 1) {
    const text = buildIps({ seed, frames: [{ symbol: `function${seed % 7}()` }] });
    await writeFile(join(folder, `${seed}.ips`), change(text));
  }
  return folder;
}

async function sizeOfPacks(library: string): Promise<number> {
  const names = await readdir(packFolder(library));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(packFolder(library), name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

it('keeps every byte, in few files', async () => {
  const { api, path, services } = await openLibrary();
  const folder = await makeReports();
  const { added } = valueOf(await api['import.paths']({ job: 'import', paths: [folder] }));
  expect(added).toBe(COUNT);
  expect((await readdir(join(path, 'reports'))).filter((name) => name.length === 2)).toEqual([]);
  for (const { id, fileName } of walkReports(services.library.database, 0, COUNT)) {
    const text = await readFile(join(folder, fileName), 'utf8');
    expect(Buffer.from(await readOriginal(services.library, id)).toString()).toBe(text);
    expect(valueOf(await api['report.text']({ id, format: 'raw' })).text).toBe(text);
  }
});

it('writes nothing for what is there', async () => {
  const { api, path } = await openLibrary();
  const folder = await makeReports();
  valueOf(await api['import.paths']({ job: 'first', paths: [folder] }));
  const before = await sizeOfPacks(path);
  const again = valueOf(await api['import.paths']({ job: 'again', paths: [folder] }));
  expect([again.added, again.duplicates]).toEqual([0, COUNT]);
  expect(await sizeOfPacks(path)).toBe(before);
});

it('lets go of the bytes of what turned out to be the same crashes', async () => {
  const { api, path, services } = await openLibrary();
  valueOf(await api['import.paths']({ job: 'first', paths: [await makeReports()] }));
  const before = await sizeOfPacks(path);
  const folder = await makeReports((text) => text.replaceAll('\n', '\r\n'));
  const twins = valueOf(await api['import.paths']({ job: 'twins', paths: [folder] }));
  expect([twins.added, twins.duplicates]).toEqual([0, COUNT]);
  expect(await sizeOfPacks(path)).toBeGreaterThan(before);
  await compactPacks(services.library, LATER);
  // The blocks of two batches have become one.
  expect(await sizeOfPacks(path)).toBeLessThanOrEqual(before);
  for (const { id } of walkReports(services.library.database, 0, COUNT)) {
    expect((await readOriginal(services.library, id)).length).toBeGreaterThan(0);
  }
});
