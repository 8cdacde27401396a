/** Listens for keys and for the host's menu, and runs what they mean. */
import { useEffect } from 'react';
import type { Bridge } from '../bridge.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { ON_MAC } from '../ui/platform.ts';
import { commandFor } from './dispatch.ts';
import type { Focus } from './dispatch.ts';
import { commandOf } from './registry.ts';
import { editText, isInText, surroundings } from './surroundings.ts';
import { useMenuBar } from './useMenuBar.ts';

const TYPING = 'input, textarea, select, [contenteditable], [role="menu"], dialog';

function focusOf(target: EventTarget | null, { picker, palette }: State): Focus {
  // They may be on their way: what is typed now is meant for them.
  if (picker !== null || palette) return 'typing';
  if (!(target instanceof Element)) return 'elsewhere';
  // A dialog keeps what has no modifier even when nothing in it has the focus.
  if (target.closest(TYPING) || document.querySelector('dialog[open]')) return 'typing';
  return target === document.body || target.closest('[role="listbox"]') ? 'inbox' : 'elsewhere';
}

export function useCommands(store: Store, bridge: Bridge): void {
  useMenuBar(store, bridge);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      const command = commandFor(event, focusOf(event.target, store.getState()), ON_MAC);
      if (!command?.enabled(store.getState(), surroundings)) return;
      event.preventDefault();
      command.run(store.getState(), surroundings);
    }
    const stop = bridge.on('window.command', ({ command: id }) => {
      const command = commandOf(id);
      const focus = focusOf(document.activeElement, store.getState());
      // All of a list is selected only where the list has the focus; elsewhere it is the text on screen.
      const isText = isInText() || (command?.textual === 'selectAll' && focus !== 'inbox');
      if (command?.textual !== undefined && isText) editText(command.textual);
      else if (command?.enabled(store.getState(), surroundings)) command.run(store.getState(), surroundings);
    });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      stop();
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [store, bridge]);
}
