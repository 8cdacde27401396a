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

/** A real one has less than a kilobyte. */
const LARGEST_PLIST = 64 * 1024;

interface Kept {
  readonly entries: readonly SymbolEntry[];
  readonly problems: readonly ScanProblem[];
}

async function temporaryFolders(): Promise<readonly string[]> {
  const folders = new Set([tmpdir(), '/tmp']);
  const real = await Promise.all([...folders].map((folder) => realpath(folder).catch(() => folder)));
  return [...folders, ...real].map((folder) => (folder.endsWith(sep) ? folder : `${folder}${sep}`));
}

const BUNDLE_END = '.dSYM/';

/** Copies a file by way of another name, so that a copy is whole or not there. */
async function copyWhole(from: string, to: string): Promise<void> {
  const there = await stat(to).catch(() => null);
  if (there?.size === (await stat(from)).size) return;
  const unfinished = `${to}.${randomUUID()}`;
  try {
    await copyFile(from, unfinished, constants.COPYFILE_FICLONE);
    await rename(unfinished, to);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

/**
 * Copies one file below `symbols/<uuid>/`; `uuid` comes from the index, the name is the image's without folders. A dSYM stays
 * a bundle with its Info.plist, which states the version that it is of.
 */
async function copy(library: string, entry: SymbolEntry): Promise<string> {
  const cleaned = entry.name.replace(/[/\\]/g, '_');
  const name = cleaned === '.' || cleaned === '..' ? 'image' : cleaned;
  const home = join(library, 'symbols', entry.uuid);
  const bundleEnd = entry.path.indexOf(BUNDLE_END);
  if (bundleEnd < 0) {
    await mkdir(home, { recursive: true });
    await copyWhole(entry.path, join(home, name));
    return join(home, name);
  }
  const contents = join(home, `${name}.dSYM`, 'Contents');
  const path = join(contents, 'Resources', 'DWARF', name);
  await mkdir(join(contents, 'Resources', 'DWARF'), { recursive: true });
  await copyWhole(entry.path, path);
  const plist = join(entry.path.slice(0, bundleEnd + BUNDLE_END.length), 'Contents', 'Info.plist');
  const isStated = await stat(plist).then(
    (found) => found.isFile() && found.size <= LARGEST_PLIST,
    () => false,
  );
  if (isStated) await copyWhole(plist, join(contents, 'Info.plist'));
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
