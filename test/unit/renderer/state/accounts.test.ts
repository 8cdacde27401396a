import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { AccountRow } from '../../../../shared/contract/accounts.ts';
import { ok } from '../../../../shared/result.ts';
import { memoryHost, settle } from '../host.ts';

const account: AccountRow = {
  id: 'one',
  name: 'Harbor Team',
  keyId: '2X9R4HXF34',
  issuerId: null,
  kind: 'individual',
  addedAt: 0,
  lastSync: null,
  missingRoles: [],
};

const key = { name: 'Harbor Team', keyId: '2X9R4HXF34', issuerId: null, privateKey: 'THE SECRET' };

describe('an account', () => {
  it('is chosen and synchronised when it was saved, and its key is nowhere in the state', async () => {
    let accounts: readonly AccountRow[] = [];
    const { bridge } = memoryHost([], {
      'accounts.list': () => ok(accounts),
      'accounts.add': () => {
        accounts = [account];
        return ok({ account, check: { diagnosis: null, apps: 1, missingRoles: [] } });
      },
      'sync.start': () => ok({ running: true, accounts: [] }),
    });
    const { getState } = createAppStore(bridge);
    getState().addAccount();
    await getState().saveKey(key);
    expect(getState().accountChoice).toEqual({ kind: 'account', id: 'one' });
    expect(getState().sync?.running).toBe(true);
    expect(JSON.stringify(getState())).not.toContain('SECRET');
  });

  it('that Apple refuses is not chosen, and nothing is synchronised', async () => {
    const { bridge } = memoryHost([], {
      'accounts.list': () => ok([]),
      'accounts.add': () => ok({ account: null, check: { diagnosis: null, apps: 0, missingRoles: [] } }),
    });
    const { getState } = createAppStore(bridge);
    getState().addAccount();
    await getState().saveKey(key);
    expect(getState().accountChoice).toEqual({ kind: 'new' });
    expect(bridge.calls).not.toContain('sync.start');
  });

  it('leaves its check-up behind when it is removed', async () => {
    const { bridge } = memoryHost([], {
      'accounts.list': () => ok([]),
      'accounts.remove': () => ok(null),
      'accounts.doctor': () => ok([]),
    });
    const { getState } = createAppStore(bridge);
    await getState().runDoctor('one');
    expect(getState().doctor?.checks).toEqual([]);
    await getState().removeAccount('one');
    expect(getState().doctor).toBeNull();
  });
});

describe('a key among what is dropped or pasted', () => {
  it('opens the form and is never imported', async () => {
    const { bridge } = memoryHost([], { 'accounts.list': () => ok([]) });
    const { getState } = createAppStore(bridge);
    const file = new File(['secret'], 'AuthKey_2X9R4HXF34.p8');
    const list = Object.assign([file], { item: () => file });
    await getState().importDrop(list);
    expect(getState().settingsShown).toBe(true);
    expect(getState().keyFile).toBe(file);
    await getState().importText('-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----');
    await settle();
    expect(bridge.calls).not.toContain('import.text');
    expect(getState().accountChoice).toEqual({ kind: 'new' });
  });
});
