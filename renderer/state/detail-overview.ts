/** The numbers of the selected signature: trend and distributions. Asked for with its detail, and again when it changes. */
import type { Fault } from '../../shared/result.ts';
import type { SignatureOverview, TrendSpan } from '../../shared/contract.ts';
import type { Slice } from './state.ts';

export interface OverviewSlice {
  /** Of the signature that it names; that of another is out of date. */
  readonly overview: SignatureOverview | null;
  readonly overviewFault: Fault | null;
  /** Days of its trend. */
  readonly trendSpan: TrendSpan;
  /** Asks for the overview of the selected signature. */
  loadOverview(this: void): Promise<void>;
  showTrend(this: void, span: TrendSpan): void;
}

export const overviewSlice: Slice<OverviewSlice> = (set, get, bridge) => {
  let question = 0;
  return {
    overview: null,
    overviewFault: null,
    trendSpan: 30,

    async loadOverview() {
      const { selected, trendSpan } = get();
      if (selected === null) return;
      question += 1;
      const asked = question;
      const reply = await bridge.call('signature.overview', { id: selected, days: trendSpan });
      if (asked !== question) return;
      if (reply.ok) set({ overview: reply.value, overviewFault: null });
      else set({ overview: null, overviewFault: reply.fault });
    },

    showTrend(trendSpan) {
      set({ trendSpan });
      void get().loadOverview();
    },
  };
};
