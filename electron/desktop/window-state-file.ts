/** The window's places between runs, in one small JSON file. What cannot be read counts as nothing kept. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { messageOf } from '../../shared/result.ts';
import { noWindowState, windowStateSchema } from './window-state.ts';
import type { WindowState } from './window-state.ts';

export function readWindowState(path: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return noWindowState;
  }
}

/** Whole or not at all: by a second file that takes the first one's name. Synchronous, since it runs as windows close. */
export function writeWindowState(path: string, state: WindowState, warn: (message: string) => void): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path);
  } catch (thrown) {
    warn(`The window’s place could not be kept: ${messageOf(thrown)}`);
  }
}
