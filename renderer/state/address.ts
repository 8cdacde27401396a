/**
 * The page's address follows what the window shows, so that it can be kept, sent, and gone back and forward through. A
 * view is a step of the history; what is selected in it, and what is typed on in a search, only replaces the last step.
 */
import { writeLink } from './link.ts';
import { readMemory, saveMemory } from './memory.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { View } from './view.ts';

/** Milliseconds of rest before the selection is written: `j` held down is no reason to write thirty times a second. */
const REST = 250;

/** Shows what the address leads to, else what this window looked at last, else the open crashes. */
async function openAddress(store: Store): Promise<void> {
  const { openLink, openView, library } = store.getState();
  const remembered = library && readMemory(library.path);
  if (location.hash.length > 2) await openLink(location.hash);
  else if (remembered) await openLink(remembered.link, { quiet: true, top: remembered.top });
  else {
    store.setState(({ view, settings }) => ({ view: { ...view, sort: settings.sort } }));
    await openView();
  }
}

/** Whether nothing but the words searched for differs. */
function isTyping(view: View, before: View): boolean {
  return (
    view.search !== before.search &&
    JSON.stringify({ ...view, search: '' }) === JSON.stringify({ ...before, search: '' })
  );
}

/**
 * Keeps address and state together for as long as the page lives.
 *
 * @returns what shows the place that the address leads to, called whenever a library opens.
 */
export function followAddress(store: Store): () => Promise<void> {
  /** Until then a window shows nothing that was worth remembering: it may be closed while it opens. */
  let opened = false;
  let typed = false;
  /** A link is being opened: the address is already there. */
  let going = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function remember(): void {
    const state = store.getState();
    if (opened && going === 0 && state.library)
      saveMemory(state.library.path, { link: writeLink(state), top: state.topRow() });
  }

  function replace(): void {
    timer = null;
    if (going > 0) return;
    history.replaceState(null, '', writeLink(store.getState()));
    remember();
  }

  function push(view: View, before: View): void {
    const link = writeLink(store.getState());
    const typing = isTyping(view, before);
    if (typing && typed) history.replaceState(null, '', link);
    else history.pushState(null, '', link);
    typed = typing;
  }

  function follow(state: State, before: State): void {
    if (state.rows === null || going > 0) return;
    if (state.view !== before.view && JSON.stringify(state.view) !== JSON.stringify(before.view)) {
      push(state.view, before.view);
    }
    if (state.view !== before.view || state.selected !== before.selected || state.report !== before.report) {
      timer ??= setTimeout(replace, REST);
    }
  }

  async function go(): Promise<void> {
    going += 1;
    try {
      await store.getState().openLink(location.hash);
    } finally {
      going -= 1;
      typed = false;
      replace();
    }
  }

  const onPopState = (): void => void go();
  window.addEventListener('popstate', onPopState);
  window.addEventListener('pagehide', remember);
  store.subscribe(follow);
  return async () => {
    await openAddress(store);
    opened = true;
    remember();
  };
}
