/**
 * The two processes in one: `ipcMain` for the main bundle, `ipcRenderer`, `contextBridge` and `webUtils` for the preload.
 * All that crosses is cloned, so that what cannot cross in Electron does not cross here.
 *
 * https://www.electronjs.org/docs/latest/api/ipc-main, …/ipc-renderer, …/context-bridge, …/web-utils
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

type Handler = (event: unknown, ...values: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
};

/** Asks a handler as a page would, from a sender of the test's choice. */
export async function invoke(event: unknown, channel: string, values: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return structuredClone(await handler(event, ...structuredClone(values)));
}

/** What the preload gave the page, and from whom the page's calls come. */
export const page: { sender: unknown; exposed: Record<string, unknown> } = { sender: null, exposed: {} };

/** Runs the preload for a new page. It is CommonJS: a module would throw here, as it does in a sandbox. */
export function loadPreload(path: string, sender: unknown): void {
  ipcRenderer.removeAllListeners();
  page.sender = sender;
  page.exposed = {};
  const require = createRequire(path);
  delete require.cache[path];
  require(path);
}

class Renderer extends EventEmitter {
  invoke(channel: string, ...values: unknown[]): Promise<unknown> {
    return invoke(page.sender, channel, values);
  }
}

export const ipcRenderer = new Renderer();

export const contextBridge = {
  exposeInMainWorld(key: string, api: unknown): void {
    if (key in page.exposed) throw new Error('Cannot bind an API on top of an existing property on the window object');
    page.exposed[key] = across(api);
  },
};

/** Functions become proxies, plain objects and arrays copies; anything else has to be cloneable. */
function across(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...given: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(value, undefined, given.map(across));
      return answer instanceof Promise ? answer.then(across) : across(answer);
    };
  }
  if (Array.isArray(value)) return value.map(across);
  if (value instanceof File) return value;
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, across(inner)]));
  }
  return structuredClone(value);
}

/** The double's files carry their path in `type`; a file made in a page has none. */
export const webUtils = {
  getPathForFile(file: unknown): string {
    if (!(file instanceof File)) throw new TypeError('The argument is not a File');
    return file.type.startsWith('x-path/') ? file.type.slice('x-path'.length) : '';
  },
};
