/** A look through folders: what is wanted, with stamps, and nothing behind a link. */
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFiles } from '../../../../electron/xcode/files.ts';
import type { Wanted } from '../../../../electron/xcode/files.ts';
import { makeFolder } from '../../../fixtures/library.ts';

const ALL: Wanted = {
  depth: 3,
  enters: () => true,
  wants: () => true,
  signal: new AbortController().signal,
};

it('finds files to its depth, in the order of their paths', async () => {
  const root = await makeFolder();
  await mkdir(join(root, '1', '2', '3', '4'), { recursive: true });
  for (const path of ['b', 'a', '1/x', '1/2/3/y', '1/2/3/4/z']) await writeFile(join(root, path), path);
  const { files, isComplete } = await findFiles(root, ALL);
  expect(files.map(({ path }) => path.slice(root.length + 1))).toEqual(['a', 'b', '1/x', '1/2/3/y']);
  expect(isComplete).toBe(true);
});

it('gives a stamp that changes with the file', async () => {
  const root = await makeFolder();
  const path = join(root, 'a');
  const stamp = async () => (await findFiles(root, ALL)).files[0]?.stamp;
  await writeFile(path, 'one');
  const first = await stamp();
  expect(await stamp()).toBe(first);
  await writeFile(path, 'three');
  await utimes(path, new Date(), new Date(Date.now() + 5000));
  expect(await stamp()).not.toBe(first);
});

it('follows no links, and takes folders as files where these are wanted', async () => {
  const [root, elsewhere] = [await makeFolder(), await makeFolder()];
  await writeFile(join(elsewhere, 'secret.ips'), '');
  await symlink(elsewhere, join(root, 'link'));
  await symlink(join(elsewhere, 'secret.ips'), join(root, 'link.ips'));
  await mkdir(join(root, 'Pier.dSYM'));
  const { files } = await findFiles(root, { ...ALL, takes: (name) => name.endsWith('.dSYM') });
  expect(files.map(({ name }) => name)).toEqual(['Pier.dSYM']);
});

it('says which folder cannot be read, and that it did not see all', async () => {
  const root = await makeFolder();
  await rm(root, { recursive: true });
  const { files, faults, isComplete } = await findFiles(root, ALL);
  expect([files.length, faults.map(({ path }) => path), isComplete]).toEqual([0, [root], false]);
});

it('ends when it is cancelled', async () => {
  const { isComplete } = await findFiles(await makeFolder(), { ...ALL, signal: AbortSignal.abort() });
  expect(isComplete).toBe(false);
});
