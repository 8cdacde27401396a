/** The index of symbols as it is kept between runs: Mach-O slices by UUID, and the files that hold them. */
import { parseArch } from '../../shared/report/arch.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { parseInteger, toHex, toSvma } from '../../shared/report/address.ts';
import type { Svma } from '../../shared/report/address.ts';
import { parseUuid } from '../../shared/report/uuid.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { flag, integer, text } from './row.ts';
import type { Row } from './row.ts';

/** One slice of a file. */
export interface Slice {
  readonly uuid: Uuid;
  readonly arch: Arch;
  readonly path: string;
  /** File name of the image (`Harbor`). */
  readonly name: string;
  readonly textVmaddr: Svma;
  /** DWARF, not only a symbol table. */
  readonly hasDebug: boolean;
  /** The file's modification time in Unix milliseconds. */
  readonly modified: number;
}

function toSlice(row: Row): Slice | null {
  const uuid = parseUuid(text(row, 'uuid'));
  const arch = parseArch(text(row, 'arch'));
  const vmaddr = parseInteger(text(row, 'text_vmaddr'));
  if (uuid === null || arch === null || vmaddr === null) return null;
  return {
    uuid,
    arch,
    path: text(row, 'path'),
    name: text(row, 'name'),
    textVmaddr: toSvma(vmaddr),
    hasDebug: flag(row, 'has_debug'),
    modified: integer(row, 'modified'),
  };
}

/** All slices. */
export function listSlices(database: Database): readonly Slice[] {
  const sql = 'SELECT path, uuid, arch, name, text_vmaddr, has_debug, modified FROM slices ORDER BY path, uuid';
  return database
    .all(sql)
    .map(toSlice)
    .filter((slice) => slice !== null);
}

/** Enters slices; answers how many were not known. */
export function keepSlices(database: Database, slices: readonly Slice[], sample: boolean): number {
  return database.transaction(() => {
    const before = countSlices(database);
    for (const slice of slices) {
      database.run(
        `INSERT INTO slices (path, uuid, arch, name, text_vmaddr, has_debug, modified, sample)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (path, uuid) DO UPDATE SET arch = excluded.arch, name = excluded.name,
           text_vmaddr = excluded.text_vmaddr, has_debug = excluded.has_debug, modified = excluded.modified`,
        slice.path,
        slice.uuid,
        slice.arch,
        slice.name,
        toHex(slice.textVmaddr),
        slice.hasDebug ? 1 : 0,
        Math.round(slice.modified),
        sample ? 1 : 0,
      );
    }
    return countSlices(database) - before;
  });
}

/** Forgets the slices of files that are gone. */
export function forgetSlices(database: Database, paths: readonly string[]): void {
  database.transaction(() => {
    for (const path of paths) database.run('DELETE FROM slices WHERE path = ?', path);
  });
}

/** Forgets the slices of the samples, and what they said. */
export function forgetSampleSlices(database: Database): void {
  database.run('DELETE FROM resolved WHERE uuid IN (SELECT uuid FROM slices WHERE sample = 1)');
  database.run('DELETE FROM slices WHERE sample = 1');
}

/** How many slices there are. */
export function countSlices(database: Database): number {
  return integer(database.get('SELECT count(*) AS slices FROM slices') ?? {}, 'slices');
}
