/** The inbox in memory keeps up with the database, whoever writes to it. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { openDatabase } from '../../../../electron/store/database.ts';
import type { Database } from '../../../../electron/store/database.ts';
import { inboxPage } from '../../../../electron/store/inbox.ts';
import { regroupReport, removeSampleReports } from '../../../../electron/store/reports.ts';
import { Sums } from '../../../../electron/store/sums.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { addAll, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

function counts(database: Database): Readonly<Record<string, number>> {
  const page = inboxPage(database, { filter: NO_FILTER, sort: 'title', offset: 0, limit: 500 }, NOON);
  return Object.fromEntries(page.rows.map(({ id, count }) => [id, count]));
}

function add(database: Database, from: number, to: number, group: string, sample = false): void {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  addAll(
    database,
    numbers.map((number) => [makeFacts(String(number), { sample }), makeGrouping(group)]),
  );
}

function move(database: Database, from: number, to: number, group: string): void {
  database.transaction(() => {
    const sums = new Sums(database);
    for (let number = from; number < to; number += 1) {
      const facts = makeFacts(String(number));
      regroupReport(database, sums, facts.id, facts, makeGrouping(group));
    }
    sums.flush();
  });
}

/** Two hosts on one library. */
async function openTwo(): Promise<readonly [Database, Database]> {
  const path = join(await makeFolder(), 'faultline.sqlite');
  const both = [valueOf(openDatabase(path)), valueOf(openDatabase(path))] as const;
  onTestFinished(() => both.forEach((database) => database.close()));
  return both;
}

it('sees what another host adds, moves and removes', async () => {
  const [mine, theirs] = await openTwo();
  add(mine, 0, 5, 'a');
  expect([counts(mine), counts(theirs)]).toEqual([{ a: 5 }, { a: 5 }]);
  add(theirs, 5, 8, 'b', true);
  expect(counts(mine)).toEqual({ a: 5, b: 3 });
  move(theirs, 0, 2, 'c');
  expect(counts(mine)).toEqual({ a: 3, b: 3, c: 2 });
  theirs.transaction(() => {
    const sums = new Sums(theirs);
    removeSampleReports(theirs, sums);
    sums.flush();
  });
  // The keys of the samples are given away again.
  add(theirs, 20, 24, 'd');
  expect(counts(mine)).toEqual({ a: 3, c: 2, d: 4 });
});

it('reads everything again when it fell behind', async () => {
  const [mine, theirs] = await openTwo();
  add(mine, 0, 30, 'a');
  expect(counts(mine)).toEqual({ a: 30 });
  move(theirs, 0, 30, 'b');
  // As after 20,000 more changes: the oldest are no longer listed.
  theirs.run('DELETE FROM report_changes WHERE number < 20');
  expect(counts(mine)).toEqual({ b: 30 });
});

it('lists no more changes than it reads', async () => {
  const [mine] = await openTwo();
  add(mine, 0, 1, 'a');
  const flip = `WITH RECURSIVE many (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 20100)
    INSERT INTO report_changes (report) SELECT 1 FROM many`;
  mine.run(flip);
  expect(mine.get('SELECT count(*) AS entries FROM report_changes')).toEqual({ entries: 20_000 });
  expect(counts(mine)).toEqual({ a: 1 });
});

it('forgets what a transaction wrote that came to nothing', async () => {
  const [mine] = await openTwo();
  add(mine, 0, 2, 'a');
  expect(() =>
    mine.transaction(() => {
      add(mine, 2, 4, 'b');
      expect(counts(mine)).toEqual({ a: 2, b: 2 });
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(counts(mine)).toEqual({ a: 2 });
  add(mine, 4, 5, 'c');
  expect(counts(mine)).toEqual({ a: 2, c: 1 });
});
