import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

it('an original is shown under the name that it came with, byte for byte, and cannot be changed', async () => {
  const revealed: string[] = [];
  const { api } = await openLibrary(undefined, { reveal: (path) => void revealed.push(path) });
  valueOf(await api['samples.add']({ job: 'samples' }));
  const { rows } = valueOf(await api['inbox.page']({}));
  const { newestReport: id } = valueOf(await api['signature.detail']({ id: rows[0]?.id ?? '' }));
  valueOf(await api['report.reveal']({ id }));
  const [path = ''] = revealed;
  onTestFinished(() => rm(dirname(path), { recursive: true, force: true }));
  const { fileName } = valueOf(await api['report.detail']({ id }));
  expect(basename(path)).toBe(basename(fileName));
  expect(await readFile(path)).toEqual(await readFile(join(SAMPLES, 'reports', basename(fileName))));
  expect((await stat(path)).mode & 0o222).toBe(0);
});

it('nothing is shown of a report that is not there, or by a host that has no file browser', async () => {
  const { api } = await openLibrary(undefined, { reveal: () => expect.unreachable() });
  expect(faultOf(await api['report.reveal']({ id: '0'.repeat(64) })).kind).toBe('not-found');
  const other = await openLibrary();
  expect(faultOf(await other.api['report.reveal']({ id: '0'.repeat(64) })).kind).toBe('forbidden');
});
