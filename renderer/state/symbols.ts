/** Where symbols come from: the folders that are looked through, a search for a build, a file to reveal. */
import type { SymbolPlace } from '../../shared/contract.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { searchWords } from '../words/symbols.ts';
import type { Slice } from './state.ts';

export interface SymbolSlice {
  /** Whether the list of folders is open. */
  readonly placesShown: boolean;
  /** Null until it was asked for. */
  readonly places: readonly SymbolPlace[] | null;
  /** Why the last change of the list was refused. */
  readonly placesFault: Fault | null;
  /** A search under way. */
  readonly searching: boolean;
  showPlaces(this: void, shown: boolean): void;
  refreshPlaces(this: void): Promise<void>;
  /** Answers whether it was added. */
  addPlace(this: void, path: string): Promise<boolean>;
  /** Lets the user choose a folder where the host has a dialog for it. */
  choosePlace(this: void): Promise<void>;
  removePlace(this: void, path: string): Promise<void>;
  searchSymbols(this: void, uuids: readonly string[]): Promise<void>;
  revealSymbols(this: void, path: string): Promise<void>;
}

/** Builds of one search. */
const MOST_BUILDS = 64;

export const symbolSlice: Slice<SymbolSlice> = (set, get, bridge) => {
  function take(reply: Result<readonly SymbolPlace[]>): boolean {
    if (reply.ok) set({ places: reply.value, placesFault: null });
    else set({ placesFault: reply.fault });
    return reply.ok;
  }

  return {
    placesShown: false,
    places: null,
    placesFault: null,
    searching: false,

    showPlaces(placesShown) {
      set({ placesShown, placesFault: null });
      if (placesShown) void get().refreshPlaces();
    },

    async refreshPlaces() {
      take(await bridge.call('symbols.places', {}));
    },

    addPlace: async (path) => take(await bridge.call('symbols.addPlace', { path })),

    async choosePlace() {
      const path = await bridge.chooseFolder();
      if (path !== null) await get().addPlace(path);
    },

    async removePlace(path) {
      take(await bridge.call('symbols.removePlace', { path }));
    },

    async searchSymbols(uuids) {
      if (get().searching || uuids.length === 0) return;
      set({ searching: true });
      const reply = await bridge.call('symbols.search', { uuids: uuids.slice(0, MOST_BUILDS) });
      set({ searching: false });
      if (reply.ok) get().notify(searchWords(reply.value));
      else get().notifyFault(reply.fault);
    },

    async revealSymbols(path) {
      const reply = await bridge.call('symbols.reveal', { path });
      if (!reply.ok) get().notifyFault(reply.fault);
    },
  };
};
