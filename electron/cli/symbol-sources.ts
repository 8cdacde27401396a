/** Where `symbolicate` and `symbols` look: what the user named, folders to search, the library, and on a Mac Xcode's places. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAtosEngine } from '../symbols/atos.ts';
import { createBuiltinEngine } from '../symbols/builtin.ts';
import { SymbolIndex } from '../symbols/index.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import { defaultSymbolPlaces, depthOf, foldersOf } from '../symbols/places.ts';
import type { Scan, Unzip } from '../symbols/scan.ts';
import { extractDsyms } from '../symbols/zip.ts';
import type { SymbolSources } from './symbolicate.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface SymbolChoice {
  readonly dsym: readonly string[];
  readonly search: readonly string[];
  /** The default is the built-in engine: it answers the same everywhere. */
  readonly engine: 'builtin' | 'atos' | undefined;
  /** Slices that the library knows. */
  readonly known: readonly SymbolEntry[];
}

/** What is named may be zipped; it is unpacked for as long as the command runs. */
function temporaryUnzip(): { readonly unzip: Unzip; readonly clear: () => Promise<void> } {
  let folder: Promise<string> | null = null;
  return {
    async unzip(zip) {
      folder ??= mkdtemp(join(tmpdir(), 'faultline-zip-'));
      return extractDsyms(zip, await folder);
    },
    async clear() {
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}

async function scanDefaults(index: SymbolIndex): Promise<readonly Scan[]> {
  const scans: Scan[] = [];
  for (const place of process.platform === 'darwin' ? defaultSymbolPlaces(homedir()) : []) {
    const depth = depthOf(place.kind);
    const folders = (await foldersOf(place)).filter((path) => existsSync(path));
    scans.push(await index.scan(folders, depth === undefined ? {} : { depth }));
  }
  return scans;
}

/** Indexes the places and opens the engine. Throws a UsageError for a path that is not there. */
export async function openSymbolSources(choice: SymbolChoice, terminal: Terminal): Promise<SymbolSources> {
  for (const path of [...choice.dsym, ...choice.search]) {
    if (!existsSync(path)) throw new UsageError(`there is nothing at ${path}`);
  }
  if (choice.engine === 'atos' && process.platform !== 'darwin') {
    throw new UsageError('atos is a program of macOS; leave --engine out to use the built-in engine');
  }
  const index = new SymbolIndex(choice.known);
  const { unzip, clear } = temporaryUnzip();
  const named = await index.scan(choice.dsym, { unzip });
  const scans = [named, await index.scan(choice.search, { unzip }), ...(await scanDefaults(index))];
  for (const { path, fault } of scans.flatMap(({ problems }) => problems)) {
    terminal.error(`faultline: ${path}: ${fault.message}\n`);
  }
  const places = choice.dsym.map((path) => realpathSync(path));
  const unzipped = new Set(named.entries.flatMap(({ path, origin }) => (origin === undefined ? [] : [path])));
  const isNamed = (path: string): boolean =>
    unzipped.has(path) || places.some((place) => path === place || path.startsWith(`${place}/`));
  const engine = choice.engine === 'atos' ? createAtosEngine({ spawn }) : createBuiltinEngine();
  return {
    index,
    isNamed,
    engine,
    async close() {
      await engine.close();
      await clear();
    },
  };
}
