/** A library of before there were searches and filters by source. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { NO_FILTER } from '../../../../../shared/no-filter.ts';
import { openDatabase } from '../../../../../electron/store/database.ts';
import type { Database } from '../../../../../electron/store/database.ts';
import { inboxFacets } from '../../../../../electron/store/facets.ts';
import { inboxPage } from '../../../../../electron/store/inbox.ts';
import { APP_STORE } from '../../../../../electron/store/schema/app-store.ts';
import { REPORTS } from '../../../../../electron/store/schema/reports.ts';
import { SYMBOLS } from '../../../../../electron/store/schema/symbols.ts';
import { makeFolder } from '../../../../fixtures/library.ts';
import { valueOf } from '../../../../fixtures/results.ts';
import { NOON } from '../../../../fixtures/store.ts';

/** Three reports of one signature with a note; testers sent two of them, one with words. */
async function openOld(): Promise<Database> {
  const path = join(await makeFolder(), 'faultline.sqlite');
  const old = new DatabaseSync(path);
  old.exec(`${REPORTS} ${SYMBOLS} ${APP_STORE} PRAGMA user_version = 3`);
  old.exec(`
    INSERT INTO apps VALUES (1, 'com.example.Pier', 'com.example.Pier', 'Pier');
    INSERT INTO releases VALUES (1, 1, '1.0', '100');
    INSERT INTO signatures (id, app, title, subtitle, haystack, crashes, symbols, last_seen)
      VALUES ('moor', 1, 'Berth.moor(at:)', 'SIGTRAP', 'berth.moor(at:) sigtrap pier', 3, 'complete', ${NOON});
    INSERT INTO decisions (signature, note) VALUES ('moor', 'ask Grace');
    INSERT INTO signature_releases VALUES (1, 1, 3, ${NOON}, ${NOON});
  `);
  for (const id of ['one', 'two', 'three']) {
    old.exec(`INSERT INTO reports (id, signature, release, crashed_at, file_name, imported_at, symbols, sample)
      VALUES ('${id}', 1, 1, ${NOON}, '${id}.ips', ${NOON}, 'complete', 0)`);
  }
  const submit =
    old.prepare(`INSERT INTO submissions (id, apple_id, kind, app, created_at, facts, haystack, log, walk, sample)
    VALUES (?, ?, 'crash', '1', ${NOON}, ?, '', ?, 1, 0)`);
  submit.run('1', '1', JSON.stringify({ comment: 'It froze' }), 'one');
  submit.run('2', '2', JSON.stringify({ comment: null }), 'two');
  submit.run('3', '3', JSON.stringify({ comment: 'no log yet' }), null);
  old.close();
  const database = valueOf(openDatabase(path));
  onTestFinished(() => database.close());
  return database;
}

it('knows what came from testers, and with which words', async () => {
  const database = await openOld();
  const { sources, withFeedback } = inboxFacets(database, NO_FILTER, NOON);
  expect(sources.map(({ value, count }) => [value, count])).toEqual([
    ['testflight', 2],
    ['file', 1],
  ]);
  expect(withFeedback).toBe(1);
});

it.each(['grace', 'froze', 'moor'])('finds %s before its reports are read again', async (search) => {
  const query = { filter: { ...NO_FILTER, search }, sort: 'count', offset: 0, limit: 10 } as const;
  expect(inboxPage(await openOld(), query, NOON).rows.map(({ id }) => id)).toEqual(['moor']);
});
