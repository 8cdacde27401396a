/** Opens the user's library for the desktop app: the composition root with what only this host knows. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import type { Api, HostAbilities } from '../../shared/contract.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { createApi } from '../api.ts';
import { editorsOf } from '../inbox/editor-commands.ts';
import { storedImage } from '../inbox/appstore/feedback.ts';
import { defaultLibraryPath } from '../library-path.ts';
import { openServices } from '../services.ts';
import type { Services } from '../services.ts';
import type { FindImage } from './page.ts';

export interface Library {
  readonly api: Api;
  readonly events: Services['events'];
  readonly findImage: FindImage;
  close(): Promise<void>;
}

/** `warn` hears of what goes wrong where nobody waits for an answer. */
export async function openLibrary(warn: (line: string) => void): Promise<Result<Library>> {
  const home = app.getPath('home');
  const services = await openServices({
    libraryPath: defaultLibraryPath(home, process.env, process.platform),
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
  if (!services.ok) return services;
  services.value.sync.schedule();
  return ok({
    api: createApi(services.value),
    events: services.value.events,
    findImage: (id) => storedImage(services.value.library, id),
    close: async () => services.value.close(),
  });
}

/** The system's panel for a folder to write to; null when it was dismissed. */
async function chooseFolder(): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    message: 'Choose a folder for the feedback.',
    buttonLabel: 'Export',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

function platform(): HostAbilities['platform'] {
  if (process.platform === 'darwin') return 'macOS';
  return process.platform === 'win32' ? 'Windows' : 'Linux';
}
