/** Opening links to crashes and views, and copying one. */
import { crashLink, readLink } from './link.ts';
import type { Slice } from './state.ts';

export interface LinkSlice {
  /**
   * Shows what a link leads to; says so where that is not in this library. `quiet` says nothing: what a window remembers
   * may be gone without anybody asking for it.
   *
   * @param top the row to begin the list with, when the link is opened where it was left.
   */
  openLink(this: void, link: string, options?: { readonly quiet?: boolean; readonly top?: number }): Promise<void>;
  /** Copies the link to the crash on screen. */
  copyLink(this: void): Promise<void>;
}

const GONE = {
  signature: 'This link leads to a signature that is not in this library.',
  report: 'This link leads to a report that is not in this library.',
} as const;

export const linkSlice: Slice<LinkSlice> = (set, get, bridge) => {
  /** The crash that a link leads to, under its id of today; null where there is none. */
  async function find(
    kind: 'signature' | 'report',
    id: string,
  ): Promise<{ signature: string; report: string | null } | null> {
    if (kind === 'signature') {
      const reply = await bridge.call('signature.detail', { id });
      return reply.ok ? { signature: reply.value.row.id, report: null } : null;
    }
    const reply = await bridge.call('report.detail', { id });
    return reply.ok ? { signature: reply.value.signature, report: id } : null;
  }

  return {
    async openLink(text, { quiet = false, top } = {}) {
      const link = readLink(text);
      if (!link) {
        if (!quiet) get().notify('This link does not lead anywhere in Faultline.');
        if (get().rows === null) await get().openView();
        return;
      }
      const { target, filter, sort, named } = link;
      const look = (): void => set({ view: { ...filter, sort, place: 'inbox' } });
      switch (target.kind) {
        case 'feedback':
        case 'unread':
          get().goTo({ place: target.kind });
          // The crashes behind it are there when somebody goes back to them.
          if (get().rows === null) await get().openView();
          return;
        case 'crashes':
          look();
          get().clearSelection();
          await get().openView(top);
          return;
        case 'signature':
        case 'report': {
          const found = await find(target.kind, target.id);
          if (!found && !quiet) get().notify(GONE[target.kind]);
          // What is on screen stays there; a window that has nothing yet shows at least the view.
          if (!found && get().rows !== null) return;
          look();
          if (found && top === undefined && !named) await get().reveal(found.signature, found.report);
          else {
            if (found) get().select(found.signature, found.report);
            await get().openView(top);
          }
        }
      }
    },

    async copyLink() {
      const link = crashLink(get());
      if (link === null) return;
      const address = bridge.host === 'desktop' ? `faultline://${link.slice(2)}` : `${location.origin}/${link}`;
      try {
        await navigator.clipboard.writeText(address);
        get().notify('Link copied');
      } catch {
        get().notifyFault({ kind: 'forbidden', message: 'The browser did not let Faultline use the clipboard.' });
      }
    },
  };
};
