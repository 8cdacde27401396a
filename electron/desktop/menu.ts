/**
 * The menu bar, in the order that every Mac app has: App, File, Edit, View, Report, Window, Help. Items either have a role
 * that the system knows, or send the id of one of the window's commands, which the renderer carries out. The window says
 * what each is called now and whether it can run; what cannot stays in its place, disabled.
 *
 * Commands with a bare letter for a key (`e`, `j`) show none here: a menu would take the letter from text fields.
 * https://developer.apple.com/design/human-interface-guidelines/the-menu-bar
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { CommandState } from '../../shared/command-state.ts';

export interface MenuOptions {
  readonly mac: boolean;
  /** Adds the developer tools. */
  readonly developer: boolean;
  /** How the commands stand; what is not among them has its usual name and can run. */
  readonly commands: readonly CommandState[];
  /** Carries out a command of the window. */
  readonly run: (command: string) => void;
}

type Item = MenuItemConstructorOptions;

/** Makes the item of a command. */
type Make = (id: string, label: string, accelerator?: string) => Item;

const line: Item = { type: 'separator' };

export function menuTemplate({ mac, developer, commands, run }: MenuOptions): Item[] {
  const states = new Map(commands.map((command) => [command.id, command]));
  const command: Make = (id, label, accelerator) => {
    const state = states.get(id);
    return {
      id,
      label: menuLabel(state?.title ?? label),
      enabled: state?.enabled ?? true,
      click: () => run(id),
      ...(accelerator === undefined ? {} : { accelerator }),
    };
  };
  const settings = command('app.settings', 'Settings…', 'CmdOrCtrl+,');
  return [
    ...(mac ? [appMenu(settings)] : []),
    { label: '&File', submenu: fileMenu(command, mac, settings) },
    { label: '&Edit', submenu: editMenu(command) },
    { label: '&View', submenu: viewMenu(command, developer) },
    { label: '&Report', submenu: reportMenu(command) },
    {
      role: 'window',
      submenu: [{ role: 'minimize' }, { role: 'zoom' }, ...(mac ? [line, { role: 'front' } as const] : [])],
    },
    {
      role: 'help',
      submenu: [
        command('help.palette', 'Commands…', 'CmdOrCtrl+K'),
        command('help.shortcuts', 'Keyboard Shortcuts', 'CmdOrCtrl+/'),
        ...(mac ? [] : [line, { role: 'about' } as const]),
      ],
    },
  ];
}

/** An ampersand marks a letter for the keyboard, unless there are two. */
function menuLabel(title: string): string {
  return title.replaceAll('&', '&&');
}

function fileMenu(command: Make, mac: boolean, settings: Item): Item[] {
  return [
    command('file.open', 'Open…', 'CmdOrCtrl+O'),
    command('file.open-folder', 'Open Folder or dSYM…', 'Shift+CmdOrCtrl+O'),
    ...(mac ? [recent] : []),
    line,
    command('file.export', 'Export…', 'Shift+CmdOrCtrl+E'),
    command('file.share', 'Share…'),
    command('feedback.export', 'Export Feedback…'),
    command('feedback.export-view', 'Export All in This View…'),
    line,
    command('file.symbol-folders', 'Symbol Folders…'),
    line,
    command('accounts.sync', 'Sync Now'),
    command('accounts.add', 'Add Account…'),
    ...(mac ? [] : [settings]),
    line,
    { role: 'close' },
    ...(mac ? [] : [line, { role: 'quit' } as const]),
  ];
}

function editMenu(command: Make): Item[] {
  return [
    // Commands, not roles: outside text fields they undo decisions, and say which.
    command('edit.undo', 'Undo', 'CmdOrCtrl+Z'),
    command('edit.redo', 'Redo', 'Shift+CmdOrCtrl+Z'),
    line,
    { role: 'cut' },
    { role: 'copy' },
    command('edit.copy-frame', 'Copy Frame'),
    command('edit.copy-stack', 'Copy Stack'),
    command('edit.copy-markdown', 'Copy as Markdown', 'Shift+CmdOrCtrl+C'),
    command('edit.copy-text', 'Copy as Apple Text'),
    command('edit.copy-raw', 'Copy Raw Report'),
    command('edit.copy-link', 'Copy Link', 'Shift+CmdOrCtrl+L'),
    { role: 'paste' },
    line,
    command('edit.select-all', 'Select All', 'CmdOrCtrl+A'),
    command('edit.select-one', 'Select One Alone'),
    command('edit.extend-next', 'Extend Selection Down'),
    command('edit.extend-previous', 'Extend Selection Up'),
    command('edit.extend-first', 'Extend Selection to the First'),
    command('edit.extend-last', 'Extend Selection to the Last'),
    line,
    command('find.search', 'Search All Reports', 'Shift+CmdOrCtrl+F'),
    command('find.stack', 'Find in Stack…', 'CmdOrCtrl+F'),
    command('find.next', 'Find Next', 'CmdOrCtrl+G'),
    command('find.previous', 'Find Previous', 'Shift+CmdOrCtrl+G'),
    command('find.selection', 'Use Selection for Find', 'CmdOrCtrl+E'),
  ];
}

function viewMenu(command: Make, developer: boolean): Item[] {
  return [
    command('view.sources', 'Sources', 'CmdOrCtrl+1'),
    command('view.inbox', 'Inbox', 'CmdOrCtrl+2'),
    command('view.detail', 'Detail', 'CmdOrCtrl+3'),
    line,
    command('find.filter', 'Add Filter…'),
    command('find.clear', 'Clear Filters'),
    command('view.save', 'Save This View…'),
    command('view.rename', 'Rename View…'),
    command('view.delete', 'Delete View'),
    line,
    command('see.overview', 'Overview'),
    command('see.compare-versions', 'Compare Versions…'),
    command('view.system-frames', 'Hide System Frames'),
    line,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    line,
    { role: 'togglefullscreen' },
    ...(developer ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
}

function reportMenu(command: Make): Item[] {
  return [
    command('report.done', 'Mark as Done'),
    command('report.done-in', 'Mark as Done in Build…'),
    command('report.reopen', 'Reopen'),
    command('report.snooze', 'Snooze…'),
    command('report.ignore', 'Ignore…'),
    line,
    command('report.priority', 'Set Priority…'),
    command('report.label', 'Label…'),
    command('report.assign', 'Assign…'),
    command('report.note', 'Edit Note'),
    line,
    command('report.merge', 'Merge…'),
    command('report.split', 'Split Off Reports…'),
    command('report.compare', 'Compare Signatures…'),
    line,
    command('report.open-in-editor', 'Open in Editor'),
    command('report.next', 'Next Report of This Signature'),
    command('report.previous', 'Previous Report of This Signature'),
    command('report.quick-look', 'Quick Look'),
    command('report.reveal', 'Reveal Original'),
    line,
    command('feedback.show', 'Show Feedback'),
    command('feedback.gallery', 'Gallery'),
    command('feedback.next-screenshot', 'Next Screenshot'),
    command('feedback.previous-screenshot', 'Previous Screenshot'),
    command('feedback.copy-screenshot', 'Copy Screenshot'),
    command('feedback.reveal-screenshot', 'Reveal Screenshot'),
    line,
    { label: 'Go', submenu: goMenu(command) },
  ];
}

function goMenu(command: Make): Item[] {
  return [
    command('go.next', 'Next'),
    command('go.previous', 'Previous'),
    command('go.page-down', 'Page Down'),
    command('go.page-up', 'Page Up'),
    command('go.first', 'First'),
    command('go.last', 'Last'),
    command('go.type', 'Type a Title’s Beginning'),
    line,
    command('go.open', 'Go to the Detail'),
    command('go.back', 'Back to the List'),
    line,
    command('go.history-back', 'Back', 'CmdOrCtrl+['),
    command('go.history-forward', 'Forward', 'CmdOrCtrl+]'),
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
