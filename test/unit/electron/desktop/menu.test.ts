import { describe, expect, it } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { menuTemplate } from '../../../../electron/desktop/menu.ts';
import { COMMANDS } from '../../../../renderer/commands/registry.ts';
import { readCommandStates } from '../../../../shared/command-state.ts';
import type { CommandState } from '../../../../shared/command-state.ts';

type Item = MenuItemConstructorOptions;

function all(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

function menu(commands: readonly CommandState[] = [], mac = true): readonly Item[] {
  return all(menuTemplate({ mac, developer: false, commands, run: () => {} }));
}

/** `shift+mod+c` as Electron writes it: `Shift+CmdOrCtrl+C`. */
function acceleratorOf(keys: string): string {
  const part = (one: string): string => (one === 'mod' ? 'CmdOrCtrl' : one.charAt(0).toUpperCase() + one.slice(1));
  return keys.split('+').map(part).join('+');
}

describe('the menu bar', () => {
  it('has every command of the window once, under its name, with its key where that has a modifier', () => {
    const expected = COMMANDS.map(({ id, title, keys, inboxKeys = [] }) => {
      const key = [...keys, ...inboxKeys].find((one) => one.includes('mod+'));
      // ⌘C is the system's own Copy, which the page answers to.
      const shown = key === undefined || id === 'edit.copy-frame' ? undefined : acceleratorOf(key);
      return { id, label: title, accelerator: shown };
    });
    for (const mac of [true, false]) {
      const actual = menu([], mac).flatMap(({ id, label, accelerator }) =>
        id === undefined ? [] : [{ id, label, accelerator }],
      );
      const byId = (a: { readonly id: string }, b: { readonly id: string }) => a.id.localeCompare(b.id);
      expect(actual.toSorted(byId)).toEqual(expected.toSorted(byId));
    }
  });

  it('says what would be undone, and disables what cannot run instead of hiding it', () => {
    const items = menu([
      { id: 'edit.undo', title: 'Undo Mark 3 Crashes as Done', enabled: true },
      { id: 'edit.redo', title: 'Redo', enabled: false },
    ]);
    expect(items.find(({ id }) => id === 'edit.undo')).toMatchObject({
      label: 'Undo Mark 3 Crashes as Done',
      enabled: true,
    });
    expect(items.find(({ id }) => id === 'edit.redo')).toMatchObject({ label: 'Redo', enabled: false });
    expect(items.length).toBe(menu().length);
  });

  it('shows an ampersand of a name as one', () => {
    const items = menu([{ id: 'edit.undo', title: 'Undo Label “sound & light”', enabled: true }]);
    expect(items.find(({ id }) => id === 'edit.undo')?.label).toBe('Undo Label “sound && light”');
  });
});

describe('what a page says of its commands', () => {
  it('is taken as far as it makes sense', () => {
    const state: CommandState = { id: 'edit.undo', title: 'Undo', enabled: true };
    expect(readCommandStates([state, null, { id: 1 }, { ...state, title: 'x'.repeat(10_000) }])).toEqual([state]);
    for (const nonsense of [null, 'text', 7, {}]) expect(readCommandStates(nonsense)).toEqual([]);
    expect(readCommandStates(Array.from({ length: 5000 }, () => state)).length).toBeLessThanOrEqual(500);
  });
});
