/**
 * The main window: there is one at most, it is made when it is needed and made anew from the Dock after it was closed.
 * It appears once its first picture is ready, in the colour of its content, so that nothing flashes.
 */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { sendEvent } from './ipc.ts';
import { pageUrl } from './page.ts';
import { placeWindow, smallestWindow, withPlace } from './window-state.ts';
import type { Place } from './window-state.ts';
import { readWindowState, writeWindowState } from './window-state-file.ts';

export interface MainWindowOptions {
  readonly preloadPath: string;
  readonly statePath: string;
  readonly developer: boolean;
  readonly warn: (message: string) => void;
}

export interface MainWindow {
  /** Brings it to the front; makes it first where there is none. */
  show(): void;
  /** Pushes an event to its page, once that is there. Without a window it goes nowhere: a new page asks anyway. */
  send(name: string, payload: unknown): void;
  /** Null while there is none. */
  current(): BrowserWindow | null;
}

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let open: { readonly window: BrowserWindow; readonly loaded: Promise<void> } | null = null;

  const make = (): void => {
    const place = placeWindow(readWindowState(options.statePath), screens());
    const window = new BrowserWindow(windowOptions(place, options));
    window.once('ready-to-show', () => {
      // Not before: maximizing shows a window.
      if (place.maximized) window.maximize();
      window.show();
    });
    keepPlace(window, options);
    window.on('closed', () => {
      open = null;
    });
    const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
    window.loadURL(pageUrl()).catch((error: unknown) => options.warn(`The page did not load: ${String(error)}`));
    open = { window, loaded };
  };

  return {
    show() {
      if (open === null) {
        make();
        return;
      }
      if (open.window.isMinimized()) open.window.restore();
      open.window.show();
      open.window.focus();
    },
    send(name, payload) {
      const target = open;
      if (target !== null) void target.loaded.then(() => sendEvent(target.window, name, payload));
    },
    current: () => open?.window ?? null,
  };
}

const macOptions: BrowserWindowConstructorOptions = {
  titleBarStyle: 'hiddenInset',
  // In the middle of the page's toolbar, which is 52 high.
  trafficLightPosition: { x: 20, y: 19 },
  vibrancy: 'sidebar',
  visualEffectState: 'followWindow',
};

function windowOptions(place: Place, options: MainWindowOptions): BrowserWindowConstructorOptions {
  const mac = process.platform === 'darwin';
  return {
    ...place.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Faultline',
    show: false,
    // Vibrancy shows only through what is not painted.
    backgroundColor: mac ? '#00000000' : nativeTheme.shouldUseDarkColors ? '#1e1e1e' : '#ffffff',
    ...(mac ? macOptions : {}),
    webPreferences: pagePreferences(options),
  };
}

/** What a page of ours may do, in whichever window. */
export function pagePreferences({
  preloadPath,
  developer,
}: Pick<MainWindowOptions, 'preloadPath' | 'developer'>): WebPreferences {
  return {
    preload: preloadPath,
    // Electron's defaults, said aloud: items 2, 3, 4, 6 and 8 to 11 of its checklist rest on them.
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: developer,
  };
}

/** Notes where the window stands whenever it comes to rest, on the display that it then is on. */
function keepPlace(window: BrowserWindow, { statePath, warn }: MainWindowOptions): void {
  const keep = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    const state = withPlace(readWindowState(statePath), screen.getDisplayMatching(window.getBounds()), place);
    writeWindowState(statePath, state, warn);
  };
  let resting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(keep, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(resting);
    keep();
  });
}

/** The primary display first. */
function screens() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others] as const;
}
