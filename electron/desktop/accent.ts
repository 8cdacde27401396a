/**
 * The accent colour that the user chose for their system, told to every page of ours, now and whenever it changes.
 *
 * https://www.electronjs.org/docs/latest/api/system-preferences
 */
import { app, BrowserWindow, systemPreferences } from 'electron';
import { sendEvent } from './ipc.ts';

/** What AppKit posts as a colour of the system changes. */
const CHANGED = 'NSSystemColorsDidChangeNotification';

/** `#RRGGBB`; null where the system has none to tell, as Electron says by an empty text. */
function accentOf(preference: string): string | null {
  const [, colour] = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(preference) ?? [];
  return colour === undefined ? null : `#${colour.toLowerCase()}`;
}

/** Tells pages that are there, and each that comes. To be called once the app is ready, before there is a window. */
export function followAccent(): void {
  const tell = (window: BrowserWindow): void => {
    const colour = accentOf(systemPreferences.getAccentColor());
    if (colour !== null) sendEvent(window, 'window.accent', { colour });
  };
  const tellAll = (): void => BrowserWindow.getAllWindows().forEach(tell);
  app.on('browser-window-created', (_event, window) => {
    window.webContents.on('did-finish-load', () => tell(window));
  });
  if (process.platform === 'darwin') systemPreferences.subscribeLocalNotification(CHANGED, tellAll);
  else systemPreferences.on('accent-color-changed', tellAll);
}
