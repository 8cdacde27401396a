/**
 * The files of a library's folder, by what they are: how much room each part takes, what a backup holds, and which are
 * caches that may go. Only regular files count; links are not followed, so that nothing outside the folder is touched.
 */
import type { Dirent } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryPart, LibraryPartName, LibrarySize } from '../../shared/contract.ts';
import { LIBRARY_PARTS } from '../../shared/contract/library.ts';
import { CACHE_SUFFIX } from '../symbols/cache/format.ts';

/** The database's file in the library's folder. */
export const DATABASE = 'faultline.sqlite';

/** A file of the library. `name` is its path inside the folder, with `/` between folders. */
export interface LibraryFile {
  readonly name: string;
  readonly part: LibraryPartName;
  readonly bytes: number;
}

const DEEPEST = 16;

function partOf(name: string): LibraryPartName {
  const [first = ''] = name.split('/');
  if (first === DATABASE || [`${DATABASE}-wal`, `${DATABASE}-shm`].includes(first)) return 'database';
  if (first === 'reports' || first === 'screenshots') return first;
  // A cache may be being built at this moment, under its name with an ending.
  if (first === 'symbols') return name.includes(CACHE_SUFFIX) && name.split('/').length === 2 ? 'caches' : 'symbols';
  return 'others';
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    // A folder that went away while it was walked holds nothing any more.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    throw thrown;
  }
}

/** All files below the folder, folder by folder in the order of their names. Throws what the file system throws. */
export async function* walkFiles(library: string, below = '', depth = 0): AsyncGenerator<LibraryFile> {
  const entries = [...(await entriesOf(join(library, below)))].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && depth < DEEPEST) yield* walkFiles(library, name, depth + 1);
    if (!entry.isFile()) continue;
    const found = await stat(join(library, name)).catch(() => null);
    if (found !== null) yield { name, part: partOf(name), bytes: found.size };
  }
}

/** How much room a library takes. */
export async function libraryFilesSize(library: string): Promise<LibrarySize> {
  const sums = new Map<LibraryPartName, { files: number; bytes: number }>();
  let bytes = 0;
  for await (const file of walkFiles(library)) {
    const sum = sums.get(file.part) ?? { files: 0, bytes: 0 };
    sums.set(file.part, { files: sum.files + 1, bytes: sum.bytes + file.bytes });
    bytes += file.bytes;
  }
  const parts = LIBRARY_PARTS.map((part): LibraryPart => {
    const sum = sums.get(part);
    return { part, files: sum?.files ?? 0, bytes: sum?.bytes ?? 0 };
  });
  return { path: library, bytes, parts };
}

/** Deletes the symbol caches. They are built again when symbols are next asked for. */
export async function emptyCaches(library: string): Promise<{ readonly files: number; readonly bytes: number }> {
  let [files, bytes] = [0, 0];
  for await (const file of walkFiles(library, 'symbols')) {
    if (file.part !== 'caches') continue;
    await rm(join(library, file.name), { force: true });
    files += 1;
    bytes += file.bytes;
  }
  return { files, bytes };
}
