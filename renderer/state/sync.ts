/** How far synchronisation with App Store Connect has come. Being offline is a state of it, never an alarm. */
import type { SyncState } from '../../shared/contract/accounts.ts';
import type { Slice } from './state.ts';

export interface SyncSlice {
  /** Null until it was asked for. */
  readonly sync: SyncState | null;
  refreshSync(this: void): Promise<void>;
  /** Starts now, for one account or for all. */
  syncNow(this: void, account?: string | null): Promise<void>;
  cancelSync(this: void): Promise<void>;
}

export const syncSlice: Slice<SyncSlice> = (set, get, bridge) => ({
  sync: null,

  async refreshSync() {
    const before = get().sync;
    const reply = await bridge.call('sync.state', {});
    if (!reply.ok) return;
    set({ sync: reply.value });
    // What an account is told at the end of a run (its roles, how it went) stands in its row.
    if (before?.running === true && !reply.value.running) await get().refreshAccounts();
  },

  async syncNow(account = null) {
    const reply = await bridge.call('sync.start', { account, app: null });
    if (reply.ok) set({ sync: reply.value });
    else get().notifyFault(reply.fault);
  },

  async cancelSync() {
    const reply = await bridge.call('sync.cancel', {});
    if (reply.ok) set({ sync: reply.value });
    else get().notifyFault(reply.fault);
  },
});
