/** Two hosts on one library, both importing and deciding at once: everything counts once, and nothing is lost. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, openLibrary } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { importFolder, writeReports } from './contents.ts';
import { countsOf } from './derived.ts';
import { expectSound, withDatabase } from './fixture.ts';
import { runHost } from './process.ts';

it('two processes that import overlapping folders make the library that one makes', { timeout: 120_000 }, async () => {
  const root = await makeFolder();
  const [one, other, library] = [join(root, 'one'), join(root, 'other'), join(root, 'library')];
  writeReports(one, 500);
  writeReports(other, 500, 300);
  const ended = await Promise.all([runHost([library, 'import', one]), runHost([library, 'import', other])]);
  expect(ended.map(({ isDone, complaints }) => (isDone ? 'done' : complaints))).toEqual(['done', 'done']);
  await expectSound(library);
  const whole = await openLibrary();
  await importFolder(whole.api, one);
  await importFolder(whole.api, other);
  expect(await withDatabase(library, countsOf)).toEqual(countsOf(whole.services.library.database));
});

it(
  'two hosts that decide in turns see each other’s decisions, and undo only what is there',
  { timeout: 60_000 },
  async () => {
    const root = await makeFolder();
    const given = join(root, 'given');
    writeReports(given, 60);
    const mine = await openLibrary(join(root, 'library'));
    await importFolder(mine.api, given);
    const theirs = await openLibrary(mine.path);
    const { rows } = valueOf(await mine.api['inbox.page']({ filter: { status: 'all' }, sort: 'title' }));
    const ids = rows.map(({ id }) => id);
    const note = (text: string) => ({ kind: 'note' as const, note: text });
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 === 0 ? mine : theirs).api['triage.act']({
          target: { kind: 'signatures', ids: [id] },
          act: note(`note ${index}`),
        }),
      ),
    );
    for (const [index, id] of ids.entries()) {
      for (const host of [mine, theirs])
        expect(valueOf(await host.api['signature.detail']({ id })).note).toBe(`note ${index}`);
    }
    for (const [index] of ids.entries()) valueOf(await (index % 2 === 0 ? theirs : mine).api['triage.undo']({}));
    for (const id of ids) expect(valueOf(await theirs.api['signature.detail']({ id })).note).toBe('');
    expect(valueOf(await mine.api['triage.undo']({}))).toBeNull();
  },
);

it('one host rebuilds while the other imports', { timeout: 120_000 }, async () => {
  const root = await makeFolder();
  const [given, more, library] = [join(root, 'given'), join(root, 'more'), join(root, 'library')];
  writeReports(given, 300);
  writeReports(more, 400, 300);
  await runHost([library, 'import', given]);
  const ended = await Promise.all([runHost([library, 'rebuild']), runHost([library, 'import', more])]);
  expect(ended.map(({ isDone, complaints }) => (isDone ? 'done' : complaints))).toEqual(['done', 'done']);
  await expectSound(library);
  const whole = await openLibrary();
  await importFolder(whole.api, given);
  await importFolder(whole.api, more);
  expect(await withDatabase(library, countsOf)).toEqual(countsOf(whole.services.library.database));
});
