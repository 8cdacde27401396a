/** Pages, filters and facets of feedback, against filters in plain code over all of it. */
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../electron/store/database.ts';
import {
  countFeedback,
  decideFeedback,
  feedbackCounts,
  feedbackFacets,
  feedbackPosition,
  findFeedback,
  listFeedback,
} from '../../../../electron/store/feedback.ts';
import { keepScreenshot } from '../../../../electron/store/screenshots.ts';
import { keepStoreApps, keepStoreBuilds, keepTesters } from '../../../../electron/store/store-facts.ts';
import { meetSubmission } from '../../../../electron/store/submissions.ts';
import type { Submission } from '../../../../electron/store/submissions.ts';
import type { Tester } from '../../../../shared/appstore/submissions.ts';
import { feedbackFilterSchema } from '../../../../shared/contract/feedback.ts';
import type { FeedbackFilter } from '../../../../shared/contract.ts';
import { idFor, NOON, openStore } from '../../../fixtures/store.ts';

const HOUR = 3_600_000;
const COMMENTS = ['The map is empty', '100 % broken_list', null] as const;
const MODELS = ['iPhone15_2', 'iPhone17_1', null] as const;

function makeSubmission(at: number): Submission {
  const facts = {
    id: `apple-${at}`,
    createdAt: NOON + Math.floor(at / 2) * HOUR,
    comment: COMMENTS[at % 3] ?? null,
    email: 'ada@example.com',
    deviceModel: MODELS[at % 3] ?? null,
    osVersion: at % 4 === 0 ? '18.1' : '17.5',
    locale: 'en-GB',
    timeZone: null,
    architecture: null,
    connection: null,
    pairedWatch: null,
    appUptime: null,
    diskAvailable: null,
    diskTotal: null,
    battery: null,
    screenWidth: null,
    screenHeight: null,
    appPlatform: 'IOS',
    devicePlatform: 'IOS',
    deviceFamily: 'IPHONE',
    bundleId: 'com.example.Pier',
    buildId: `build-${at % 2}`,
    testerId: at % 5 === 0 ? null : `tester-${at % 3}`,
  };
  if (at % 2 === 0) return { kind: 'crash', ...facts };
  return { kind: 'screenshot', ...facts, screenshots: [{ url: 'x', width: 1, height: 1, expiresAt: null }] };
}

function makeTester(id: string, firstName: string): Tester {
  return { id, firstName, lastName: null, email: null, inviteType: null, state: null };
}

const COUNT = 40;
let database: Database;
beforeEach(async () => {
  database = await openStore();
  keepStoreApps(database, [
    { id: '1', name: 'Pier', bundleId: 'com.example.Pier', sku: null },
    { id: '2', name: 'Quay', bundleId: 'com.example.Quay', sku: null },
  ]);
  const build = { versionId: null, platform: 'IOS', uploadedAt: 0, expiresAt: 0, expired: false, minOs: null };
  for (const at of [0, 1]) {
    const known = { ...build, id: `build-${at}`, number: String(100 + at), version: `1.${at}`, processing: 'VALID' };
    keepStoreBuilds(database, '1', [known]);
  }
  const names = ['Ada', 'Bo', 'Cleo'];
  keepTesters(
    database,
    names.map((firstName, at) => makeTester(`tester-${at}`, firstName)),
  );
  for (let at = 0; at < COUNT; at += 1) {
    const submission = makeSubmission(at);
    const { key, id } = meetSubmission(database, at % 7 === 6 ? '2' : '1', submission, 1, { sample: false, now: NOON });
    if (at % 4 === 1) {
      const image = { id: idFor(`picture ${at}`), type: 'image/png', width: 2, height: 3, bytes: 4 };
      keepScreenshot(database, key, 0, image);
    }
    if (at % 6 === 0) decideFeedback(database, id, { status: 'resolved', seen: true });
  }
});

const ALL = feedbackFilterSchema.parse({ status: 'all' });

/** What a filter means, in plain code. */
function oracle(filter: FeedbackFilter): readonly string[] {
  const rows = listFeedback(database, ALL, 0, COUNT);
  return rows
    .filter((row) => {
      const stored = findFeedback(database, row.id);
      const text = [row.comment, stored?.device, stored?.facts.osVersion, stored?.facts.locale, row.tester].join('\n');
      const terms = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
      return (
        (filter.app === null || row.bundleId === filter.app || row.app === filter.app) &&
        (filter.version === null || row.version === filter.version) &&
        (filter.build === null || row.build === filter.build) &&
        (filter.from === null || (row.createdAt ?? 0) >= filter.from) &&
        (filter.to === null || (row.createdAt ?? 0) < filter.to) &&
        (filter.hasScreenshot === null || (row.kind === 'screenshot') === filter.hasScreenshot) &&
        (filter.hasCrash === null || (row.kind === 'crash') === filter.hasCrash) &&
        (filter.device === null || stored?.device === filter.device) &&
        (filter.os === null || row.os === filter.os) &&
        (filter.tester === null || stored?.tester.id === filter.tester) &&
        (filter.kind === null || row.kind === filter.kind) &&
        (filter.status === 'all' || row.status === filter.status) &&
        terms.every((term) => text.toLowerCase().includes(term))
      );
    })
    .map(({ id }) => id);
}

const maybe = <Value>(...values: readonly Value[]): fc.Arbitrary<Value | null> =>
  fc.constantFrom(null, null, ...values);
const filters: fc.Arbitrary<FeedbackFilter> = fc.record({
  app: maybe('com.example.Pier', 'Quay', 'nothing'),
  version: maybe('1.0', '1.1'),
  build: maybe('100', '101'),
  from: maybe(NOON + 3 * HOUR, NOON + 9 * HOUR),
  to: maybe(NOON + 12 * HOUR, NOON),
  hasScreenshot: maybe(true, false),
  hasCrash: maybe(true, false),
  device: maybe('iPhone15,2', 'iPhone17,1'),
  os: maybe('iOS 18.1', 'iOS 17.5'),
  tester: maybe('tester-0', 'tester-1'),
  kind: maybe('crash' as const, 'screenshot' as const),
  status: fc.constantFrom('open' as const, 'resolved' as const, 'all' as const),
  search: fc.constantFrom('', '', 'map', 'THE map', '100 %', 'n_l', 'd_l', 'cleo', '17,1'),
});

it('lists newest first', () => {
  const times = listFeedback(database, ALL, 0, COUNT).map(({ createdAt }) => createdAt ?? 0);
  expect(times).toHaveLength(COUNT);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

describe('a filter', () => {
  it('keeps what it says, and nothing else, in the same order', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const ids = listFeedback(database, filter, 0, COUNT).map(({ id }) => id);
        expect(ids).toEqual(oracle(filter));
        expect(countFeedback(database, filter)).toBe(ids.length);
      }),
    );
  });

  it('places each of its rows where the page has it', () => {
    fc.assert(
      fc.property(filters, fc.nat(COUNT - 1), (filter, at) => {
        const ids = oracle(filter);
        const { id } = listFeedback(database, ALL, at, 1)[0] ?? { id: '' };
        const position = ids.indexOf(id);
        expect(feedbackPosition(database, id, filter)).toBe(position < 0 ? null : position);
      }),
    );
  });

  it('offers choices whose counts are what choosing them gives', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const facets = feedbackFacets(database, filter);
        for (const { value, count } of facets.devices) {
          expect(oracle({ ...filter, device: value })).toHaveLength(count);
        }
        for (const { value, count } of facets.testers) {
          expect(oracle({ ...filter, tester: value })).toHaveLength(count);
        }
        for (const { value, count } of facets.apps) expect(oracle({ ...filter, app: value })).toHaveLength(count);
        for (const { value, count } of facets.builds) expect(oracle({ ...filter, build: value })).toHaveLength(count);
        expect(facets.withCrash).toBe(oracle({ ...filter, hasCrash: true }).length);
        expect(facets.withScreenshot).toBe(oracle({ ...filter, hasScreenshot: true }).length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a decision', () => {
  it('changes what it says and leaves the rest', () => {
    const { id } = listFeedback(database, { ...ALL, status: 'open' }, 0, 1)[0] ?? { id: '' };
    decideFeedback(database, id, { note: 'Known since spring' });
    decideFeedback(database, id, { seen: true });
    decideFeedback(database, id, { status: 'resolved' });
    decideFeedback(database, id, {});
    const stored = findFeedback(database, id);
    expect(stored).toMatchObject({ note: 'Known since spring', row: { status: 'resolved', seen: true } });
    decideFeedback(database, id, { seen: false });
    expect(findFeedback(database, id)?.row).toMatchObject({ status: 'resolved', seen: false });
  });

  it('counts for the sources', () => {
    const rows = listFeedback(database, ALL, 0, COUNT);
    const open = rows.filter(({ status }) => status === 'open');
    const unseen = open.filter(({ seen }) => !seen).length;
    expect(feedbackCounts(database)).toEqual({ total: COUNT, open: open.length, unseen });
  });
});
