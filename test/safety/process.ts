/** Starts the host that is to be killed, and kills it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How it went. */
export interface Ended {
  /** Complete lines that it said. */
  readonly lines: readonly string[];
  /** Whether it came to its end before it was killed. */
  readonly isDone: boolean;
  readonly complaints: string;
}

const HOST = fileURLToPath(new URL('host.ts', import.meta.url));

/** When to kill: after so many milliseconds since its first sign of life, or after so many lines. */
export interface Kill {
  readonly milliseconds?: number;
  readonly lines?: number;
}

/** Runs the host until its end, or until it is killed with SIGKILL. */
export function runHost(words: readonly string[], kill: Kill = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOST, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, complaints] = ['', ''];
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => void child.kill('SIGKILL');
  if (kill.milliseconds !== undefined) timer = setTimeout(end, kill.milliseconds);
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (kill.lines !== undefined && output.split('\n').length > kill.lines) end();
  });
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', () => {
      clearTimeout(timer);
      const lines = output.split('\n').slice(0, -1);
      resolve({ lines, isDone: lines.at(-1) === 'done', complaints });
    });
  });
}
