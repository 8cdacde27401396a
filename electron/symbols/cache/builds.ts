/**
 * Builds caches in the background, one after the other, each in a thread of its own with little memory, which can be
 * stopped at any time. Each slice is tried once: what cannot be cached is not tried again until the program starts anew.
 */

import type { Worker } from 'node:worker_threads';

import type { SliceRef } from '../engine.ts';
import { startThread } from '../thread.ts';
import type { CacheFolder } from './folder.ts';
import { keyName, type CacheKey } from './format.ts';
import type { BuildOrder } from './worker.ts';

/** In megabytes. Reading goes unit by unit; without a bound the thread would let garbage lie for long. */
const MEMORY = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 192 };

export class Builds {
  readonly #folder: CacheFolder;
  readonly #workerUrl: URL;
  readonly #tried = new Set<string>();
  #queue: Promise<void> = Promise.resolve();
  #worker: Worker | null = null;
  #isClosed = false;

  constructor(folder: CacheFolder, workerUrl: URL) {
    this.#folder = folder;
    this.#workerUrl = workerUrl;
  }

  /** Builds a slice's cache some time, unless that was tried. */
  want(slice: SliceRef, key: CacheKey): void {
    const name = keyName(key);
    if (this.#isClosed || this.#tried.has(name)) return;
    this.#tried.add(name);
    this.#queue = this.#queue.then(() => this.#build(slice, key));
  }

  /** Lets a slice be tried again: its cache was damaged. */
  forget(key: CacheKey): void {
    this.#tried.delete(keyName(key));
  }

  async #build({ path, uuid, arch, textVmaddr }: SliceRef, key: CacheKey): Promise<void> {
    const place = this.#isClosed ? null : this.#folder.claim(key);
    if (place === null) return;
    const slice = { path, uuid, arch, textVmaddr };
    const { path: folder, limit } = this.#folder;
    const workerData: BuildOrder = { job: { slice, key, place }, folder, limit };
    const worker = startThread(this.#workerUrl, { workerData, resourceLimits: MEMORY });
    this.#worker = worker;
    // A build is no reason for a program to stay.
    worker.unref();
    // Out of memory, or no such module: no cache, and the engine goes on answering.
    worker.on('error', () => undefined);
    await new Promise((resolve) => worker.once('exit', resolve));
    this.#worker = null;
    this.#folder.remove(place);
  }

  /** Resolves when nothing is being built any more. */
  async settled(): Promise<void> {
    this.#worker?.ref();
    await this.#queue;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
    await this.#queue;
  }
}
