/** Commands that find: filters, views, the search of all crashes and the one inside a stack, links. */
import type { State } from '../state/state.ts';
import { isNarrowed } from '../state/filters.ts';
import { shownView } from '../state/views.ts';
import { goInList, hasList, listPosition } from './lists.ts';
import type { Command } from './registry.ts';
import { selectedText } from './surroundings.ts';

const inInbox = ({ view, rows, library }: State): boolean =>
  view.place === 'inbox' && rows !== null && library?.signatures !== 0;
const hasStack = ({ report, view }: State): boolean => report !== null && view.place === 'inbox';
const wordsToFind = ({ focusedFrame }: State): string => selectedText() || (focusedFrame?.symbol ?? '');

export const FIND_COMMANDS: readonly Command[] = [
  {
    id: 'find.stack',
    title: 'Find in Stack…',
    group: 'Edit',
    keys: ['mod+f'],
    enabled: hasStack,
    run: (state) => state.findInStack(),
  },
  {
    id: 'find.next',
    title: 'Find Next',
    group: 'Edit',
    keys: ['mod+g'],
    enabled: (state) => hasStack(state) && state.stackWords !== '',
    run: (state) => state.stepMatch(1),
  },
  {
    id: 'find.previous',
    title: 'Find Previous',
    group: 'Edit',
    keys: ['shift+mod+g'],
    enabled: (state) => hasStack(state) && state.stackWords !== '',
    run: (state) => state.stepMatch(-1),
  },
  {
    id: 'find.selection',
    title: 'Use Selection for Find',
    group: 'Edit',
    keys: ['mod+e'],
    enabled: (state) => hasStack(state) && wordsToFind(state) !== '',
    run: (state) => state.findInStack(wordsToFind(state)),
  },
  {
    id: 'find.search',
    title: 'Search All Reports',
    group: 'Edit',
    keys: ['shift+mod+f', '/'],
    enabled: () => true,
    run: (_, { focusSearch }) => focusSearch(),
  },
  {
    id: 'find.filter',
    title: 'Add Filter…',
    group: 'View',
    keys: ['f'],
    enabled: inInbox,
    run: (state) => state.showFilterMenu('all'),
  },
  {
    id: 'find.clear',
    title: 'Clear Filters',
    group: 'View',
    keys: [],
    enabled: (state) => inInbox(state) && isNarrowed(state.view),
    run: (state) => state.clearFilters(),
  },
  {
    id: 'view.save',
    title: 'Save This View…',
    group: 'View',
    keys: [],
    enabled: (state) => inInbox(state) && shownView(state) === null,
    run: (state) => state.nameView({ id: null }),
  },
  {
    id: 'view.rename',
    title: 'Rename View…',
    group: 'View',
    keys: [],
    enabled: (state) => shownView(state) !== null,
    run: (state) => state.nameView({ id: shownView(state)?.id ?? null }),
  },
  {
    id: 'view.delete',
    title: 'Delete View',
    group: 'View',
    keys: [],
    enabled: (state) => shownView(state) !== null,
    run: (state) => {
      const saved = shownView(state);
      if (saved) void state.deleteView(saved.id);
    },
  },
  {
    id: 'edit.copy-link',
    title: 'Copy Link',
    group: 'Edit',
    keys: ['shift+mod+l'],
    enabled: ({ view, selected }) => view.place === 'inbox' && selected !== null,
    run: (state) => void state.copyLink(),
  },
  {
    id: 'go.history-back',
    title: 'Back',
    group: 'Go',
    keys: ['mod+['],
    enabled: () => true,
    run: () => history.back(),
  },
  {
    id: 'go.history-forward',
    title: 'Forward',
    group: 'Go',
    keys: ['mod+]'],
    enabled: () => true,
    run: () => history.forward(),
  },
  {
    id: 'go.type',
    title: 'Type a Title’s Beginning',
    group: 'Go',
    keys: [],
    inboxKeys: ["'"],
    enabled: (state) => hasList(state) && state.view.place === 'inbox',
    run: (state) => state.startTyping(),
  },
  {
    id: 'go.page-down',
    title: 'Page Down',
    group: 'Go',
    keys: [],
    inboxKeys: ['PageDown'],
    enabled: (state) => hasList(state) && state.view.place === 'inbox',
    run: (state) => goInList(state, listPosition(state) + state.pageLength()),
  },
  {
    id: 'go.page-up',
    title: 'Page Up',
    group: 'Go',
    keys: [],
    inboxKeys: ['PageUp'],
    enabled: (state) => hasList(state) && state.view.place === 'inbox',
    run: (state) => goInList(state, listPosition(state) - state.pageLength()),
  },
];
