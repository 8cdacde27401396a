/**
 * The engine that asks Apple's atos, where there is one. Starting it costs seconds on a large dSYM, so an image is one
 * process and all its addresses go through standard input at once; thousands at a time have crashed others, so few run
 * together. atos demangles by itself: names come back as people read them.
 */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';

import { toHex, type Svma } from '../../shared/report/address.ts';
import { fail, messageOf, ok, type Result } from '../../shared/result.ts';
import { answerOf, splitBlocks } from './atos-grammar.ts';
import { CANCELLED, type Answer, type SliceRef, type SymbolEngine } from './engine.ts';
import { createPool } from './pool.ts';

/** `child_process.spawn`, as far as it is used here. */
export type Spawn = (command: string, parameters: readonly string[]) => ChildProcessWithoutNullStreams;

export interface AtosEngineOptions {
  readonly spawn: Spawn;
  /** For one image, in milliseconds. */
  readonly timeLimit?: number;
}

const COMMAND = 'atos';
const CONCURRENCY = 2;
const TIME_LIMIT = 120_000;
const MAX_OUTPUT = 256 << 20;
const MAX_COMPLAINT = 4000;

export function createAtosEngine({ spawn, timeLimit = TIME_LIMIT }: AtosEngineOptions): SymbolEngine {
  const pool = createPool(CONCURRENCY);
  const running = new Set<ChildProcessWithoutNullStreams>();
  return {
    name: 'atos',

    async lookup(slice, addresses, signal) {
      if (addresses.length === 0) return ok([]);
      return pool(async () => {
        if (signal?.aborted) return fail(CANCELLED);
        const run = await runAtos(spawn, slice, addresses, { timeLimit, running, signal });
        return run.ok ? readOutput(run.value, slice, addresses.length) : run;
      });
    },

    async close() {
      for (const child of running) child.kill();
    },
  };
}

/** Loaded at its own `__TEXT`, an image's addresses are those of its file. */
function parametersFor({ path, arch, textVmaddr }: SliceRef): readonly string[] {
  return ['-i', '-fullPath', '-o', path, '-arch', arch, '-l', toHex(textVmaddr)];
}

/** What one process said. */
interface Output {
  readonly text: string;
  readonly complaint: string;
}

interface RunContext {
  readonly timeLimit: number;
  readonly running: Set<ChildProcessWithoutNullStreams>;
  readonly signal: AbortSignal | undefined;
}

async function runAtos(
  spawn: Spawn,
  slice: SliceRef,
  addresses: readonly Svma[],
  context: RunContext,
): Promise<Result<Output>> {
  const { timeLimit, running, signal } = context;
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(COMMAND, parametersFor(slice));
  } catch (thrown) {
    return notStarted(thrown);
  }
  running.add(child);
  return new Promise<Result<Output>>((resolve) => {
    let text = '';
    let complaint = '';
    const finish = (result: Result<Output>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      running.delete(child);
      resolve(result);
    };
    const stop = (result: Result<Output>): void => {
      child.kill('SIGKILL');
      finish(result);
    };
    const abort = (): void => stop(fail(CANCELLED));
    const seconds = Math.round(timeLimit / 1000);
    const tooLong = `atos did not answer within ${seconds} seconds for ${slice.path}.`;
    const timer = setTimeout(
      () => stop(fail({ kind: 'engine-failed', message: tooLong, remedy: { kind: 'retry' } })),
      timeLimit,
    );
    signal?.addEventListener('abort', abort);
    child.on('error', (thrown) => finish(notStarted(thrown)));
    // Where atos ends before it has read everything, its own words (below) say why.
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const message = `atos answered more than ${MAX_OUTPUT} characters for ${slice.path}.`;
      if (text.length > MAX_OUTPUT) stop(fail({ kind: 'engine-failed', message }));
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      if (complaint.length < MAX_COMPLAINT) complaint += part;
    });
    child.on('close', () => finish(ok({ text, complaint: complaint.trim().slice(0, MAX_COMPLAINT) })));
    child.stdin.end(addresses.map((address) => `${toHex(address)}\n`).join(''));
  });
}

function notStarted(thrown: unknown): Result<never> {
  const message = 'atos could not be started. It comes with Xcode’s command line tools, on a Mac only.';
  return fail({ kind: 'engine-failed', message, detail: messageOf(thrown) });
}

function readOutput({ text, complaint }: Output, slice: SliceRef, count: number): Result<readonly Answer[]> {
  const blocks = splitBlocks(text);
  if (blocks.length === count) return ok(blocks.map(answerOf));
  const said = complaint.split('\n', 1)[0] ?? '';
  const message =
    said === '' ? `atos gave ${blocks.length} answers to ${count} addresses of ${slice.path}.` : `atos says: ${said}`;
  return fail({ kind: 'engine-failed', message, ...(complaint === '' ? {} : { detail: complaint }) });
}
