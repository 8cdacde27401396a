import { describe, expect, it } from 'vitest';
import { priorityOf } from '../../../../shared/signature/priority.ts';

const FACTS = { affected: 1, users: 12_000, labels: [], chosen: null } as const;

describe('the level', () => {
  it.each([
    [121, 'P0'],
    [120, 'P1'],
    [61, 'P1'],
    [60, 'P2'],
    [13, 'P2'],
    [12, 'P3'],
    [1, 'P3'],
  ])('of %i affected users of 12,000 is %s', (affected, level) => {
    expect(priorityOf({ ...FACTS, affected }).level).toBe(level);
  });

  it('is the highest where data is lost, whatever the numbers are', () => {
    const lost = { level: 'P0', chosen: false, reason: 'It is labelled “data loss”' };
    expect(priorityOf({ ...FACTS, users: null, labels: ['Data Loss'] })).toEqual(lost);
  });

  it('is not known without users, or without devices', () => {
    expect(priorityOf({ ...FACTS, users: null })).toMatchObject({
      level: null,
      reason: 'The number of users is not known',
    });
    expect(priorityOf({ ...FACTS, affected: 0 })).toMatchObject({
      level: null,
      reason: 'The reports do not tell devices apart',
    });
  });

  it('is what the user says, with what the numbers say beside it', () => {
    expect(priorityOf({ ...FACTS, affected: 168, chosen: 'P2' })).toEqual({
      level: 'P2',
      chosen: true,
      reason: 'Set by you. The numbers say P0: 1.4 % of 12,000 users are affected',
    });
  });
});

describe('the reason', () => {
  it('shows as many digits as it takes to tell levels apart', () => {
    expect(priorityOf({ ...FACTS, affected: 10_001, users: 1_000_000 }).reason).toBe(
      '1.0001 % of 1,000,000 users are affected',
    );
  });

  it('never says that more than all are affected', () => {
    expect(priorityOf({ ...FACTS, affected: 5, users: 3 }).reason).toBe('100 % of 3 users are affected');
  });
});
