/**
 * Accounts of App Store Connect. Private keys are never part of the state: a dropped file is held as a handle until the
 * form reads it, and what the host was told is forgotten here.
 */
import type { AccountAdded, AccountCheck, AccountRow, DoctorCheck } from '../../shared/contract/accounts.ts';
import type { Input } from '../../shared/contract.ts';
import type { Fault, Result } from '../../shared/result.ts';
import type { Slice } from './state.ts';

/** What is shown beside the list of accounts: one of them, or the form for a new one. */
export type AccountChoice = { readonly kind: 'account'; readonly id: string } | { readonly kind: 'new' };

export interface Doctor {
  readonly account: string;
  /** Null while it looks. */
  readonly checks: readonly DoctorCheck[] | null;
  readonly fault: Fault | null;
}

export interface AccountSlice {
  readonly settingsShown: boolean;
  /** Null until it was asked for. */
  readonly accounts: readonly AccountRow[] | null;
  readonly accountsFault: Fault | null;
  readonly accountChoice: AccountChoice | null;
  /** A key file that was dropped on the window, until the form takes it. */
  readonly keyFile: File | null;
  /** The last check of an account. */
  readonly doctor: Doctor | null;
  showSettings(this: void, shown: boolean): void;
  /** Opens the form for a new key, with a file where one was given. */
  addAccount(this: void, file?: File | null): void;
  chooseAccount(this: void, choice: AccountChoice | null): void;
  refreshAccounts(this: void): Promise<void>;
  /** Asks Apple whether a key works. Nothing is saved. */
  checkKey(this: void, key: Input<'accounts.check'>): Promise<Result<AccountCheck>>;
  saveKey(this: void, key: Input<'accounts.add'>): Promise<Result<AccountAdded>>;
  removeAccount(this: void, id: string): Promise<void>;
  runDoctor(this: void, id: string): Promise<void>;
}

export const accountSlice: Slice<AccountSlice> = (set, get, bridge) => ({
  settingsShown: false,
  accounts: null,
  accountsFault: null,
  accountChoice: null,
  keyFile: null,
  doctor: null,

  showSettings(settingsShown) {
    set(settingsShown ? { settingsShown } : { settingsShown, keyFile: null });
    if (settingsShown) void get().refreshAccounts();
  },

  addAccount(keyFile = null) {
    // A file cannot go to another window: where the settings have one, the form for it shows over this one.
    if (bridge.host === 'desktop' && keyFile === null && !get().settingsAlone) {
      get().showSettings(true, 'accounts');
      return;
    }
    set({ settingsShown: true, settingsTab: 'accounts', accountChoice: { kind: 'new' }, keyFile });
    void get().refreshAccounts();
  },

  chooseAccount(accountChoice) {
    set({ accountChoice, keyFile: null });
  },

  async refreshAccounts() {
    const reply = await bridge.call('accounts.list', {});
    if (!reply.ok) set({ accountsFault: reply.fault });
    else set({ accounts: reply.value, accountsFault: null });
  },

  checkKey: async (key) => bridge.call('accounts.check', key),

  async saveKey(key) {
    const reply = await bridge.call('accounts.add', key);
    if (reply.ok && reply.value.account) {
      const { id, name } = reply.value.account;
      await get().refreshAccounts();
      set({ accountChoice: { kind: 'account', id }, keyFile: null });
      get().notify(`${name} was added`);
      await get().syncNow(id);
    }
    return reply;
  },

  async removeAccount(id) {
    const name = get().accounts?.find((account) => account.id === id)?.name ?? 'The account';
    const reply = await bridge.call('accounts.remove', { id });
    if (!reply.ok) {
      get().notifyFault(reply.fault);
      return;
    }
    set(({ doctor }) => ({ accountChoice: null, doctor: doctor?.account === id ? null : doctor }));
    get().notify(`${name} was removed`);
    await Promise.all([get().refreshAccounts(), get().refreshSync()]);
  },

  async runDoctor(id) {
    set({ doctor: { account: id, checks: null, fault: null } });
    const reply = await bridge.call('accounts.doctor', { id });
    if (get().doctor?.account !== id) return;
    set({
      doctor: {
        account: id,
        checks: reply.ok ? reply.value : null,
        fault: reply.ok ? null : reply.fault,
      },
    });
    await get().refreshAccounts();
  },
});
