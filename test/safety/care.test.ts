/** The care of a library: what verify finds, what a rebuild mends, that a backup is a library, what can be salvaged. */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { careJob } from '../../electron/inbox/library-care.ts';
import { replaceDatabase } from '../../electron/inbox/library-care-replace.ts';
import { openServices } from '../../electron/services.ts';
import { tablesOf } from '../../electron/store/care.ts';
import { DERIVED_TABLES, KEPT_TABLES } from '../../electron/store/kept-tables.ts';
import { text } from '../../electron/store/row.ts';
import { makeFolder, openLibrary, SAMPLES } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { openStore } from '../fixtures/store.ts';
import { fillLibrary } from './contents.ts';
import { decidedOf, derivedOf } from './derived.ts';

const KEPT = KEPT_TABLES.map(([table]) => table);

it('every table is either derived or kept', async () => {
  expect([...DERIVED_TABLES, ...KEPT].toSorted()).toEqual(
    tablesOf(await openStore()).filter((table) => !table.startsWith('search_index_')),
  );
});

it('verify finds nothing in a library that is whole, and says what it looked at', async () => {
  const library = await openLibrary();
  await fillLibrary(library);
  const found = valueOf(await library.api['library.verify']({ job: 'v' }));
  expect(found).toMatchObject({ clean: true, findings: [] });
  expect(found.reports).toBeGreaterThan(120);
  expect([found.unread > 0, found.screenshots > 0]).toEqual([true, true]);
});

it('rebuilding in place changes nothing that is right, and is heard of', async () => {
  const library = await openLibrary();
  await fillLibrary(library);
  const { database } = library.services.library;
  const before = [derivedOf(database), decidedOf(database, KEPT)];
  const rebuilt = valueOf(await library.api['library.rebuild']({ job: 'r' }));
  expect(rebuilt).toMatchObject({ missing: 0, salvaged: null, movedAside: null });
  expect([derivedOf(database), decidedOf(database, KEPT)]).toEqual(before);
  expect(library.pushed['library.progress'].length).toBeGreaterThan(0);
});

it('a backup is the library itself, made while it is in use', async () => {
  const library = await openLibrary();
  await fillLibrary(library);
  const to = join(await makeFolder(), 'backup');
  const made = valueOf(await library.api['library.backUp']({ job: 'b', to }));
  expect(made).toMatchObject({ kind: 'folder', path: to, counts: { verification: { clean: true } } });
  expect(readdirSync(join(to, '..'))).toEqual(['backup']);
  const restored = await openLibrary(to);
  expect(derivedOf(restored.services.library.database)).toEqual(derivedOf(library.services.library.database));
  expect(
    decidedOf(
      restored.services.library.database,
      KEPT.filter((table) => table !== 'slices'),
    ),
  ).toEqual(
    decidedOf(
      library.services.library.database,
      KEPT.filter((table) => table !== 'slices'),
    ),
  );
});

it('symbols that a library keeps itself are found where it was moved to', async () => {
  const library = await openLibrary();
  await fillLibrary(library, 60);
  const { database } = library.services.library;
  // As if a browser had brought the dSYMs: they are kept in the library.
  cpSync(join(SAMPLES, 'dSYMs'), join(library.path, 'symbols', 'kept'), { recursive: true });
  database.run(
    'UPDATE slices SET path = ? || substr(path, length(?) + 1) WHERE substr(path, 1, length(?)) = ?',
    join(library.path, 'symbols', 'kept'),
    ...Array.from({ length: 3 }, () => join(SAMPLES, 'dSYMs')),
  );
  const to = join(await makeFolder(), 'backup');
  valueOf(await library.api['library.backUp']({ job: 'b', to }));
  const restored = await openLibrary(to);
  const paths = restored.services.library.database
    .all('SELECT DISTINCT path FROM slices')
    .map((row) => text(row, 'path'));
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !path.startsWith(`${to}/symbols/`) || !existsSync(path))).toEqual([]);
});

const openAsleep = (path: string) => (databaseName: string) =>
  openServices({
    libraryPath: path,
    databaseName,
    home: path,
    platform: 'linux',
    abilities: { host: 'web', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
  });

const job = careJob('replace', new AbortController().signal, { emit: () => {} });

it('a new database has all that the old one had', async () => {
  const library = await openLibrary();
  await fillLibrary(library);
  const { database } = library.services.library;
  const before = [derivedOf(database), decidedOf(database, KEPT)];
  await library.services.close();
  const replaced = valueOf(await replaceDatabase(library.path, openAsleep(library.path), job));
  expect(replaced.missing).toBe(0);
  expect(replaced.salvaged?.every(({ lost }) => lost === 0)).toBe(true);
  expect(replaced.movedAside !== null && existsSync(replaced.movedAside)).toBe(true);
  const again = await openLibrary(library.path);
  await again.services.settled;
  const now = again.services.library.database;
  expect(derivedOf(now)).toEqual(before[0]);
  expect(decidedOf(now, KEPT)).toEqual(before[1]);
  expect(valueOf(await again.api['library.verify']({ job: 'v' }))).toMatchObject({ clean: true });
});
