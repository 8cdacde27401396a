import { describe, expect, it } from 'vitest';
import { act, redo, undo } from '../../../../electron/inbox/triage.ts';
import { currentId, decisionOf, followGroup } from '../../../../electron/store/decisions.ts';
import { signatureDetail } from '../../../../electron/store/details.ts';
import { signatureRow } from '../../../../electron/store/inbox.ts';
import { destinationOf } from '../../../../electron/store/merges.ts';
import { findReport, regroupReport } from '../../../../electron/store/reports.ts';
import { DAY, Sums } from '../../../../electron/store/sums.ts';
import { arrive, arriveAs, decideOn, openDesk, rowOf } from '../../../fixtures/desk.ts';
import type { TestDesk } from '../../../fixtures/desk.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { idFor, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

/** `old` has two crashes, the newest of which is of `new`, which has one. */
function two(): TestDesk {
  const desk = openDesk();
  arrive(desk, 'first', 'old', { deviceKey: 'x', crashedAt: NOON - 3 * DAY });
  arrive(desk, 'second', 'old', { deviceKey: 'y', crashedAt: NOON - 2 * DAY, build: '101' });
  arrive(desk, 'third', 'new', { deviceKey: 'y', crashedAt: NOON - DAY, build: '102' });
  return desk;
}

function isThere({ database }: TestDesk, id: string): boolean {
  return signatureRow(database, id, NOON) !== null;
}

function groupOf({ database }: TestDesk, report: string): string | undefined {
  return findReport(database, idFor(report))?.signature;
}

/** Symbols come, or rules change: reports get another fingerprint, and what is empty then is left to the others. */
function rename({ database }: TestDesk, reports: readonly string[], fingerprint: string): void {
  database.transaction(() => {
    const sums = new Sums(database);
    let last = fingerprint;
    for (const report of reports) {
      last = regroupReport(database, sums, idFor(report), makeFacts(report), makeGrouping(fingerprint));
    }
    for (const from of sums.flush().emptied) {
      const routed = destinationOf(database, from);
      followGroup(database, from, routed === from ? last : routed);
    }
  });
}

describe('merging', () => {
  it('adds up the crashes, and shows the face of the newest', () => {
    const desk = two();
    const done = decideOn(desk, ['new'], { kind: 'merge', into: 'old', reason: 'same lock' });
    expect(done).toMatchObject({
      words: 'Merged 1 crash into function old',
      count: 1,
      moved: [['new', 'old']],
      history: { undo: 'Merge Crash' },
    });
    expect(rowOf(desk, 'old')).toMatchObject({ count: 3, devices: 2, lastSeen: NOON - DAY, title: 'function new' });
    expect(isThere(desk, 'new')).toBe(false);
    expect(currentId(desk.database, 'new')).toBe('old');
    expect(desk.changed.at(-1)).toEqual({ signatures: ['old'], moved: [['new', 'old']] });
  });

  it('tells what was merged, and why', () => {
    const desk = two();
    decideOn(desk, ['new'], { kind: 'merge', into: 'old', reason: 'same lock' });
    expect(signatureDetail(desk.database, 'old', NOON)?.regroupings).toEqual([
      { kind: 'merged', other: 'new', otherTitle: 'function new', reason: 'same lock', at: NOON },
    ]);
  });

  it('joins what was decided, and gives it back', () => {
    const desk = two();
    decideOn(desk, ['old'], { kind: 'resolve' });
    decideOn(desk, ['old'], { kind: 'note', note: 'mine' });
    decideOn(desk, ['new'], { kind: 'note', note: 'theirs' });
    decideOn(desk, ['new'], { kind: 'label', add: ['flaky'] });
    const before = [decisionOf(desk.database, 'old'), decisionOf(desk.database, 'new')];
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    expect(decisionOf(desk.database, 'old')).toMatchObject({
      status: 'resolved',
      note: 'mine\n\ntheirs',
      labels: ['flaky'],
    });
    undo(desk);
    expect([decisionOf(desk.database, 'old'), decisionOf(desk.database, 'new')]).toEqual(before);
  });

  it('takes in what comes later, until it is undone', () => {
    const desk = two();
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    arrive(desk, 'fourth', 'new', { crashedAt: NOON });
    expect(groupOf(desk, 'fourth')).toBe('old');
    valueOf(undo(desk));
    expect(['first', 'second', 'third', 'fourth'].map((report) => groupOf(desk, report))).toEqual([
      'old',
      'old',
      'new',
      'new',
    ]);
    expect([rowOf(desk, 'old'), rowOf(desk, 'new')]).toMatchObject([
      { count: 2, title: 'function old', lastSeen: NOON - 2 * DAY },
      { count: 2, title: 'function new', lastSeen: NOON },
    ]);
    redo(desk);
    expect(rowOf(desk, 'old').count).toBe(4);
  });

  it('goes on over several steps, each of which can be taken back', () => {
    const desk = two();
    arrive(desk, 'fourth', 'other', { crashedAt: NOON });
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    decideOn(desk, ['old'], { kind: 'merge', into: 'other' });
    expect(rowOf(desk, 'other').count).toBe(4);
    expect(currentId(desk.database, 'new')).toBe('other');
    const parts = signatureDetail(desk.database, 'other', NOON)?.regroupings.map(({ other }) => other);
    expect(parts?.toSorted()).toEqual(['new', 'old']);
    undo(desk);
    expect([rowOf(desk, 'other').count, rowOf(desk, 'old').count]).toEqual([1, 3]);
    undo(desk);
    expect(rowOf(desk, 'new').count).toBe(1);
  });

  it('merges many at once', () => {
    const desk = openDesk();
    for (const id of ['a', 'b', 'c', 'd']) arrive(desk, id, id, { deviceKey: id });
    const done = decideOn(desk, ['a', 'b', 'c', 'd'], { kind: 'merge', into: 'c' });
    expect(done).toMatchObject({ count: 3, words: 'Merged 3 crashes into function c' });
    expect(rowOf(desk, 'c')).toMatchObject({ count: 4, devices: 4 });
  });

  it('refuses what makes no sense, and changes nothing', () => {
    const desk = two();
    arrive(desk, 'other app', 'far', { app: { name: 'Buoy', bundleId: 'com.example.Buoy' } });
    const merge = (ids: string[], into: string) =>
      act(desk, { target: { kind: 'signatures', ids }, act: { kind: 'merge', into, reason: '' } });
    expect(merge(['old'], 'old')).toMatchObject({ fault: { message: 'A signature cannot be merged into itself.' } });
    expect(merge(['old'], 'gone')).toMatchObject({ fault: { kind: 'not-found' } });
    expect(merge(['new', 'far'], 'old')).toMatchObject({
      fault: { kind: 'bad-input', message: 'Signatures of different apps cannot be merged: Buoy and Pier.' },
    });
    // What was merged into this one is this one.
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    expect(merge(['old'], 'new')).toMatchObject({ fault: { message: 'A signature cannot be merged into itself.' } });
    expect(rowOf(desk, 'old').count).toBe(3);
  });

  it('takes an app that does not always say its bundle id for one', () => {
    const desk = two();
    arrive(desk, 'nameless', 'short', { app: { name: 'Pier', bundleId: null } });
    expect(decideOn(desk, ['short'], { kind: 'merge', into: 'old' }).count).toBe(1);
  });
});

describe('a merged group', () => {
  it('stays together under its id when symbols come for one part', () => {
    const desk = two();
    decideOn(desk, ['new'], { kind: 'merge', into: 'old', reason: 'same lock' });
    rename(desk, ['third'], 'named');
    expect(groupOf(desk, 'third')).toBe('old');
    arrive(desk, 'later', 'named');
    expect(groupOf(desk, 'later')).toBe('old');
    rename(desk, ['first', 'second'], 'also named');
    expect(groupOf(desk, 'first')).toBe('old');
    expect(rowOf(desk, 'old').count).toBe(4);
  });

  it('comes apart as it was put together, also when symbols came in between', () => {
    const desk = two();
    decideOn(desk, ['new'], { kind: 'note', note: 'mine' });
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    rename(desk, ['third'], 'named');
    undo(desk);
    expect(groupOf(desk, 'third')).toBe('new');
    expect(rowOf(desk, 'new').title).toBe('function named');
    expect(decisionOf(desk.database, 'new').note).toBe('mine');
    expect(rowOf(desk, 'old')).toMatchObject({ count: 2, title: 'function old' });
  });

  it('takes in the group that symbols show one of its parts to be', () => {
    const desk = two();
    arrive(desk, 'known', 'named', { crashedAt: NOON });
    decideOn(desk, ['named'], { kind: 'note', note: 'known for long' });
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    rename(desk, ['third'], 'named');
    expect(groupOf(desk, 'known')).toBe('old');
    expect(rowOf(desk, 'old').count).toBe(4);
    expect(decisionOf(desk.database, 'old').note).toBe('known for long');
    expect(currentId(desk.database, 'named')).toBe('old');
  });

  it('keeps what was decided of it when symbols prove the user right', () => {
    const desk = two();
    decideOn(desk, ['new'], { kind: 'note', note: 'mine' });
    decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
    rename(desk, ['third'], 'old');
    undo(desk);
    expect(groupOf(desk, 'third')).toBe('old');
    expect(decisionOf(desk.database, 'old').note).toBe('mine');
    expect(currentId(desk.database, 'new')).toBe('old');
  });
});

it('is still found under names that its parts had before, also when a merge is done again', () => {
  const desk = two();
  rename(desk, ['third'], 'named');
  expect(currentId(desk.database, 'new')).toBe('named');
  decideOn(desk, ['named'], { kind: 'merge', into: 'old' });
  undo(desk);
  expect(currentId(desk.database, 'new')).toBe('named');
  redo(desk);
  expect(currentId(desk.database, 'new')).toBe('old');
});

describe('splitting', () => {
  it('makes a signature of its own of some reports', () => {
    const desk = two();
    const done = decideOn(desk, ['old'], { kind: 'split', reports: [idFor('second')], reason: 'another screen' });
    const own = groupOf(desk, 'second') ?? '';
    expect(done).toMatchObject({ words: 'Split 1 report off function old', signatures: ['old', own] });
    expect(own).toMatch(/^split-[0-9a-z]{26}$/);
    expect(rowOf(desk, own)).toMatchObject({ title: 'function old', count: 1, devices: 1, status: 'open' });
    expect(rowOf(desk, 'old')).toMatchObject({ count: 1, devices: 1, lastSeen: NOON - 3 * DAY });
    expect(signatureDetail(desk.database, own, NOON)?.regroupings).toEqual([
      { kind: 'split', other: 'old', otherTitle: 'function old', reason: 'another screen', at: NOON },
    ]);
  });

  it('leaves what comes later where it always came', () => {
    const desk = two();
    decideOn(desk, ['old'], { kind: 'split', reports: [idFor('second')] });
    arrive(desk, 'fourth', 'old');
    expect(groupOf(desk, 'fourth')).toBe('old');
  });

  it('stays when symbols come', () => {
    const desk = two();
    decideOn(desk, ['old'], { kind: 'split', reports: [idFor('second')] });
    const own = groupOf(desk, 'second');
    rename(desk, ['first', 'second'], 'named');
    expect(groupOf(desk, 'second')).toBe(own);
    expect(groupOf(desk, 'first')).toBe('named');
    expect(rowOf(desk, own ?? '').title).toBe('function named');
  });

  it('is undone and redone under the same id, and who looked at it is led back', () => {
    const desk = two();
    decideOn(desk, ['old'], { kind: 'split', reports: [idFor('second')] });
    const own = groupOf(desk, 'second') ?? '';
    const undone = valueOf(undo(desk));
    expect(undone).toMatchObject({ words: 'Undone: Split Off 1 Report', moved: [[own, 'old']] });
    expect(rowOf(desk, 'old').count).toBe(2);
    redo(desk);
    expect(groupOf(desk, 'second')).toBe(own);
  });

  it('can be merged like any other, also back to where it was', () => {
    const desk = two();
    decideOn(desk, ['old'], { kind: 'split', reports: [idFor('second')] });
    const own = groupOf(desk, 'second') ?? '';
    decideOn(desk, [own], { kind: 'merge', into: 'new' });
    expect(groupOf(desk, 'second')).toBe('new');
    undo(desk);
    decideOn(desk, [own], { kind: 'merge', into: 'old' });
    expect(rowOf(desk, 'old').count).toBe(2);
  });

  it('refuses what makes no sense, and changes nothing', () => {
    const desk = two();
    const split = (ids: string[], reports: string[]) =>
      act(desk, { target: { kind: 'signatures', ids }, act: { kind: 'split', reports, reason: '' } });
    expect(split(['old'], [idFor('third')])).toMatchObject({ fault: { kind: 'outdated' } });
    expect(split(['old'], [idFor('first'), idFor('second')])).toMatchObject({ fault: { kind: 'bad-input' } });
    expect(split(['old', 'new'], [idFor('first')])).toMatchObject({ fault: { kind: 'bad-input' } });
    expect([rowOf(desk, 'old').count, rowOf(desk, 'new').count]).toEqual([2, 1]);
  });
});

it('keeps each part’s own newest face while it is merged', () => {
  const desk = two();
  decideOn(desk, ['new'], { kind: 'merge', into: 'old' });
  arriveAs(desk, 'newest', makeGrouping('old', { subtitle: 'newest of old' }), { crashedAt: NOON });
  expect(rowOf(desk, 'old').subtitle).toBe('newest of old');
  undo(desk);
  expect(rowOf(desk, 'new').title).toBe('function new');
  expect(rowOf(desk, 'old').subtitle).toBe('newest of old');
});
