/** What the library holds in numbers (the sources pane), what the host can do, and whether it can be heard. */
import type { HostAbilities, LibrarySummary } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import type { Slice } from './state.ts';

export interface LibrarySlice {
  /** Null until it was asked for. */
  readonly library: LibrarySummary | null;
  readonly libraryFault: Fault | null;
  readonly abilities: HostAbilities | null;
  readonly connected: boolean;
  /** Unix milliseconds of the last refresh: what "today" means on screen. */
  readonly now: number;
  refreshLibrary(this: void): Promise<void>;
  removeSamples(this: void): Promise<void>;
}

export const librarySlice: Slice<LibrarySlice> = (set, get, bridge) => ({
  library: null,
  libraryFault: null,
  abilities: null,
  connected: true,
  now: Date.now(),

  async refreshLibrary() {
    const [abilities, reply] = await Promise.all([
      get().abilities === null ? bridge.call('host.abilities', {}) : null,
      bridge.call('library.summary', {}),
    ]);
    if (abilities?.ok === true) set({ abilities: abilities.value });
    if (reply.ok) set({ library: reply.value, libraryFault: null, now: Date.now() });
    else set({ libraryFault: reply.fault });
  },

  async removeSamples() {
    const reply = await bridge.call('samples.remove', {});
    if (!reply.ok) {
      get().notifyFault(reply.fault);
      return;
    }
    get().clearSelection();
    get().selectFeedback(null);
    get().notify('Sample crashes removed');
    const { place } = get().view;
    await Promise.all([get().refreshLibrary(), place === 'feedback' ? get().openFeedback() : get().openView()]);
  },
});
