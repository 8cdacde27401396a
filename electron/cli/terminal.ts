/** The command line's way out: results on standard output, errors on standard error, a code at the end. */
import type { Fault } from '../../shared/result.ts';

/** Exit codes: done; nothing resolved or unread input; wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Where a command writes. Injected, so that commands are tested without a process. */
export interface Terminal {
  /** Width of the screen; without bound where no screen is. */
  readonly columns: number;
  write(text: string): void;
  error(text: string): void;
  readInput(): Promise<Uint8Array>;
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The real terminal. */
export const terminal: Terminal = {
  columns: process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
  write: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  readInput,
};

/** One clear sentence, with the way out where there is one. */
export function printFault(out: Terminal, fault: Fault, subject?: string): void {
  const place = subject === undefined ? '' : `${subject}: `;
  const read = fault.remedy?.kind === 'read' ? ` See ${fault.remedy.url}` : '';
  out.error(`faultline: ${place}${fault.message}${read}\n`);
}
