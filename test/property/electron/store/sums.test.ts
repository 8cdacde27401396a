/**
 * Whatever happens to reports, the sums of the inbox are those that a count over all reports gives. The oracle is
 * `rebuildSums`, which counts anew, and plain arithmetic over what was put in.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../../../electron/store/database.ts';
import { openDatabase } from '../../../../electron/store/database.ts';
import { addReport, findReport, regroupReport, removeSampleReports } from '../../../../electron/store/reports.ts';
import { DAY, rebuildSums, Sums } from '../../../../electron/store/sums.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const GROUPS = ['a', 'b', 'c'];

type Step =
  | {
      readonly kind: 'add';
      readonly group: string;
      readonly age: number | null;
      readonly device: string | null;
      readonly version: string;
      readonly sample: boolean;
    }
  | { readonly kind: 'regroup'; readonly pick: number; readonly group: string }
  | { readonly kind: 'remove-samples' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      group: fc.constantFrom(...GROUPS),
      age: fc.option(fc.integer({ min: -40 * DAY, max: 40 * DAY })),
      device: fc.option(fc.constantFrom('x', 'y', 'z')),
      version: fc.constantFrom('1.0', '1.1'),
      sample: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('regroup' as const), pick: fc.nat(), group: fc.constantFrom(...GROUPS) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'remove-samples' as const }) },
);

/** Steps, several to a transaction. */
const history = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 8 });

function dump(database: Database): unknown {
  return {
    signatures: database.all(
      'SELECT id, crashes, samples, devices, first_seen, last_seen, newest, symbols FROM signatures ORDER BY id',
    ),
    releases: database.all('SELECT * FROM signature_releases ORDER BY signature, release'),
    days: database.all('SELECT * FROM signature_days ORDER BY signature, day, release'),
  };
}

function play(database: Database, transactions: readonly (readonly Step[])[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  const samples = new Set<string>();
  let number = 0;
  for (const steps of transactions) {
    database.transaction(() => {
      const sums = new Sums(database);
      for (const step of steps) {
        if (step.kind === 'add') {
          const { age, device, version, sample, group } = step;
          const crashedAt = age === null ? null : NOON + age;
          const facts = makeFacts(String(number++), { crashedAt, deviceKey: device, version, sample });
          addReport(database, sums, facts, makeGrouping(group));
          groups.set(facts.id, group);
          if (sample) samples.add(facts.id);
        } else if (step.kind === 'regroup') {
          const id = [...groups.keys()][step.pick % Math.max(1, groups.size)];
          if (id === undefined) continue;
          regroupReport(database, sums, id, makeFacts(id), makeGrouping(step.group));
          groups.set(id, step.group);
        } else {
          expect(removeSampleReports(database, sums).toSorted()).toEqual([...samples].toSorted());
          for (const id of samples) groups.delete(id);
          samples.clear();
        }
      }
      sums.flush();
    });
  }
  return groups;
}

it('keeps sums equal to a count over all reports', () => {
  fc.assert(
    fc.property(history, (transactions) => {
      const database = valueOf(openDatabase(':memory:'));
      try {
        const groups = play(database, transactions);
        const before = dump(database);
        rebuildSums(database);
        expect(before).toEqual(dump(database));
        for (const group of GROUPS) {
          const count = [...groups.values()].filter((other) => other === group).length;
          const row = database.get('SELECT crashes FROM signatures WHERE id = ?', group);
          expect(row?.['crashes'] ?? 0).toBe(count);
        }
        for (const [id, group] of groups) expect(findReport(database, id)?.signature).toBe(group);
      } finally {
        database.close();
      }
    }),
    { numRuns: 150 },
  );
});
