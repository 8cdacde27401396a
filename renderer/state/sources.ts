/** Places whose reports come by themselves: what is read of them, and the folders among them. */
import type { ReportPlace } from '../../shared/contract.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { lookWords } from '../words/sources.ts';
import type { Slice } from './state.ts';

export interface SourceSlice {
  /** Null until it was asked for. */
  readonly sources: readonly ReportPlace[] | null;
  /** Why the last change of the folders was refused. */
  readonly sourcesFault: Fault | null;
  /** A look that was asked for here is under way. */
  readonly sourcesLooking: boolean;
  refreshSources(this: void): Promise<void>;
  /** Answers whether it was added. */
  addSource(this: void, path: string, inbox: boolean): Promise<boolean>;
  /** Lets the user choose a folder where the host has a dialog for it. */
  chooseSource(this: void, inbox: boolean): Promise<void>;
  removeSource(this: void, path: string): Promise<void>;
  lookAtSources(this: void): Promise<void>;
  /** Shows where the system lets the user allow what it refused. */
  allowAccess(this: void): Promise<void>;
}

export const sourceSlice: Slice<SourceSlice> = (set, get, bridge) => {
  function take(reply: Result<readonly ReportPlace[]>): boolean {
    if (reply.ok) set({ sources: reply.value, sourcesFault: null });
    else set({ sourcesFault: reply.fault });
    return reply.ok;
  }

  return {
    sources: null,
    sourcesFault: null,
    sourcesLooking: false,

    async refreshSources() {
      const reply = await bridge.call('sources.list', {});
      if (reply.ok) set({ sources: reply.value });
    },

    addSource: async (path, inbox) => take(await bridge.call('sources.addFolder', { path, inbox })),

    async chooseSource(inbox) {
      const path = await bridge.chooseFolder();
      if (path !== null) await get().addSource(path, inbox);
    },

    async removeSource(path) {
      take(await bridge.call('sources.removeFolder', { path }));
    },

    async lookAtSources() {
      if (get().sourcesLooking) return;
      set({ sourcesLooking: true });
      const reply = await bridge.call('sources.look', {});
      set({ sourcesLooking: false });
      if (reply.ok) {
        set({ sources: reply.value.places });
        get().notify(lookWords(reply.value));
      } else get().notifyFault(reply.fault);
    },

    async allowAccess() {
      const reply = await bridge.call('sources.allowAccess', {});
      if (!reply.ok) get().notifyFault(reply.fault);
    },
  };
};
