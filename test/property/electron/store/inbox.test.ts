/**
 * Pages, positions, facets and searches of the inbox against the plain meaning of filter and order, while reports come,
 * move and go, and the user decides.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Facet, Filter, InboxFacets, Sort, Source } from '../../../../shared/contract.ts';
import { SOURCES, sortSchema } from '../../../../shared/contract/filter.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { openDatabase } from '../../../../electron/store/database.ts';
import type { Database } from '../../../../electron/store/database.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import { UNDECIDED } from '../../../../electron/store/decisions-row.ts';
import type { Decision } from '../../../../electron/store/decisions-row.ts';
import {
  countOfSignatures,
  countOfView,
  reportsOfSignatures,
  reportsOfView,
} from '../../../../electron/store/exported.ts';
import type { ChosenReports } from '../../../../electron/store/exported.ts';
import { inboxFacets } from '../../../../electron/store/facets.ts';
import { inboxPage, inboxPosition, signatureRow, viewIds } from '../../../../electron/store/inbox.ts';
import { countView } from '../../../../electron/store/inbox-view.ts';
import { noteSource } from '../../../../electron/store/report-sources.ts';
import { addReport, findReport, regroupReport } from '../../../../electron/store/reports.ts';
import { keepLog, meetSubmission } from '../../../../electron/store/submissions.ts';
import { DAY, Sums } from '../../../../electron/store/sums.ts';
import { appOf, facetsOf, rankOf, reportsOf, rowsOf } from '../../../fixtures/inbox-model.ts';
import type { Model, ModelReport, ModelRow } from '../../../fixtures/inbox-model.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { idFor, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';
import { makeCrashSubmission } from '../../../fixtures/submissions.ts';

const GROUPS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const FRAMES = ['-[X tableView:didSelectRowAtIndexPath:]', 'Größe.messen()', 'a"b OR (c', '100%_'] as const;
const MESSAGES = ['index 5 beyond bounds', 'Ungültig * NEAR'] as const;
const COMMENTS = [null, ' \n ', 'The map is EMPTY', 'it froze\nthen it was gone'] as const;
const SYSTEMS = ['iOS 17.5', 'iOS 18.0', 'macOS 15.1'] as const;
const MODELS = ['iPhone16,1', 'Mac15,3'] as const;
const LABELS = ['flaky', 'ui'] as const;

const report = fc.record({
  group: fc.constantFrom(...GROUPS),
  version: fc.constantFrom(null, '1.0', '2.0'),
  build: fc.constantFrom(null, '7', '8'),
  deviceKey: fc.option(fc.constantFrom('x', 'y', 'z')),
  model: fc.option(fc.constantFrom(...MODELS)),
  os: fc.option(fc.constantFrom(...SYSTEMS)),
  platform: fc.constantFrom(null, 'iOS', 'macOS'),
  symbols: fc.constantFrom('complete', 'partial', 'waiting'),
  age: fc.option(fc.integer({ min: 0, max: 40 * DAY })),
  frames: fc.subarray([...FRAMES]),
  messages: fc.subarray([...MESSAGES]),
});
const decision: fc.Arbitrary<Partial<Decision>> = fc.record(
  {
    status: fc.constantFrom('open', 'resolved', 'ignored'),
    priority: fc.constantFrom(null, 'P0', 'P1', 'P3'),
    labels: fc.subarray([...LABELS]),
    seen: fc.boolean(),
    regressed: fc.constantFrom(null, { build: '8', at: NOON }),
    note: fc.constantFrom('', 'Ask *Ada*', 'second look\nsee map'),
  },
  { requiredKeys: [] },
);

/** What is told of a report when it is added. */
type NewReport = Omit<ModelReport, 'name' | 'comments' | 'doors'>;

type Step =
  | {
      readonly kind: 'add';
      readonly reports: readonly NewReport[];
      readonly fails: boolean;
    }
  | { readonly kind: 'move'; readonly pick: number; readonly change: NewReport }
  | { readonly kind: 'decide'; readonly group: string; readonly change: Partial<Decision> }
  | { readonly kind: 'submit'; readonly pick: number; readonly comment: string | null }
  | { readonly kind: 'come'; readonly pick: number; readonly source: Source }
  | { readonly kind: 'remove'; readonly pick: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      reports: fc.array(report, { maxLength: 12 }),
      fails: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), pick: fc.nat(99), change: report }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('decide'), group: fc.constantFrom(...GROUPS), change: decision }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('submit'), pick: fc.nat(99), comment: fc.constantFrom(...COMMENTS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('come'), pick: fc.nat(99), source: fc.constantFrom(...SOURCES) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove'), pick: fc.nat(99) }) },
);

const flag = fc.constantFrom(null, null, true, false);
const moment = fc.integer({ min: NOON - 40 * DAY, max: NOON + DAY });
const parts = fc.record({
  app: fc.constantFrom('Pier', 'com.example.Pier', 'Buoy', 'Nobody'),
  version: fc.constantFrom('1.0', '2.0', ''),
  build: fc.constantFrom('7', ''),
  status: fc.constantFrom<Filter['status']>('open', 'resolved', 'ignored', 'all'),
  search: fc.constantFrom(
    'selectrow',
    'GRÖSSE.',
    'größe',
    'function',
    'buoy function',
    'NULL Pointer',
    'selectrow bounds',
    'nothing',
    '"b or',
    '"',
    'OR',
    'at map',
    'empty',
    'froze gone',
    'ask *ada*',
    '%_',
    '100%',
  ),
  platforms: fc.subarray(['iOS', 'macOS', 'tvOS']),
  systems: fc.subarray([...SYSTEMS]),
  devices: fc.subarray([...MODELS]),
  kinds: fc.constantFrom([], ['crash'], ['hang']),
  sources: fc.subarray([...SOURCES]),
  priorities: fc.subarray<Filter['priorities'][number]>(['P0', 'P1', 'P2', 'P3', 'none']),
  labels: fc.subarray<string>([...LABELS]),
  symbols: fc.subarray<Filter['symbols'][number]>(['complete', 'partial', 'waiting']),
  when: fc.oneof(fc.record({ days: fc.constantFrom(1, 7, 30) }), fc.record({ from: moment, to: moment })),
  feedback: flag,
  regressed: flag,
  seen: flag,
});
type Part = keyof (typeof parts extends fc.Arbitrary<infer Value> ? Value : never);
const PARTS: readonly Part[] = [
  'app',
  'version',
  'build',
  'status',
  'search',
  'platforms',
  'systems',
  'devices',
  'kinds',
  'sources',
  'priorities',
  'labels',
  'symbols',
  'when',
  'feedback',
  'regressed',
  'seen',
];

/** Filters that set few parts: with all of them at once nothing would be left. */
const filter: fc.Arbitrary<Filter> = fc.tuple(parts, fc.subarray([...PARTS], { maxLength: 4 })).map(([full, names]) => {
  const set = Object.entries(full).filter(([name]) => names.some((part) => part === name));
  return Object.assign({}, NO_FILTER, { status: 'all' }, Object.fromEntries(set));
});
const sort = fc.constantFrom<Sort>(...sortSchema.unwrap().options);

/** The library beside its model. */
class Both {
  readonly database: Database = valueOf(openDatabase(':memory:'));
  reports: ModelReport[] = [];
  readonly decisions = new Map<string, Decision>();
  #named = 0;

  get model(): Model {
    return this;
  }

  #factsOf(report: NewReport, name: string) {
    const { group, version, build, deviceKey, model, os, platform, age, frames, messages, symbols } = report;
    const crashedAt = age === null ? null : NOON - age;
    const lines = { frames, messages };
    const app = appOf(group);
    const facts = makeFacts(name, { app, version, build, deviceKey, device: model, os, platform, crashedAt, lines });
    return [facts, makeGrouping(group, { symbols })] as const;
  }

  #pick(pick: number): ModelReport | undefined {
    return this.reports[pick % Math.max(1, this.reports.length)];
  }

  #add(step: Extract<Step, { kind: 'add' }>): void {
    const named = step.reports.map((report) => ({ ...report, name: String(this.#named++), comments: [], doors: [] }));
    const work = (): void =>
      this.database.transaction(() => {
        const sums = new Sums(this.database);
        for (const report of named) addReport(this.database, sums, ...this.#factsOf(report, report.name));
        sums.flush();
        // Somebody looks in between: what is rolled back is forgotten again.
        inboxFacets(this.database, { ...NO_FILTER, search: 'selectrow' }, NOON);
        if (step.fails) throw new Error('rolled back');
      });
    if (step.fails) expect(work).toThrow('rolled back');
    else {
      work();
      this.reports.push(...named);
    }
  }

  #move(step: Extract<Step, { kind: 'move' }>): void {
    const before = this.#pick(step.pick);
    if (!before) return;
    // What does not depend on symbols and rules stays as it was. Apps do not change within one group.
    const { group, platform, symbols, frames, messages } = step.change;
    if (appOf(group).name !== appOf(before.group).name) return;
    const after = { ...before, group, platform, symbols, frames, messages };
    this.database.transaction(() => {
      const sums = new Sums(this.database);
      const [facts, grouping] = this.#factsOf(after, before.name);
      regroupReport(this.database, sums, facts.id, facts, grouping);
      sums.flush();
    });
    this.reports = this.reports.map((report) => (report === before ? after : report));
  }

  #submit(step: Extract<Step, { kind: 'submit' }>): void {
    const report = this.#pick(step.pick);
    if (!report) return;
    const id = `submission-${this.#named++}`;
    const { key } = meetSubmission(this.database, 'app', makeCrashSubmission(id, step.comment), 1, {
      sample: false,
      now: NOON,
    });
    keepLog(this.database, key, idFor(report.name));
    const comments = [...report.comments, step.comment];
    this.reports = this.reports.map((other) => (other === report ? { ...report, comments } : other));
  }

  /** The same crash once more, by another way or under another name. */
  #come({ pick, source }: Extract<Step, { kind: 'come' }>): void {
    const report = this.#pick(pick);
    if (!report) return;
    noteSource(this.database, idFor(report.name), { source, name: `${report.name} again` }, NOON);
    // That it was a file is known for as long as nothing else is.
    const first = report.comments.length === 0 && report.doors.length === 0 ? (['file'] as const) : [];
    const doors = [...report.doors, ...first, ...(source === 'testflight' ? [] : [source])];
    this.reports = this.reports.map((other) => (other === report ? { ...report, doors } : other));
  }

  /** As samples go; a report that no tester sent. */
  #remove(step: Extract<Step, { kind: 'remove' }>): void {
    const report = this.#pick(step.pick);
    if (!report || report.comments.length > 0) return;
    this.database.transaction(() => {
      const sums = new Sums(this.database);
      const id = idFor(report.name);
      const row = this.database.get('SELECT signature, release, crashed_at FROM reports WHERE id = ?', id);
      expect(findReport(this.database, id)).not.toBeNull();
      this.database.run('DELETE FROM reports WHERE id = ?', id);
      sums.afterRemoving({
        signature: Number(row?.['signature']),
        release: Number(row?.['release']),
        crashedAt: report.age === null ? null : NOON - report.age,
        deviceKey: report.deviceKey,
        sample: false,
      });
      sums.flush();
    });
    this.reports = this.reports.filter((other) => other !== report);
  }

  play(step: Step): void {
    switch (step.kind) {
      case 'add':
        return this.#add(step);
      case 'move':
        return this.#move(step);
      case 'submit':
        return this.#submit(step);
      case 'come':
        return this.#come(step);
      case 'remove':
        return this.#remove(step);
      case 'decide': {
        decide(this.database, step.group, step.change);
        this.decisions.set(step.group, { ...(this.decisions.get(step.group) ?? UNDECIDED), ...step.change });
      }
    }
  }
}

function byId(rows: readonly ModelRow[]): readonly ModelRow[] {
  return rows
    .map(({ id, count, devices, firstSeen, lastSeen, trend }) => ({ id, count, devices, firstSeen, lastSeen, trend }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function checkPage({ database, model }: Both, filter: Filter, sort: Sort): void {
  const expected = rowsOf(model, filter);
  const page = inboxPage(database, { filter, sort, offset: 0, limit: 500 }, NOON);
  const crashes = expected.reduce((sum, { count }) => sum + count, 0);
  expect([page.total, page.crashes]).toEqual([expected.length, crashes]);
  expect(byId(page.rows)).toEqual(byId(expected));
  const ranks = page.rows.map((row) => rankOf(model, row, sort));
  expect(ranks).toEqual(ranks.toSorted((a, b) => (a === b ? 0 : a - b)));
  for (const [position, { id, share, count }] of page.rows.entries()) {
    expect(inboxPosition(database, { id, filter, sort }, NOON)).toBe(position);
    expect(share).toBeCloseTo(count / crashes);
  }
  // Windows next to each other are the whole.
  const windows = GROUPS.flatMap((_, offset) => inboxPage(database, { filter, sort, offset, limit: 1 }, NOON).rows);
  expect(windows).toEqual(page.rows);
  expect(viewIds(database, filter, sort, NOON)).toEqual(page.rows.map(({ id }) => id));
  expect(countView(database, filter, NOON)).toBe(page.total);
  const absent = GROUPS.find((group) => !page.rows.some(({ id }) => id === group));
  if (absent !== undefined) expect(inboxPosition(database, { id: absent, filter, sort }, NOON)).toBeNull();
}

/** Ids of reports by signature, in their order. */
function idsOf(database: Database, chosen: readonly ChosenReports[]): ReadonlyMap<string, readonly unknown[]> {
  const ids = new Map(database.table('SELECT key, id FROM reports').map(([key, id]) => [key, id]));
  return new Map(chosen.map(({ signature, reports }) => [signature, Array.from(reports, (key) => ids.get(key))]));
}

function idsBy(groups: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  return new Map([...groups].map(([group, names]) => [group, names.map(idFor)]));
}

function checkReports({ database, model }: Both, filter: Filter, sort: Sort): void {
  const chosen = reportsOfView(database, filter, sort, NOON);
  const groups = reportsOf(model, filter);
  expect(idsOf(database, chosen)).toEqual(idsBy(groups));
  // As the view shows and counts them.
  const { total, crashes, rows } = inboxPage(database, { filter, sort, offset: 0, limit: 500 }, NOON);
  expect(chosen.map(({ signature, reports }) => [signature, reports.length])).toEqual(
    rows.map(({ id, count }) => [id, count]),
  );
  expect(countOfView(database, filter, sort, NOON)).toEqual({ signatures: total, reports: crashes });
  // Signatures that are named, not those of a view, come with all that they have; what is unknown is left out.
  const named = ['unknown', ...groups.keys()];
  const all = reportsOf(model, { ...NO_FILTER, status: 'all' });
  const whole = reportsOfSignatures(database, named);
  expect(whole.map(({ signature }) => signature)).toEqual([...groups.keys()]);
  expect(idsOf(database, whole)).toEqual(idsBy(new Map([...all].filter(([group]) => groups.has(group)))));
  expect(countOfSignatures(database, named)).toEqual({
    signatures: whole.length,
    reports: whole.reduce((sum, { reports }) => sum + reports.length, 0),
  });
}

function counted(facets: readonly Facet[]): Readonly<Record<string, number>> {
  return Object.fromEntries(facets.filter(({ count }) => count > 0).map(({ value, count }) => [value, count]));
}

function checkFacets({ database, model }: Both, filter: Filter): void {
  const facets = inboxFacets(database, filter, NOON);
  const found = Object.fromEntries(
    Object.entries<InboxFacets[keyof InboxFacets]>({ ...facets }).map(([name, facet]) => [
      name,
      typeof facet === 'number' ? facet : counted(facet),
    ]),
  );
  expect(found).toEqual(facetsOf(model, filter));
  // The most frequent first.
  for (const facet of [facets.apps, facets.systems, facets.devices, facets.labels, facets.statuses]) {
    const counts = facet.map(({ count }) => count);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  }
}

it('shows and offers exactly what matches, in order, whatever happened before', () => {
  const history = fc.array(fc.record({ step, filter, sort }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(history, (history) => {
      const both = new Both();
      try {
        for (const { step, filter, sort } of history) {
          both.play(step);
          checkPage(both, filter, sort);
          checkReports(both, filter, sort);
          checkFacets(both, filter);
        }
        // The sums that rows of single signatures are made from say the same.
        for (const row of rowsOf(both.model, { ...NO_FILTER, status: 'all' })) {
          expect(signatureRow(both.database, row.id, NOON)).toMatchObject(row);
        }
      } finally {
        both.database.close();
      }
    }),
    { numRuns: 120 },
  );
});
