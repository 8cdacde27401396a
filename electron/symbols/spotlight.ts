/**
 * Asks Spotlight for dSYMs by UUID: `mdfind -0 "com_apple_xcode_dsym_uuids == <UUID>"`. It finds them anywhere on disks
 * that it indexes, but can be slow, off, or miss files: a second source, never the only one, and with a limit on its time.
 * What it names is looked at like everything else before anybody believes it.
 *
 * mdfind(1): `-0` ends each path with a NUL, since paths may hold line breaks; a query joins conditions with `||`.
 */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';

import type { Uuid } from '../../shared/report/uuid.ts';
import { fail, messageOf, ok, type Result } from '../../shared/result.ts';
import type { Spawn } from './atos.ts';

export interface Spotlight {
  /** Paths of bundles that may hold these builds, at most `MOST_ASKED` of them; which holds which is not said. */
  find(uuids: readonly Uuid[], signal?: AbortSignal): Promise<SpotlightAnswer>;
}

/** What Spotlight said, or why it did not. */
export type SpotlightAnswer =
  | { readonly kind: 'found'; readonly paths: readonly string[] }
  | { readonly kind: 'too-slow' | 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Builds of one question. */
export const MOST_ASKED = 16;

const COMMAND = '/usr/bin/mdfind';
const TIME_LIMIT = 15_000;
const MOST_OUTPUT = 4 << 20;
const MOST_PATHS = 500;
const MOST_COMPLAINT = 1000;

function queryFor(uuids: readonly Uuid[]): string {
  return uuids
    .slice(0, MOST_ASKED)
    .map((uuid) => `com_apple_xcode_dsym_uuids == ${uuid.toUpperCase()}`)
    .join(' || ');
}

/** `timeLimit` in milliseconds, for one question. */
export function createSpotlight(spawn: Spawn, timeLimit = TIME_LIMIT): Spotlight {
  return {
    async find(uuids, signal) {
      if (uuids.length === 0) return { kind: 'found', paths: [] };
      if (signal?.aborted) return { kind: 'cancelled' };
      const child = start(spawn, ['-0', queryFor(uuids)]);
      return child.ok ? listen(child.value, timeLimit, signal) : { kind: 'failed', reason: child.fault.message };
    },
  };
}

function start(spawn: Spawn, parameters: readonly string[]): Result<ChildProcessWithoutNullStreams> {
  try {
    return ok(spawn(COMMAND, parameters));
  } catch (thrown) {
    return fail({ kind: 'engine-failed', message: messageOf(thrown) });
  }
}

function listen(
  child: ChildProcessWithoutNullStreams,
  timeLimit: number,
  signal: AbortSignal | undefined,
): Promise<SpotlightAnswer> {
  return new Promise((resolve) => {
    let [output, complaint] = ['', ''];
    const finish = (answer: SpotlightAnswer): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(answer);
    };
    const stop = (answer: SpotlightAnswer): void => {
      child.kill('SIGKILL');
      finish(answer);
    };
    const abort = (): void => stop({ kind: 'cancelled' });
    const timer = setTimeout(() => stop({ kind: 'too-slow' }), timeLimit);
    signal?.addEventListener('abort', abort);
    child.on('error', (thrown) => finish({ kind: 'failed', reason: messageOf(thrown) }));
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end();
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      if (output.length > MOST_OUTPUT) stop({ kind: 'failed', reason: 'Spotlight named more files than can be.' });
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      if (complaint.length < MOST_COMPLAINT) complaint += part;
    });
    child.on('close', (code) => {
      const paths = output.split('\0').filter((path) => path.startsWith('/'));
      // Where Spotlight is off, mdfind says so and may still end well.
      const reason = complaint.trim().split('\n', 1)[0] ?? '';
      if (code !== 0 || (paths.length === 0 && /disabled|not running|unable/i.test(reason))) {
        finish({ kind: 'failed', reason: reason === '' ? `mdfind ended with ${code}.` : reason });
      } else finish({ kind: 'found', paths: paths.slice(0, MOST_PATHS) });
    });
  });
}
