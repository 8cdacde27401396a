/**
 * Full paths of source files (DWARF 5, 6.2.4): the file's name, under its directory, under the unit's compilation
 * directory, each only as far as the next one is relative. Before DWARF 5 files count from 1 and directory 0 is the
 * compilation directory; since then both count from 0 and directory 0 is in the list.
 */

import type { DwarfFile, Unit } from './file.ts';
import { nameText, type FileName, type LineHeader } from './line-header.ts';

/** The path of a file index, or `null` where the table has no such file. */
export function sourcePath(
  file: DwarfFile,
  unit: Unit,
  header: LineHeader,
  definedFiles: readonly FileName[],
  compilationDirectory: string,
  index: number,
): string | null {
  const isNew = header.version >= 5;
  const position = isNew ? index : index - 1;
  const entry = header.files[position] ?? definedFiles[position - header.files.length];
  if (entry === undefined) return null;
  const name = nameText(file, unit, header, entry.name);
  if (isAbsolute(name)) return name;
  const directory = nameText(file, unit, header, header.directories[isNew ? entry.directory : entry.directory - 1]);
  const isUnderUnit = !isAbsolute(directory) && (!isNew || entry.directory !== 0);
  return join(join(isUnderUnit ? compilationDirectory : '', directory), name);
}

/** Absolute on any system: dSYMs of code that was compiled elsewhere are read too. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path);
}

function join(directory: string, name: string): string {
  if (directory === '' || name === '') return directory + name;
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}
