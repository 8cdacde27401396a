/** Protocols, the session's permissions, dialogs, other programs. https://www.electronjs.org/docs/latest/api/protocol … */
import { app } from './app.ts';
import { note } from './record.ts';

type PageHandler = (request: Request) => Response | Promise<Response>;

const schemes = new Map<string, PageHandler>();

export const protocol = {
  registerSchemesAsPrivileged(list: unknown): void {
    app.demand(false, 'protocol.registerSchemesAsPrivileged() called');
    note('protocol.registerSchemesAsPrivileged', list);
  },
  handle(scheme: string, handler: PageHandler): void {
    app.demand(true, 'protocol.handle() called');
    if (schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    schemes.set(scheme, handler);
  },
};

/** Asks the handler of a URL's scheme. */
export async function answerPage(request: Request): Promise<Response> {
  const handler = schemes.get(new URL(request.url).protocol.slice(0, -1));
  if (handler === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${request.url}'`);
  return handler(request);
}

interface RequestDetails {
  readonly isMainFrame: boolean;
  readonly requestingUrl: string;
}

/** Without a handler, Electron grants everything. */
export const permissions = {
  request: (
    _contents: unknown,
    _permission: string,
    decide: (granted: boolean) => void,
    _details: RequestDetails,
  ): void => decide(true),
  check: (_contents: unknown, _permission: string, _origin: string): boolean => true,
  device: (_details: unknown): boolean => true,
};

const defaultSession = {
  setPermissionRequestHandler(handler: typeof permissions.request): void {
    permissions.request = handler;
  },
  setPermissionCheckHandler(handler: typeof permissions.check): void {
    permissions.check = handler;
  },
  setDevicePermissionHandler(handler: typeof permissions.device): void {
    permissions.device = handler;
  },
};

export const session = {
  get defaultSession() {
    app.demand(true, 'Session can only be received when app is ready; asked for');
    return defaultSession;
  },
};

/** What the panels answer next, and which button of a question is pressed. */
export const chosen: { paths: readonly string[]; file: string; button: number } = { paths: [], file: '', button: 0 };

export const dialog = {
  showOpenDialog(_window: unknown, options: unknown) {
    note('dialog.showOpenDialog', options);
    return Promise.resolve({ canceled: chosen.paths.length === 0, filePaths: [...chosen.paths] });
  },
  showSaveDialog(options: unknown) {
    note('dialog.showSaveDialog', options);
    return Promise.resolve({ canceled: chosen.file === '', filePath: chosen.file });
  },
  showMessageBox(...given: readonly unknown[]) {
    note('dialog.showMessageBox', given.at(-1));
    return Promise.resolve({ response: chosen.button });
  },
  showErrorBox(title: string, content: string): void {
    note('dialog.showErrorBox', { title, content });
  },
};

/** The share menu of macOS; elsewhere Electron has no such class. */
export class ShareMenu {
  readonly #item: unknown;

  constructor(item: unknown) {
    if (process.platform !== 'darwin') throw new TypeError('ShareMenu is not a constructor');
    this.#item = item;
  }

  popup(): void {
    note('ShareMenu.popup', this.#item);
  }
}

export const shell = {
  openExternal(url: string): Promise<void> {
    note('shell.openExternal', url);
    return Promise.resolve();
  },
  showItemInFolder(path: string): void {
    note('shell.showItemInFolder', path);
  },
};
