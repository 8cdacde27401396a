/** Where the command line finds the library and what ships with the program. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of the program: the one that holds `package.json`. */
export const PROGRAM = resolve(import.meta.dirname, '..', '..');

export const SAMPLES = join(PROGRAM, 'resources', 'samples');
export const RENDERER = join(PROGRAM, 'out', 'renderer');

/** The library that the desktop app uses, too; on other systems the XDG data folder. */
export function defaultLibrary(home = homedir(), env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['FAULTLINE_LIBRARY'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Faultline', 'Library');
  const data = env['XDG_DATA_HOME'];
  return join(data !== undefined && data !== '' ? data : join(home, '.local', 'share'), 'faultline', 'library');
}

/** Whether the window was built. */
export function hasRenderer(): boolean {
  return existsSync(join(RENDERER, 'index.html'));
}
