import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../../renderer/commands/registry.ts';
import type { Surroundings } from '../../../../renderer/commands/registry.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Act } from '../../../../shared/contract.ts';
import { fail } from '../../../../shared/result.ts';
import type { Handlers } from '../bridge.ts';
import { memoryHost, row, settle } from '../host.ts';

const DONE: Act = { kind: 'resolve', build: null };
const REOPEN: Act = { kind: 'reopen' };
const nothing = (): void => {};
const nowhere: Surroundings = {
  focusPane: nothing,
  focusSearch: nothing,
  focusNote: nothing,
  hasTextSelection: () => false,
};
const full = { kind: 'disk-full', message: 'The disk is full.' } as const;

async function opened(more: Handlers = {}, ids: readonly string[] = ['a', 'b', 'c']) {
  const host = memoryHost(
    ids.map((id, index) => row({ id, count: index + 1 })),
    more,
  );
  const { getState } = createAppStore(host.bridge);
  await getState().openView();
  await getState().refreshLibrary();
  await settle();
  return { host, state: getState };
}

const many = Array.from({ length: 250 }, (_, at) => `s${at}`);

describe('marking as done', () => {
  it('takes the crash out of the inbox and goes on to the next', async () => {
    const { host, state } = await opened();
    await state().selectAt(1);
    await settle();
    await state().act(DONE);
    expect(host.rows.find(({ id }) => id === 'b')?.status).toBe('resolved');
    expect(state().selected).toBe('c');
    expect(state().rows?.total).toBe(2);
  });

  it('shows before the host has answered', async () => {
    let answer = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { state } = await opened({
      'triage.act': async () => {
        await waiting;
        return fail(full);
      },
    });
    const asked = state().act(DONE);
    expect(state().rows?.total).toBe(2);
    expect(state().selected).toBe('b');
    expect(commandOf('edit.undo')?.enabled(state(), nowhere)).toBe(true);
    answer();
    await asked;
    expect(commandOf('edit.undo')?.enabled(state(), nowhere)).toBe(false);
    expect(state().rows?.total).toBe(3);
  });

  it('marks two when it is asked twice in a row', async () => {
    const { host, state } = await opened();
    void state().act(DONE);
    await state().act(DONE);
    await settle();
    expect(host.rows.map(({ status }) => status)).toEqual(['resolved', 'resolved', 'open']);
    expect(state().selected).toBe('c');
  });

  it('goes back to the last one at the end of the list', async () => {
    const { state } = await opened();
    await state().selectAt(2);
    await settle();
    await state().act(DONE);
    expect(state().selected).toBe('b');
  });

  it('is undone from its notice, with the crash selected again, and redone from that one', async () => {
    const { host, state } = await opened();
    await state().act(DONE);
    expect(state().notices.at(-1)?.act?.label).toBe('Undo');
    state().notices.at(-1)?.act?.run();
    await settle();
    expect(host.rows[0]?.status).toBe('open');
    expect(state().selected).toBe('a');
    expect(state().rows?.total).toBe(3);
    expect(state().notices.at(-1)?.act?.label).toBe('Redo');
    state().notices.at(-1)?.act?.run();
    await settle();
    expect(host.rows[0]?.status).toBe('resolved');
    expect(state().selected).toBe('b');
  });

  it('offers Undo only where it would undo what the notice says', async () => {
    const { state } = await opened();
    await state().act(DONE);
    await state().act(DONE);
    expect(state().notices.map(({ act }) => act?.label)).toEqual([undefined, 'Undo']);
    await state().saveNote('c', 'It is the cache.');
    expect(state().notices.map(({ act }) => act?.label)).toEqual([undefined, undefined]);
  });

  it('is taken back with the reason when the host refuses', async () => {
    const { state } = await opened({ 'triage.act': () => fail(full) });
    await state().act(DONE);
    await settle();
    expect(state().notices.at(-1)?.text).toBe('The disk is full.');
    expect(state().selected).toBe('a');
    expect(state().rows?.total).toBe(3);
    expect(state().detail?.row.status).toBe('open');
  });

  it('does nothing to what is done already', async () => {
    const { host, state } = await opened();
    await state().act(REOPEN);
    expect(host.bridge.calls).not.toContain('triage.act');
  });

  it('tells the host of an undo only after what it undoes', async () => {
    const { host, state } = await opened();
    const acted = state().act(DONE);
    await state().undo();
    await acted;
    await settle();
    expect(host.rows.map(({ status }) => status)).toEqual(['open', 'open', 'open']);
    expect(state().library?.history.redo).not.toBeNull();
  });

  it('says so when there is nothing to undo', async () => {
    const { state } = await opened();
    await state().undo();
    expect(state().notices.at(-1)?.text).toBe('There is nothing to undo');
  });
});

describe('deciding about several', () => {
  it('acts on exactly those that are selected, and selects them again when it is undone', async () => {
    const { host, state } = await opened();
    await state().selectAlone(0);
    await state().extendTo(1);
    await state().act(DONE);
    expect(host.rows.map(({ status }) => status)).toEqual(['resolved', 'resolved', 'open']);
    expect(state().selected).toBe('c');
    expect(state().selection.kind).toBe('one');
    await state().undo();
    expect(host.rows.map(({ status }) => status)).toEqual(['open', 'open', 'open']);
    const { selection } = state();
    expect(selection.kind === 'several' ? [...selection.ids] : []).toEqual(['a', 'b']);
  });

  it('restores the selection when the host refuses', async () => {
    const { state } = await opened({ 'triage.act': () => fail(full) });
    await state().extendTo(2);
    await state().act(DONE);
    expect(state().rows?.total).toBe(3);
    const { selection } = state();
    expect(selection.kind === 'several' ? selection.ids.size : 0).toBe(3);
  });

  it('keeps the selection where nothing leaves the view', async () => {
    const { host, state } = await opened();
    await state().extendTo(1);
    await state().act({ kind: 'label', add: ['crash on launch'], remove: [] });
    expect(host.rows.map(({ triage }) => triage.labels.length)).toEqual([1, 1, 0]);
    expect(state().rows?.at.get(1)?.triage.labels).toEqual(['crash on launch']);
    expect(state().selection.kind).toBe('several');
  });

  it('acts on all of a view by its filter and its number', async () => {
    const { host, state } = await opened({}, many);
    state().selectAll();
    await state().act(DONE);
    expect(host.rows.every(({ status }) => status === 'resolved')).toBe(true);
    expect(state().rows?.total).toBe(0);
    expect(state().selected).toBeNull();
  });

  it('does nothing when the view holds another number than was said, and says the new one next', async () => {
    const { host, state } = await opened({}, many);
    state().selectAll();
    host.rows = [...host.rows, row({ id: 'late' })];
    await state().act(DONE);
    expect(host.rows.some(({ status }) => status !== 'open')).toBe(false);
    expect(state().notices.at(-1)?.text).toContain('251');
    const { selection } = state();
    expect(selection.kind === 'all' ? selection.total : 0).toBe(251);
  });
});

describe('merging', () => {
  it('leaves the one that took the others, selected', async () => {
    const { state } = await opened();
    await state().extendTo(2);
    await state().act({ kind: 'merge', into: 'c', reason: 'the same cache' });
    await settle();
    expect(state().rows?.total).toBe(1);
    expect(state().selected).toBe('c');
    await state().undo();
    await settle();
    expect(state().rows?.total).toBe(3);
  });
});

describe('marking as seen', () => {
  it('is no decision and has no notice', async () => {
    const { host, state } = await opened();
    host.rows = host.rows.map((one) => ({ ...one, seen: false }));
    state().setSeen('a');
    await settle();
    expect(host.rows[0]?.seen).toBe(true);
    expect(state().notices).toEqual([]);
  });

  it('does not happen to the lead of several, which is not on screen', async () => {
    const { host, state } = await opened();
    await state().extendTo(1);
    state().setSeen('a');
    await settle();
    expect(host.bridge.calls).not.toContain('triage.seen');
  });
});
