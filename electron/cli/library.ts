/** Opens the library for one command and closes it again, whatever the command did. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type { HostAbilities } from '../../shared/contract.ts';
import { appStoreUrl } from '../appstore-url.ts';
import { listSlices } from '../store/slices.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import { openServices } from '../services.ts';
import type { Services } from '../services.ts';
import { SAMPLES } from './places.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';
import { VERSION } from './version.ts';

function platform(): HostAbilities['platform'] {
  if (process.platform === 'darwin') return 'macOS';
  return process.platform === 'win32' ? 'Windows' : 'Linux';
}

/** The slices that a library knows; none where no library was named. */
export async function knownSymbols(
  libraryPath: string | undefined,
  terminal: Terminal,
): Promise<readonly SymbolEntry[]> {
  let known: readonly SymbolEntry[] = [];
  if (libraryPath === undefined) return known;
  if (!existsSync(libraryPath)) throw new UsageError(`there is no library at ${libraryPath}`);
  const code = await withLibrary(libraryPath, terminal, async ({ library }) => {
    known = listSlices(library.database);
    return 0;
  });
  return code === 0 ? known : [];
}

/** Runs `use` with the open library. A library that cannot be opened is a fault with its own way out. */
export async function withLibrary(
  libraryPath: string,
  terminal: Terminal,
  use: (services: Services) => Promise<ExitCode>,
): Promise<ExitCode> {
  const base = appStoreUrl(process.env);
  const opened = await openServices({
    libraryPath,
    home: homedir(),
    platform: process.platform,
    abilities: { host: 'web', platform: platform(), version: VERSION, paths: false },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
    appStore: base === undefined ? {} : { base },
  });
  if (!opened.ok) {
    printFault(terminal, opened.fault);
    return 1;
  }
  try {
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}
