/** The door to a library, as a host opens it, closed when the test is over. */
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { LibraryDoor } from '../../electron/library-door.ts';
import type { DoorOptions } from '../../electron/library-door.ts';
import { SAMPLES } from '../fixtures/library.ts';

export interface OpenedDoor {
  readonly door: LibraryDoor;
  /** Paths that were to be remembered. */
  readonly remembered: readonly string[];
}

export async function openDoor(path: string, options: Partial<DoorOptions> = {}): Promise<OpenedDoor> {
  const remembered: string[] = [];
  const door = await LibraryDoor.open({
    place: { path, chosen: 'default' },
    remember: (to) => remembered.push(to),
    home: path,
    platform: 'linux',
    abilities: { host: 'desktop', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
    ...options,
  });
  onTestFinished(() => door.close());
  return { door, remembered };
}
