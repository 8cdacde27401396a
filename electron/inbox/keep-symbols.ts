/**
 * Symbols in the system's temporary folder will not stay there: a browser's upload, an archive opened for a moment. They
 * are copied into the library (by reference where the file system can), others stay where they are.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { randomUUID } from 'node:crypto';
import { faultOf } from '../store/faults.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import type { ScanProblem } from '../symbols/scan.ts';

interface Kept {
  readonly entries: readonly SymbolEntry[];
  readonly problems: readonly ScanProblem[];
}

async function temporaryFolders(): Promise<readonly string[]> {
  const folders = new Set([tmpdir(), '/tmp']);
  const real = await Promise.all([...folders].map((folder) => realpath(folder).catch(() => folder)));
  return [...folders, ...real].map((folder) => (folder.endsWith(sep) ? folder : `${folder}${sep}`));
}

/** Copies one file as `symbols/<uuid>/<name>`; `uuid` comes from the index, the name is the image's without folders. */
async function copy(library: string, entry: SymbolEntry): Promise<string> {
  const folder = join(library, 'symbols', entry.uuid);
  const name = entry.name.replace(/[/\\]/g, '_');
  const path = join(folder, name === '.' || name === '..' ? 'image' : name);
  const there = await stat(path).catch(() => null);
  const source = await stat(entry.path);
  if (there?.size === source.size) return path;
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await copyFile(entry.path, unfinished, constants.COPYFILE_FICLONE);
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
  return path;
}

/** The entries, those that would pass away with new paths inside the library. */
export async function keepPassing(library: string, entries: readonly SymbolEntry[]): Promise<Kept> {
  const temporary = await temporaryFolders();
  const kept: SymbolEntry[] = [];
  const problems: ScanProblem[] = [];
  // A universal file has several slices and is copied once.
  const copies = new Map<string, string>();
  for (const entry of entries) {
    const passes = !entry.path.startsWith(library + sep) && temporary.some((folder) => entry.path.startsWith(folder));
    if (!passes) {
      kept.push(entry);
      continue;
    }
    try {
      const path = copies.get(entry.path) ?? (await copy(library, entry));
      copies.set(entry.path, path);
      kept.push({ ...entry, path });
    } catch (thrown) {
      problems.push({ path: entry.path, fault: faultOf(thrown) });
    }
  }
  return { entries: kept, problems };
}
