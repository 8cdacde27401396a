/**
 * What a command was pointed at, as texts: files, folders of files, archives and bundles of these, or `-` for standard input.
 * A file of several reports gives each of them.
 */
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { partsOf } from '../../shared/formats/parts.ts';
import { readReport } from '../../shared/formats/index.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { endingOf, isSysdiagnose } from '../containers/choice.ts';
import { expand } from '../containers/expand.ts';
import type { Packed } from '../containers/expand.ts';
import { HEAD, packingOf } from '../containers/kinds.ts';
import { INSIDE } from '../containers/names.ts';
import { Scratch } from '../containers/scratch.ts';
import { decodeText } from '../inbox/decode.ts';
import { Gathering } from '../inbox/gathering.ts';
import type { StudyItem } from '../inbox/protocol.ts';
import { findImports } from '../inbox/walk.ts';
import { faultOf } from '../store/faults.ts';
import type { Terminal } from './terminal.ts';

/** Larger files are no crash reports; they are refused before they fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** One input, or why it could not be read. */
export interface TextInput {
  readonly name: string;
  readonly text: Result<string>;
}

type Inputs = AsyncGenerator<TextInput, void, undefined>;

/** Why a file that was named cannot be read. */
export function unreadable(thrown: unknown): Fault {
  const { kind } = faultOf(thrown);
  if (kind === 'not-found') return { kind, message: 'The file cannot be found.' };
  if (kind === 'forbidden') return { kind, message: 'The file may not be read: check its permissions.' };
  return { kind: 'unreadable-file', message: `The file could not be read: ${messageOf(thrown)}.` };
}

/** Each report of a text. */
function* reportsIn(name: string, bytes: Uint8Array): Generator<TextInput, void, undefined> {
  const text = decodeText(bytes);
  const parts = partsOf(text);
  if (parts === null) yield { name, text: ok(text) };
  else for (const part of parts) yield { name: name + INSIDE + part.name, text: ok(part.text) };
}

/** What came out of a container: of what merely lay there, reports alone. */
function* reportsOf(items: readonly StudyItem[]): Generator<TextInput, void, undefined> {
  for (const { source, fileName, incidental } of items) {
    if (source.kind !== 'bytes') continue;
    for (const input of reportsIn(fileName, source.bytes)) {
      if (!incidental || (input.text.ok && readReport(input.text.value).ok)) yield input;
    }
  }
}

async function* readContainer(packed: Packed, name: string): Inputs {
  const [scratch, gathering] = [new Scratch(), new Gathering()];
  let isEmpty = true;
  const note = function* noted(inputs: Iterable<TextInput>): Generator<TextInput, void, undefined> {
    for (const input of inputs) {
      isEmpty = false;
      yield input;
    }
  };
  try {
    for await (const one of expand(packed, name, { scratch })) {
      if (one.kind === 'file') yield* note(reportsOf(gathering.take(one)));
      if (one.kind === 'refused') yield* note([{ name: one.name, text: fail(one.fault) }]);
    }
    yield* note(reportsOf(gathering.rest()));
    if (isEmpty) yield { name, text: fail({ kind: 'not-a-report', message: 'There is no report in it.' }) };
  } finally {
    await scratch.close();
  }
}

async function isContainer(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return packingOf(buffer.subarray(0, bytesRead)) !== null;
  } finally {
    await file.close();
  }
}

async function* readPath(path: string): Inputs {
  try {
    const { size } = await stat(path);
    if (await isContainer(path)) return yield* readContainer({ kind: 'file', path }, path);
    if (size <= MAX_BYTES) return yield* reportsIn(path, await readFile(path));
    const message = `The file has ${Math.round(size / 1e6)} MB; reports of up to 268 MB are read.`;
    yield { name: path, text: fail({ kind: 'too-large', message }) };
  } catch (thrown) {
    yield { name: path, text: fail(unreadable(thrown)) };
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map(({ name }) => join(path, name)).sort();
}

/** A folder that is one thing: a crash point of Xcode's, a sysdiagnose. All of it is looked through. */
async function* readBundle(path: string): Inputs {
  const { items, containers } = await findImports([path], new AbortController().signal);
  for (const { source, incidental } of items.slice(0, items.length)) {
    if (source.kind !== 'file') continue;
    for await (const input of readPath(source.path)) {
      if (!incidental || (input.text.ok && readReport(input.text.value).ok)) yield input;
    }
  }
  for (const { packed, name } of containers) yield* readContainer(packed, name);
}

function isBundle(path: string): boolean {
  return endingOf(basename(path)) === '.xccrashpoint' || isSysdiagnose(basename(path));
}

/** Reads the inputs one after the other; a folder stands for the files directly in it. */
export async function* readInputs(paths: readonly string[], terminal: Terminal): Inputs {
  for (const path of paths) {
    if (path === '-') {
      const bytes = await terminal.readInput();
      if (packingOf(bytes) === null) yield* reportsIn('standard input', bytes);
      else yield* readContainer({ kind: 'bytes', bytes }, 'standard input');
      continue;
    }
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder && isBundle(path)) yield* readBundle(path);
    else for (const file of isFolder ? await filesOf(path) : [path]) yield* readPath(file);
  }
}
