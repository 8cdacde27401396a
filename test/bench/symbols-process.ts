/** Runs one lookup in a fresh process: ours, or a peer's. Times in milliseconds, memory in bytes. */
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Question } from './symbols-once.ts';

export interface Cost {
  readonly milliseconds: number;
  readonly bytes: number;
}

const run = promisify(execFile);

/** Our time for the lookup alone in a process of `program`, and how far the peak of memory grew during it. */
export async function runOurs(program: string, folder: string, question: Question): Promise<Cost> {
  const file = join(folder, 'question.json');
  writeFileSync(file, JSON.stringify(question));
  const { stdout } = await run(process.execPath, [program, file]);
  return readCost(JSON.parse(stdout));
}

/** llvm-symbolizer's time for its whole process. */
export async function timePeer(tool: string, path: string, addresses: readonly string[]): Promise<number> {
  const start = performance.now();
  const peer = startPeer(tool, path, addresses);
  peer.stdin.end();
  peer.stdout.resume();
  await once(peer, 'close');
  return performance.now() - start;
}

/** The peak memory of its process when it has given all its answers. */
export async function weighPeer(tool: string, path: string, addresses: readonly string[]): Promise<number> {
  const peer = startPeer(tool, path, addresses);
  const lines = createInterface(peer.stdout);
  let left = addresses.length;
  for await (const _ of lines) if (--left === 0) break;
  const status = readFileSync(`/proc/${peer.pid}/status`, 'utf8');
  peer.stdin.end();
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** With `JSON` each answer is one line. */
function startPeer(
  tool: string,
  path: string,
  addresses: readonly string[],
): ChildProcessByStdio<Writable, Readable, null> {
  const peer = spawn(tool, [`--obj=${path}`, '--inlines', '--output-style=JSON'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  peer.stdin.write(`${addresses.join('\n')}\n`);
  return peer;
}

function readCost(value: unknown): Cost {
  if (typeof value !== 'object' || value === null || !('milliseconds' in value) || !('bytes' in value))
    throw new Error('a process gave no figures');
  return { milliseconds: Number(value.milliseconds), bytes: Number(value.bytes) };
}
