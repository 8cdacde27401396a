/** Zips that wait to be downloaded by a browser: each under an address that nobody can guess, for one time, for a while. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../shared/result.ts';

/** Milliseconds. */
const KEPT = 10 * 60_000;
const MOST = 8;

/** A file for one download. */
export interface Download {
  readonly path: string;
  readonly fileName: string;
  /** Removes it. */
  done(): Promise<void>;
}

export class Downloads {
  readonly #waiting = new Map<string, Download>();

  /** Has a file made and keeps it; answers its token. */
  async offer<Value>(
    fileName: string,
    make: (path: string) => Promise<Result<Value>>,
  ): Promise<Result<{ readonly token: string; readonly value: Value }>> {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-download-'));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    const path = join(folder, 'export.zip');
    const made = await make(path).catch(async (thrown: unknown) => {
      await remove();
      throw thrown;
    });
    if (!made.ok) {
      await remove();
      return made;
    }
    const token = randomBytes(24).toString('base64url');
    const timer = setTimeout(() => void this.take(token)?.done(), KEPT).unref();
    const done = async (): Promise<void> => {
      clearTimeout(timer);
      await remove();
    };
    this.#waiting.set(token, { path, fileName, done });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MOST && oldest !== undefined) await this.take(oldest)?.done();
    return { ok: true, value: { token, value: made.value } };
  }

  /** The file of that token; it is offered no more. Whoever takes it calls `done`. */
  take(token: string): Download | null {
    const download = this.#waiting.get(token) ?? null;
    this.#waiting.delete(token);
    return download;
  }

  /** Removes all. */
  async close(): Promise<void> {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    await Promise.all(all.map((download) => download.done()));
  }
}
