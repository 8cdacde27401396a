/** Where the command line finds the library and what ships with the program. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the program: the one that holds `package.json`. */
export const PROGRAM = resolve(import.meta.dirname, '..', '..');

export const SAMPLES = join(PROGRAM, 'resources', 'samples');
export const RENDERER = join(PROGRAM, 'out', 'renderer');

/** Whether the window was built. */
export function hasRenderer(): boolean {
  return existsSync(join(RENDERER, 'index.html'));
}
