/** Where the library stands when nobody says otherwise: one place, whichever face opens it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * `FAULTLINE_LIBRARY` where it is set; else on a Mac the folder of the app's own, elsewhere the XDG data folder.
 *
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function defaultLibraryPath(home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const chosen = env['FAULTLINE_LIBRARY'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Faultline', 'Library');
  const data = env['XDG_DATA_HOME'];
  return join(data !== undefined && data !== '' ? data : join(home, '.local', 'share'), 'faultline', 'library');
}

/** Where a library is, and whose word that is. */
export interface LibraryPlace {
  readonly path: string;
  /** `named`: by an option or the environment, for this run. `remembered`: the user moved it there, or chose it. */
  readonly chosen: 'named' | 'remembered' | 'default';
}

/** The note of where the library was moved to, beside the place where it would otherwise be. */
function memoryPath(home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { FAULTLINE_LIBRARY: _, ...rest } = env;
  return join(dirname(defaultLibraryPath(home, rest, platform)), 'library.json');
}

function remembered(path: string): string | null {
  let note: unknown;
  try {
    note = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Nobody moved it, or the note is of no use: then it is where it always is.
    return null;
  }
  const value: unknown = typeof note === 'object' && note !== null ? Reflect.get(note, 'path') : null;
  return typeof value === 'string' && isAbsolute(value) ? value : null;
}

/** The library to open: the one that was named, else the one of the environment, the remembered, the default one. */
export function libraryPlace(
  named: string | undefined,
  home: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): LibraryPlace {
  if (named !== undefined) return { path: named, chosen: 'named' };
  const usual = defaultLibraryPath(home, env, platform);
  const chosen = env['FAULTLINE_LIBRARY'];
  if (chosen !== undefined && chosen !== '') return { path: usual, chosen: 'named' };
  const path = remembered(memoryPath(home, env, platform));
  return path === null ? { path: usual, chosen: 'default' } : { path, chosen: 'remembered' };
}

/** Remembers where the library is from now on. The note is whole or the one before. Throws what the file system throws. */
export function rememberLibrary(path: string, home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): void {
  const note = memoryPath(home, env, platform);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(`${note}.new`, `${JSON.stringify({ path: resolve(path) })}\n`, { mode: 0o600, flush: true });
  renameSync(`${note}.new`, note);
}
