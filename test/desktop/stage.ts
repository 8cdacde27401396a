/**
 * The process in which the built app runs on the double, and does what a test tells it to: one message, one answer.
 * Started by launch.ts with `--import double/register.ts`.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './double/app.ts';
import { invoke, page } from './double/ipc.ts';
import { notifications } from './double/notification.ts';
import { deeds, preventable, settings } from './double/record.ts';
import { answerPage, chosen, permissions } from './double/system.ts';
import { accent, applicationMenu, BrowserWindow, systemPreferences } from './double/window.ts';
import type { MenuItem } from './double/window.ts';

const platform = process.env['DOUBLE_PLATFORM'];
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });
Object.defineProperty(process, 'resourcesPath', { value: join(settings.appPath, 'resources') });
process.argv = ['/Applications/Faultline', ...(process.env['DOUBLE_ARGV'] ?? '').split('\n').filter(Boolean)];

/** What the page heard since it subscribed. */
const heard: unknown[] = [];

const commands: Readonly<Record<string, (...values: string[]) => unknown>> = {
  /** The main module, before the app is ready. */
  load: async (main = '') => {
    await import(pathToFileURL(main).href);
  },
  ready: async () => {
    app.becomeReady();
    await settled();
  },
  /** An event of the app's, as macOS sends them. Whether it was taken. */
  emit: (name = '', value = '') => {
    const event = preventable({});
    app.emit(name, event, value);
    return event.defaultPrevented;
  },
  secondInstance: (data = '') => {
    const given: unknown = JSON.parse(data);
    return app.emit('second-instance', {}, [], '/', given);
  },
  windows: () =>
    BrowserWindow.getAllWindows().map(({ options, visible, maximized, bounds, webContents }) => ({
      url: webContents.mainFrame.url,
      options,
      visible,
      maximized,
      bounds,
    })),
  closeWindow: () => current().closeByUser(),
  moveWindow: (x = '', y = '', width = '', height = '') => {
    current().bounds = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    current().emit('move');
  },
  minimize: () => {
    current().minimized = true;
  },
  isMinimized: () => current().minimized,
  blur: () => current().blur(),
  /** The user chooses another accent colour. */
  chooseAccent: (colour = '') => {
    accent.colour = colour;
    systemPreferences.emit('NSSystemColorsDidChangeNotification', 'NSSystemColorsDidChangeNotification');
    systemPreferences.emit('accent-color-changed', {}, colour);
  },
  /** The newest one, as the user clicks it. */
  clickNotification: () => notifications.at(-1)?.emit('click', {}),
  deeds: () => deeds,
  exposed: () => exposed(),
  /** A call through the preload. */
  call: (name = '', input = '{}') => ask('call', name, JSON.parse(input)),
  listen: (name = '') => void ask('on', name, (payload: unknown) => heard.push({ name, payload })),
  heard: () => heard,
  pathsForFiles: (...paths) =>
    ask(
      'pathsForFiles',
      paths.map((path) => new File([], 'file', path === '' ? {} : { type: `x-path${path}` })),
    ),
  openDialog: (...paths) => {
    chosen.paths = paths;
    return ask('openDialog');
  },
  /** What the save panel answers from now on; nothing: it is dismissed. */
  chooseFile: (file = '') => {
    chosen.file = file;
  },
  /** Which button of questions is pressed from now on. */
  press: (button = '') => {
    chosen.button = Number(button);
  },
  /** How the page says that its commands stand, as JSON. */
  showCommands: (commands = '[]') => ask('showCommands', JSON.parse(commands)),
  share: (text = '') => ask('share', text),
  shareFrom: (who = '', text = '') => invoke(senders(who), 'faultline:share', [text]),
  /** A call that does not come from the preload, but from whom the test says. */
  callFrom: (who = '', name = '', input = '{}') => invoke(senders(who), 'faultline:call', [name, JSON.parse(input)]),
  openDialogFrom: (who = '') => invoke(senders(who), 'faultline:open-dialog', []),
  get: async (url = '', method = 'GET') => {
    const answer = await answerPage(new Request(url, { method }));
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  },
  menu: () => plain(applicationMenu.items),
  click: (id = '') => find(applicationMenu.items, id)?.click?.(),
  requestPermission: (permission = '', requestingUrl = '', frame = 'main') => {
    let granted: boolean | null = null;
    const details = { requestingUrl, isMainFrame: frame === 'main' };
    permissions.request(current().webContents, permission, (decision) => (granted = decision), details);
    return granted;
  },
  checkPermission: (permission = '', origin = '') => permissions.check(current().webContents, permission, origin),
  useDevice: () => permissions.device({ deviceType: 'usb' }),
  /** Whether a navigation was stopped. */
  navigate: (name = '', url = '') => {
    const event = preventable({ url });
    current().webContents.emit(name, event);
    return event.defaultPrevented;
  },
  open: (url = '') => current().webContents.openHandler({ url }),
  quit: () => app.quit(),
};

function current(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('There is no window');
  return window;
}

function exposed(): Readonly<Record<string, unknown>> {
  const api = page.exposed['faultline'];
  if (typeof api !== 'object' || api === null) throw new Error('The preload exposed nothing');
  return Object.fromEntries(
    Object.entries(api).map(([key, value]) => [key, typeof value === 'function' ? 'function' : value]),
  );
}

/** Uses what the preload exposed, as the page would. */
function ask(name: string, ...values: readonly unknown[]): unknown {
  const api = page.exposed['faultline'];
  const member: unknown = typeof api === 'object' && api !== null ? Reflect.get(api, name) : undefined;
  if (typeof member !== 'function') throw new Error(`The preload does not expose ${name}`);
  return Reflect.apply(member, undefined, values);
}

function senders(who: string): unknown {
  const { webContents: sender } = current();
  const { mainFrame } = sender;
  if (who === 'page') return { sender, senderFrame: mainFrame };
  if (who === 'subframe') return { sender, senderFrame: { url: mainFrame.url, parent: mainFrame } };
  if (who === 'closed frame') return { sender, senderFrame: null };
  const foreign = { url: who, parent: null };
  return { sender: { mainFrame: foreign }, senderFrame: foreign };
}

function find(items: readonly MenuItem[], id: string): MenuItem | undefined {
  return items.flatMap((item) => [item, ...(item.submenu ?? [])]).find((item) => item.id === id);
}

/** Without functions, so that it crosses to the test. */
function plain(items: readonly MenuItem[]): unknown {
  return items.map(({ click: _click, submenu, ...rest }) => ({
    ...rest,
    ...(submenu ? { submenu: plain(submenu) } : {}),
  }));
}

/** Until the app shows its page, or has decided to end. */
async function settled(): Promise<void> {
  const isOver = (): boolean => deeds.some(({ what }) => what === 'app.exit');
  while (!isOver() && !BrowserWindow.getAllWindows().some(({ loaded }) => loaded)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function obey(message: unknown): Promise<void> {
  if (typeof message !== 'object' || message === null || !('command' in message) || !('values' in message)) return;
  const { command, values } = message;
  const id = 'id' in message ? message.id : null;
  try {
    const act = commands[String(command)];
    if (act === undefined || !Array.isArray(values)) throw new Error(`No such command: ${String(command)}`);
    process.send?.({ id, value: await act(...values.map(String)) });
  } catch (thrown) {
    process.send?.({ id, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  }
}

process.on('message', (message) => void obey(message));
