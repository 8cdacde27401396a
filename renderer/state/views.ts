/** Views that the user keeps under a name. The host answers every change with all of them. */
import type { Filter, SavedView } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
import type { Result } from '../../shared/result.ts';
import type { Slice, State } from './state.ts';
import { filterOf } from './view.ts';

export interface SavedViewSlice {
  readonly savedViews: readonly SavedView[];
  /** The view that is being named: a new one, or one of the saved by its id; null while none is. */
  readonly naming: { readonly id: string | null } | null;
  refreshViews(this: void): Promise<void>;
  nameView(this: void, naming: { readonly id: string | null } | null): void;
  /** Keeps what is looked at under a name. */
  saveView(this: void, name: string): Promise<void>;
  renameView(this: void, id: string, name: string): Promise<void>;
  /** Gives a saved view the filter and the order of what is looked at. */
  updateView(this: void, id: string): Promise<void>;
  deleteView(this: void, id: string): Promise<void>;
}

/** Filters in one written form: asked for with every change of the state, made once for each. */
const forms = new WeakMap<Filter, string>();

/** Of a view its filter alone. The order in which values of a list were chosen does not matter. */
function formOf(filter: Filter): string {
  const known = forms.get(filter);
  if (known !== undefined) return known;
  const parts = Object.entries(filter)
    .filter(([key]) => key in NO_FILTER)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => [
      key,
      Array.isArray(value) ? [...value].sort() : key === 'search' ? filter.search.trim() : value,
    ]);
  const form = JSON.stringify(parts);
  forms.set(filter, form);
  return form;
}

/** Whether a saved view is what is looked at. */
export function isShown({ view }: State, { filter, sort }: SavedView): boolean {
  return view.place === 'inbox' && view.sort === sort && formOf(view) === formOf(filter);
}

/** The saved view that is looked at. */
export function shownView(state: State): SavedView | null {
  return state.savedViews.find((saved) => isShown(state, saved)) ?? null;
}

export const savedViewSlice: Slice<SavedViewSlice> = (set, get, bridge) => {
  function take(reply: Result<readonly SavedView[]>): boolean {
    if (reply.ok) set({ savedViews: reply.value });
    else get().notifyFault(reply.fault);
    return reply.ok;
  }

  async function save(saved: Omit<SavedView, 'id' | 'count'> & { readonly id: string | null }): Promise<boolean> {
    const { id, name, filter, sort } = saved;
    return take(await bridge.call('views.save', { id, name, filter, sort }));
  }

  return {
    savedViews: [],
    naming: null,

    async refreshViews() {
      const reply = await bridge.call('views.list', {});
      if (reply.ok) set({ savedViews: reply.value });
    },

    nameView(naming) {
      set({ naming });
    },

    async saveView(name) {
      const { view } = get();
      set({ naming: null });
      if (await save({ id: null, name, filter: filterOf(view), sort: view.sort })) get().notify(`View “${name}” saved`);
    },

    async renameView(id, name) {
      const saved = get().savedViews.find((one) => one.id === id);
      set({ naming: null });
      if (saved && saved.name !== name) await save({ ...saved, name });
    },

    async updateView(id) {
      const { view, savedViews } = get();
      const saved = savedViews.find((one) => one.id === id);
      if (!saved) return;
      if (!(await save({ ...saved, filter: filterOf(view), sort: view.sort }))) return;
      get().notify(`View “${saved.name}” updated`, { label: 'Undo', run: () => void save(saved) });
    },

    async deleteView(id) {
      const saved = get().savedViews.find((one) => one.id === id);
      if (!saved || !take(await bridge.call('views.delete', { id }))) return;
      get().notify(`View “${saved.name}” deleted`, { label: 'Undo', run: () => void save(saved) });
    },
  };
};
