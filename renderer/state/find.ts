/**
 * Finding: what filters offer, where the search found its words in the selected crash, and the words that are looked for
 * inside its stacks.
 */
import type { InboxFacets, SearchMatch } from '../../shared/contract.ts';
import { findInStacks } from '../stack/find.ts';
import type { StacksSearched } from '../stack/find.ts';
import type { FilterKey } from './filters.ts';
import { tokensOf } from './filters.ts';
import type { Slice } from './state.ts';
import { searchedOn } from './tabs.ts';
import { filterOf } from './view.ts';

/** Where the search found its words in one signature. */
export interface Matches {
  readonly signature: string;
  readonly search: string;
  readonly total: number;
  readonly best: readonly SearchMatch[];
}

/** The bar that finds in stacks. */
export interface StackSearch {
  readonly words: string;
  /** Which match is the current one: any whole number, to be taken round the number of matches. */
  readonly at: number;
  /** Grows when the field should take the focus again. */
  readonly asked: number;
}

export interface FindSlice {
  /** What the filters offer; null until somebody wanted to know. */
  readonly inboxFacets: InboxFacets | null;
  /** The filter menu, at all criteria or at one of them; null while it is closed. */
  readonly filterMenu: FilterKey | 'all' | null;
  readonly matches: Matches | null;
  /** Null while the bar is closed. */
  readonly stackSearch: StackSearch | null;
  /** What was found in the call tree on screen; null where none is, or nothing was looked for. */
  readonly treeMatches: { readonly total: number; readonly more: boolean } | null;
  /** What was last looked for in a stack. */
  readonly stackWords: string;
  showFilterMenu(this: void, at: FilterKey | 'all' | null): void;
  /** Asks what filters offer, where they are on screen. */
  refreshFacets(this: void): Promise<void>;
  /** Asks where a search found its words in a crash; nothing where there is none. */
  loadMatches(this: void, signature: string | null, search: string): Promise<void>;
  /** Opens the bar, or brings the focus back to it. */
  findInStack(this: void, words?: string): void;
  setStackWords(this: void, words: string): void;
  countTreeMatches(this: void, matches: FindSlice['treeMatches']): void;
  /** The next match, or the one before; opens the bar with the last words where it is closed. */
  stepMatch(this: void, by: 1 | -1): void;
  closeStackSearch(this: void): void;
}

export const findSlice: Slice<FindSlice> = (set, get, bridge) => {
  /** Answers to an older question are dropped. */
  let facetQuestion = 0;

  return {
    inboxFacets: null,
    filterMenu: null,
    matches: null,
    stackSearch: null,
    treeMatches: null,
    stackWords: '',

    showFilterMenu(filterMenu) {
      set({ filterMenu });
      if (filterMenu !== null) void get().refreshFacets();
    },

    async refreshFacets() {
      const { view, filterMenu } = get();
      const filter = filterOf(view);
      if (filterMenu === null && tokensOf(filter, null, new Map()).length === 0) return;
      facetQuestion += 1;
      const asked = facetQuestion;
      const reply = await bridge.call('inbox.facets', { filter });
      if (reply.ok && asked === facetQuestion) set({ inboxFacets: reply.value });
    },

    async loadMatches(signature, search) {
      if (signature === null || search === '') {
        set({ matches: null });
        return;
      }
      const { matches } = get();
      if (matches?.signature === signature && matches.search === search) return;
      const reply = await bridge.call('signature.matches', { id: signature, search });
      if (get().selected !== signature || get().view.search.trim() !== search) return;
      const found = reply.ok ? { signature, search, total: reply.value.total, best: reply.value.matches } : null;
      set({ matches: found });
    },

    findInStack(given) {
      const { tab, report, stackWords } = get();
      const words = given ?? stackWords;
      const here = report && searchedOn(tab, report.report);
      if (here === null) get().showTab('crash');
      const isIn = (where: StacksSearched): boolean =>
        report !== null && words !== '' && findInStacks(report.report, where, words).total > 0;
      // What is in no stack that comes first may be in another thread.
      const isElsewhere = (here === null || here === 'stacks') && !isIn('stacks') && isIn('threads');
      if (given !== undefined && isElsewhere) get().showTab('threads');
      set(({ stackSearch }) => ({
        stackSearch: { words, at: 0, asked: (stackSearch?.asked ?? 0) + 1 },
        stackWords: words,
      }));
    },

    setStackWords(words) {
      set(({ stackSearch }) => ({ stackWords: words, stackSearch: stackSearch && { ...stackSearch, words, at: 0 } }));
    },

    countTreeMatches(treeMatches) {
      set({ treeMatches });
    },

    stepMatch(by) {
      const { stackSearch } = get();
      if (stackSearch) set({ stackSearch: { ...stackSearch, at: stackSearch.at + by } });
      else get().findInStack();
    },

    closeStackSearch() {
      set({ stackSearch: null });
    },
  };
};
