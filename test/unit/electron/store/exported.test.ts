/** What exports hold: in the order in which originals lie, and of nobody else. The rest is held against a model in `property/`. */
import { expect, it } from 'vitest';
import type { Database } from '../../../../electron/store/database.ts';
import { asOriginalsLie } from '../../../../electron/store/exported.ts';
import { enterPack, keepPlace } from '../../../../electron/store/original-places.ts';
import { latestImport, reportsByKey } from '../../../../electron/store/reports.ts';
import { addAll, idFor, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function keyOf(database: Database, name: string): number {
  return Number(database.get('SELECT key FROM reports WHERE id = ?', idFor(name))?.['key'] ?? 0);
}

async function filled(importedAt = NOON): Promise<Database> {
  const database = await openStore();
  addAll(
    database,
    NAMES.map((name) => [makeFacts(name, { importedAt }), makeGrouping('moor')]),
  );
  return database;
}

it('puts reports into the order in which their originals lie: files first, then block after block, each in one piece', async () => {
  const database = await filled();
  const places = {
    a: { pack: 2, block: 0, entry: 0 },
    b: { pack: 1, block: 900, entry: 1 },
    c: { pack: 1, block: 900, entry: 0 },
    e: { pack: 1, block: 0, entry: 5 },
    f: { pack: 1, block: 0, entry: 10 },
  };
  database.transaction(() => {
    for (const [name, place] of Object.entries(places)) {
      enterPack(database, place.pack);
      keepPlace(database, idFor(name), place);
    }
  });
  const keys = NAMES.map((name) => keyOf(database, name));
  const order = ['d', 'e', 'f', 'c', 'b', 'a'].map((name) => keyOf(database, name));
  expect([...asOriginalsLie(database, keys)]).toEqual(order);
  expect([...asOriginalsLie(database, [999, ...keys.slice(0, 3)])]).toEqual(
    ['c', 'b', 'a'].map((name) => keyOf(database, name)),
  );
});

it('reads reports in the order of their keys as they were named, without those that are gone', async () => {
  const database = await filled();
  const keys = ['f', 'a', 'c'].map((name) => keyOf(database, name));
  database.run('DELETE FROM reports WHERE id = ?', idFor('a'));
  const read = reportsByKey(database, keys, latestImport(database));
  expect(read.map(({ key, app, row }) => [key, app, row.fileName])).toEqual([
    [keys[0], 'Pier', 'f.ips'],
    [keys[2], 'Pier', 'c.ips'],
  ]);
});

it('does not take a later report for one that is gone, though it has its key', async () => {
  const database = await filled();
  const [latest, key] = [latestImport(database), keyOf(database, 'f')];
  database.run('DELETE FROM reports WHERE id = ?', idFor('f'));
  addAll(database, [[makeFacts('late', { importedAt: NOON + 1 }), makeGrouping('moor')]]);
  expect(keyOf(database, 'late')).toBe(key);
  expect(reportsByKey(database, [key], latest)).toEqual([]);
});

it('exports what was imported while the clock was ahead', async () => {
  const database = await filled(NOON + 1e9);
  expect(reportsByKey(database, [keyOf(database, 'a')], latestImport(database))).toHaveLength(1);
});
