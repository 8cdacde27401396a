/**
 * The desktop app, from top to bottom. Each line is a capability with a file of its own; whatever is worth more than a
 * line runs, and is tested, without Electron: see electron/services.ts and electron/api.ts.
 *
 * What has to happen before the app is ready happens as this file runs, without waiting for anything.
 */
import { join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import type { CommandState } from '../../shared/command-state.ts';
import { storedImage } from '../inbox/appstore/feedback.ts';
import { followAccent } from './accent.ts';
import { followAppearance } from './appearance.ts';
import { answerCalls, answerOpenDialog, answerShare, hearCommands } from './ipc.ts';
import { openLibrary } from './library.ts';
import { menuTemplate } from './menu.ts';
import { followNews } from './news.ts';
import { openRequest } from './open.ts';
import { noteCall } from './recent.ts';
import { collectOpenRequests, requestOfLaunch } from './open-file.ts';
import { registerPageScheme, servePage } from './page.ts';
import { confinePages, denyPermissions } from './security.ts';
import { createSettingsWindow } from './settings-window.ts';
import { claimSingleInstance } from './single-instance.ts';
import { createMainWindow } from './window.ts';

const mac = process.platform === 'darwin';
const developer = !app.isPackaged;
const warn = (message: string): void => void process.stderr.write(`${message}\n`);

confinePages();
registerPageScheme();
const requests = collectOpenRequests();
const preloadPath = join(import.meta.dirname, '..', 'preload', 'preload.cjs');
const statePath = join(app.getPath('userData'), 'window.json');
const window = createMainWindow({ preloadPath, statePath, developer, warn });
const settings = createSettingsWindow({ preloadPath, developer, warn });

if (claimSingleInstance(requestOfLaunch(), requests.add)) app.whenReady().then(start).catch(stop);
else app.quit();

async function start(): Promise<void> {
  denyPermissions();
  followAccent();
  const door = await openLibrary({ showSettings: settings.show, warn });
  const served = await servePage(join(import.meta.dirname, '..', 'renderer'), async (id) => {
    const open = door.current();
    return open === null ? null : storedImage(open.services.library, id);
  });
  if (!served.ok) return stop(served.fault.message);
  answerCalls((name, input) => {
    noteCall(name, input);
    return door.call(name, input);
  });
  answerOpenDialog();
  answerShare();

  door.events.subscribe((name, payload) => {
    window.send(name, payload);
    settings.send(name, payload);
  });
  followNews(door.events, () => door.current()?.api ?? null, window);

  const run = (command: string): void => {
    if (command === 'app.settings') return settings.show(null, null);
    window.show();
    window.send('window.command', { command });
  };
  const showMenu = (commands: readonly CommandState[]): void =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ mac, developer, run, commands })));
  showMenu([]);
  hearCommands(showMenu);

  app.on('activate', () => window.show());
  app.on('window-all-closed', () => {
    if (!mac) app.quit();
  });
  endWith(async () => door.close());

  await followAppearance(door);
  window.show();
  void door.prepare();
  // What came while there is no library is opened once there is one.
  requests.take((request) => void door.whenOpen().then(({ api }) => openRequest(request, api, window)));
}

/** Lets the library finish before the app ends. */
function endWith(close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close()
      .catch((error: unknown) => warn(`The library did not close well: ${String(error)}`))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

/** Without a library or a page there is no app. */
function stop(reason: unknown): void {
  dialog.showErrorBox('Faultline cannot start', reason instanceof Error ? reason.message : String(reason));
  app.exit(1);
}
