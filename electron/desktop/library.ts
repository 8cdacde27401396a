/** Opens the user's library for the desktop app: the composition root with what only this host knows. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import type { HostAbilities } from '../../shared/contract.ts';
import { editorsOf } from '../inbox/editor-commands.ts';
import { LibraryDoor } from '../library-door.ts';
import { libraryPlace, rememberLibrary } from '../library-path.ts';

/** Always a door; whether there is a library behind it, it says itself. `warn` hears of what nobody waits for. */
export function openLibrary(warn: (line: string) => void): Promise<LibraryDoor> {
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
    chooseFolder,
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

function platform(): HostAbilities['platform'] {
  if (process.platform === 'darwin') return 'macOS';
  return process.platform === 'win32' ? 'Windows' : 'Linux';
}
