/** Priorities are monotone: more affected users, or fewer users in all, never make a signature less urgent. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRIORITIES } from '../../../../shared/contract/filter.ts';
import { priorityOf } from '../../../../shared/signature/priority.ts';

const affected = fc.integer({ min: 1, max: 100_000 });
const users = fc.integer({ min: 1, max: 10_000_000 });

function urgency(affected: number, users: number): number {
  const { level } = priorityOf({ affected, users, labels: [], chosen: null });
  return level === null ? -1 : PRIORITIES.length - PRIORITIES.indexOf(level);
}

it('rises with the users that are affected', () => {
  fc.assert(
    fc.property(affected, affected, users, (one, other, users) => {
      expect(urgency(Math.max(one, other), users)).toBeGreaterThanOrEqual(urgency(Math.min(one, other), users));
    }),
  );
});

it('falls with the users that there are', () => {
  fc.assert(
    fc.property(affected, users, users, (affected, one, other) => {
      expect(urgency(affected, Math.min(one, other))).toBeGreaterThanOrEqual(urgency(affected, Math.max(one, other)));
    }),
  );
});

it('says a share that leads to the level it gives', () => {
  fc.assert(
    fc.property(affected, users, (affected, users) => {
      const { level, reason } = priorityOf({ affected, users, labels: [], chosen: null });
      const said = Number(/^([\d.e-]+) %/.exec(reason)?.[1]);
      expect(priorityOf({ affected: said, users: 100, labels: [], chosen: null }).level).toBe(level);
    }),
  );
});
