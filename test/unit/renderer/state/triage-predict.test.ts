import { describe, expect, it } from 'vitest';
import { changes, leaves, predict } from '../../../../renderer/state/triage-predict.ts';
import type { Act } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { UNDECIDED } from '../../../../shared/undecided.ts';
import { row } from '../host.ts';

const back = row({ id: 'a', triage: { ...UNDECIDED, regressed: { build: '2.1', at: 1 }, labels: ['launch'] } });
const DONE: Act = { kind: 'resolve', build: '2.2' };

describe('what a row will be', () => {
  it('is done in its build, and regressed no more', () => {
    expect(predict(back, DONE)).toMatchObject({ status: 'resolved', triage: { resolvedIn: '2.2', regressed: null } });
  });

  it('is ignored until so many more have come', () => {
    const ignored = predict(back, { kind: 'ignore', until: { kind: 'more', count: 12 } });
    expect(ignored).toMatchObject({ status: 'ignored', triage: { ignoredUntil: { count: 12, left: 12 } } });
    expect(predict(ignored, { kind: 'reopen' })).toMatchObject({ status: 'open', triage: { ignoredUntil: null } });
  });

  it('has each label once', () => {
    const labelled = predict(back, { kind: 'label', add: ['launch', 'cache'], remove: [] });
    expect(labelled.triage.labels).toEqual(['cache', 'launch']);
    expect(predict(labelled, { kind: 'label', add: [], remove: ['launch'] }).triage.labels).toEqual(['cache']);
  });

  it('keeps the level until the host has computed another', () => {
    const chosen = predict(back, { kind: 'prioritise', level: 'P1' });
    expect(chosen.triage.priority).toMatchObject({ level: 'P1', chosen: true });
    const left = predict(chosen, { kind: 'prioritise', level: null });
    expect(left.triage.priority).toMatchObject({ level: 'P1', chosen: false });
  });
});

describe('whether a row leaves the view', () => {
  it('goes by what the view is about', () => {
    const done = predict(back, DONE);
    expect(leaves(back, NO_FILTER)).toBe(false);
    expect(leaves(done, NO_FILTER)).toBe(true);
    expect(leaves(done, { ...NO_FILTER, status: 'all' })).toBe(false);
    expect(leaves(back, { ...NO_FILTER, labels: ['launch', 'sync'] })).toBe(false);
    expect(leaves(back, { ...NO_FILTER, labels: ['sync'] })).toBe(true);
    expect(leaves(back, { ...NO_FILTER, priorities: ['P0'] })).toBe(true);
    expect(leaves(back, { ...NO_FILTER, priorities: ['none'] })).toBe(false);
    expect(leaves(done, { ...NO_FILTER, status: 'all', regressed: true })).toBe(true);
  });
});

describe('whether an act changes anything', () => {
  it('does not when it is so already', () => {
    expect(changes(back, { kind: 'label', add: ['launch'], remove: [] })).toBe(false);
    expect(changes(back, { kind: 'assign', to: null })).toBe(false);
    expect(changes(back, { kind: 'assign', to: 'Ada' })).toBe(true);
    expect(changes(predict(back, DONE), DONE)).toBe(false);
  });
});
