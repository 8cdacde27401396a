import { describe, expect, it } from 'vitest';
import { isSelected, selectionOf } from '../../../../renderer/state/selection.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { targetCount, targetOf } from '../../../../renderer/state/triage-target.ts';
import { memoryHost, row, settle } from '../host.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const many = Array.from({ length: 1200 }, (_, at) => `s${at}`);

async function opened(ids: readonly string[] = letters) {
  const host = memoryHost(ids.map((id) => row({ id })));
  const { getState } = createAppStore(host.bridge);
  await getState().openView();
  await settle();
  const chosen = (): readonly string[] => {
    const selection = selectionOf(getState());
    return host.rows.map(({ id }) => id).filter((id) => isSelected(selection, getState().selected, id));
  };
  return { host, state: getState, chosen };
}

describe('Shift', () => {
  it('extends from where the selection began, and takes back what it passes again', async () => {
    const { state, chosen } = await opened();
    await state().selectAlone(2);
    await state().extendTo(4);
    expect(chosen()).toEqual(['c', 'd', 'e']);
    expect(state().selected).toBe('e');
    await state().extendTo(3);
    expect(chosen()).toEqual(['c', 'd']);
    await state().extendTo(0);
    expect(chosen()).toEqual(['a', 'b', 'c']);
    await state().extendTo(2);
    expect(chosen()).toEqual(['c']);
    expect(selectionOf(state()).kind).toBe('one');
  });

  it('stops at the ends', async () => {
    const { state, chosen } = await opened();
    await state().selectAlone(4);
    await state().extendTo(99);
    expect(chosen()).toEqual(['e', 'f']);
    await state().extendTo(-1);
    expect(chosen()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('reaches over rows that are not loaded', async () => {
    const { state } = await opened(many);
    await state().selectAlone(1);
    await state().extendTo(1100);
    expect(targetCount(state())).toBe(1100);
    expect(state().selected).toBe('s1100');
    const target = targetOf(state());
    expect(target?.kind === 'signatures' ? target.ids.slice(0, 2) : []).toEqual(['s1', 's2']);
  });

  it('keeps what was added one by one before', async () => {
    const { state, chosen } = await opened();
    await state().selectAlone(0);
    state().toggleAt(3);
    await state().extendTo(4);
    expect(chosen()).toEqual(['a', 'd', 'e']);
  });
});

describe('Command', () => {
  it('adds and takes out again, down to one', async () => {
    const { state, chosen } = await opened();
    await state().selectAlone(0);
    state().toggleAt(2);
    state().toggleAt(4);
    expect(chosen()).toEqual(['a', 'c', 'e']);
    expect(state().selected).toBe('e');
    state().toggleAt(4);
    expect(chosen()).toEqual(['a', 'c']);
    state().toggleAt(0);
    expect(chosen()).toEqual(['c']);
    expect(state().position).toBe(2);
  });

  it('and A selects all, by id where all are loaded', async () => {
    const { state, chosen } = await opened();
    state().selectAll();
    expect(chosen()).toEqual(letters);
    expect(targetOf(state())).toEqual({ kind: 'signatures', ids: letters });
    state().toggleAt(1);
    expect(chosen()).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  it('and A selects all of a long view by its filter and its number', async () => {
    const { state } = await opened(many);
    state().selectAll();
    expect(targetOf(state())).toMatchObject({ kind: 'view', expected: 1200, filter: { status: 'open' } });
  });
});

describe('a selection', () => {
  it('stays with its signatures when the list changes around them', async () => {
    const { host, state, chosen } = await opened();
    await state().selectAlone(1);
    await state().extendTo(2);
    host.rows = [row({ id: 'new' }), ...host.rows];
    await state().refreshInbox();
    expect(chosen()).toEqual(['b', 'c']);
    expect(state().position).toBe(3);
    await state().extendTo(4);
    expect(chosen()).toEqual(['b', 'c', 'd']);
  });

  it('stays when the order changes and ends when the filter does', async () => {
    const { state } = await opened();
    await state().extendTo(2);
    state().sortBy('count');
    await settle();
    expect(targetCount(state())).toBe(3);
    state().goTo({ status: 'all' });
    await settle();
    expect(targetCount(state())).toBe(1);
  });

  it('ends with a plain move, Escape, and whatever selects something else', async () => {
    const { state } = await opened();
    const select = async () => {
      await state().selectAlone(0);
      await state().extendTo(2);
      expect(targetCount(state())).toBe(3);
    };
    await select();
    await state().selectAlone(2);
    expect(targetCount(state())).toBe(1);
    await select();
    state().collapse();
    expect(targetCount(state())).toBe(1);
    await select();
    await state().reveal('f');
    expect(targetCount(state())).toBe(1);
  });

  it('follows groups that became part of another', async () => {
    const { host, state, chosen } = await opened();
    await state().extendTo(1);
    host.rows = host.rows.map((one) => (one.id === 'b' ? row({ id: 'z' }) : one));
    state().followMoved([['b', 'z']]);
    state().followSelection([['b', 'z']]);
    expect(chosen()).toEqual(['a', 'z']);
  });

  it('takes nothing along that the view does not show', async () => {
    const { state } = await opened();
    await state().selectAlone(0);
    state().search('f');
    await settle();
    expect(state().selected).toBe('a');
    state().toggleAt(0);
    expect(targetOf(state())).toEqual({ kind: 'signatures', ids: ['f'] });
  });

  it('is nothing outside the inbox', async () => {
    const { state } = await opened();
    state().goTo({ place: 'unread' });
    expect(targetOf(state())).toBeNull();
    expect(targetCount(state())).toBe(0);
  });
});
