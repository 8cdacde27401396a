import { expect, it } from 'vitest';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

it('loses only the file that costs a worker its life', async () => {
  const folder = await makeFolder();
  await mkdir(folder, { recursive: true });
  for (const name of ['a', 'b', 'exit', 'c', 'throw', 'd']) await writeFile(join(folder, name), name);
  const workerUrl = new URL('../../../fixtures/workers/frail.ts', import.meta.url);
  const { api } = await openLibrary(undefined, { workerUrl });
  const { faults, notReports } = valueOf(await api['import.paths']({ job: 'import', paths: [folder] }));
  expect(notReports).toBe(4);
  expect(faults.map(({ file }) => file).toSorted()).toEqual([join(folder, 'exit'), join(folder, 'throw')]);
});
