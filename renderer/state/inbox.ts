/**
 * The inbox's rows: loaded by pages as the list shows them, refreshed in place when the library changes.
 *
 * A refresh keeps what the user looks at where it is: it asks where the anchor (the selected row when it is in sight, else
 * the first row in sight) stands now and hands the list the number of rows to scroll by. At the very top there is no
 * anchor, so that new crashes come into sight.
 */
import type { Fault } from '../../shared/result.ts';
import { PAGE, missingPages, pagesOf, positionOf } from './listing.ts';
import type { Range } from './listing.ts';
import { fromPages, withPage, without } from './rows.ts';
import type { Rows } from './rows.ts';
import type { Slice } from './state.ts';
import { CRASHES, filterOf } from './view.ts';
import type { View } from './view.ts';

/** Asks the list to scroll. `serial` tells one request from the next. */
export type Scroll =
  | { readonly kind: 'top'; readonly serial: number }
  /** By rows, without the eye noticing. */
  | { readonly kind: 'shift'; readonly by: number; readonly serial: number }
  /** As far as needed to show that position. */
  | { readonly kind: 'reveal'; readonly position: number; readonly serial: number }
  /** So that this position is the first in sight. */
  | { readonly kind: 'at'; readonly position: number; readonly serial: number };

export interface InboxSlice {
  /** Null until the first page of the view came. */
  readonly rows: Rows | null;
  readonly inboxFault: Fault | null;
  /** Position of the selected signature in this view; null when it is not in it or not known. */
  readonly position: number | null;
  readonly scroll: Scroll;
  /** The list says what is in sight; missing pages are loaded. */
  showRange(this: void, range: Range): void;
  /** Rows that fit into the list's height, but for one to go on reading from. */
  pageLength(this: void): number;
  /** Position of the first row in sight. */
  topRow(this: void): number;
  /** Loads the view anew, from its top or from the row that was in sight first when it was left. */
  openView(this: void, top?: number): Promise<void>;
  /** Asks again for what is in sight. */
  refreshInbox(this: void): Promise<void>;
  /** Takes rows out at once, before the host is asked. An answer from before that is dropped. */
  takeOut(this: void, ids: ReadonlySet<string> | 'all'): void;
  /** Selects the row at a position, which is loaded when it is not there yet. */
  selectAt(this: void, position: number): Promise<void>;
  /** Selects a signature and shows it, in this view or, where it is not in it, among all. */
  reveal(this: void, signature: string, report?: string | null): Promise<void>;
}

export const inboxSlice: Slice<InboxSlice> = (set, get, bridge) => {
  let inSight: Range = { first: 0, last: 20 };
  const loading = new Set<number>();
  /** Answers to an older question are dropped. */
  let question = 0;
  /** A view was asked for and is not on screen yet. */
  let opening: { readonly top: number } | null = null;
  let serial = 0;

  function nextSerial(): number {
    serial += 1;
    return serial;
  }

  async function page(offset: number): ReturnType<typeof bridge.call<'inbox.page'>> {
    const { view } = get();
    return bridge.call('inbox.page', { filter: filterOf(view), sort: view.sort, offset, limit: PAGE });
  }

  async function positionInView(id: string, view: View = get().view): Promise<number | null> {
    const reply = await bridge.call('inbox.position', { id, filter: filterOf(view), sort: view.sort });
    return reply.ok ? reply.value.position : null;
  }

  /** Loads all pages of a range at once, or says why not. */
  async function load(range: Range): Promise<Rows | Fault> {
    const replies = await Promise.all(pagesOf(range).map(page));
    const pages = [];
    for (const reply of replies) {
      if (!reply.ok) return reply.fault;
      pages.push(reply.value);
    }
    return fromPages(pages);
  }

  /** The user may go on while the host is being asked: the answer is for whatever is selected then. */
  async function positionOfSelection(loaded: Rows): Promise<number | null> {
    for (;;) {
      const { selected } = get();
      const position = selected === null ? null : (positionOf(loaded, selected) ?? (await positionInView(selected)));
      if (get().selected === selected) return position;
    }
  }

  async function loadPage(offset: number): Promise<void> {
    if (loading.has(offset)) return;
    loading.add(offset);
    const asked = question;
    const reply = await page(offset);
    loading.delete(offset);
    const { rows, position } = get();
    if (asked !== question || !rows) return;
    if (reply.ok) set({ rows: withPage(rows, reply.value, position), inboxFault: null });
    else set({ inboxFault: reply.fault });
  }

  function anchor(): { id: string; position: number } | null {
    const { rows, selected, position } = get();
    if (!rows) return null;
    if (selected !== null && position !== null && position >= inSight.first && position <= inSight.last) {
      return { id: selected, position };
    }
    const first = rows.at.get(inSight.first);
    return first && inSight.first > 0 ? { id: first.id, position: inSight.first } : null;
  }

  return {
    rows: null,
    inboxFault: null,
    position: null,
    scroll: { kind: 'top', serial: 0 },

    showRange(range) {
      inSight = range;
      const { rows } = get();
      if (!rows) return;
      // What comes next is asked for before it is in sight: no row is ever blank while somebody scrolls.
      const around = { first: range.first - PAGE, last: range.last + PAGE };
      for (const offset of missingPages(rows, around)) void loadPage(offset);
    },

    pageLength: () => Math.max(1, inSight.last - inSight.first - 1),

    topRow: () => inSight.first,

    async openView(top = 0) {
      opening = { top };
      question += 1;
      loading.clear();
      const asked = question;
      const wanted = { first: top, last: top + 20 };
      const loaded = await load(wanted);
      if (asked !== question) return;
      inSight = wanted;
      void get().refreshFacets();
      if ('message' in loaded) {
        opening = null;
        set({ inboxFault: loaded, rows: null });
        return;
      }
      const known = await positionOfSelection(loaded);
      if (asked !== question) return;
      const scroll: Scroll =
        top > 0
          ? { kind: 'at', position: top, serial: nextSerial() }
          : known === null
            ? { kind: 'top', serial: nextSerial() }
            : { kind: 'reveal', position: known, serial: nextSerial() };
      opening = null;
      set({ rows: loaded, inboxFault: null, position: known, scroll });
      if (known === null && get().view.search === '') await get().selectAt(0);
    },

    async refreshInbox() {
      // The library changed under a view that is still on its way: that one is asked for again, not the one before it.
      if (opening) return get().openView(opening.top);
      question += 1;
      loading.clear();
      const asked = question;
      const anchored = anchor();
      const moved = anchored && (await positionInView(anchored.id));
      const by = anchored && moved !== null ? moved - anchored.position : 0;
      const range = { first: Math.max(0, inSight.first + by), last: Math.max(20, inSight.last + by) };
      const loaded = await load(range);
      if (asked !== question) return;
      if ('message' in loaded) {
        set({ inboxFault: loaded });
        return;
      }
      const known = await positionOfSelection(loaded);
      if (asked !== question) return;
      inSight = range;
      set({ rows: loaded, inboxFault: null, position: known });
      if (by !== 0) set({ scroll: { kind: 'shift', by, serial: nextSerial() } });
      if (get().selected === null && loaded.total > 0) await get().selectAt(0);
    },

    takeOut(ids) {
      question += 1;
      loading.clear();
      set(({ rows }) => ({ rows: rows && (ids === 'all' ? fromPages([]) : without(rows, ids)) }));
    },

    async selectAt(wanted) {
      const { rows } = get();
      if (!rows || rows.total === 0) {
        get().clearSelection();
        return;
      }
      const position = Math.min(Math.max(0, wanted), rows.total - 1);
      if (!rows.at.has(position)) await loadPage(position - (position % PAGE));
      const row = get().rows?.at.get(position);
      if (!row) return;
      set({ position, scroll: { kind: 'reveal', position, serial: nextSerial() } });
      get().select(row.id);
    },

    async reveal(signature, report = null) {
      const { view } = get();
      const places: readonly View[] = [
        ...(view.place === 'inbox' ? [view] : []),
        { ...CRASHES, sort: view.sort },
        { ...CRASHES, sort: view.sort, status: 'all' },
      ];
      let place = view;
      for (place of places) if ((await positionInView(signature, place)) !== null) break;
      if (place !== view) set({ view: place });
      get().select(signature, report);
      await get().openView();
    },
  };
};
