/**
 * Files that a browser brings, since it has no paths to give: streamed to a fresh folder for each job, imported from
 * there as if they had been dropped as paths, and removed.
 *
 * Two files of one path within a job (both from folders of the same name) are kept apart in slots, numbered folders
 * that stand above the path. What the import then says of its files speaks of the paths that the browser gave.
 */
import { mkdir, mkdtemp, open, readdir, realpath, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImportSummary } from '../../shared/contract.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import type { Refusal } from './guard.ts';
import { uploadPathOf } from './upload-path.ts';

export interface UploadLimits {
  readonly bytesOfFile: number;
  readonly filesOfJob: number;
  readonly jobs: number;
}

export const uploadLimits: UploadLimits = { bytesOfFile: 4 * 1024 ** 3, filesOfJob: 20_000, jobs: 16 };

export interface UploadsOptions {
  readonly importPaths: (job: string, paths: string[]) => Promise<Result<ImportSummary>>;
  readonly warn: (message: string) => void;
  readonly limits: UploadLimits;
}

export interface Uploads {
  /** Takes one file. `encodedPath` is the URL's part after the job. Null when it was taken. */
  put(job: string, encodedPath: string, request: IncomingMessage): Promise<Refusal | null>;
  /** Imports what was brought, once all of it is there. */
  finish(job: string): Promise<Result<ImportSummary>>;
  /** Drops what was brought so far and refuses the rest. Without effect on an import that already runs. */
  cancel(job: string): void;
  /** Removes everything. */
  close(): Promise<void>;
}

/** The contract's ids. */
export const jobPattern = /^[0-9a-z-]{1,64}$/;

/** What the import of one call may be given. */
const mostPaths = 10_000;

/** A page that was closed half-way never finishes its job. */
const forgottenAfterMilliseconds = 30 * 60_000;
/** For how long files that were under way when their job was cancelled are told so. */
const cancelledMilliseconds = 60_000;

interface Job {
  readonly folder: string;
  /** How many files came under a path, in lower case since some file systems do not tell case apart. */
  readonly taken: Map<string, number>;
  readonly running: Set<Promise<unknown>>;
  files: number;
  finishing: boolean;
  cancelled: boolean;
  forgotten: NodeJS.Timeout | undefined;
}

/** Makes the folder that all uploads of this run stand in. */
export async function createUploads(options: UploadsOptions): Promise<Uploads> {
  const { importPaths, warn, limits } = options;
  const root = await realpath(await mkdtemp(join(tmpdir(), 'faultline-upload-')));
  const jobs = new Map<string, Job>();

  const removeFiles = async (job: Job): Promise<void> => {
    await Promise.allSettled(job.running);
    try {
      await rm(job.folder, { recursive: true, force: true });
    } catch (thrown) {
      warn(`Uploaded files could not be removed from ${job.folder}: ${messageOf(thrown)}`);
    }
  };

  const forget = (id: string, job: Job): Promise<void> => {
    clearTimeout(job.forgotten);
    job.cancelled = true;
    if (jobs.get(id) === job) jobs.delete(id);
    return removeFiles(job);
  };

  const forgetAfter = (milliseconds: number, id: string, job: Job): void => {
    clearTimeout(job.forgotten);
    job.forgotten = setTimeout(() => void forget(id, job), milliseconds).unref();
  };

  const jobOf = (id: string): Job | null => {
    const existing = jobs.get(id);
    if (existing !== undefined) return existing;
    if (jobs.size >= limits.jobs) {
      // Its page gave up on it, or will hear that it is gone.
      const idle = [...jobs].find(([, job]) => !job.finishing && job.running.size === 0);
      if (idle === undefined) return null;
      void forget(...idle);
    }
    const job: Job = {
      folder: join(root, id),
      taken: new Map(),
      running: new Set(),
      files: 0,
      finishing: false,
      cancelled: false,
      forgotten: undefined,
    };
    jobs.set(id, job);
    return job;
  };

  return {
    async put(id, encodedPath, request) {
      const names = uploadPathOf(encodedPath);
      if (names === null || !jobPattern.test(id)) return refuse(400, 'bad-input', 'This file’s path cannot be used.');
      if (Number(request.headers['content-length'] ?? 0) > limits.bytesOfFile) return tooLarge(limits);
      const job = jobOf(id);
      if (job === null) return refuse(429, 'too-large', 'Too many imports run at once. Wait for one to end.');
      if (job.cancelled) return refuse(409, 'cancelled', 'This import was cancelled.');
      if (job.finishing) return refuse(409, 'bad-input', 'This import has begun; files can no longer join it.');
      if (job.files >= limits.filesOfJob) {
        return refuse(413, 'too-large', `More than ${limits.filesOfJob} files cannot be imported at once.`);
      }
      job.files += 1;
      forgetAfter(forgottenAfterMilliseconds, id, job);
      const key = names.join('/').toLowerCase();
      const slot = job.taken.get(key) ?? 0;
      job.taken.set(key, slot + 1);
      const writing = receive(request, join(job.folder, String(slot), ...names), job, limits);
      job.running.add(writing);
      const refusal = await writing;
      job.running.delete(writing);
      return refusal;
    },

    async finish(id) {
      const job = jobs.get(id);
      if (job === undefined) return fail({ kind: 'not-found', message: 'There was no file to import.' });
      if (job.finishing) return fail({ kind: 'bad-input', message: 'This import has already begun.' });
      job.finishing = true;
      clearTimeout(job.forgotten);
      if (job.cancelled) {
        void forget(id, job);
        return ok(cancelledSummary);
      }
      await Promise.allSettled(job.running);
      try {
        return speakOfUploads(await importPaths(id, await entriesOf(job.folder)), job.folder);
      } catch (thrown) {
        return fail(faultOf(thrown));
      } finally {
        await forget(id, job);
      }
    },

    cancel(id) {
      const job = jobs.get(id);
      if (job === undefined || job.finishing) return;
      job.cancelled = true;
      forgetAfter(cancelledMilliseconds, id, job);
      void removeFiles(job);
    },

    async close() {
      await Promise.all([...jobs].map(([id, job]) => forget(id, job)));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Writes a request's body to a file that must not exist yet. Null when it was written; of a refused one nothing stays. */
async function receive(
  request: IncomingMessage,
  path: string,
  job: { readonly cancelled: boolean },
  limits: UploadLimits,
): Promise<Refusal | null> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    let refusal: Refusal | null = notWhole;
    try {
      refusal = await copy(request, file, job, limits);
    } finally {
      await file.close();
      if (refusal !== null) await rm(path, { force: true });
    }
    return refusal;
  } catch (thrown) {
    return { status: 500, fault: faultOf(thrown) };
  }
}

async function copy(
  request: IncomingMessage,
  file: FileHandle,
  job: { readonly cancelled: boolean },
  limits: UploadLimits,
): Promise<Refusal | null> {
  let length = 0;
  // The socket stays open on leaving early: the refusal still has to go through it.
  const chunks: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > limits.bytesOfFile) return tooLarge(limits);
    if (job.cancelled) return refuse(409, 'cancelled', 'This import was cancelled.');
    await file.writeFile(chunk);
  }
  return request.complete ? null : notWhole;
}

/** What stands at the top of each slot: the files and folders that were dropped. */
async function entriesOf(folder: string): Promise<string[]> {
  const slots = (await readdir(folder)).map((slot) => join(folder, slot));
  const entries: string[] = [];
  for (const slot of slots) entries.push(...(await readdir(slot)).map((name) => join(slot, name)));
  return entries.length > mostPaths ? slots : entries;
}

/** The browser's own paths, where the import names a file. */
function speakOfUploads(result: Result<ImportSummary>, folder: string): Result<ImportSummary> {
  if (!result.ok) return fail(rename(result.fault, folder));
  const faults = result.value.faults.map(({ file, fault }) => ({
    file: withoutFolder(file, folder),
    fault: rename(fault, folder),
  }));
  return ok({ ...result.value, faults });
}

function rename(fault: Fault, folder: string): Fault {
  const message = withoutFolder(fault.message, folder);
  return fault.detail === undefined
    ? { ...fault, message }
    : { ...fault, message, detail: withoutFolder(fault.detail, folder) };
}

/** Takes the folder and the slot off every path in a text. */
function withoutFolder(text: string, folder: string): string {
  return text
    .split(folder)
    .map((part, index) => (index === 0 ? part : part.replace(/^[/\\]\d+[/\\]/, '')))
    .join('');
}

function tooLarge(limits: UploadLimits): Refusal {
  return refuse(413, 'too-large', `A file of more than ${limits.bytesOfFile} bytes cannot be imported.`);
}

function refuse(status: number, kind: Fault['kind'], message: string): Refusal {
  return { status, fault: { kind, message } };
}

function faultOf(thrown: unknown): Fault {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return code === 'ENOSPC'
    ? { kind: 'disk-full', message: 'The disk is full; the file could not be taken.', detail: messageOf(thrown) }
    : { kind: 'unreadable-file', message: 'The file could not be taken.', detail: messageOf(thrown) };
}

const notWhole = refuse(400, 'bad-input', 'The file did not arrive as a whole.');

const cancelledSummary: ImportSummary = {
  added: 0,
  duplicates: 0,
  unread: 0,
  notReports: 0,
  dsyms: 0,
  symbolicated: 0,
  cancelled: true,
  signature: null,
  report: null,
  faults: [],
};
