/**
 * Any sequence of acts can be undone to the last row and redone to the last row; and whatever comes in between, the sums
 * are those of the reports, reports are where routes and splits lead, and the inbox's copies are what was decided.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Act, Filter } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { act, redo, undo } from '../../../../electron/inbox/triage.ts';
import type { Database } from '../../../../electron/store/database.ts';
import { decisionOf, followGroup } from '../../../../electron/store/decisions.ts';
import { viewIds } from '../../../../electron/store/inbox.ts';
import { destinationOf } from '../../../../electron/store/merges.ts';
import { regroupReport } from '../../../../electron/store/reports.ts';
import { DAY, rebuildSums, Sums } from '../../../../electron/store/sums.ts';
import { arriveAs, createDesk } from '../../../fixtures/desk.ts';
import type { TestDesk } from '../../../fixtures/desk.ts';
import { idFor, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const FINGERPRINTS = ['a', 'b', 'c', 'd', 'e'];

const crash = fc.record({
  fingerprint: fc.constantFrom(...FINGERPRINTS),
  build: fc.constantFrom(null, '7', '8', '9'),
  device: fc.option(fc.constantFrom('x', 'y', 'z')),
  age: fc.option(fc.integer({ min: 0, max: 20 }).map((days) => days * DAY)),
});
type Crash = typeof crash extends fc.Arbitrary<infer Value> ? Value : never;

/** Which of the signatures, or reports, that are there: by numbers, since what is there depends on what was done. */
const picks = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
const until = fc.oneof(
  fc.constant({ kind: 'ever' } as const),
  fc.record({ kind: fc.constant('date' as const), at: fc.integer({ min: NOON, max: NOON + 9 * DAY }) }),
  fc.record({ kind: fc.constant('more' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.constant({ kind: 'next-build' } as const),
);
const label = fc.constantFrom('crash loop', 'data loss', 'Later', 'later');
const decision: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('resolve' as const), build: fc.constantFrom(null, '8', '1.0 (9)') }),
  fc.constant({ kind: 'reopen' } as const),
  fc.record({ kind: fc.constant('ignore' as const), until }),
  fc.record({ kind: fc.constant('prioritise' as const), level: fc.constantFrom(null, 'P0', 'P2') }),
  fc.record({ kind: fc.constant('label' as const), add: fc.array(label), remove: fc.array(label) }),
  fc.record({ kind: fc.constant('assign' as const), to: fc.constantFrom(null, 'Kim', 'Sam') }),
  fc.record({ kind: fc.constant('note' as const), note: fc.constantFrom('', 'seen before', 'ask Kim') }),
);
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('decide' as const), picks, act: decision }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('merge' as const), picks, into: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('split' as const), of: fc.nat(30), picks }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

function texts(database: Database, sql: string, ...values: readonly (string | number)[]): readonly string[] {
  return database.all(sql, ...values).map((row) => String(row['id']));
}

function pick(list: readonly string[], number: number): string | undefined {
  return list[number % Math.max(1, list.length)];
}

function pickAll(list: readonly string[], numbers: readonly number[]): string[] {
  return [...new Set(numbers.map((number) => pick(list, number)))].filter((id) => id !== undefined);
}

function reportsOf(database: Database, signature: string): readonly string[] {
  const sql = `SELECT reports.id FROM reports JOIN signatures ON signatures.key = reports.signature
    WHERE signatures.id = ? ORDER BY reports.id`;
  return texts(database, sql, signature);
}

/** Does it as far as it makes sense; answers whether the journal has it now. */
function carryOut(desk: TestDesk, deed: Deed): boolean {
  const ids = texts(desk.database, 'SELECT id FROM signatures ORDER BY id');
  if (ids.length === 0) return false;
  desk.time += 1000;
  const perform = (targets: string[], asked: Act): boolean => {
    const done = act(desk, { target: { kind: 'signatures', ids: targets }, act: asked });
    return done.ok && done.value.count > 0;
  };
  switch (deed.kind) {
    case 'decide':
      return perform(pickAll(ids, deed.picks), deed.act);
    case 'merge':
      return perform(pickAll(ids, deed.picks), { kind: 'merge', into: pick(ids, deed.into) ?? '', reason: 'alike' });
    case 'split': {
      const group = pick(ids, deed.of) ?? '';
      const reports = pickAll(reportsOf(desk.database, group), deed.picks);
      return perform([group], { kind: 'split', reports, reason: 'unlike' });
    }
  }
}

/** Every table that acts may touch, without the keys that a row gets anew. What faces are kept for later shows in signatures. */
const TABLES: Readonly<Record<string, string>> = {
  signatures: `SELECT id, app, title, subtitle, haystack, crashes, samples, devices, first_seen, last_seen, newest, symbols,
    status, seen, priority, regressed, assignee FROM signatures ORDER BY id`,
  explanations: `SELECT id, explanation FROM explanations JOIN signatures ON signatures.key = signature ORDER BY id`,
  reports: `SELECT reports.id, derived, signatures.id AS signature FROM reports
    JOIN signatures ON signatures.key = signature ORDER BY reports.id`,
  releases: `SELECT id, release, s.crashes, s.first_seen, s.last_seen FROM signature_releases s
    JOIN signatures ON signatures.key = signature ORDER BY id, release`,
  days: `SELECT id, day, release, s.crashes FROM signature_days s
    JOIN signatures ON signatures.key = signature ORDER BY id, day, release`,
  decisions: 'SELECT * FROM decisions ORDER BY signature',
  labels: 'SELECT * FROM labels ORDER BY signature, label',
  copies: `SELECT id, label FROM signature_labels JOIN signatures ON signatures.key = signature ORDER BY id, label`,
  routes: 'SELECT * FROM routes ORDER BY id',
  splits: 'SELECT * FROM splits ORDER BY report',
  aliases: 'SELECT * FROM aliases ORDER BY id',
};

function snapshot(database: Database): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(TABLES).map(([name, sql]) => [name, database.all(sql)]));
}

function fill(desk: TestDesk, crashes: readonly Crash[]): void {
  for (const [index, { fingerprint, build, device, age }] of crashes.entries()) {
    // Every report of a group shows another face: the newest one's is the group's.
    const grouping = makeGrouping(fingerprint, { subtitle: `crash ${index}` });
    const crashedAt = age === null ? null : NOON - age;
    arriveAs(desk, String(index), grouping, { build, deviceKey: device, crashedAt });
  }
}

it('undoes any sequence of acts to the last row, and redoes it to the last row', () => {
  fc.assert(
    fc.property(
      fc.array(crash, { minLength: 1, maxLength: 20 }),
      fc.array(deed, { maxLength: 12 }),
      (crashes, deeds) => {
        const desk = createDesk();
        try {
          fill(desk, crashes);
          const states = [snapshot(desk.database)];
          for (const deed of deeds) if (carryOut(desk, deed)) states.push(snapshot(desk.database));

          for (const state of states.slice(0, -1).toReversed()) {
            expect(undo(desk)).toMatchObject({ ok: true, value: { history: {} } });
            expect(snapshot(desk.database)).toEqual(state);
          }
          expect(undo(desk)).toEqual({ ok: true, value: null });
          for (const state of states.slice(1)) {
            redo(desk);
            expect(snapshot(desk.database)).toEqual(state);
          }
          expect(redo(desk)).toEqual({ ok: true, value: null });
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: 150 },
  );
});

const happening = fc.oneof(
  { weight: 3, arbitrary: deed },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), crash }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      from: fc.constantFrom(...FINGERPRINTS),
      to: fc.constantFrom(...FINGERPRINTS, 'f', 'g'),
    }),
  },
);

/** Symbols come: reports of one fingerprint get another, one after the other. */
function rename({ database }: TestDesk, from: string, to: string): void {
  database.transaction(() => {
    const sums = new Sums(database);
    const went = new Map<string, string>();
    const sql = 'SELECT reports.id FROM reports WHERE derived = ? ORDER BY reports.key';
    for (const report of texts(database, sql, from)) {
      const before = placeOf(database, report);
      const after = regroupReport(database, sums, report, makeFacts('any'), makeGrouping(to));
      went.set(before, after);
    }
    for (const id of sums.flush().emptied) {
      const routed = destinationOf(database, id);
      followGroup(database, id, routed === id ? (went.get(id) ?? id) : routed);
    }
  });
}

function placeOf(database: Database, report: string): string {
  const sql = `SELECT signatures.id FROM reports JOIN signatures ON signatures.key = signature WHERE reports.id = ?`;
  return texts(database, sql, report)[0] ?? '';
}

it('keeps sums, places and copies right, whatever comes between acts', () => {
  fc.assert(
    fc.property(
      fc.array(crash, { minLength: 1, maxLength: 12 }),
      fc.array(happening, { maxLength: 20 }),
      (crashes, happenings) => {
        const desk = createDesk();
        const { database } = desk;
        try {
          fill(desk, crashes);
          let next = crashes.length;
          for (const event of happenings) {
            switch (event.kind) {
              case 'undo':
                undo(desk);
                break;
              case 'redo':
                redo(desk);
                break;
              case 'rename':
                rename(desk, event.from, event.to);
                break;
              case 'crash': {
                const { fingerprint, build, device, age } = event.crash;
                const crashedAt = age === null ? null : NOON - age;
                arriveAs(desk, String(next++), makeGrouping(fingerprint), { build, deviceKey: device, crashedAt });
                break;
              }
              case 'decide':
              case 'merge':
              case 'split':
                carryOut(desk, event);
            }
          }

          const sums = ['signatures', 'releases', 'days', 'explanations', 'reports'];
          const kept = snapshot(database);
          for (const row of database.all('SELECT id, derived FROM reports')) {
            const [report, derived] = [String(row['id']), String(row['derived'])];
            const split = database.get('SELECT signature FROM splits WHERE report = ?', report);
            expect(placeOf(database, report)).toBe(destinationOf(database, String(split?.['signature'] ?? derived)));
          }
          for (const id of texts(database, 'SELECT id FROM signatures')) {
            const { status, seen, regressed, assignee, labels } = decisionOf(database, id);
            expect(database.get('SELECT status, seen, regressed, assignee FROM signatures WHERE id = ?', id)).toEqual({
              status: status ?? 'open',
              seen: Number(seen),
              regressed: Number(regressed !== null),
              assignee,
            });
            const copied = texts(
              database,
              `SELECT label AS id FROM signature_labels JOIN signatures ON key = signature WHERE signatures.id = ?`,
              id,
            );
            expect(copied.toSorted()).toEqual(labels.toSorted());
          }
          rebuildSums(database);
          const anew = snapshot(database);
          for (const name of sums) expect(kept[name]).toEqual(anew[name]);
          // No report was lost, and none is there twice.
          expect(texts(database, 'SELECT id FROM reports').length).toBe(next);
          expect(texts(database, 'SELECT id FROM reports')).toContain(idFor('0'));
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: 200 },
  );
});

const narrowed = fc.record({
  status: fc.constantFrom<Filter['status']>('open', 'resolved', 'ignored', 'all'),
  build: fc.constantFrom(null, '7', '8'),
  labels: fc.subarray(['Later', 'crash loop']),
  days: fc.constantFrom(null, 7, 15),
});

it('changes what a view holds and nothing else, and nothing at all where it holds another number', () => {
  fc.assert(
    fc.property(
      fc.array(crash, { minLength: 1, maxLength: 15 }),
      fc.array(deed, { maxLength: 6 }),
      narrowed,
      fc.integer({ min: -2, max: 2 }),
      (crashes, deeds, { days, ...part }, off) => {
        const desk = createDesk();
        const { database } = desk;
        try {
          fill(desk, crashes);
          for (const deed of deeds) carryOut(desk, deed);
          const filter: Filter = { ...NO_FILTER, ...part, when: days === null ? null : { days } };
          const inView = viewIds(database, filter, 'title', desk.time);
          const expected = Math.max(1, inView.length + off);
          const before = snapshot(database);
          const done = act(desk, { target: { kind: 'view', filter, expected }, act: { kind: 'note', note: 'all' } });
          if (expected !== inView.length) {
            expect(done).toMatchObject({ ok: false, fault: { kind: 'outdated' } });
            expect(snapshot(database)).toEqual(before);
            return;
          }
          expect(done).toMatchObject({ ok: true, value: { count: inView.length } });
          const noted = texts(database, "SELECT signature AS id FROM decisions WHERE note = 'all'");
          expect(noted.toSorted()).toEqual(inView.toSorted());
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: 80 },
  );
});
