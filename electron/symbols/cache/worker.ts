/** The thread that builds one cache: its job is what it was started with, and it ends with it. */

import { isMainThread, workerData } from 'node:worker_threads';

import { buildCache, type BuildJob } from './build.ts';
import { CacheFolder } from './folder.ts';

/** What the thread is started with. */
export interface BuildOrder {
  readonly job: BuildJob;
  readonly folder: string;
  readonly limit: number;
}

function isBuildOrder(value: unknown): value is BuildOrder {
  return typeof value === 'object' && value !== null && 'job' in value && 'folder' in value && 'limit' in value;
}

const data: unknown = workerData;
if (!isMainThread && isBuildOrder(data)) buildCache(data.job, new CacheFolder(data.folder, data.limit));
