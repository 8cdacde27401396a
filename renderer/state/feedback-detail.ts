/**
 * The selected feedback: its fields, the screenshot on screen, the e-mail address once it was asked for. What is on screen
 * stays there until what replaces it has come.
 */
import type { SignatureRow } from '../../shared/contract.ts';
import type { FeedbackDetail, FeedbackExport, Screenshot } from '../../shared/contract/feedback.ts';
import type { Fault } from '../../shared/result.ts';
import { counted } from '../words/numbers.ts';
import type { Slice } from './state.ts';

export interface FeedbackDetailSlice {
  readonly feedbackSelected: string | null;
  readonly feedbackDetail: FeedbackDetail | null;
  readonly feedbackDetailFault: Fault | null;
  /** The crash that came with it, once it is known. */
  readonly linkedCrash: SignatureRow | null;
  /** Which of its screenshots is on screen. */
  readonly screenshotAt: number;
  /** Shown only because the user asked for it, and only until something else is selected. */
  readonly email: { readonly id: string; readonly email: string | null } | null;
  readonly gallery: boolean;
  readonly quickLook: boolean;
  selectFeedback(this: void, id: string | null): void;
  refreshFeedbackDetail(this: void): Promise<void>;
  /** The next or previous screenshot; beyond the last, the first of the next feedback. */
  stepScreenshot(this: void, by: 1 | -1): Promise<void>;
  showEmail(this: void): Promise<void>;
  saveFeedbackNote(this: void, id: string, note: string): Promise<void>;
  revealScreenshot(this: void, screenshot: string): Promise<void>;
  exportFeedback(this: void, ids: readonly string[]): Promise<void>;
  showGallery(this: void, shown: boolean): void;
  showQuickLook(this: void, shown: boolean): void;
}

/** How long feedback is on screen before it counts as seen (milliseconds): longer than a pass with `j`. */
const GLANCE = 700;

/** The screenshot on screen; null where the feedback has none. */
export function shownScreenshot(state: FeedbackDetailSlice): Screenshot | null {
  const screenshots = state.feedbackDetail?.row.screenshots ?? [];
  return screenshots[Math.min(state.screenshotAt, screenshots.length - 1)] ?? null;
}

function exportWords(value: Exclude<FeedbackExport, { kind: 'dismissed' }>): string {
  return `${counted(value.exported, 'submission')} exported${value.kind === 'folder' ? ` to ${value.path}` : ''}`;
}

export const feedbackDetailSlice: Slice<FeedbackDetailSlice> = (set, get, bridge) => {
  let question = 0;
  let glance: ReturnType<typeof setTimeout> | null = null;
  /** Which screenshot of the feedback that is on its way: the last when one steps back into it. */
  let entry: number | 'last' = 0;

  function markSeen(id: string): void {
    if (glance !== null) clearTimeout(glance);
    glance = setTimeout(() => {
      const { feedbackDetail, feedbackSelected } = get();
      if (feedbackSelected !== id || feedbackDetail?.row.id !== id || feedbackDetail.row.seen) return;
      get().applyFeedback({ ...feedbackDetail.row, seen: true });
      void bridge.call('feedback.decide', { id, seen: true });
    }, GLANCE);
  }

  async function load(id: string): Promise<void> {
    question += 1;
    const asked = question;
    const reply = await bridge.call('feedback.detail', { id });
    if (asked !== question) return;
    if (!reply.ok) {
      set({ feedbackDetail: null, feedbackDetailFault: reply.fault });
      return;
    }
    const { row } = reply.value;
    const known = get().feedbackDetail?.row.id === id;
    const last = Math.max(0, row.screenshots.length - 1);
    const wanted = known ? get().screenshotAt : entry === 'last' ? last : entry;
    const screenshotAt = Math.min(wanted, last);
    entry = 0;
    const linked = get().linkedCrash?.id === row.signature ? get().linkedCrash : null;
    set({ feedbackDetail: reply.value, feedbackDetailFault: null, linkedCrash: linked, screenshotAt });
    markSeen(id);
    if (row.signature === null) return;
    const crash = await bridge.call('signature.detail', { id: row.signature });
    if (crash.ok && asked === question) set({ linkedCrash: crash.value.row });
  }

  return {
    feedbackSelected: null,
    feedbackDetail: null,
    feedbackDetailFault: null,
    linkedCrash: null,
    screenshotAt: 0,
    email: null,
    gallery: false,
    quickLook: false,

    selectFeedback(id) {
      if (id === get().feedbackSelected && (id === null || get().feedbackDetail)) return;
      set({ feedbackSelected: id, email: null });
      if (id === null) {
        question += 1;
        set({ feedbackDetail: null, feedbackDetailFault: null, quickLook: false });
      } else void load(id);
    },

    async refreshFeedbackDetail() {
      const { feedbackSelected } = get();
      if (feedbackSelected !== null) await load(feedbackSelected);
    },

    async stepScreenshot(by) {
      const { feedbackDetail, feedbackSelected, screenshotAt, feedbackPosition, feedback } = get();
      const listed = feedbackPosition === null ? undefined : feedback?.at.get(feedbackPosition);
      const row = listed?.id === feedbackSelected ? listed : feedbackDetail?.row;
      const last = (row?.screenshots.length ?? 0) - 1;
      // Fast hands step on before what they stepped to is on screen.
      const onScreen = feedbackDetail?.row.id === feedbackSelected;
      const next = (onScreen ? screenshotAt : entry === 'last' ? last : entry) + by;
      if (next >= 0 && next <= last) {
        if (onScreen) set({ screenshotAt: next });
        else entry = next;
        return;
      }
      const position = feedbackPosition === null ? -1 : feedbackPosition + by;
      if (!feedback || position < 0 || position >= feedback.total) return;
      entry = by === -1 ? 'last' : 0;
      await get().selectFeedbackAt(position);
    },

    async showEmail() {
      const { feedbackSelected: id } = get();
      if (id === null) return;
      const reply = await bridge.call('feedback.email', { id });
      if (!reply.ok) get().notifyFault(reply.fault);
      else if (get().feedbackSelected === id) set({ email: { id, email: reply.value.email } });
    },

    async saveFeedbackNote(id, note) {
      const reply = await bridge.call('feedback.decide', { id, note });
      if (!reply.ok) {
        get().notifyFault(reply.fault);
        return;
      }
      set(({ feedbackDetail }) => ({
        feedbackDetail: feedbackDetail?.row.id === id ? { ...feedbackDetail, note } : feedbackDetail,
      }));
    },

    async revealScreenshot(screenshot) {
      const reply = await bridge.call('feedback.reveal', { screenshot });
      if (!reply.ok) get().notifyFault(reply.fault);
    },

    async exportFeedback(ids) {
      if (ids.length === 0) return;
      const reply = await bridge.call('feedback.export', { ids: [...ids] });
      if (!reply.ok) {
        get().notifyFault(reply.fault);
        return;
      }
      if (reply.value.kind === 'dismissed') return;
      if (reply.value.kind === 'download') bridge.download(reply.value.href, reply.value.fileName);
      get().notify(exportWords(reply.value));
    },

    showGallery(gallery) {
      set({ gallery });
      void get().openFeedback();
    },

    showQuickLook(quickLook) {
      set({ quickLook });
    },
  };
};
