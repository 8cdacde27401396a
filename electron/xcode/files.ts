/** Looks through a folder for files, with stamps by which a changed file is told. Bounded; links are not followed. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../shared/result.ts';
import { messageOf } from '../../shared/result.ts';

/** A file as it lies there. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Unix milliseconds. */
  readonly modified: number;
  readonly size: number;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Folders that could not be read. */
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
  /** Whether all of it was looked through: what was not found is not there. */
  readonly isComplete: boolean;
}

export interface Wanted {
  /** Levels of folders below the first. */
  readonly depth: number;
  /** Whether a folder is entered. */
  readonly enters: (name: string, depth: number, path: string) => boolean;
  /** Whether a folder of that name counts as a file. Default: none does. */
  readonly takes?: (name: string) => boolean;
  readonly wants: (name: string) => boolean;
  readonly signal: AbortSignal;
}

const MOST_FILES = 200_000;
const MOST_FOLDERS = 50_000;
/** Files that are looked at together. */
const TOGETHER = 64;

async function look(path: string, name: string): Promise<FoundFile | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { path, name, stamp: `${mtimeMs}/${size}`, modified: mtimeMs, size };
  } catch {
    // It went away meanwhile.
    return null;
  }
}

/** All files below a folder that are wanted, in the order of their paths. Never throws. */
export async function findFiles(
  root: string,
  { depth, enters, takes = () => false, wants, signal }: Wanted,
): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const faults: { readonly path: string; readonly fault: Fault }[] = [];
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }];
  let folders = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    folders += 1;
    if (signal.aborted || folders > MOST_FOLDERS || files.length >= MOST_FILES)
      return { files, faults, isComplete: false };
    const { path, depth: level } = next;
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (thrown) {
      const detail = messageOf(thrown);
      faults.push({ path, fault: { kind: 'unreadable-file', message: 'The folder cannot be read.', detail } });
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = entries
      .filter((entry) => (entry.isFile() ? wants(entry.name) : entry.isDirectory() && takes(entry.name)))
      .map(({ name }) => name);
    for (let start = 0; start < names.length; start += TOGETHER) {
      const found = await Promise.all(names.slice(start, start + TOGETHER).map((name) => look(join(path, name), name)));
      for (const file of found) if (file !== null) files.push(file);
    }
    if (level >= depth) continue;
    for (const entry of entries.toReversed()) {
      const inner = join(path, entry.name);
      if (entry.isDirectory() && enters(entry.name, level, inner)) waiting.push({ path: inner, depth: level + 1 });
    }
  }
  return { files, faults, isComplete: faults.length === 0 };
}
