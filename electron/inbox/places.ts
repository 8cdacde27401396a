/** Places of symbols as people see and change them. What is found there is `discovery.ts`'s affair. */
import { realpath, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { existsSync } from 'node:fs';
import type { SymbolPlace, SymbolSearch } from '../../shared/contract.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { forgetFoldersBelow } from '../store/folders.ts';
import { countFilesBelow, filesBelow, holdsSymbols, knownBuilds } from '../store/slices.ts';
import { addPlace, listAddedPlaces, removePlace } from '../store/symbol-places.ts';
import { bundleAround } from '../symbols/places.ts';
import type { Place } from '../symbols/places.ts';
import type { Discovery } from './discovery.ts';
import type { Library } from './library.ts';
import { searchSpotlight } from './missing.ts';
import { zipFolder } from './scan.ts';
import { forgetFiles, resolveWaiting } from './symbols.ts';

/** Folders somebody may add; more is a page gone wild. */
const MOST_PLACES = 200;

/** The folders that the user added, as places. */
export function addedPlaces({ database }: Pick<Library, 'database'>): readonly Place[] {
  return listAddedPlaces(database).map((path) => ({ kind: 'added', path }));
}

function allPlaces(library: Library, { options }: Discovery): readonly Place[] {
  return [...options.places, ...addedPlaces(library)];
}

/** All places, the system's own first. */
export function symbolPlaces(library: Library, discovery: Discovery): readonly SymbolPlace[] {
  return [...discovery.options.places, ...discovery.options.deviceSupport, ...addedPlaces(library)].map(
    ({ kind, path }) => {
      const { looking, fault } = discovery.stateOf(path);
      const files = countFilesBelow(library.database, path);
      return { kind, path, exists: existsSync(path), files, looking, fault };
    },
  );
}

/** The folder that is meant, by its real path. Faults: `not-found`, and `bad-input` for what cannot be a place. */
export async function folderAt(library: Library, path: string): Promise<Result<string>> {
  if (!isAbsolute(path)) return fail({ kind: 'bad-input', message: 'The folder’s path must begin at the root: /…' });
  try {
    const real = await realpath(path);
    if (!(await stat(real)).isDirectory()) return fail({ kind: 'bad-input', message: `${path} is not a folder.` });
    if (dirname(real) === real) return fail({ kind: 'bad-input', message: 'Choose a folder, not the whole disk.' });
    if (isWithin(real, library.path)) return fail({ kind: 'bad-input', message: 'This is Faultline’s own library.' });
    return ok(real);
  } catch (thrown) {
    return fail({ kind: 'not-found', message: `There is no folder at ${path}.`, detail: messageOf(thrown) });
  }
}

function isWithin(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

/**
 * Adds a folder and starts to look through it; `library.changed` and `symbols.arrived` tell what comes of it. A folder
 * that is there is looked through again. Faults: `not-found`, and `bad-input` for what cannot be a place.
 */
export async function addSymbolPlace(
  library: Library,
  discovery: Discovery,
  path: string,
): Promise<Result<readonly SymbolPlace[]>> {
  const folder = await folderAt(library, path);
  if (!folder.ok) return folder;
  const known = allPlaces(library, discovery).find((place) => place.path === folder.value);
  if (known === undefined && listAddedPlaces(library.database).length >= MOST_PLACES) {
    return fail({ kind: 'too-large', message: `More than ${MOST_PLACES} folders cannot be watched.` });
  }
  if (known === undefined) addPlace(library.database, folder.value, library.clock());
  void discovery.open(known ?? { kind: 'added', path: folder.value });
  return ok(symbolPlaces(library, discovery));
}

/** Removes a folder that was added, with the symbols that only it holds. What they said stays known. */
export async function removeSymbolPlace(
  library: Library,
  discovery: Discovery,
  path: string,
): Promise<Result<readonly SymbolPlace[]>> {
  const { database } = library;
  if (!removePlace(database, path)) return fail({ kind: 'not-found', message: `${path} is not among the folders.` });
  await discovery.leave(path);
  const others = allPlaces(library, discovery);
  const kept = new Set(others.flatMap((place) => filesBelow(database, place.path)));
  const gone = filesBelow(database, path).filter((file) => !kept.has(file));
  forgetFoldersBelow(database, path);
  forgetFiles(library, gone);
  for (const folder of unpackedFrom(library, gone)) await rm(folder, { recursive: true, force: true });
  library.events.emit('library.changed', { signatures: [], moved: [] });
  return ok(symbolPlaces(library, discovery));
}

/** Folders of the library into which zips were unpacked that held these files. */
function unpackedFrom({ path }: Library, files: readonly string[]): ReadonlySet<string> {
  const root = zipFolder(path) + sep;
  const inside = files.filter((file) => file.startsWith(root));
  return new Set(inside.map((file) => root + (file.slice(root.length).split(sep)[0] ?? '')));
}

/** Looks everywhere once more for these builds, whatever was answered before. */
export async function searchSymbols(
  library: Library,
  discovery: Discovery,
  uuids: readonly Uuid[],
): Promise<Result<SymbolSearch>> {
  const { spotlight } = discovery.options;
  const before = knownBuilds(library.database, uuids).length;
  await discovery.lookAgain(allPlaces(library, discovery));
  const missing = missingOf(library, uuids);
  const searched =
    spotlight === null || missing.length === 0
      ? null
      : await searchSpotlight(library, spotlight, missing, discovery.signal);
  await resolveWaiting(library, discovery.signal, () => {});
  const left = missingOf(library, uuids).length;
  const answer = searched?.spotlight ?? null;
  return ok({
    found: uuids.length - left - before,
    missing: left,
    spotlight: spotlight === null ? 'unavailable' : (answer?.kind ?? 'found'),
    reason: answer?.kind === 'failed' ? answer.reason : null,
  });
}

function missingOf({ database }: Library, uuids: readonly Uuid[]): readonly Uuid[] {
  const known = new Set(knownBuilds(database, uuids));
  return uuids.filter((uuid) => !known.has(uuid));
}

/** The bundle to show in the system's file browser, for a file whose symbols are indexed. */
export function fileToReveal({ database }: Library, path: string): Result<string> {
  return holdsSymbols(database, path)
    ? ok(bundleAround(path))
    : fail({ kind: 'not-found', message: 'This file is not among the symbols of the library.' });
}
