/** Opens the user's library for the desktop app: the composition root with what only this host knows. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import type { HostAbilities, SettingsTab } from '../../shared/contract.ts';
import { editorsOf } from '../inbox/editor-commands.ts';
import { LibraryDoor } from '../library-door.ts';
import { libraryPlace, rememberLibrary } from '../library-path.ts';

/** What the library asks of the windows. */
export interface LibraryWindows {
  showSettings(this: void, tab: SettingsTab | null, unmapped: string | null): void;
  warn(this: void, line: string): void;
}

/** The list of programs with full access to the disk, in System Settings. */
const FULL_DISK_ACCESS = 'x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles';

/** Always a door; whether there is a library behind it, it says itself. `warn` hears of what nobody waits for. */
export function openLibrary({ showSettings, warn }: LibraryWindows): Promise<LibraryDoor> {
  const home = app.getPath('home');
  return LibraryDoor.open({
    place: libraryPlace(undefined, home, process.env, process.platform),
    remember: (path) => rememberLibrary(path, home, process.env, process.platform),
    chooseLibrary,
    home,
    platform: process.platform,
    abilities: {
      host: 'desktop',
      platform: platform(),
      version: app.getVersion(),
      paths: true,
      editors: editorsOf(process.platform, true),
    },
    clock: Date.now,
    spawn,
    reveal: (path) => shell.showItemInFolder(path),
    ...(process.platform === 'darwin' ? { allowAccess: () => void shell.openExternal(FULL_DISK_ACCESS) } : {}),
    chooseFolder,
    chooseFile,
    confirmCommand,
    showSettings,
    samplesPath: join(app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'), 'samples'),
    workerUrl: new URL('./worker.js', import.meta.url),
    logger: { warn },
  });
}

/** The system's panel for the folder of a library; null when it was dismissed. */
async function chooseLibrary(why: 'open' | 'move'): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    message: why === 'open' ? 'Choose the folder of a library.' : 'Choose the folder to move the library to.',
    buttonLabel: why === 'open' ? 'Open' : 'Move',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** The system's panel for a folder to write to; null when it was dismissed. */
async function chooseFolder(): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    message: 'Choose a folder to write to.',
    buttonLabel: 'Export',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** The system's panel for a file to write; null when it was dismissed. It asks itself before a file is replaced. */
async function chooseFile(fileName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('downloads'), fileName),
    buttonLabel: 'Export',
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Whether the user wants that program for an editor: asked by the system, so that no page can answer. */
async function confirmCommand(command: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Use this command to open sources?',
    detail: `Faultline will run it, with your rights, whenever a frame is opened:\n\n${command}`,
    buttons: ['Use Command', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

function platform(): HostAbilities['platform'] {
  if (process.platform === 'darwin') return 'macOS';
  return process.platform === 'win32' ? 'Windows' : 'Linux';
}
