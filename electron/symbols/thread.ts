/**
 * Starts worker threads, with settings of V8 that all threads share.
 *
 * V8 puts what code makes into the old generation at once where much of what that code made before has stayed. In a thread that
 * reads one thing after the other hardly anything stays, but what once did (the code was new, a batch was at its end) makes
 * whole reports wait for the next collection of everything: a tenth of the time, and a hundred megabytes.
 *
 * Where modules are run from their TypeScript sources, each thread strips types by a WebAssembly
 * module that all share, and V8 13.6 may free a wrapper of it while another thread frees the module
 * (`Runtime_TierUpWasmToJSWrapper`, a segmentation fault in one of a dozen runs). Wrappers that are never replaced are never
 * freed; the built app, which has no WebAssembly, is not concerned.
 */
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

const NEVER = 2 ** 30;

export function startThread(url: URL, options: WorkerOptions): Worker {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString(`--wasm-wrapper-tiering-budget=${NEVER}`);
  return new Worker(url, options);
}
