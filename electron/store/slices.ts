/** The index of symbols as it is kept between runs: Mach-O slices by UUID, and the files that hold them. */
import { dirname } from 'node:path';
import { parseArch } from '../../shared/report/arch.ts';
import type { Arch } from '../../shared/report/arch.ts';
import { parseInteger, toHex, toSvma } from '../../shared/report/address.ts';
import type { Svma } from '../../shared/report/address.ts';
import { parseUuid } from '../../shared/report/uuid.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Database } from './database.ts';
import { forgetFolders } from './folders.ts';
import { flag, integer, text, textOrNull } from './row.ts';
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
  /** The zip that the file was taken out of. */
  readonly origin?: string;
}

function toSlice(row: Row): Slice | null {
  const uuid = parseUuid(text(row, 'uuid'));
  const arch = parseArch(text(row, 'arch'));
  const vmaddr = parseInteger(text(row, 'text_vmaddr'));
  if (uuid === null || arch === null || vmaddr === null) return null;
  const origin = textOrNull(row, 'origin');
  return {
    uuid,
    arch,
    path: text(row, 'path'),
    name: text(row, 'name'),
    textVmaddr: toSvma(vmaddr),
    hasDebug: flag(row, 'has_debug'),
    modified: integer(row, 'modified'),
    ...(origin === null ? {} : { origin }),
  };
}

/** All slices. */
export function listSlices(database: Database): readonly Slice[] {
  const sql = 'SELECT path, uuid, arch, name, text_vmaddr, has_debug, modified, origin FROM slices ORDER BY path, uuid';
  return database
    .all(sql)
    .map(toSlice)
    .filter((slice) => slice !== null);
}

/** Of a file that was written anew, the slices that it no longer holds. */
function forgetReplaced(database: Database, slices: readonly Slice[]): void {
  const held = new Map<string, Uuid[]>();
  for (const { path, uuid } of slices) held.set(path, [...(held.get(path) ?? []), uuid]);
  const sql = 'DELETE FROM slices WHERE path = ? AND uuid NOT IN (SELECT value FROM json_each(?))';
  for (const [path, uuids] of held) database.run(sql, path, JSON.stringify(uuids));
}

/** Enters slices; answers the builds that were not known from those files, or whose file has changed since. */
export function keepSlices(database: Database, slices: readonly Slice[], sample: boolean): readonly Uuid[] {
  return database.transaction(() => {
    forgetReplaced(database, slices);
    const added: Uuid[] = [];
    for (const slice of slices) {
      const changed = database.run(
        `INSERT INTO slices (path, uuid, arch, name, text_vmaddr, has_debug, modified, sample, origin)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (path, uuid) DO UPDATE SET arch = excluded.arch, name = excluded.name, origin = excluded.origin,
           text_vmaddr = excluded.text_vmaddr, has_debug = excluded.has_debug, modified = excluded.modified
         WHERE modified <> excluded.modified OR has_debug <> excluded.has_debug OR origin IS NOT excluded.origin`,
        slice.path,
        slice.uuid,
        slice.arch,
        slice.name,
        toHex(slice.textVmaddr),
        slice.hasDebug ? 1 : 0,
        Math.round(slice.modified),
        sample ? 1 : 0,
        slice.origin ?? null,
      );
      if (changed > 0) added.push(slice.uuid);
    }
    return added;
  });
}

/** Forgets the slices of files that are gone, and that their folders were looked through: they may come back. */
export function forgetSlices(database: Database, paths: readonly string[]): void {
  database.transaction(() => {
    for (const path of paths) {
      const origin = database.get('SELECT origin FROM slices WHERE path = ? AND origin IS NOT NULL LIMIT 1', path);
      forgetFolders(database, [dirname(origin ? text(origin, 'origin') : path)]);
      database.run('DELETE FROM slices WHERE path = ?', path);
    }
  });
}

/** Forgets the slices of the samples, and what they said. */
export function forgetSampleSlices(database: Database): void {
  database.run('DELETE FROM resolved WHERE uuid IN (SELECT uuid FROM slices WHERE sample = 1)');
  database.run('DELETE FROM slices WHERE sample = 1');
}

/** Files with symbols, by where they lie: below a folder, or in a zip below it. */
function below(folder: string): readonly string[] {
  return [`${folder}/`, `${folder}0`, `${folder}/`, `${folder}0`];
}

const BELOW = '((path > ? AND path < ?) OR (origin > ? AND origin < ?))';

/** How many files with symbols lie below a folder. */
export function countFilesBelow(database: Database, folder: string): number {
  const sql = `SELECT count(DISTINCT path) AS files FROM slices WHERE ${BELOW}`;
  return integer(database.get(sql, ...below(folder)) ?? {}, 'files');
}

/** Paths of files with symbols below a folder. */
export function filesBelow(database: Database, folder: string): readonly string[] {
  const sql = `SELECT DISTINCT path FROM slices WHERE ${BELOW}`;
  return database.all(sql, ...below(folder)).map((row) => text(row, 'path'));
}

/** Whether a file is known to hold symbols. */
export function holdsSymbols(database: Database, path: string): boolean {
  return database.get('SELECT 1 FROM slices WHERE path = ? LIMIT 1', path) !== undefined;
}

/** Of these builds, those of which a file is known. */
export function knownBuilds(database: Database, uuids: readonly Uuid[]): readonly Uuid[] {
  const sql = 'SELECT DISTINCT uuid FROM slices WHERE uuid IN (SELECT value FROM json_each(?))';
  const known = new Set(database.all(sql, JSON.stringify(uuids)).map((row) => text(row, 'uuid')));
  return uuids.filter((uuid) => known.has(uuid));
}

/** A text that changes with the slices: cheap enough to be asked for often, however many there are. */
export function slicesMark(database: Database): string {
  const sql = 'SELECT count(*) AS slices, total(modified % 1000003 * length(path)) AS sum FROM slices';
  const row = database.get(sql) ?? {};
  return `${integer(row, 'slices')} ${integer(row, 'sum')}`;
}

/** How many slices with debug information there are. A system's thousands of libraries have none and are not counted. */
export function countSlices(database: Database): number {
  return integer(database.get('SELECT count(*) AS slices FROM slices WHERE has_debug = 1') ?? {}, 'slices');
}
