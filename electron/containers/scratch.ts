/** Files that are needed only while an archive is unpacked: zips inside of archives, and symbols. */
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf } from '../../shared/result.ts';
import { UnpackFault } from './limits.ts';

function cannotWrite(thrown: unknown): UnpackFault {
  const isFull = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
  const detail = messageOf(thrown);
  return isFull
    ? new UnpackFault({ kind: 'disk-full', message: 'The disk is full, so it could not be unpacked.', detail }, 'all')
    : new UnpackFault({ kind: 'unreadable-file', message: 'It could not be unpacked.', detail }, 'entry');
}

export class Scratch {
  #folder: Promise<string> | null = null;
  #files = 0;

  #made(): Promise<string> {
    return (this.#folder ??= mkdtemp(join(tmpdir(), 'faultline-unpack-')));
  }

  /** A path for a folder of that number; numbers tell folders apart. */
  async path(...names: readonly string[]): Promise<string> {
    return join(await this.#made(), ...names);
  }

  /** Writes a file, under a name of its own where no path (below this) is given. Answers where it is. */
  async write(chunks: AsyncIterable<Uint8Array>, path?: string): Promise<string> {
    this.#files += 1;
    const place = path ?? (await this.path(String(this.#files)));
    try {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const file = await open(place, 'wx', 0o600);
      try {
        for await (const chunk of chunks) await file.writeFile(chunk);
      } finally {
        await file.close();
      }
      return place;
    } catch (thrown) {
      throw thrown instanceof UnpackFault ? thrown : cannotWrite(thrown);
    }
  }

  /** Removes a file before the end. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes all. */
  async close(): Promise<void> {
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true });
  }
}
