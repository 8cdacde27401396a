/**
 * The menu bar, in the order that every Mac app has: App, File, Edit, View, Report, Window, Help. Items either have a role
 * that the system knows, or send the id of one of the window's commands, which the renderer carries out.
 *
 * Commands with a bare letter for a key (`e`, `j`) show none here: a menu would take the letter from text fields.
 * https://developer.apple.com/design/human-interface-guidelines/the-menu-bar
 */
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly mac: boolean;
  /** Adds the developer tools. */
  readonly developer: boolean;
  /** Carries out a command of the window. */
  readonly run: (command: string) => void;
}

type Item = MenuItemConstructorOptions;

const line: Item = { type: 'separator' };

export function menuTemplate({ mac, developer, run }: MenuOptions): Item[] {
  const command = (id: string, label: string, accelerator?: string): Item => ({
    id,
    label,
    click: () => run(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const settings = command('app.settings', 'Settings…', 'CmdOrCtrl+,');
  return [
    ...(mac ? [appMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        command('file.open', 'Open…', 'CmdOrCtrl+O'),
        command('file.open-folder', 'Open Folder or dSYM…', 'Shift+CmdOrCtrl+O'),
        ...(mac ? [recent] : []),
        line,
        command('file.symbol-folders', 'Symbol Folders…'),
        line,
        command('accounts.sync', 'Sync Now'),
        command('accounts.add', 'Add Account…'),
        ...(mac ? [] : [settings]),
        line,
        { role: 'close' },
        ...(mac ? [] : [line, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        command('edit.copy-frame', 'Copy Frame'),
        command('edit.copy-stack', 'Copy Stack'),
        command('edit.copy-markdown', 'Copy as Markdown', 'Shift+CmdOrCtrl+C'),
        command('edit.copy-text', 'Copy as Apple Text'),
        command('edit.copy-raw', 'Copy Raw Report'),
        { role: 'paste' },
        { role: 'selectAll' },
        line,
        command('edit.find', 'Search Crashes', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('view.sources', 'Sources', 'CmdOrCtrl+1'),
        command('view.inbox', 'Inbox', 'CmdOrCtrl+2'),
        command('view.detail', 'Detail', 'CmdOrCtrl+3'),
        line,
        command('view.system-frames', 'Hide System Frames'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
        ...(developer ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    {
      label: '&Report',
      submenu: [
        command('report.done', 'Mark as Done'),
        command('report.reopen', 'Reopen'),
        line,
        command('report.next', 'Next Report of This Crash'),
        command('report.previous', 'Previous Report of This Crash'),
        line,
        command('feedback.show', 'Show Feedback'),
        command('feedback.gallery', 'Gallery'),
        command('feedback.quick-look', 'Quick Look'),
        command('feedback.next-screenshot', 'Next Screenshot'),
        command('feedback.previous-screenshot', 'Previous Screenshot'),
        command('feedback.copy-screenshot', 'Copy Screenshot'),
        command('feedback.reveal-screenshot', 'Reveal Screenshot'),
        command('feedback.export', 'Export Feedback…'),
        command('feedback.export-view', 'Export All in This View…'),
        line,
        command('go.next', 'Next'),
        command('go.previous', 'Previous'),
        command('go.first', 'First'),
        command('go.last', 'Last'),
        line,
        command('go.open', 'Go to the Detail'),
        command('go.back', 'Back to the List'),
      ],
    },
    {
      role: 'window',
      submenu: [{ role: 'minimize' }, { role: 'zoom' }, ...(mac ? [line, { role: 'front' } as const] : [])],
    },
    {
      role: 'help',
      submenu: [
        command('help.shortcuts', 'Keyboard Shortcuts', 'CmdOrCtrl+/'),
        ...(mac ? [] : [line, { role: 'about' } as const]),
      ],
    },
  ];
}

const appMenu = (settings: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    line,
    settings,
    line,
    { role: 'services' },
    line,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    line,
    { role: 'quit' },
  ],
});

/** macOS fills it with what was opened. */
const recent: Item = {
  role: 'recentDocuments',
  label: 'Open Recent',
  submenu: [{ role: 'clearRecentDocuments', label: 'Clear Menu' }],
};
