/** A library of before reports had several doors. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { NO_FILTER } from '../../../../../shared/no-filter.ts';
import { openDatabase } from '../../../../../electron/store/database.ts';
import type { Database } from '../../../../../electron/store/database.ts';
import { inboxFacets } from '../../../../../electron/store/facets.ts';
import { noteSource, sourcesOf } from '../../../../../electron/store/report-sources.ts';
import { APP_STORE } from '../../../../../electron/store/schema/app-store.ts';
import { FIND } from '../../../../../electron/store/schema/find.ts';
import { ORIGINALS } from '../../../../../electron/store/schema/originals.ts';
import { REPORTS } from '../../../../../electron/store/schema/reports.ts';
import { SETTINGS } from '../../../../../electron/store/schema/settings.ts';
import { SYMBOLS } from '../../../../../electron/store/schema/symbols.ts';
import { TRIAGE } from '../../../../../electron/store/schema/triage.ts';
import { makeFolder } from '../../../../fixtures/library.ts';
import { valueOf } from '../../../../fixtures/results.ts';
import { NOON } from '../../../../fixtures/store.ts';

/** Two reports of one signature; a tester sent the first. */
async function openOld(): Promise<Database> {
  const path = join(await makeFolder(), 'faultline.sqlite');
  const old = new DatabaseSync(path);
  old.exec([REPORTS, SYMBOLS, APP_STORE, TRIAGE, FIND, ORIGINALS, SETTINGS, 'PRAGMA user_version = 7'].join('\n'));
  old.exec(`
    INSERT INTO apps VALUES (1, 'com.example.Pier', 'com.example.Pier', 'Pier');
    INSERT INTO releases VALUES (1, 1, '1.0', '100');
    INSERT INTO signatures (id, app, title, subtitle, haystack, crashes, symbols, last_seen)
      VALUES ('moor', 1, 'Berth.moor(at:)', 'SIGTRAP', 'berth.moor(at:) sigtrap pier', 2, 'complete', ${NOON});
    INSERT INTO submissions (id, apple_id, kind, app, created_at, facts, haystack, log, walk, sample)
      VALUES ('1', '1', 'crash', '1', ${NOON}, '{"comment":"It froze"}', '', 'one', 1, 0);
  `);
  for (const id of ['one', 'two']) {
    old.exec(`INSERT INTO reports (id, signature, release, crashed_at, file_name, imported_at, symbols, sample)
      VALUES ('${id}', 1, 1, ${NOON}, '${id}.ips', ${NOON}, 'complete', 0)`);
  }
  old.close();
  const database = valueOf(openDatabase(path));
  onTestFinished(() => database.close());
  return database;
}

function counts(database: Database): Readonly<Record<string, number>> {
  return Object.fromEntries(inboxFacets(database, NO_FILTER, NOON).sources.map(({ value, count }) => [value, count]));
}

it('keeps what was known of its reports, and notes further doors', async () => {
  const database = await openOld();
  expect(counts(database)).toEqual({ testflight: 1, file: 1 });
  expect(sourcesOf(database, 'one').map(({ source }) => source)).toEqual(['testflight']);
  expect(sourcesOf(database, 'two')).toEqual([{ source: 'file', name: 'two.ips', seenAt: NOON }]);
  noteSource(database, 'one', { source: 'file', name: 'again.ips' }, NOON + 1);
  noteSource(database, 'two', { source: 'organizer', name: 'log.crash' }, NOON + 1);
  expect(counts(database)).toEqual({ testflight: 1, file: 2, organizer: 1 });
});

it('still notices what testers say later', async () => {
  const database = await openOld();
  noteSource(database, 'two', { source: 'testflight', name: 'log' }, NOON + 1);
  database.run(`INSERT INTO submissions (id, apple_id, kind, app, created_at, facts, haystack, log, walk, sample)
    VALUES ('2', '2', 'crash', '1', ${NOON}, '{"comment":"Me too"}', '', 'two', 1, 0)`);
  expect(counts(database)).toEqual({ testflight: 2, file: 1 });
  expect(inboxFacets(database, NO_FILTER, NOON).withFeedback).toBe(2);
  database.run(`DELETE FROM submissions WHERE id = '2'`);
  expect(counts(database)).toEqual({ testflight: 1, file: 1 });
  expect(inboxFacets(database, NO_FILTER, NOON).withFeedback).toBe(1);
});
