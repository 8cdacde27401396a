/** Windows, menus, theme and displays. https://www.electronjs.org/docs/latest/api/browser-window, …/menu, …/screen */
import { EventEmitter } from 'node:events';
import { app, windowsOf } from './app.ts';
import { ipcRenderer, loadPreload } from './ipc.ts';
import { note, preventable, settings } from './record.ts';
import { answerPage } from './system.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Frame {
  url: string;
  readonly parent: Frame | null;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

export class WebContents extends EventEmitter {
  readonly mainFrame: Frame = { url: '', parent: null };
  openHandler: OpenHandler = () => ({ action: 'allow' });

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...values: unknown[]): void {
    ipcRenderer.emit(channel, {}, ...structuredClone(values));
  }
}

const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: Readonly<Record<string, unknown>>;
  visible: boolean;
  maximized = false;
  minimized = false;
  destroyed = false;
  focused = false;
  /** Its page is there. */
  loaded = false;
  bounds: Bounds;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    app.demand(true, 'Cannot create BrowserWindow');
    this.options = options;
    this.visible = options['show'] !== false;
    const length = (key: string, usual: number): number => {
      const value = options[key];
      return typeof value === 'number' ? value : usual;
    };
    this.bounds = { x: length('x', 0), y: length('y', 0), width: length('width', 800), height: length('height', 600) };
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return [...windows];
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return windows.find(({ webContents }) => webContents === contents) ?? null;
  }

  /** Through the protocol's handler, as Chromium would. */
  async loadURL(url: string): Promise<void> {
    const response = await answerPage(new Request(url));
    if (!response.ok) throw new Error(`ERR_FILE_NOT_FOUND (-6) loading '${url}'`);
    this.webContents.mainFrame.url = url;
    const { webPreferences } = this.options;
    if (typeof webPreferences === 'object' && webPreferences !== null && 'preload' in webPreferences) {
      loadPreload(String(webPreferences.preload), {
        sender: this.webContents,
        senderFrame: this.webContents.mainFrame,
      });
    }
    this.emit('ready-to-show');
    this.webContents.emit('did-finish-load');
    this.loaded = true;
  }

  show(): void {
    this.visible = true;
    this.focused = true;
    app.emit('browser-window-focus', {}, this);
  }

  focus(): void {
    this.focused = true;
    app.emit('browser-window-focus', {}, this);
  }

  blur(): void {
    this.focused = false;
    app.emit('browser-window-blur', {}, this);
  }

  /** Also shows it, as documented. */
  maximize(): void {
    this.maximized = true;
    this.visible = true;
  }

  restore(): void {
    this.minimized = false;
  }

  isFocused(): boolean {
    return this.focused;
  }

  setProgressBar(progress: number): void {
    note('window.setProgressBar', progress);
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isFullScreen(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  getBounds(): Bounds {
    return this.bounds;
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  close(): boolean {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    return true;
  }

  /** As the user closes it: the last one makes the app quit, unless somebody listens for that. */
  closeByUser(): void {
    if (!this.close() || windows.length > 0) return;
    if (!app.emit('window-all-closed')) app.quit();
  }
}

windowsOf.closeAll = () => BrowserWindow.getAllWindows().every((window) => window.close());

class NativeTheme {
  #source = 'system';

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? settings.dark : this.#source === 'dark';
  }

  get themeSource(): string {
    return this.#source;
  }

  set themeSource(source: string) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Unknown theme: ${source}`);
    this.#source = source;
    note('nativeTheme.themeSource', source);
  }
}

export const nativeTheme = new NativeTheme();

/** The accent colour of the user, as RGBA without a sign; empty where the system has none. */
export const accent = { colour: '0a84ffff' };

class SystemPreferences extends EventEmitter {
  #subscriptions = 0;

  getAccentColor(): string {
    app.demand(true, 'systemPreferences.getAccentColor() called');
    return accent.colour;
  }

  /** macOS alone. The stage posts under the notification's name. */
  subscribeLocalNotification(event: string, callback: (event: string) => void): number {
    if (process.platform !== 'darwin')
      throw new TypeError('systemPreferences.subscribeLocalNotification is not a function');
    this.on(event, callback);
    this.#subscriptions += 1;
    return this.#subscriptions;
  }
}

export const systemPreferences = new SystemPreferences();

const displays = [
  { id: 1, workArea: { x: 0, y: 25, width: 1728, height: 1050 } },
  { id: 2, workArea: { x: 1728, y: 0, width: 2560, height: 1440 } },
] as const;

export const screen = {
  getPrimaryDisplay() {
    app.demand(true, 'The screen module cannot be used');
    return displays[0];
  },
  getAllDisplays() {
    app.demand(true, 'The screen module cannot be used');
    return displays;
  },
  getDisplayMatching: ({ x }: Bounds) => (x >= displays[1].workArea.x ? displays[1] : displays[0]),
};

/** The roles of https://www.electronjs.org/docs/latest/api/menu-item#roles that this app could use. */
const roles = new Set(
  `undo redo cut copy paste pasteAndMatchStyle selectAll delete minimize close help about services hide hideOthers unhide
  quit startSpeaking stopSpeaking zoom front appMenu fileMenu editMenu viewMenu shareMenu recentDocuments toggleTabBar
  clearRecentDocuments reload forceReload toggleDevTools toggleSpellChecker resetZoom zoomIn zoomOut togglefullscreen
  window windowMenu`.split(/\s+/),
);

export interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

export const applicationMenu: { items: readonly MenuItem[] } = { items: [] };

export const Menu = {
  buildFromTemplate(template: readonly MenuItem[]): readonly MenuItem[] {
    for (const { label, role, type, submenu } of template) {
      if (label === undefined && role === undefined && type !== 'separator')
        throw new TypeError('Invalid template for MenuItem');
      if (role !== undefined && !roles.has(role)) throw new TypeError(`Unknown role: ${role}`);
      if (submenu !== undefined) Menu.buildFromTemplate(submenu);
    }
    return template;
  },
  setApplicationMenu(menu: readonly MenuItem[]): void {
    app.demand(true, 'Menu.setApplicationMenu() called');
    applicationMenu.items = menu;
    note('Menu.setApplicationMenu', menu.length);
  },
};
