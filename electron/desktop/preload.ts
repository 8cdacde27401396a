/**
 * What the sandboxed page gets of the system: six functions, none of which hands out Electron's own objects.
 *
 * It runs before the page in an isolated world, bundled as CommonJS since sandboxed preloads are not modules.
 * https://www.electronjs.org/docs/latest/tutorial/context-isolation
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { callChannel, commandsChannel, eventChannel, openDialogChannel, shareChannel } from './channels.ts';

type Listener = (payload: unknown) => void;

const listeners = new Map<string, Set<Listener>>();

/** Events that came before the page listened to them: the file that a cold launch was asked to open is among them. */
const unheard: { readonly name: string; readonly payload: unknown }[] = [];
const mostUnheard = 100;

ipcRenderer.on(eventChannel, (_event, name: unknown, payload: unknown) => {
  if (typeof name !== 'string') return;
  const heard = listeners.get(name);
  if (heard !== undefined) for (const listener of heard) listener(payload);
  else if (unheard.length < mostUnheard) unheard.push({ name, payload });
});

contextBridge.exposeInMainWorld('faultline', {
  host: 'desktop',

  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel, name, input),

  on(name: string, listener: Listener): () => void {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    const missed = unheard.filter((event) => event.name === name);
    for (const event of missed) {
      unheard.splice(unheard.indexOf(event), 1);
      listener(event.payload);
    }
    return () => void heard.delete(listener);
  },

  /** Files that were made in the page have no path; they are left out. */
  pathsForFiles: (files: readonly File[]): readonly string[] =>
    files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),

  openDialog: (): Promise<unknown> => ipcRenderer.invoke(openDialogChannel),

  /** Tells the menu bar how the window's commands stand. */
  showCommands: (commands: unknown): Promise<unknown> => ipcRenderer.invoke(commandsChannel, commands),

  /** Offers a text in the system's share menu. Only a Mac has one. */
  share: (text: string): Promise<unknown> => ipcRenderer.invoke(shareChannel, text),
});
