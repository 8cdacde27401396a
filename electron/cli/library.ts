/** Opens the library for one command and closes it again, whatever the command did. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HostAbilities } from '../../shared/contract.ts';
import { appStoreUrl } from '../appstore-url.ts';
import { editorsOf, hasDisplay } from '../inbox/editor-commands.ts';
import { libraryPlace, rememberLibrary } from '../library-path.ts';
import type { LibraryPlace } from '../library-path.ts';
import { LibraryDoor } from '../library-door.ts';
import { DATABASE } from '../inbox/library-care-files.ts';
import { openServices } from '../services.ts';
import type { Services, ServicesOptions } from '../services.ts';
import { openDatabase } from '../store/database.ts';
import { listSlices } from '../store/slices.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import { SAMPLES } from './places.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';
import { VERSION } from './version.ts';

function platform(): HostAbilities['platform'] {
  if (process.platform === 'darwin') return 'macOS';
  return process.platform === 'win32' ? 'Windows' : 'Linux';
}

/** Where the library is that was named, or else that of the app. */
export function placeOfLibrary(named: string | undefined): LibraryPlace {
  return libraryPlace(named, homedir(), process.env, process.platform);
}

/** The library's folder: the one that was named, or the one of the app. */
export function libraryFolder(named: string | undefined): string {
  return placeOfLibrary(named).path;
}

/** Remembers where the app's own library is from now on. */
export function rememberPlace(path: string): void {
  rememberLibrary(path, homedir(), process.env, process.platform);
}

/**
 * The slices that a library knows: of the one that was named, else of the app's own where there is one. A library that
 * cannot be opened is said and gives none. Throws a UsageError where there is nothing at the name.
 */
export function knownSymbols(named: string | undefined, terminal: Terminal): readonly SymbolEntry[] {
  const folder = libraryFolder(named);
  const file = join(folder, DATABASE);
  if (!existsSync(file)) {
    if (named !== undefined) throw new UsageError(`there is no library at ${folder}`);
    return [];
  }
  const opened = openDatabase(file);
  if (!opened.ok) {
    printFault(terminal, opened.fault, folder);
    return [];
  }
  try {
    return listSlices(opened.value);
  } finally {
    opened.value.close();
  }
}

/** What the command line knows of its surroundings. */
export function surroundings(): Omit<ServicesOptions, 'libraryPath'> {
  const base = appStoreUrl(process.env);
  return {
    home: homedir(),
    platform: process.platform,
    abilities: {
      host: 'web',
      platform: platform(),
      version: VERSION,
      paths: false,
      editors: editorsOf(process.platform, hasDisplay(process.platform, process.env)),
    },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
    appStore: base === undefined ? {} : { base },
  };
}

/** Runs `use` with the door to a library, open or not. */
export async function withDoor(place: LibraryPlace, use: (door: LibraryDoor) => Promise<ExitCode>): Promise<ExitCode> {
  const door = await LibraryDoor.open({ ...surroundings(), place, remember: rememberPlace });
  try {
    return await use(door);
  } finally {
    await door.close();
  }
}

/** Runs `use` with the open library. A library that cannot be opened is a fault with its own way out. */
export async function withLibrary(
  libraryPath: string,
  terminal: Terminal,
  use: (services: Services) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { path, chosen } = placeOfLibrary(undefined);
  const mustExist = chosen === 'remembered' && libraryPath === path;
  const opened = await openServices({ ...surroundings(), libraryPath, mustExist, watchReports: false });
  if (!opened.ok) {
    printFault(terminal, opened.fault);
    if (opened.fault.kind === 'library-corrupt') terminal.error('Build it anew with: faultline library rebuild\n');
    return 1;
  }
  try {
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}
