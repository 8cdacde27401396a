import { describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Store } from '../../../../renderer/state/store.ts';
import { memoryHost, row, settle } from '../host.ts';

/** 50,000 crashes, of which three begin with `Sync`: two of them thousands of rows apart. */
const rows = Array.from({ length: 50_000 }, (_, at) => row({ id: `s${at}`, title: `Title ${at}` }));
const named = rows
  .with(4, row({ id: 'near', title: 'SyncEngine.start()' }))
  .with(31_234, row({ id: 'far', title: '-[SyncStore open:]' }))
  .with(49_999, row({ id: 'last', title: 'symbolOf(_:)' }));

async function opened(): Promise<Store> {
  const store = createAppStore(memoryHost(named).bridge);
  await store.getState().openView();
  await settle();
  return store;
}

async function type(store: Store, words: string): Promise<void> {
  for (const character of words) await store.getState().typeOn(character);
  await settle();
}

describe('typing the beginning of a title', () => {
  it('selects the next row that begins so, and stays there while it does', async () => {
    const store = await opened();
    await type(store, 'Sy');
    expect(store.getState().selected).toBe('near');
    await type(store, 'nc');
    expect(store.getState().selected).toBe('near');
  });

  it('goes on among rows that are not loaded, by the class of a method, and round', async () => {
    const store = await opened();
    const visited: (string | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      store.getState().stopTyping();
      await type(store, 'sy');
      visited.push(store.getState().selected);
    }
    expect(visited).toEqual(['near', 'far', 'last', 'near']);
  });

  it('leaves the selection where nothing begins so', async () => {
    const store = await opened();
    await store.getState().selectAt(10);
    await type(store, 'zz');
    expect(store.getState().selected).toBe('s10');
  });

  it('begins anew after a rest', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const store = await opened();
      await type(store, 'sy');
      expect(store.getState().typed).toBe('sy');
      vi.advanceTimersByTime(1500);
      expect(store.getState().typed).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
