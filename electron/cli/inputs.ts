/** What a command was pointed at, as texts: files, folders of files, or `-` for standard input. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { decodeText } from '../inbox/decode.ts';
import { faultOf } from '../store/faults.ts';
import type { Terminal } from './terminal.ts';

/** Larger files are no crash reports; they are refused before they fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** One input, or why it could not be read. */
export interface TextInput {
  readonly name: string;
  readonly text: Result<string>;
}

/** Why a file that was named cannot be read. */
export function unreadable(thrown: unknown): Fault {
  const { kind } = faultOf(thrown);
  if (kind === 'not-found') return { kind, message: 'The file cannot be found.' };
  if (kind === 'forbidden') return { kind, message: 'The file may not be read: check its permissions.' };
  return { kind: 'unreadable-file', message: `The file could not be read: ${messageOf(thrown)}.` };
}

async function readText(path: string): Promise<Result<string>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      return fail({
        kind: 'too-large',
        message: `The file has ${Math.round(size / 1e6)} MB; reports of up to 268 MB are read.`,
      });
    }
    return ok(decodeText(await readFile(path)));
  } catch (thrown) {
    return fail(unreadable(thrown));
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map(({ name }) => join(path, name)).sort();
}

/** Reads the inputs one after the other; a folder stands for the files directly in it. */
export async function* readInputs(paths: readonly string[], terminal: Terminal): AsyncGenerator<TextInput> {
  for (const path of paths) {
    if (path === '-') {
      yield { name: 'standard input', text: ok(decodeText(await terminal.readInput())) };
      continue;
    }
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    for (const file of isFolder ? await filesOf(path) : [path]) yield { name: file, text: await readText(file) };
  }
}
