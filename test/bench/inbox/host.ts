/** Opens libraries as hosts do, for the processes of the inbox benchmark. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openServices } from '../../../electron/services.ts';
import type { Services } from '../../../electron/services.ts';

/** Bytes of memory: the most that this process held since the peak was set back, and what it holds now. Linux. */
export function memory(field: 'VmHWM' | 'VmRSS'): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
}

/** Opens a library, with the worker's module at that path. */
export async function openHost(libraryPath: string, worker: string): Promise<Services> {
  const opened = await openServices({
    libraryPath,
    home: libraryPath,
    platform: 'linux',
    abilities: { host: 'web', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
    clock: Date.now,
    spawn,
    samplesPath: '',
    workerUrl: new URL(`file://${worker}`),
    engine: 'builtin',
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  return opened.value;
}
