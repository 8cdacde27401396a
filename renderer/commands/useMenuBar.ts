/** Tells the desktop's menu bar how the commands stand: what they are called now, and which of them can run. */
import { useEffect } from 'react';
import type { CommandState } from '../../shared/command-state.ts';
import type { Bridge } from '../bridge.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { COMMANDS, titleOf } from './registry.ts';
import { isInText, surroundings } from './surroundings.ts';

/** Milliseconds: nobody opens a menu sooner after what changed it, and the store changes often. */
const PACE = 80;

/** How all commands stand. In a text field undo, redo and select all mean the text. */
export function commandStates(state: State, inText: boolean): readonly CommandState[] {
  return COMMANDS.map((command) => {
    const { id, title, textual } = command;
    if (inText && textual !== undefined) return { id, title, enabled: true };
    return { id, title: titleOf(command, state), enabled: command.enabled(state, surroundings) };
  });
}

export function useMenuBar(store: Store, bridge: Bridge): void {
  useEffect(() => {
    if (bridge.host !== 'desktop') return;
    let due: ReturnType<typeof setTimeout> | null = null;
    let told = '';

    function tell(): void {
      due = null;
      const commands = commandStates(store.getState(), isInText());
      const words = JSON.stringify(commands);
      if (words !== told) bridge.showCommands(commands);
      told = words;
    }
    function soon(): void {
      due ??= setTimeout(tell, PACE);
    }

    soon();
    const stop = store.subscribe(soon);
    window.addEventListener('focusin', soon);
    window.addEventListener('focusout', soon);
    return () => {
      if (due !== null) clearTimeout(due);
      stop();
      window.removeEventListener('focusin', soon);
      window.removeEventListener('focusout', soon);
    };
  }, [store, bridge]);
}
