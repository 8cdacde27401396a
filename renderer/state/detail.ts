/**
 * The selected signature and the report of it that is shown. The selection is an id: it survives every refresh, follows
 * a group that became part of another, and what is on screen stays there until what replaces it has come.
 */
import type { ReportDetail, ReportRow, SignatureDetail } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import type { Slice } from './state.ts';

export interface DetailSlice {
  readonly selected: string | null;
  readonly detail: SignatureDetail | null;
  /** The report on screen. */
  readonly report: ReportDetail | null;
  readonly detailFault: Fault | null;
  /** Reports of the signature, newest first, as far as they were loaded. */
  readonly reports: readonly ReportRow[];
  readonly reportsTotal: number;
  /** Raw text of the report on screen, once it was asked for. */
  readonly raw: { readonly id: string; readonly text: string } | null;
  select(this: void, signature: string, report?: string | null): void;
  clearSelection(this: void): void;
  showReport(this: void, id: string): void;
  /** The next or previous report of the signature. */
  stepReport(this: void, by: 1 | -1): void;
  refreshDetail(this: void): Promise<void>;
  /** Loads the first reports of the signature, in place of those that are there. */
  loadReports(this: void): Promise<void>;
  loadMoreReports(this: void): Promise<void>;
  loadRaw(this: void, report: string): Promise<void>;
  /** Shows the original of the report on screen in the system's file browser. */
  revealReport(this: void): Promise<void>;
  followMoved(this: void, moved: readonly (readonly [from: string, to: string])[]): void;
}

/** How long a signature is on screen before it counts as seen (milliseconds): longer than a pass with `j`. */
const GLANCE = 700;
const REPORTS = 200;

const NOTHING = { detail: null, report: null, detailFault: null, reports: [], reportsTotal: 0, raw: null } as const;

export const detailSlice: Slice<DetailSlice> = (set, get, bridge) => {
  /** The report to show; null means the newest. */
  let chosen: string | null = null;
  let question = 0;
  /** Something was asked for that is not on screen yet: until it is, `report` may be of another signature. */
  let underWay = false;
  let glance: ReturnType<typeof setTimeout> | null = null;

  function markSeen(id: string): void {
    if (glance !== null) clearTimeout(glance);
    glance = setTimeout(() => {
      if (get().selected === id && get().detail?.row.seen === false) get().setSeen(id);
    }, GLANCE);
  }

  async function load(id: string): Promise<void> {
    question += 1;
    underWay = true;
    const asked = question;
    const detail = await bridge.call('signature.detail', { id });
    if (asked !== question) return;
    if (!detail.ok) {
      underWay = false;
      set({ ...NOTHING, detailFault: detail.fault });
      return;
    }
    const found = detail.value.row.id;
    if (found !== id) set({ selected: found });
    const { newestReport } = detail.value;
    const wanted = chosen === null ? null : await bridge.call('report.detail', { id: chosen });
    const report = wanted?.ok ? wanted : await bridge.call('report.detail', { id: newestReport });
    if (asked !== question) return;
    underWay = false;
    if (!report.ok) {
      set({ ...NOTHING, detail: detail.value, detailFault: report.fault });
      return;
    }
    set(({ raw }) => ({
      detail: detail.value,
      report: report.value,
      detailFault: null,
      raw: raw?.id === report.value.id ? raw : null,
    }));
    markSeen(found);
    void get().loadOverview();
    await get().loadReports();
  }

  return {
    selected: null,
    ...NOTHING,

    select(signature, report = null) {
      if (signature === get().selected && report === chosen && get().detail) return;
      if (signature !== get().selected) set({ reports: [], reportsTotal: 0, tab: 'crash' });
      chosen = report;
      set({ selected: signature });
      void load(signature);
    },

    clearSelection() {
      question += 1;
      underWay = false;
      chosen = null;
      set({ selected: null, position: null, ...NOTHING });
    },

    showReport(id) {
      chosen = id;
      const { selected } = get();
      if (selected !== null) void load(selected);
    },

    stepReport(by) {
      const { reports, report } = get();
      const at = reports.findIndex(({ id }) => id === report?.id);
      const next = at === -1 ? undefined : reports[at + by];
      if (next) get().showReport(next.id);
    },

    async refreshDetail() {
      const { selected, report } = get();
      // A newer report that came in meanwhile must not push away the one that is being read, or is about to be.
      if (!underWay) chosen = report?.id ?? chosen;
      if (selected !== null) await load(selected);
    },

    async loadReports() {
      const { selected } = get();
      if (selected === null) return;
      const reply = await bridge.call('signature.reports', { id: selected, offset: 0, limit: REPORTS });
      if (get().selected !== selected) return;
      if (reply.ok) set({ reports: reply.value.rows, reportsTotal: reply.value.total });
    },

    async loadMoreReports() {
      const { selected, reports } = get();
      if (selected === null) return;
      const reply = await bridge.call('signature.reports', { id: selected, offset: reports.length, limit: REPORTS });
      if (get().selected !== selected) return;
      if (reply.ok) set({ reports: [...reports, ...reply.value.rows], reportsTotal: reply.value.total });
    },

    async loadRaw(report) {
      if (get().raw?.id === report) return;
      const reply = await bridge.call('report.text', { id: report, format: 'raw' });
      if (!reply.ok) get().notifyFault(reply.fault);
      else if (get().report?.id === report) set({ raw: { id: report, text: reply.value.text } });
    },

    async revealReport() {
      const { report } = get();
      if (!report) return;
      const reply = await bridge.call('report.reveal', { id: report.id });
      if (!reply.ok) get().notifyFault(reply.fault);
    },

    followMoved(moved) {
      const { selected, report } = get();
      const target = moved.find(([from]) => from === selected)?.[1];
      if (target === undefined) return;
      if (!underWay) chosen = report?.id ?? chosen;
      set({ selected: target });
      void load(target);
    },
  };
};
