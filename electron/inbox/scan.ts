/** Looks through places for symbols, with zips taken out into the library. Runs in a worker. */
import { join } from 'node:path';
import { scanSymbols } from '../symbols/scan.ts';
import type { Scan } from '../symbols/scan.ts';
import { extractDsyms } from '../symbols/zip.ts';
import type { ScanTask } from './protocol.ts';

/** What was taken out of zips, in the library: `symbols/zips/<key of the zip>/`. */
export function zipFolder(libraryPath: string): string {
  return join(libraryPath, 'symbols', 'zips');
}

/** `alive` is called now and then. */
export async function scan(
  { places, known, depth }: ScanTask,
  libraryPath: string,
  signal: AbortSignal,
  alive: () => void,
): Promise<Scan> {
  // Unpacking a large file says nothing for minutes.
  const beat = setInterval(alive, 1000);
  try {
    return await scanSymbols(places, {
      signal,
      progress: alive,
      known,
      unzip: (zip) => extractDsyms(zip, zipFolder(libraryPath), { signal }),
      ...(depth === null ? {} : { depth }),
    });
  } finally {
    clearInterval(beat);
  }
}
