/**
 * What is selected beside the signature on screen: nothing, several signatures by id, or all of a view.
 *
 * A selection belongs to its lead, which is `selected`, and to the filter it was made in. Whoever selects something else or
 * looks at something else ends it, without having to know of it; a refresh or another order of the rows does not.
 */
import type { Filter, InboxPage, SignatureRow } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { count } from '../words/numbers.ts';
import { positionOf } from './listing.ts';
import type { Slice, State } from './state.ts';
import { filterOf } from './view.ts';

export type Selection =
  /** Only the signature on screen. */
  | { readonly kind: 'one' }
  | {
      readonly kind: 'several';
      readonly lead: string;
      readonly filter: Filter;
      readonly ids: ReadonlySet<string>;
      /** Where Shift extends from. */
      readonly anchor: string;
      /** What was selected when the anchor was set, and stays when Shift extends another way. */
      readonly base: ReadonlySet<string>;
    }
  /** All of the view, also what is not loaded. `total` is what the user was told. */
  | { readonly kind: 'all'; readonly lead: string; readonly filter: Filter; readonly total: number };

export interface SelectionSlice {
  readonly selection: Selection;
  /** Selects the row at a position, and nothing else. */
  selectAlone(this: void, position: number): Promise<void>;
  /** Selects everything from the anchor to a position. */
  extendTo(this: void, position: number): Promise<void>;
  /** Adds the loaded row at a position, or takes it out again. */
  toggleAt(this: void, position: number): void;
  selectAll(this: void): void;
  selectSeveral(this: void, ids: readonly string[]): void;
  /** Back to the lead alone. */
  collapse(this: void): void;
  /** Follows groups that became part of another. */
  followSelection(this: void, moved: readonly (readonly [from: string, to: string])[]): void;
}

/** The contract's limit of named signatures. */
const MOST = 10_000;
const LARGEST_PAGE = 500;
const ONE: Selection = { kind: 'one' };
const NONE: ReadonlySet<string> = new Set();

function isSameFilter(a: Filter, b: Filter): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The selection where it still holds. */
export function selectionOf({ selection, selected, view }: State): Selection {
  if (selection.kind === 'one') return ONE;
  const holds = selection.lead === selected && view.place === 'inbox' && isSameFilter(selection.filter, filterOf(view));
  return holds ? selection : ONE;
}

/** Whether a row is part of a selection. */
export function isSelected(selection: Selection, selected: string | null, id: string): boolean {
  switch (selection.kind) {
    case 'one':
      return id === selected;
    case 'several':
      return selection.ids.has(id);
    case 'all':
      return true;
  }
}

/** The signature on screen where it is part of the view. */
function shownInView({ selected, position }: State): string | null {
  return position === null ? null : selected;
}

/** The row on screen: from the list, which is there before the detail is, so that `e e` marks two. */
export function selectedRow({ selected, rows, position, detail }: State): SignatureRow | null {
  const listed = position === null ? undefined : rows?.at.get(position);
  const row = listed?.id === selected ? listed : detail?.row;
  return row?.id === selected ? (row ?? null) : null;
}

export const selectionSlice: Slice<SelectionSlice> = (set, get, bridge) => {
  /** Only the newest wish counts where rows have to be asked for. */
  let wish = 0;

  async function page(offset: number, limit: number): Promise<Result<InboxPage>> {
    const { view } = get();
    return bridge.call('inbox.page', { filter: filterOf(view), sort: view.sort, offset, limit });
  }

  async function positionNow(id: string): Promise<number | null> {
    const { rows, view } = get();
    const loaded = rows && positionOf(rows, id);
    if (loaded !== null) return loaded;
    const reply = await bridge.call('inbox.position', { id, filter: filterOf(view), sort: view.sort });
    return reply.ok ? reply.value.position : null;
  }

  function loadedBetween(first: number, last: number): readonly string[] | null {
    const ids: string[] = [];
    for (let position = first; position <= last; position += 1) {
      const row = get().rows?.at.get(position);
      if (!row) return null;
      ids.push(row.id);
    }
    return ids;
  }

  /** Ids of the rows of a range; null where the host did not say. */
  async function idsBetween(first: number, last: number): Promise<readonly string[] | null> {
    const loaded = loadedBetween(first, last);
    if (loaded) return loaded;
    const ids: string[] = [];
    while (first + ids.length <= last) {
      const left = last - first - ids.length + 1;
      const reply = await page(first + ids.length, Math.min(left, LARGEST_PAGE));
      if (!reply.ok) {
        get().notifyFault(reply.fault);
        return null;
      }
      if (reply.value.rows.length === 0) break;
      ids.push(...reply.value.rows.map(({ id }) => id));
    }
    return ids;
  }

  function put(ids: ReadonlySet<string>, lead: string, anchor: string, base: ReadonlySet<string>): void {
    const filter = filterOf(get().view);
    set({ selection: ids.size < 2 ? ONE : { kind: 'several', lead, filter, ids, anchor, base } });
  }

  return {
    selection: ONE,

    async selectAlone(position) {
      get().collapse();
      await get().selectAt(position);
    },

    async extendTo(wanted) {
      wish += 1;
      const asked = wish;
      const { rows } = get();
      const selected = shownInView(get());
      if (!rows || rows.total === 0) return;
      if (selected === null) return get().selectAlone(wanted);
      const to = Math.min(Math.max(0, wanted), rows.total - 1);
      const held = selectionOf(get());
      const several = held.kind === 'several';
      const anchor = several ? held.anchor : selected;
      const base = several ? held.base : NONE;
      const loaded = positionOf(rows, anchor);
      const from = loaded ?? (await positionNow(anchor)) ?? to;
      const [first, last] = [Math.min(from, to), Math.max(from, to)];
      if (last - first + base.size >= MOST) {
        get().notify(`At most ${count(MOST)} signatures are selected one by one`);
        return;
      }
      const range = loadedBetween(first, last) ?? (await idsBetween(first, last));
      const lead = range?.at(to === last ? -1 : 0);
      if (asked !== wish || !range || lead === undefined) return;
      put(new Set([...base, ...range]), lead, anchor, base);
      await get().selectAt(to);
    },

    toggleAt(position) {
      wish += 1;
      const { rows } = get();
      const selected = shownInView(get());
      const row = rows?.at.get(position);
      if (!rows || !row) return;
      const held = selectionOf(get());
      // All of a view has no ids to take one out of, unless all of them are here.
      const before =
        held.kind === 'several'
          ? held.ids
          : new Set(
              held.kind === 'all' ? [...rows.at.values()].map(({ id }) => id) : selected === null ? [] : [selected],
            );
      if (held.kind === 'all' && before.size < rows.total) {
        void get().selectAt(position);
        return;
      }
      const ids = new Set(before);
      if (!ids.delete(row.id)) ids.add(row.id);
      const lead = ids.has(row.id) ? row.id : selected !== null && ids.has(selected) ? selected : [...ids].at(-1);
      if (lead === undefined) return;
      put(ids, lead, row.id, ids);
      const at = positionOf(rows, lead);
      if (at !== null) void get().selectAt(at);
      else get().select(lead);
    },

    selectAll() {
      wish += 1;
      const { rows, view } = get();
      // What is on screen may be of another view: a search leaves it there.
      const shown = shownInView(get());
      const lead = shown ?? rows?.at.get(0)?.id;
      if (!rows || rows.total < 2 || lead === undefined) return;
      if (shown === null) void get().selectAt(0);
      if (rows.at.size === rows.total) {
        const ids = new Set([...rows.at.values()].map(({ id }) => id));
        if (ids.has(lead)) put(ids, lead, lead, NONE);
      } else set({ selection: { kind: 'all', lead, filter: filterOf(view), total: rows.total } });
    },

    selectSeveral(ids) {
      const { selected } = get();
      const lead = selected !== null && ids.includes(selected) ? selected : ids[0];
      if (lead === undefined) return;
      put(new Set(ids.slice(0, MOST)), lead, lead, NONE);
    },

    collapse() {
      wish += 1;
      set({ selection: ONE });
    },

    followSelection(moved) {
      const { selection } = get();
      if (selection.kind === 'one' || moved.length === 0) return;
      const to = new Map(moved);
      const follow = (id: string): string => to.get(id) ?? id;
      const lead = follow(selection.lead);
      if (selection.kind === 'all') set({ selection: { ...selection, lead } });
      else
        put(
          new Set([...selection.ids].map(follow)),
          lead,
          follow(selection.anchor),
          new Set([...selection.base].map(follow)),
        );
    },
  };
};
