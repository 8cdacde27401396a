import { describe, expect, it } from 'vitest';
import type { Filter, Sort } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { UNDECIDED } from '../../../../shared/undecided.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import type { Database } from '../../../../electron/store/database.ts';
import { inboxPage, signatureRow } from '../../../../electron/store/inbox.ts';
import { kindOfSignatures } from '../../../../electron/store/kinds.ts';
import { librarySummary } from '../../../../electron/store/library.ts';
import { DAY } from '../../../../electron/store/sums.ts';
import { addAll, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';

const ALL: Filter = NO_FILTER;

/** Five reports of three signatures: crashes and a hang. */
async function mixed(): Promise<Database> {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1', { version: '1.9' }), makeGrouping('moor')],
    [makeFacts('2', { version: '1.10' }), makeGrouping('moor')],
    [makeFacts('3', { version: '1.10' }), makeGrouping('anchor')],
    [makeFacts('4', { version: '1.10', kind: 'hang' }), makeGrouping('tide')],
    [makeFacts('5', { version: '2.0', kind: 'hang' }), makeGrouping('tide')],
  ]);
  return database;
}

function page(database: Database, filter: Partial<Filter> = {}, sort: Sort = 'last-seen') {
  return inboxPage(database, { filter: { ...ALL, ...filter }, sort, offset: 0, limit: 100 }, NOON);
}

function ids(database: Database, filter: Partial<Filter> = {}, sort: Sort = 'last-seen'): readonly string[] {
  return page(database, filter, sort).rows.map(({ id }) => id);
}

const PIER = { name: 'Pier', bundleId: 'com.example.Pier' };
const BUOY = { name: 'Buoy', bundleId: null };

/** Three signatures of two apps. `moor` has four crashes on three devices over two versions. */
async function harbour(): Promise<Database> {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1', { version: '1.9', build: '90', deviceKey: 'a', crashedAt: NOON - 3 * DAY }), makeGrouping('moor')],
    [makeFacts('2', { version: '1.10', build: '95', deviceKey: 'a', crashedAt: NOON - 2 * DAY }), makeGrouping('moor')],
    [makeFacts('3', { version: '1.10', build: '95', deviceKey: 'b', crashedAt: NOON - DAY }), makeGrouping('moor')],
    [makeFacts('4', { version: '1.10', build: '96', deviceKey: 'c', crashedAt: NOON - DAY }), makeGrouping('moor')],
    [makeFacts('5', { version: '1.9', build: '90', crashedAt: NOON, deviceKey: null }), makeGrouping('anchor')],
    [makeFacts('6', { app: BUOY, version: null, build: null, crashedAt: null }), makeGrouping('ring')],
  ]);
  return database;
}

describe('a page', () => {
  it('counts all crashes of all signatures', async () => {
    const { total, crashes, rows } = page(await harbour());
    expect([total, crashes]).toEqual([3, 6]);
    expect(rows.find(({ id }) => id === 'moor')).toEqual({
      id: 'moor',
      kind: 'crash',
      title: 'function moor',
      subtitle: 'EXC_BAD_ACCESS · null pointer',
      app: PIER.name,
      bundleId: PIER.bundleId,
      versions: ['1.9', '1.10'],
      count: 4,
      share: 4 / 6,
      devices: 3,
      firstSeen: NOON - 3 * DAY,
      lastSeen: NOON - DAY,
      trend: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 0],
      symbols: 'complete',
      status: 'open',
      seen: false,
      sample: false,
      triage: UNDECIDED,
    });
  });

  it('says nothing of devices where the reports do not tell them apart', async () => {
    const rows = page(await harbour()).rows;
    expect(rows.find(({ id }) => id === 'anchor')?.devices).toBe(0);
  });

  it('has a window into all rows, and knows how many there are', async () => {
    const database = await harbour();
    const { total, rows, offset } = inboxPage(database, { filter: ALL, sort: 'count', offset: 1, limit: 1 }, NOON);
    expect([total, offset, rows.length]).toEqual([3, 1, 1]);
  });

  it('is empty in an empty library', async () => {
    expect(page(await openStore())).toEqual({ total: 0, crashes: 0, kind: null, offset: 0, rows: [] });
  });
});

describe('sorting', () => {
  it.each<[Sort, readonly string[]]>([
    ['last-seen', ['anchor', 'moor', 'ring']],
    ['first-seen', ['anchor', 'moor', 'ring']],
    ['devices', ['moor', 'ring', 'anchor']],
    ['title', ['anchor', 'moor', 'ring']],
  ])('by %s', async (sort, expected) => {
    expect(ids(await harbour(), {}, sort)).toEqual(expected);
  });

  it('by count', async () => {
    expect(ids(await harbour(), {}, 'count')[0]).toBe('moor');
  });
});

describe('filtering', () => {
  it.each(['com.example.Pier', 'Pier'])('by app: %s', async (app) => {
    expect(ids(await harbour(), { app })).toEqual(['anchor', 'moor']);
  });

  it('by an app without a bundle id', async () => {
    expect(ids(await harbour(), { app: 'Buoy' })).toEqual(['ring']);
  });

  it('by version: counts are those of the version', async () => {
    const { crashes, rows } = page(await harbour(), { app: 'Pier', version: '1.10' });
    expect(crashes).toBe(3);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ id: 'moor', count: 3, devices: 3, share: 1, firstSeen: NOON - 2 * DAY });
    expect(rows[0]?.trend.slice(-4)).toEqual([0, 1, 2, 0]);
  });

  it('by build', async () => {
    expect(page(await harbour(), { version: '1.10', build: '95' }).rows[0]).toMatchObject({ count: 2, devices: 2 });
  });

  it('by status', async () => {
    const database = await harbour();
    decide(database, 'moor', { status: 'resolved' });
    expect(ids(database)).toEqual(['anchor', 'ring']);
    expect(ids(database, { status: 'resolved' })).toEqual(['moor']);
    expect(ids(database, { status: 'all' })).toEqual(['anchor', 'moor', 'ring']);
  });

  it.each([
    ['MOOR', ['moor']],
    ['  bad_access   pier ', ['anchor', 'moor']],
    ['buoy', ['ring']],
    ['100%_', []],
    ["'; DROP TABLE signatures; --", []],
  ])('by words: %s', async (search, expected) => {
    expect(ids(await harbour(), { search })).toEqual(expected);
  });
});

it('ends a trend at the newest crash that is not of the future', async () => {
  const database = await harbour();
  addAll(database, [[makeFacts('7', { crashedAt: Date.UTC(2099, 0, 1) }), makeGrouping('late')]]);
  expect(signatureRow(database, 'anchor', NOON)?.trend.at(-1)).toBe(1);
});

it('marks a signature as sample while all its reports are', async () => {
  const database = await openStore();
  addAll(database, [[makeFacts('1', { sample: true }), makeGrouping('a')]]);
  expect(signatureRow(database, 'a', NOON)?.sample).toBe(true);
  addAll(database, [[makeFacts('2'), makeGrouping('a')]]);
  expect(signatureRow(database, 'a', NOON)?.sample).toBe(false);
});

it('shows a signature as its newest report does', async () => {
  const database = await openStore();
  addAll(database, [[makeFacts('1'), makeGrouping('a', { title: 'new' })]]);
  addAll(database, [
    [makeFacts('2', { crashedAt: NOON - DAY }), makeGrouping('a', { title: 'old', symbols: 'waiting' })],
  ]);
  expect(signatureRow(database, 'a', NOON)).toMatchObject({ title: 'new', symbols: 'complete' });
});

describe('the kind of what is counted', () => {
  it('is that of all reports that match, and none where they are of several', async () => {
    const database = await mixed();
    expect(page(database).kind).toBeNull();
    expect(page(database, { version: '1.9' }).kind).toBe('crash');
    expect(page(database, { version: '2.0' }).kind).toBe('hang');
    expect(page(database, { kinds: ['hang'] }).kind).toBe('hang');
    expect(page(database, { version: '7' })).toMatchObject({ total: 0, kind: null });
  });

  it('is that of the whole library, whatever comes and goes', async () => {
    const database = await openStore();
    expect(librarySummary(database).kind).toBeNull();
    addAll(database, [[makeFacts('1', { kind: 'panic' }), makeGrouping('tide')]]);
    expect(librarySummary(database).kind).toBe('panic');
    addAll(database, [[makeFacts('2'), makeGrouping('moor')]]);
    expect(librarySummary(database).kind).toBeNull();
    database.run("DELETE FROM reports WHERE kind = 'panic'");
    expect(librarySummary(database).kind).toBe('crash');
  });

  it('is that of named signatures', async () => {
    const database = await mixed();
    expect(kindOfSignatures(database, 'id', ['moor', 'anchor'])).toBe('crash');
    expect(kindOfSignatures(database, 'id', ['moor', 'tide'])).toBeNull();
    expect(kindOfSignatures(database, 'id', ['tide', 'unheard of'])).toBe('hang');
    expect(kindOfSignatures(database, 'id', [])).toBeNull();
  });
});

describe('the summary', () => {
  it('counts open signatures by app and version, newest version first', async () => {
    const database = await harbour();
    decide(database, 'anchor', { status: 'resolved' });
    const { apps, ...counts } = librarySummary(database);
    expect(counts).toMatchObject({ signatures: 3, open: 2, resolved: 1, crashes: 6, unread: 0, samples: false });
    expect(apps).toEqual([
      { name: 'Buoy', bundleId: null, count: 1, versions: [] },
      {
        name: 'Pier',
        bundleId: 'com.example.Pier',
        count: 1,
        versions: [
          { version: '1.10', build: '96', count: 1 },
          { version: '1.10', build: '95', count: 1 },
          { version: '1.9', build: '90', count: 1 },
        ],
      },
    ]);
  });
});
