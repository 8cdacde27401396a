/** Pages, positions and totals of the inbox against the plain meaning of filter and sort, computed from all reports. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Filter, Sort } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { openDatabase } from '../../../../electron/store/database.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import { inboxPage, inboxPosition } from '../../../../electron/store/inbox.ts';
import { DAY } from '../../../../electron/store/sums.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { addAll, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const crash = fc.record({
  group: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  version: fc.constantFrom(null, '1.0', '1.1', '2.0'),
  build: fc.constantFrom(null, '7', '8'),
  device: fc.option(fc.constantFrom('x', 'y', 'z')),
  age: fc.option(fc.integer({ min: 0, max: 30 * DAY })),
});
type Crash = typeof crash extends fc.Arbitrary<infer Value> ? Value : never;

const filter: fc.Arbitrary<Filter> = fc
  .record({
    app: fc.constantFrom(null, 'Pier', 'Buoy'),
    version: fc.constantFrom(null, '1.0', '2.0'),
    build: fc.constantFrom(null, '7'),
    status: fc.constantFrom<Filter['status']>('open', 'resolved', 'all'),
    search: fc.constantFrom('', 'function', 'buoy function', 'NULL Pointer', 'nothing'),
  })
  .map((part) => ({ ...NO_FILTER, ...part }));
const sort = fc.constantFrom<Sort>('last-seen', 'first-seen', 'count', 'devices', 'title');

function appOf(group: string): string {
  return group < 'd' ? 'Pier' : 'Buoy';
}

/** What the row of a group must say under the filter; null when it is not in the view. */
function expectedRow(group: string, crashes: readonly Crash[], resolved: readonly string[], filter: Filter) {
  const { app, version, build, status, search } = filter;
  const isResolved = resolved.includes(group);
  if (status !== 'all' && (status === 'resolved') !== isResolved) return null;
  if (app !== null && appOf(group) !== app) return null;
  const words = search.toLowerCase().split(' ');
  const shown = `function ${group} EXC_BAD_ACCESS · null pointer ${appOf(group)}`.toLowerCase();
  if (!words.every((word) => shown.includes(word))) return null;
  const mine = crashes.filter(
    (one) => one.group === group && (version ?? one.version) === one.version && (build ?? one.build) === one.build,
  );
  if (mine.length === 0) return null;
  const times = mine.flatMap(({ age }) => (age === null ? [] : [NOON - age]));
  return {
    id: group,
    count: mine.length,
    devices: new Set(mine.flatMap(({ device }) => (device === null ? [] : [device]))).size,
    firstSeen: times.length === 0 ? null : Math.min(...times),
    lastSeen: times.length === 0 ? null : Math.max(...times),
  };
}
type Expected = NonNullable<ReturnType<typeof expectedRow>>;

function rank(row: Expected, sort: Sort): number {
  switch (sort) {
    case 'last-seen':
      return -(row.lastSeen ?? Number.NEGATIVE_INFINITY);
    case 'first-seen':
      return -(row.firstSeen ?? Number.NEGATIVE_INFINITY);
    case 'count':
    case 'share':
    case 'priority':
    case 'trend':
      return -row.count;
    case 'devices':
      return -row.devices;
    case 'title':
      return row.id.codePointAt(0) ?? 0;
  }
}

it('shows exactly what matches, with its counts, in order', () => {
  const crashes = fc.array(crash, { maxLength: 40 });
  const resolved = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']);
  fc.assert(
    fc.property(crashes, resolved, filter, sort, (crashes, resolved, filter, sort) => {
      const database = valueOf(openDatabase(':memory:'));
      try {
        for (const group of resolved) decide(database, group, { status: 'resolved' });
        addAll(
          database,
          crashes.map(({ group, version, build, device, age }, index) => {
            const app = { name: appOf(group), bundleId: null };
            const crashedAt = age === null ? null : NOON - age;
            const facts = makeFacts(String(index), { app, version, build, deviceKey: device, crashedAt });
            return [facts, makeGrouping(group)] as const;
          }),
        );
        const expected = ['a', 'b', 'c', 'd', 'e', 'f']
          .map((group) => expectedRow(group, crashes, resolved, filter))
          .filter((row) => row !== null);
        const page = inboxPage(database, { filter, sort, offset: 0, limit: 500 }, NOON);
        const sum = expected.reduce((sum, { count }) => sum + count, 0);

        expect([page.total, page.crashes]).toEqual([expected.length, sum]);
        const rows = page.rows.map(({ id, count, devices, firstSeen, lastSeen }) => ({
          id,
          count,
          devices,
          firstSeen,
          lastSeen,
        }));
        expect(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(expected);
        const ranks = rows.map((row) => rank(row, sort));
        expect(ranks).toEqual(ranks.toSorted((a, b) => (a === b ? 0 : a - b)));
        for (const [position, { id, share, count }] of page.rows.entries()) {
          expect(inboxPosition(database, { id, filter, sort }, NOON)).toBe(position);
          expect(share).toBeCloseTo(count / sum);
        }
        // Windows next to each other are the whole.
        const windows = [0, 1, 2, 3, 4, 5].flatMap(
          (offset) => inboxPage(database, { filter, sort, offset, limit: 1 }, NOON).rows,
        );
        expect(windows).toEqual(page.rows);
      } finally {
        database.close();
      }
    }),
    { numRuns: 150 },
  );
});
