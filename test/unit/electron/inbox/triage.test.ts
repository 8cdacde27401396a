import { describe, expect, it } from 'vitest';
import { act, markSeen, redo, setUsers, triageWords, undo } from '../../../../electron/inbox/triage.ts';
import { watchDates } from '../../../../electron/inbox/triage-arrivals.ts';
import { historyOf } from '../../../../electron/store/journal.ts';
import { decide, decisionOf } from '../../../../electron/store/decisions.ts';
import { librarySummary } from '../../../../electron/store/library.ts';
import { DAY } from '../../../../electron/store/sums.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { arrive, decideOn, openDesk, rowOf } from '../../../fixtures/desk.ts';
import type { TestDesk } from '../../../fixtures/desk.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { NOON } from '../../../fixtures/store.ts';

/** Three signatures with one crash each, of build 100. */
function three(): TestDesk {
  const desk = openDesk();
  for (const id of ['a', 'b', 'c']) arrive(desk, `crash of ${id}`, id);
  return desk;
}

const ALL = ['a', 'b', 'c'];
const TO_RESOLVE = { kind: 'resolve', build: null } as const;

describe('an act', () => {
  it('says what it did, with its number, and how a menu takes it back', () => {
    expect(decideOn(three(), ALL, { kind: 'resolve' })).toEqual({
      words: 'Marked 3 crashes as done',
      count: 3,
      signatures: ALL,
      moved: [],
      history: { undo: 'Mark 3 Crashes as Done', redo: null },
    });
    expect(decideOn(three(), ['a'], { kind: 'resolve', build: '101' })).toMatchObject({
      words: 'Marked 1 crash as done in 101',
      history: { undo: 'Mark as Done' },
    });
  });

  it('shows in the row and is announced', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'ignore', until: { kind: 'more', count: 3 } });
    decideOn(desk, ['a'], { kind: 'label', add: ['flaky', 'UI'] });
    decideOn(desk, ['a'], { kind: 'assign', to: 'Kim' });
    decideOn(desk, ['a'], { kind: 'prioritise', level: 'P1' });
    expect(rowOf(desk, 'a')).toMatchObject({
      status: 'ignored',
      triage: {
        ignoredUntil: { kind: 'more', count: 3, left: 3 },
        labels: ['flaky', 'UI'],
        assignee: 'Kim',
        priority: { level: 'P1', chosen: true },
      },
    });
    expect(desk.changed.at(-1)).toEqual({ signatures: ['a'], moved: [] });
  });

  it('changes nothing, and is not written down, where all is so already', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'resolve' });
    desk.time += DAY;
    const again = decideOn(desk, ['a'], { kind: 'resolve' });
    expect(again).toMatchObject({ words: 'Already marked as done', count: 0 });
    expect(decideOn(desk, ['a', 'b'], { kind: 'resolve' })).toMatchObject({ count: 1, signatures: ['b'] });
    expect(historyOf(desk.database).undo).toBe('Mark as Done');
  });

  it('takes labels that differ in capitals for one', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'label', add: ['Flaky', 'flaky'] });
    decideOn(desk, ['a'], { kind: 'label', add: ['FLAKY'] });
    expect(rowOf(desk, 'a').triage.labels).toEqual(['Flaky']);
    decideOn(desk, ['a'], { kind: 'label', remove: ['flaky'] });
    expect(rowOf(desk, 'a').triage.labels).toEqual([]);
  });

  it('faults where none of its signatures is there', () => {
    const gone = act(three(), { target: { kind: 'signatures', ids: ['x'] }, act: TO_RESOLVE });
    expect(gone).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
  });
});

describe('an act on a view', () => {
  it('reaches exactly what the filter leaves', () => {
    const desk = three();
    decideOn(desk, ['b'], { kind: 'resolve' });
    const target = { kind: 'view', filter: NO_FILTER, expected: 2 } as const;
    const done = valueOf(act(desk, { target, act: { kind: 'assign', to: 'Kim' } }));
    expect(done.signatures.toSorted()).toEqual(['a', 'c']);
    expect(rowOf(desk, 'b').triage.assignee).toBeNull();
  });

  it('changes nothing where the view holds another number than was said', () => {
    const desk = three();
    const target = { kind: 'view', filter: NO_FILTER, expected: 2 } as const;
    const refused = act(desk, { target, act: TO_RESOLVE });
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'outdated' } });
    expect(refused.ok ? '' : refused.fault.message).toBe(
      'The view holds 3 signatures now, not 2. Nothing was changed.',
    );
    expect(ALL.map((id) => rowOf(desk, id).status)).toEqual(['open', 'open', 'open']);
    expect(historyOf(desk.database).undo).toBeNull();
  });
});

describe('undo and redo', () => {
  it('go back and forth through what was done, also in another session', () => {
    const desk = three();
    decideOn(desk, ALL, { kind: 'resolve' });
    decideOn(desk, ['a'], { kind: 'reopen' });
    expect(valueOf(undo(desk))).toMatchObject({
      words: 'Undone: Reopen',
      signatures: ['a'],
      history: { undo: 'Mark 3 Crashes as Done', redo: 'Reopen' },
    });
    expect(rowOf(desk, 'a').status).toBe('resolved');
    undo(desk);
    expect(rowOf(desk, 'a').status).toBe('open');
    expect(valueOf(redo(desk))?.words).toBe('Redone: Mark 3 Crashes as Done');
    expect(rowOf(desk, 'c').status).toBe('resolved');
  });

  it('forget what was undone when something else is done', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'resolve' });
    undo(desk);
    decideOn(desk, ['b'], { kind: 'resolve' });
    expect(valueOf(redo(desk))).toBeNull();
    expect(historyOf(desk.database)).toEqual({ undo: 'Mark as Done', redo: null });
  });

  it('leave alone what was decided of other things since', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'assign', to: 'Kim' });
    markSeen(desk, { ids: ['a'], seen: true });
    undo(desk);
    expect(rowOf(desk, 'a')).toMatchObject({ seen: true, triage: { assignee: null } });
  });

  it('take back a regression along with the fix that it belied', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'resolve' });
    arrive(desk, 'again', 'a', { build: '101' });
    expect(rowOf(desk, 'a').triage.regressed).not.toBeNull();
    undo(desk);
    expect(rowOf(desk, 'a')).toMatchObject({ status: 'open', triage: { regressed: null } });
  });

  it('have nothing to do in a library where nothing was done', () => {
    const desk = three();
    expect([valueOf(undo(desk)), valueOf(redo(desk))]).toEqual([null, null]);
  });

  it('remember a thousand acts', () => {
    const desk = three();
    for (let index = 0; index < 1001; index++) decideOn(desk, ['a'], { kind: 'note', note: `note ${index}` });
    const kept = desk.database.get('SELECT count(*) AS entries FROM journal');
    expect(kept?.['entries']).toBe(1000);
    expect(desk.database.get('SELECT count(*) AS changes FROM journal_changes')?.['changes']).toBe(1000);
  });
});

describe('what was fixed', () => {
  it('is a regression when it comes in a newer build, and open again', () => {
    const desk = three();
    decideOn(desk, ['a'], { kind: 'resolve' });
    arrive(desk, 'old build', 'a', { build: '100' });
    expect(rowOf(desk, 'a').status).toBe('resolved');
    arrive(desk, 'new build', 'a', { build: '101' });
    expect(rowOf(desk, 'a')).toMatchObject({ status: 'open', triage: { regressed: { build: '101', at: NOON } } });
  });

  it('is measured by the newest build of its own app', () => {
    const desk = three();
    arrive(desk, 'other app', 'z', { app: { name: 'Buoy', bundleId: 'com.example.Buoy' }, build: '900' });
    decideOn(desk, ['a'], { kind: 'resolve' });
    arrive(desk, 'new build', 'a', { build: '101' });
    expect(rowOf(desk, 'a').status).toBe('open');
  });

  it('was fixed today where nobody noted when', async () => {
    const library = await openLibrary();
    const { database } = library.services.library;
    const desk = { ...openDesk(), database };
    arrive({ ...desk, time: NOON }, 'one', 'a');
    decide(database, 'a', { status: 'resolved' });
    await library.services.close();
    const again = await openLibrary(library.path, { clock: () => NOON + DAY });
    expect(decisionOf(again.services.library.database, 'a')).toMatchObject({
      decidedAt: NOON + DAY,
      newest: { version: '1.0', build: '100' },
    });
  });
});

describe('what is ignored until a day', () => {
  it('is open when that day comes, and that is announced', async () => {
    const library = await openLibrary();
    const { database, events, complain } = library.services.library;
    let time = NOON;
    const desk = { ...library.services.library, clock: () => time, events, complain };
    arrive({ ...openDesk(), database, time }, 'one', 'a');
    valueOf(
      act(desk, {
        target: { kind: 'signatures', ids: ['a'] },
        act: { kind: 'ignore', until: { kind: 'date', at: NOON + DAY } },
      }),
    );
    const stop = watchDates(desk, 5);
    try {
      time = NOON + DAY - 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(decisionOf(database, 'a').status).toBe('ignored');
      time = NOON + DAY;
      await expect.poll(() => decisionOf(database, 'a').status).toBe('open');
      expect(library.pushed['library.changed'].at(-1)).toEqual({ signatures: ['a'], moved: [] });
    } finally {
      stop();
    }
  });
});

describe('priorities', () => {
  it('follow from affected devices and users', () => {
    const desk = three();
    arrive(desk, 'second device', 'a', { deviceKey: 'other' });
    expect(rowOf(desk, 'a').triage.priority).toEqual({
      level: null,
      chosen: false,
      reason: 'The number of users is not known',
    });
    valueOf(setUsers(desk, { app: 'com.example.Pier', users: 150 }));
    expect(rowOf(desk, 'a').triage.priority).toEqual({
      level: 'P0',
      chosen: false,
      reason: '1.3 % of 150 users are affected',
    });
    expect(rowOf(desk, 'b').triage.priority.level).toBe('P1');
    const priorities = desk.database.all('SELECT priority FROM signatures ORDER BY id').map((row) => row['priority']);
    expect(priorities).toEqual([0, 1, 1]);
    valueOf(setUsers(desk, { app: 'Pier', users: null }));
    expect(rowOf(desk, 'a').triage.priority.level).toBeNull();
  });

  it('follow from devices that come', () => {
    const desk = three();
    valueOf(setUsers(desk, { app: 'com.example.Pier', users: 150 }));
    arrive(desk, 'second device', 'b', { deviceKey: 'other' });
    expect(desk.database.get("SELECT priority FROM signatures WHERE id = 'b'")?.['priority']).toBe(0);
  });

  it('are as the user says, where the user says', () => {
    const desk = three();
    valueOf(setUsers(desk, { app: 'com.example.Pier', users: 150 }));
    decideOn(desk, ['a'], { kind: 'prioritise', level: 'P3' });
    expect(rowOf(desk, 'a').triage.priority).toEqual({
      level: 'P3',
      chosen: true,
      reason: 'Set by you. The numbers say P1: 0.67 % of 150 users are affected',
    });
  });

  it('cannot be had of an app that is not there', () => {
    expect(setUsers(three(), { app: 'Schooner', users: 5 })).toMatchObject({ fault: { kind: 'not-found' } });
  });
});

it('offers words that are in use, the most frequent first', () => {
  const desk = three();
  arrive(desk, 'newer', 'a', { version: '1.10', build: '7' });
  decideOn(desk, ['a'], { kind: 'label', add: ['rare', 'often'] });
  decideOn(desk, ['b'], { kind: 'label', add: ['often'] });
  decideOn(desk, ['a', 'c'], { kind: 'assign', to: 'Kim' });
  decideOn(desk, ['b'], { kind: 'assign', to: 'Sam' });
  expect(triageWords(desk)).toEqual({
    labels: ['often', 'rare'],
    assignees: ['Kim', 'Sam'],
    builds: ['1.10 (7)', '1.0 (100)'],
    users: [{ app: 'com.example.Pier', name: 'Pier', users: null }],
  });
});

it('counts what is open, resolved and ignored in the summary of the library', () => {
  const desk = three();
  decideOn(desk, ['a'], { kind: 'resolve' });
  decideOn(desk, ['b'], { kind: 'ignore', until: { kind: 'ever' } });
  const { open, resolved, ignored, apps, history } = librarySummary(desk.database);
  expect({ open, resolved, ignored }).toEqual({ open: 1, resolved: 1, ignored: 1 });
  expect(apps.map(({ count, versions }) => [count, versions.map(({ count }) => count)])).toEqual([[1, [1]]]);
  expect(history).toEqual({ undo: 'Ignore', redo: null });
});
