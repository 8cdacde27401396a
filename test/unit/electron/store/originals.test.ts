import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepPlace } from '../../../../electron/store/original-places.ts';
import {
  keepOriginal,
  originalPath,
  readOriginal,
  removeOriginal,
  sweepOriginals,
} from '../../../../electron/store/originals.ts';
import { PackWriter } from '../../../../electron/store/packs.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { idFor, openStore } from '../../../fixtures/store.ts';

const BYTES = new TextEncoder().encode('as it came');

async function makeLibrary() {
  return { path: await makeFolder(), database: await openStore() };
}

it('keeps bytes by their hash and gives them back', async () => {
  const library = await makeLibrary();
  await keepOriginal(library.path, idFor('one'), BYTES);
  expect(new Uint8Array(await readOriginal(library, idFor('one')))).toEqual(BYTES);
  expect(await readdir(join(library.path, 'reports', 'incoming'))).toEqual([]);
  expect((await stat(originalPath(library.path, idFor('one')))).mode & 0o777).toBe(0o600);
});

it('does not write again what is there', async () => {
  const library = await makeLibrary();
  await keepOriginal(library.path, idFor('one'), BYTES);
  await keepOriginal(library.path, idFor('one'), new Uint8Array());
  expect((await readOriginal(library, idFor('one'))).length).toBe(BYTES.length);
});

it.each(['../../etc/passwd', '', 'ABC', `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])('takes %j for no hash', (id) => {
  expect(() => originalPath('/library', id)).toThrow(RangeError);
});

it('forgets bytes, also when they are gone already', async () => {
  const library = await makeLibrary();
  await keepOriginal(library.path, idFor('one'), BYTES);
  await removeOriginal(library, idFor('one'));
  await removeOriginal(library, idFor('one'));
  await expect(readOriginal(library, idFor('one'))).rejects.toThrow('ENOENT');
});

it('gives back and forgets what lies in a pack, beside what is a file', async () => {
  const library = await makeLibrary();
  const writer = new PackWriter(library.path);
  const batch = writer.begin();
  batch.add(idFor('packed'), BYTES);
  for (const [id, place] of await batch.finish()) keepPlace(library.database, id, place);
  await writer.close();
  await keepOriginal(library.path, idFor('file'), BYTES);
  for (const name of ['packed', 'file']) {
    expect(new Uint8Array(await readOriginal(library, idFor(name)))).toEqual(BYTES);
  }
  await removeOriginal(library, idFor('packed'));
  await expect(readOriginal(library, idFor('packed'))).rejects.toThrow('ENOENT');
  expect((await readOriginal(library, idFor('file'))).length).toBe(BYTES.length);
});

it('sweeps away what was abandoned, not what somebody may still be writing', async () => {
  const library = await makeLibrary();
  const incoming = join(library.path, 'reports', 'incoming');
  await mkdir(incoming, { recursive: true });
  for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'half');
  const now = Date.now();
  await utimes(join(incoming, 'old'), now / 1000 - 7200, now / 1000 - 7200);
  await sweepOriginals(library, now);
  expect(await readdir(incoming)).toEqual(['new']);
});
