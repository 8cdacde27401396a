import { describe, expect, it } from 'vitest';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import type { SyncState } from '../../../../shared/contract/accounts.ts';
import { ok } from '../../../../shared/result.ts';
import { memoryHost, settle } from '../host.ts';

describe('synchronisation', () => {
  it('asks for the accounts again when a run has ended', async () => {
    let state: SyncState = { running: true, accounts: [] };
    const { bridge } = memoryHost([], { 'sync.state': () => ok(state), 'accounts.list': () => ok([]) });
    const store = createAppStore(bridge);
    const stop = start(store, bridge);
    await settle();
    const before = bridge.calls.filter((name) => name === 'accounts.list').length;
    state = { running: false, accounts: [] };
    bridge.emit('sync.changed', { accounts: ['a'] });
    await settle();
    expect(store.getState().sync).toEqual(state);
    expect(bridge.calls.filter((name) => name === 'accounts.list')).toHaveLength(before + 1);
    stop();
  });

  it('shows nothing alarming where the host cannot say', async () => {
    const { bridge } = memoryHost([]);
    const { getState } = createAppStore(bridge);
    await getState().refreshSync();
    expect(getState().sync).toBeNull();
    expect(getState().notices).toEqual([]);
  });
});
