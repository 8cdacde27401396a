/**
 * The list of feedback: loaded by pages as it is shown, refreshed in place when the library changes. A refresh keeps what
 * the user looks at where it is; at the very top there is nothing to keep, so that new feedback comes into sight.
 */
import type { FeedbackFacets, FeedbackRow, FeedbackStatus } from '../../shared/contract/feedback.ts';
import type { Fault } from '../../shared/result.ts';
import { OPEN_FEEDBACK, feedbackFilter, isInStatus } from './feedback-view.ts';
import type { FeedbackView } from './feedback-view.ts';
import type { Scroll } from './inbox.ts';
import { PAGE, addPage, listingOf, missingPages, pagesOf, positionOf, removeAt, withRow } from './listing.ts';
import type { Listing, Range } from './listing.ts';
import type { Slice } from './state.ts';
import { CRASHES } from './view.ts';

export interface FeedbackSlice {
  readonly feedbackView: FeedbackView;
  /** Null until the first page of the view came. */
  readonly feedback: Listing<FeedbackRow> | null;
  readonly feedbackFault: Fault | null;
  /** What the filters offer. */
  readonly facets: FeedbackFacets | null;
  /** Position of the selected feedback in this view; null when it is not in it or not known. */
  readonly feedbackPosition: number | null;
  readonly feedbackScroll: Scroll;
  /** Loads the view anew from its top. */
  openFeedback(this: void): Promise<void>;
  /** Asks again for what is in sight. */
  refreshFeedback(this: void): Promise<void>;
  showFeedbackRange(this: void, range: Range): void;
  selectFeedbackAt(this: void, position: number): Promise<void>;
  narrowFeedback(this: void, part: Partial<FeedbackView>): void;
  /** Shows one feedback, in this view or, where it is not in it, among all. */
  revealFeedback(this: void, id: string): Promise<void>;
  /** Replaces a row wherever it is shown. */
  applyFeedback(this: void, row: FeedbackRow): void;
  /** Marks the selected feedback as done and goes on to the next; or opens it again. */
  decideFeedback(this: void, status: FeedbackStatus): Promise<void>;
  /** Exports everything that the view shows, never more than that. */
  exportFeedbackView(this: void): Promise<void>;
}

/** As many as the host takes at once. */
const LARGEST_EXPORT = 2000;
const LARGEST_PAGE = 500;

const FIRST: Range = { first: 0, last: 20 };

export const feedbackSlice: Slice<FeedbackSlice> = (set, get, bridge) => {
  let inSight = FIRST;
  const loading = new Set<number>();
  /** Answers to an older question are dropped. */
  let question = 0;
  /** A view was asked for and is not on screen yet. */
  let opening = false;
  let serial = 0;

  function ask(): number {
    question += 1;
    loading.clear();
    return question;
  }

  function nextSerial(): number {
    serial += 1;
    return serial;
  }

  function filter(): ReturnType<typeof feedbackFilter> {
    const { feedbackView, view, gallery } = get();
    // A gallery has room for nothing but pictures.
    return feedbackFilter(gallery ? { ...feedbackView, withScreenshot: true } : feedbackView, view.search);
  }

  async function page(offset: number): ReturnType<typeof bridge.call<'feedback.page'>> {
    return bridge.call('feedback.page', { filter: filter(), offset, limit: PAGE });
  }

  /** Ids of the whole view; a fault where they are more than one export takes. */
  async function idsOfView(): Promise<readonly string[] | Fault> {
    const wanted = filter();
    const ids: string[] = [];
    for (;;) {
      const reply = await bridge.call('feedback.page', { filter: wanted, offset: ids.length, limit: LARGEST_PAGE });
      if (!reply.ok) return reply.fault;
      const { rows, total } = reply.value;
      if (total > LARGEST_EXPORT) {
        const message = `The view shows ${total} submissions, and one export takes ${LARGEST_EXPORT}. Narrow it with a filter first.`;
        return { kind: 'too-large', message };
      }
      ids.push(...rows.map(({ id }) => id));
      if (rows.length === 0 || ids.length >= total) return ids;
    }
  }

  async function positionInView(id: string): Promise<number | null> {
    const reply = await bridge.call('feedback.position', { id, filter: filter() });
    return reply.ok ? reply.value.position : null;
  }

  async function load(range: Range): Promise<Listing<FeedbackRow> | Fault> {
    const replies = await Promise.all(pagesOf(range).map(page));
    const pages = [];
    for (const reply of replies) {
      if (!reply.ok) return reply.fault;
      pages.push(reply.value);
    }
    return listingOf(pages);
  }

  /** The user may go on while the host is being asked: the answer is for whatever is selected then. */
  async function positionOfSelection(loaded: Listing<FeedbackRow>): Promise<number | null> {
    for (;;) {
      const { feedbackSelected: selected } = get();
      const position = selected === null ? null : (positionOf(loaded, selected) ?? (await positionInView(selected)));
      if (get().feedbackSelected === selected) return position;
    }
  }

  async function loadPage(offset: number): Promise<void> {
    if (loading.has(offset)) return;
    loading.add(offset);
    const asked = question;
    const reply = await page(offset);
    loading.delete(offset);
    const { feedback, feedbackPosition } = get();
    if (asked !== question || !feedback) return;
    if (reply.ok) set({ feedback: addPage(feedback, reply.value, feedbackPosition), feedbackFault: null });
    else set({ feedbackFault: reply.fault });
  }

  async function loadFacets(asked: number): Promise<void> {
    const reply = await bridge.call('feedback.facets', { filter: filter() });
    if (reply.ok && asked === question) set({ facets: reply.value });
  }

  /** How many rows what is looked at moved by; 0 at the top. */
  async function shift(): Promise<number> {
    const { feedback, feedbackSelected: selected, feedbackPosition: position } = get();
    const visible = position !== null && position >= inSight.first && position <= inSight.last;
    const at = visible ? position : inSight.first;
    const id = visible ? selected : feedback?.at.get(at)?.id;
    if (inSight.first === 0 || id === null || id === undefined) return 0;
    const moved = await positionInView(id);
    return moved === null ? 0 : moved - at;
  }

  async function undo(row: FeedbackRow): Promise<void> {
    const reply = await bridge.call('feedback.decide', { id: row.id, status: row.status });
    if (!reply.ok) get().notifyFault(reply.fault);
    else await get().revealFeedback(row.id);
    void get().refreshLibrary();
  }

  return {
    feedbackView: OPEN_FEEDBACK,
    feedback: null,
    feedbackFault: null,
    facets: null,
    feedbackPosition: null,
    feedbackScroll: { kind: 'top', serial: 0 },

    async openFeedback() {
      opening = true;
      const asked = ask();
      inSight = FIRST;
      void loadFacets(asked);
      const loaded = await load(inSight);
      if (asked !== question) return;
      if ('kind' in loaded) {
        opening = false;
        set({ feedback: null, feedbackFault: loaded });
        return;
      }
      const known = await positionOfSelection(loaded);
      if (asked !== question) return;
      const feedbackScroll: Scroll =
        known === null
          ? { kind: 'top', serial: nextSerial() }
          : { kind: 'reveal', position: known, serial: nextSerial() };
      opening = false;
      set({ feedback: loaded, feedbackFault: null, feedbackPosition: known, feedbackScroll });
      if (known === null) await get().selectFeedbackAt(0);
    },

    async refreshFeedback() {
      // What changed under a view that is still on its way is asked for with that one, not with the one before it.
      if (opening || get().feedback === null) return get().openFeedback();
      const asked = ask();
      const by = await shift();
      const range = { first: Math.max(0, inSight.first + by), last: Math.max(FIRST.last, inSight.last + by) };
      const loaded = await load(range);
      if (asked !== question) return;
      if ('kind' in loaded) {
        set({ feedbackFault: loaded });
        return;
      }
      const known = await positionOfSelection(loaded);
      if (asked !== question) return;
      inSight = range;
      set({ feedback: loaded, feedbackFault: null, feedbackPosition: known });
      if (by !== 0) set({ feedbackScroll: { kind: 'shift', by, serial: nextSerial() } });
      void loadFacets(asked);
      if (get().feedbackSelected === null && loaded.total > 0) await get().selectFeedbackAt(0);
    },

    showFeedbackRange(range) {
      inSight = range;
      const { feedback } = get();
      if (!feedback) return;
      for (const offset of missingPages(feedback, range)) void loadPage(offset);
    },

    async selectFeedbackAt(wanted) {
      const { feedback } = get();
      if (!feedback || feedback.total === 0) {
        set({ feedbackPosition: null });
        get().selectFeedback(null);
        return;
      }
      const position = Math.min(Math.max(0, wanted), feedback.total - 1);
      if (!feedback.at.has(position)) await loadPage(position - (position % PAGE));
      const row = get().feedback?.at.get(position);
      if (!row) return;
      set({ feedbackPosition: position, feedbackScroll: { kind: 'reveal', position, serial: nextSerial() } });
      get().selectFeedback(row.id);
    },

    narrowFeedback(part) {
      set(({ feedbackView }) => ({ feedbackView: { ...feedbackView, ...part } }));
      void get().openFeedback();
    },

    async revealFeedback(id) {
      const { view, feedbackView } = get();
      if (view.place !== 'feedback') set({ view: { ...CRASHES, sort: view.sort, place: 'feedback' } });
      if ((await positionInView(id)) === null) {
        set({ view: { ...get().view, search: '' }, feedbackView: { ...OPEN_FEEDBACK, status: 'all' } });
      } else set({ feedbackView });
      get().selectFeedback(id);
      await get().openFeedback();
    },

    applyFeedback(row) {
      set(({ feedback, feedbackDetail }) => ({
        feedback: feedback && withRow(feedback, row),
        feedbackDetail: feedbackDetail?.row.id === row.id ? { ...feedbackDetail, row } : feedbackDetail,
      }));
    },

    async exportFeedbackView() {
      const ids = await idsOfView();
      if ('kind' in ids) get().notifyFault(ids);
      else await get().exportFeedback(ids);
    },

    async decideFeedback(status) {
      const { feedback, feedbackPosition: position, feedbackView, feedbackDetail } = get();
      const listed = position === null ? undefined : feedback?.at.get(position);
      const row = listed ?? feedbackDetail?.row;
      if (!row || row.id !== get().feedbackSelected || row.status === status) return;
      const decided: FeedbackRow = { ...row, status };
      get().applyFeedback(decided);
      if (feedback && position !== null && !isInStatus(decided, feedbackView.status)) {
        ask();
        set({ feedback: removeAt(feedback, position) });
        await get().selectFeedbackAt(position);
      }
      const reply = await bridge.call('feedback.decide', { id: row.id, status });
      if (!reply.ok) {
        get().applyFeedback(row);
        get().notifyFault(reply.fault);
        await get().revealFeedback(row.id);
        return;
      }
      get().notify(status === 'resolved' ? 'Feedback marked as done' : 'Feedback opened again', {
        label: 'Undo',
        run: () => void undo(row),
      });
      void get().refreshLibrary();
    },
  };
};
