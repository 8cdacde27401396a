/** The appearance that the user chose, for all that the system draws: title bars, menus, dialogs, vibrancy; and for pages. */
import { nativeTheme } from 'electron';
import type { LibraryDoor } from '../library-door.ts';

/** Applies it, now and whenever it changes. `auto` follows the system, live. */
export async function followAppearance(door: LibraryDoor): Promise<void> {
  const apply = async (): Promise<void> => {
    const settings = await door.current()?.api['settings.read']({});
    if (settings?.ok !== true) return;
    const { appearance } = settings.value;
    nativeTheme.themeSource = appearance === 'auto' ? 'system' : appearance;
  };
  door.events.subscribe((name) => {
    if (name === 'settings.changed') void apply();
  });
  await apply();
}
