import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  keepOriginal,
  originalPath,
  readOriginal,
  removeOriginal,
  sweepOriginals,
} from '../../../../electron/store/originals.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { idFor } from '../../../fixtures/store.ts';

const BYTES = new TextEncoder().encode('as it came');

it('keeps bytes by their hash and gives them back', async () => {
  const library = await makeFolder();
  await keepOriginal(library, idFor('one'), BYTES);
  expect(new Uint8Array(await readOriginal(library, idFor('one')))).toEqual(BYTES);
  expect(await readdir(join(library, 'reports', 'incoming'))).toEqual([]);
});

it('does not write again what is there', async () => {
  const library = await makeFolder();
  await keepOriginal(library, idFor('one'), BYTES);
  await keepOriginal(library, idFor('one'), new Uint8Array());
  expect((await readOriginal(library, idFor('one'))).length).toBe(BYTES.length);
});

it.each(['../../etc/passwd', '', 'ABC', `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])('takes %j for no hash', (id) => {
  expect(() => originalPath('/library', id)).toThrow(RangeError);
});

it('forgets bytes, also when they are gone already', async () => {
  const library = await makeFolder();
  await keepOriginal(library, idFor('one'), BYTES);
  await removeOriginal(library, idFor('one'));
  await removeOriginal(library, idFor('one'));
  await expect(readOriginal(library, idFor('one'))).rejects.toThrow('ENOENT');
});

it('sweeps away what was abandoned, not what somebody may still be writing', async () => {
  const library = await makeFolder();
  const incoming = join(library, 'reports', 'incoming');
  await mkdir(incoming, { recursive: true });
  for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'half');
  const now = Date.now();
  await utimes(join(incoming, 'old'), now / 1000 - 7200, now / 1000 - 7200);
  await sweepOriginals(library, now);
  expect(await readdir(incoming)).toEqual(['new']);
});
