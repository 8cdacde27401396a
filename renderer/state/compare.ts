/** The comparison of two versions: what is compared, and what came of it. It stays while the window shows other places. */
import type { Comparison } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import { firstCompared, isThere } from './compare-choice.ts';
import type { Compared } from './compare-choice.ts';
import type { Slice } from './state.ts';
import type { View } from './view.ts';

export interface CompareSlice {
  /** Null while nothing can be compared. */
  readonly compared: Compared | null;
  readonly comparison: Comparison | null;
  readonly compareFault: Fault | null;
  /** The signature that the keyboard stands on. */
  readonly comparedRow: string | null;
  /** Shows the comparison, of the app that is looked at where it was of another. */
  openCompare(this: void): void;
  /** Goes back to what was shown before. */
  closeCompare(this: void): void;
  compare(this: void, part: Partial<Compared>): void;
  /** Asks again for what is compared. */
  refreshCompare(this: void): Promise<void>;
  standOn(this: void, signature: string): void;
}

export const compareSlice: Slice<CompareSlice> = (set, get, bridge) => {
  let question = 0;
  let before: View | null = null;

  async function ask(): Promise<void> {
    question += 1;
    const asked = question;
    const { compared } = get();
    if (!compared) {
      set({ comparison: null, compareFault: null });
      return;
    }
    const reply = await bridge.call('compare.versions', compared);
    if (asked !== question) return;
    if (reply.ok) set({ comparison: reply.value, compareFault: null });
    else set({ comparison: null, compareFault: reply.fault });
  }

  return {
    compared: null,
    comparison: null,
    compareFault: null,
    comparedRow: null,

    openCompare() {
      const { view, library, compared } = get();
      const apps = library?.apps ?? [];
      const { app } = view;
      const keep = compared && isThere(compared, apps) && (app === null || app === compared.app);
      if (view.place !== 'compare') before = view;
      const next = keep ? compared : firstCompared(apps, app);
      set({ view: { ...view, place: 'compare' }, compared: next });
      void ask();
    },

    closeCompare() {
      if (get().view.place !== 'compare') return;
      const { place, ...view } = before ?? get().view;
      get().goTo({ ...view, place: place === 'compare' ? 'inbox' : place });
    },

    compare(part) {
      const { compared } = get();
      if (!compared) return;
      set({ compared: { ...compared, ...part } });
      void ask();
    },

    async refreshCompare() {
      const { compared, library } = get();
      if (!compared || !isThere(compared, library?.apps ?? [])) {
        set({ compared: firstCompared(library?.apps ?? [], compared?.app ?? null) });
      }
      await ask();
    },

    standOn(comparedRow) {
      set({ comparedRow });
    },
  };
};
