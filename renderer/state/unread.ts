/** Files that were kept but could not be read. */
import type { UnreadFile } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import { counted } from '../words/numbers.ts';
import type { Slice } from './state.ts';

export interface UnreadSlice {
  /** Null until it was asked for. */
  readonly unread: readonly UnreadFile[] | null;
  readonly unreadFault: Fault | null;
  readonly unreadSelected: string | null;
  refreshUnread(this: void): Promise<void>;
  selectUnread(this: void, id: string): void;
  /** Tries all of them again, with the readers of today. */
  retryUnread(this: void): Promise<void>;
  deleteUnread(this: void, id: string): Promise<void>;
}

export const unreadSlice: Slice<UnreadSlice> = (set, get, bridge) => ({
  unread: null,
  unreadFault: null,
  unreadSelected: null,

  async refreshUnread() {
    const reply = await bridge.call('unread.list', {});
    if (!reply.ok) {
      set({ unreadFault: reply.fault });
      return;
    }
    const files = reply.value;
    const kept = files.find(({ id }) => id === get().unreadSelected) ?? files[0];
    set({ unread: files, unreadFault: null, unreadSelected: kept?.id ?? null });
  },

  selectUnread(id) {
    set({ unreadSelected: id });
  },

  async retryUnread() {
    const reply = await bridge.call('unread.retry', {});
    if (!reply.ok) get().notifyFault(reply.fault);
    else if (reply.value.added === 0) get().notify('None of them can be read yet');
    else get().notify(`${counted(reply.value.added, 'crash', 'crashes')} read`);
    await Promise.all([get().refreshUnread(), get().refreshLibrary()]);
  },

  async deleteUnread(id) {
    const files = get().unread ?? [];
    const at = files.findIndex((file) => file.id === id);
    const next = files[at + 1] ?? files[at - 1];
    const reply = await bridge.call('unread.delete', { id });
    if (!reply.ok) get().notifyFault(reply.fault);
    else set({ unreadSelected: next?.id ?? null });
    await Promise.all([get().refreshUnread(), get().refreshLibrary()]);
  },
});
