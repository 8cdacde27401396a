/**
 * The settings' own window: there is one at most. It shows the same page as the main window, which knows by its address what
 * to show, under the same preferences and rules.
 */
import { BrowserWindow, nativeTheme } from 'electron';
import type { SettingsTab } from '../../shared/contract.ts';
import { sendEvent } from './ipc.ts';
import { pageUrl } from './page.ts';
import { pagePreferences } from './window.ts';
import type { MainWindowOptions } from './window.ts';

export interface SettingsWindow {
  /** Brings it to the front; null for the tab of last time. */
  show(this: void, tab: SettingsTab | null, unmapped: string | null): void;
  /** Pushes an event to its page, once that is there. */
  send(name: string, payload: unknown): void;
}

const SIZE = { width: 820, height: 640, minWidth: 720, minHeight: 480 } as const;

export function createSettingsWindow(options: Omit<MainWindowOptions, 'statePath'>): SettingsWindow {
  let open: { readonly window: BrowserWindow; readonly loaded: Promise<void> } | null = null;
  let lastTab: SettingsTab = 'general';

  const make = (): void => {
    const window = new BrowserWindow({
      ...SIZE,
      title: 'Settings',
      show: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#2c2c2e' : '#f6f6f6',
      webPreferences: pagePreferences(options),
    });
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => {
      open = null;
    });
    const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
    window.loadURL(`${pageUrl()}?settings`).catch((error: unknown) => {
      options.warn(`The settings did not load: ${String(error)}`);
    });
    open = { window, loaded };
  };

  const send = (name: string, payload: unknown): void => {
    const target = open;
    if (target !== null) void target.loaded.then(() => sendEvent(target.window, name, payload));
  };

  return {
    show(tab, unmapped) {
      lastTab = tab ?? lastTab;
      if (open === null) make();
      else {
        open.window.show();
        open.window.focus();
      }
      if (tab !== null || unmapped !== null) send('settings.tab', { tab: lastTab, unmapped });
    },
    send,
  };
}
