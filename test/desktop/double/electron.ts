/**
 * A double of the `electron` module, made after its documented behaviour, so that the built bundle of the desktop app can
 * run and be asked things on machines without Electron.
 *
 * It is strict where Electron is: what may only happen before `ready`, or only after it, throws otherwise; a channel takes
 * one handler; values cross between processes as structured clones; `preventDefault` is honoured; a quit goes through its
 * events in their order. https://www.electronjs.org/docs/latest/api/app and the neighbouring pages.
 *
 * What it cannot show, and docs/unverified.md says how to see on a Mac:
 * - anything drawn: windows, vibrancy, title bar, menu bar, Dock, dialogs; whether a role does what its name says;
 * - that Chromium keeps the sandbox, the isolated world, CSP and the permissions that it is told of (the page's own
 *   behaviour under its policy is seen in Chromium through the web host);
 * - when macOS sends which event, and what Launch Services makes of the file associations;
 * - the real `webUtils.getPathForFile`, and files inside an asar archive; signing, fuses, updates; speed and memory.
 */
export { app } from './app.ts';
export { BrowserWindow, Menu, nativeTheme, screen, systemPreferences } from './window.ts';
export { Notification } from './notification.ts';
export { contextBridge, ipcMain, ipcRenderer, webUtils } from './ipc.ts';
export { dialog, protocol, session, ShareMenu, shell } from './system.ts';
