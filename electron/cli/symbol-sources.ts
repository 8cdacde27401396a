/** Where `symbolicate` and `symbols` look: what the user named, folders to search, the library, and on a Mac Xcode's places. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
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
  /** The reports: zips and folders among them may bring their dSYMs along. */
  readonly reports: readonly string[];
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

/** Folders below one of reports that are entered, an archive's among them: it may be all of somebody's downloads. */
const DEPTH_OF_REPORTS = 6;

/** dSYMs that came with the reports. What is wrong with a zip is said when its reports are read. */
async function scanReports(index: SymbolIndex, reports: readonly string[], unzip: Unzip): Promise<void> {
  const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  await index.scan(reports.filter(isFolder), { depth: DEPTH_OF_REPORTS });
  const zips = reports.filter((path) => /\.zip$/i.test(path) && existsSync(path) && !isFolder(path));
  await index.scan(zips, { unzip });
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
  await scanReports(index, choice.reports, unzip);
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
