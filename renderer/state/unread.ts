/** Files that were kept but could not be read. */
import type { UnreadFile } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import { count, counted } from '../words/numbers.ts';
import type { Slice } from './state.ts';

export interface UnreadSlice {
  /** Null until it was asked for. */
  readonly unread: readonly UnreadFile[] | null;
  readonly unreadFault: Fault | null;
  readonly unreadSelected: string | null;
  /** All the text of one, once it was asked for. */
  readonly unreadText: { readonly id: string; readonly text: string } | null;
  /** What is about to be deleted; null while nobody was asked. */
  readonly unreadToDelete: readonly string[] | null;
  refreshUnread(this: void): Promise<void>;
  selectUnread(this: void, id: string): void;
  loadUnreadText(this: void, id: string): Promise<void>;
  /** Shows its bytes in the system's file browser. */
  revealUnread(this: void, id: string): Promise<void>;
  /** Tries one again with the readers of today, or all of them. What can be read moves to the inbox. */
  retryUnread(this: void, id: string | null): Promise<void>;
  /** Asks first: bytes that are deleted do not come back. */
  askToDeleteUnread(this: void, ids: readonly string[] | null): void;
  deleteUnread(this: void, ids: readonly string[]): Promise<void>;
}

export const unreadSlice: Slice<UnreadSlice> = (set, get, bridge) => ({
  unread: null,
  unreadFault: null,
  unreadSelected: null,
  unreadText: null,
  unreadToDelete: null,

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
    set(({ unreadText }) => ({ unreadSelected: id, unreadText: unreadText?.id === id ? unreadText : null }));
  },

  async loadUnreadText(id) {
    const reply = await bridge.call('unread.text', { id });
    if (!reply.ok) get().notifyFault(reply.fault);
    else if (get().unreadSelected === id) set({ unreadText: { id, text: reply.value.text } });
  },

  async revealUnread(id) {
    const reply = await bridge.call('unread.reveal', { id });
    if (!reply.ok) get().notifyFault(reply.fault);
  },

  async retryUnread(id) {
    const reply = await bridge.call('unread.retry', { ids: id === null ? null : [id] });
    if (reply.ok) {
      const { added, signature, report } = reply.value;
      const show = { label: 'Show', run: () => void get().reveal(signature ?? '', report) };
      if (added > 0) {
        get().notify(`${counted(added, 'report')} read and moved to the inbox`, signature === null ? null : show);
      } else get().notify(id === null ? 'None of them can be read yet' : 'It cannot be read yet');
    } else get().notifyFault(reply.fault);
    await Promise.all([get().refreshUnread(), get().refreshLibrary()]);
  },

  askToDeleteUnread(unreadToDelete) {
    set({ unreadToDelete });
  },

  async deleteUnread(ids) {
    const gone = new Set(ids);
    const files = get().unread ?? [];
    const at = files.findIndex(({ id }) => id === get().unreadSelected);
    const stay = (file: { readonly id: string }): boolean => !gone.has(file.id);
    const next = files.slice(Math.max(0, at)).find(stay) ?? files.slice(0, Math.max(0, at)).findLast(stay);
    set({ unreadToDelete: null });
    const reply = await bridge.call('unread.delete', { ids: [...ids] });
    if (!reply.ok) get().notifyFault(reply.fault);
    else {
      set({ unreadSelected: next?.id ?? null });
      get().notify(`Deleted ${count(reply.value.deleted)} ${reply.value.deleted === 1 ? 'file' : 'files'}`);
    }
    await Promise.all([get().refreshUnread(), get().refreshLibrary()]);
  },
});
