/** Reports that came through several doors: one report, found under each. */
import { expect, it } from 'vitest';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { inboxFacets } from '../../../../electron/store/facets.ts';
import { inboxPage } from '../../../../electron/store/inbox.ts';
import { noteFirstSource, noteSource, sourcesOf } from '../../../../electron/store/report-sources.ts';
import { keepLog, meetSubmission } from '../../../../electron/store/submissions.ts';
import type { Database } from '../../../../electron/store/database.ts';
import type { Source } from '../../../../shared/contract.ts';
import { addAll, idFor, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';
import { makeCrashSubmission } from '../../../fixtures/submissions.ts';

const LATER = NOON + 60_000;

async function storeWith(...names: string[]): Promise<Database> {
  const database = await openStore();
  addAll(
    database,
    names.map((name) => [makeFacts(name), makeGrouping('a')]),
  );
  return database;
}

function facets(database: Database): Readonly<Record<string, number>> {
  return Object.fromEntries(inboxFacets(database, NO_FILTER, NOON).sources.map(({ value, count }) => [value, count]));
}

function crashesFrom(database: Database, ...sources: Source[]): number {
  const query = { filter: { ...NO_FILTER, sources }, sort: 'last-seen', offset: 0, limit: 10 } as const;
  return inboxPage(database, query, NOON).crashes;
}

it('says of a report that came once that it came as a file', async () => {
  const database = await storeWith('1');
  expect(sourcesOf(database, idFor('1'))).toEqual([{ source: 'file', name: '1.ips', seenAt: NOON }]);
  noteSource(database, idFor('1'), { source: 'file', name: '1.ips' }, LATER);
  expect(sourcesOf(database, idFor('1'))).toHaveLength(1);
  expect(facets(database)).toEqual({ file: 1 });
});

it('counts a report under each of its doors, and once in all', async () => {
  const database = await storeWith('1', '2');
  // The facets are in memory now, and have to follow.
  expect(facets(database)).toEqual({ file: 2 });
  noteSource(database, idFor('1'), { source: 'organizer', name: 'log.crash' }, LATER);
  expect(facets(database)).toEqual({ file: 2, organizer: 1 });
  expect(crashesFrom(database, 'organizer')).toBe(1);
  expect(crashesFrom(database, 'file', 'organizer')).toBe(2);
  expect(crashesFrom(database, 'device')).toBe(0);
  expect(sourcesOf(database, idFor('1'))).toEqual([
    { source: 'file', name: '1.ips', seenAt: NOON },
    { source: 'organizer', name: 'log.crash', seenAt: LATER },
  ]);
});

it('does not take for a file what came through another door', async () => {
  const database = await storeWith('1');
  noteFirstSource(database, idFor('1'), { source: 'device', name: '1.ips' }, NOON);
  expect(facets(database)).toEqual({ device: 1 });
  noteSource(database, idFor('1'), { source: 'file', name: '1.ips' }, LATER);
  expect(facets(database)).toEqual({ device: 1, file: 1 });
});

it('tells TestFlight from what else it came by', async () => {
  const database = await storeWith('1', '2');
  const send = (name: string): void => {
    const options = { sample: false, now: LATER };
    const { key } = meetSubmission(database, 'app', makeCrashSubmission(name, null), 1, options);
    noteSource(database, idFor(name), { source: 'testflight', name: 'log' }, LATER);
    keepLog(database, key, idFor(name));
  };
  send('1');
  expect(facets(database)).toEqual({ file: 2, testflight: 1 });
  expect(
    sourcesOf(database, idFor('1'))
      .map(({ source }) => source)
      .toSorted(),
  ).toEqual(['file', 'testflight']);
  database.run('UPDATE submissions SET log = ?', idFor('2'));
  expect(facets(database)).toEqual({ file: 1, testflight: 1 });
});

it('keeps few names of one door', async () => {
  const database = await storeWith('1');
  for (let copy = 0; copy < 100; copy += 1) {
    noteSource(database, idFor('1'), { source: 'file', name: `copy ${copy}.ips` }, LATER);
  }
  expect(sourcesOf(database, idFor('1'))).toHaveLength(20);
});

it('finds the doors again when reports are entered anew', async () => {
  const database = await storeWith('1');
  noteSource(database, idFor('1'), { source: 'folder', name: 'x.ips' }, LATER);
  database.run('DELETE FROM reports');
  addAll(database, [[makeFacts('1'), makeGrouping('a')]]);
  expect(facets(database)).toEqual({ file: 1, folder: 1 });
});

it('leaves alone what is no report of the library', async () => {
  const database = await storeWith('1');
  noteSource(database, idFor('2'), { source: 'folder', name: 'x.ips' }, LATER);
  expect(sourcesOf(database, idFor('2'))).toEqual([]);
});
