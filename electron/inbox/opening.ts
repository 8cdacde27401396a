/**
 * Gets the bytes of the things in a batch, a chunk at a time, and asks whether the library has them while the chunk before
 * is read: whoever imports a folder again should not wait for the same reports to be read again. Runs in a worker.
 */
import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { HEAD as HEAD_BYTES, foreignFault, foreignPacking, packingOf } from '../containers/kinds.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import type { PackPlace } from '../store/packs.ts';
import { looksLikeMacho } from '../symbols/macho/container.ts';
import { decodeText } from './decode.ts';
import type { Outcome, StudyItem } from './protocol.ts';
import { Slabs } from './slabs.ts';
import type { Bench } from './study.ts';

/** One thing with its bytes. */
export interface Opened {
  readonly item: StudyItem;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly id: string;
}

/** Things that were opened together, or what became of them instead, in their order. */
export interface OpenedChunk {
  readonly things: readonly (Opened | Outcome)[];
  /** Of their ids those that the library has. Rejects where the host does not answer. */
  readonly known: Promise<ReadonlySet<string>>;
  /** The same, and none as long as the host has not answered. */
  readonly knownSoFar: () => ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Things that are opened at a time, and bytes after which no more are. */
const [CHUNK, CHUNK_BYTES] = [64, 4 * 1024 * 1024];

/** Keys have a place of their own. Kept as an unread file one would lie open in the library, and in its backups. */
const PRIVATE_KEY: Fault = {
  kind: 'forbidden',
  message:
    'This is a private key, so it was not imported. Add it under Settings › Accounts, or with faultline accounts add.',
};

/** Bytes in which a key says that it is one. */
const HEAD = 4096;

function holdsPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY') && /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
}

function tooLarge(limit: number): Fault {
  const megabytes = Math.floor(limit / (1024 * 1024));
  return { kind: 'too-large', message: `The file is larger than ${megabytes} MB: no crash report is that large.` };
}

/** The bytes of an open file of a size; fewer where it has become shorter meanwhile. */
function readWhole(file: number, size: number, memory: Slabs): Uint8Array {
  const bytes = memory.take(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, bytes, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Synchronous: a worker has nothing better to do, and small files are read four times as fast. */
function readFileBounded(path: string, limit: number, memory: Slabs): Result<Uint8Array> {
  try {
    const file = openSync(path, 'r');
    try {
      const found = fstatSync(file);
      if (!found.isFile()) return fail({ kind: 'unreadable-file', message: 'This is not a file.' });
      if (found.size > limit) return fail(tooLarge(limit));
      return ok(readWhole(file, found.size, memory));
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    return fail({ kind: 'unreadable-file', message: 'The file cannot be opened.', detail: messageOf(thrown) });
  }
}

/** Whether a file packs others, by its first bytes alone. */
function isContainer(path: string): boolean {
  const head = readBeginning(path);
  return head !== null && packingOf(head) !== null;
}

function readBeginning(path: string): Uint8Array | null {
  try {
    const file = openSync(path, 'r');
    try {
      const head = new Uint8Array(HEAD_BYTES);
      return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** The outcome of a thing that could not be taken in. */
export function refuse({ source, fileName }: StudyItem, fault: Fault): Outcome {
  return { kind: 'refused', file: source.kind === 'file' ? source.path : fileName, fault };
}

export function isOpened(thing: Opened | Outcome): thing is Opened {
  return 'item' in thing;
}

/** What comes from outside, before it is known whether anybody wants it. */
function examine(item: StudyItem, bytes: Uint8Array): Opened | Outcome {
  const { source, fileName } = item;
  if (source.kind === 'file' && looksLikeMacho(bytes.subarray(0, 8))) return { kind: 'symbols', path: source.path };
  if (item.unpack === true && source.kind !== 'bytes') {
    if (packingOf(bytes.subarray(0, HEAD_BYTES)) !== null) return { kind: 'container', source, fileName };
    const foreign = item.incidental ? null : foreignPacking(bytes);
    if (foreign !== null) return refuse(item, foreignFault(foreign));
  }
  if (holdsPrivateKey(decodeText(bytes.subarray(0, HEAD))))
    return { kind: 'refused', file: fileName, fault: PRIVATE_KEY };
  return { item, bytes, id: hash('sha256', bytes) };
}

/** The things of a batch, in chunks. */
export class Opening {
  readonly #items: readonly StudyItem[];
  readonly #bench: Bench;
  readonly #memory = new Slabs();
  #places: Promise<ReadonlyMap<string, PackPlace>> | null = null;
  #next = 0;

  constructor(items: readonly StudyItem[], bench: Bench) {
    this.#items = items;
    this.#bench = bench;
  }

  /** The bytes of all that was opened are not needed any more. */
  close(): void {
    this.#memory.close();
  }

  /** Opens the next things; null where there are none left. */
  async next(): Promise<OpenedChunk | null> {
    const things: (Opened | Outcome)[] = [];
    const ids: string[] = [];
    for (let bytes = 0; things.length < CHUNK && bytes < CHUNK_BYTES;) {
      const item = this.#items[this.#next];
      if (item === undefined) break;
      this.#next += 1;
      const thing = await this.#open(item);
      things.push(thing);
      if (!isOpened(thing)) continue;
      bytes += thing.bytes.length;
      if (item.source.kind !== 'original') ids.push(thing.id);
    }
    if (things.length === 0) return null;
    let soFar = NONE;
    const known = this.#askKnown(ids).then((found) => (soFar = found));
    // It is waited for later; a host that fails until then must not end the worker.
    known.catch(() => null);
    return { things, known, knownSoFar: () => soFar };
  }

  async #askKnown(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return NONE;
    return new Set(await this.#bench.ask({ kind: 'known', ids }));
  }

  async #open(item: StudyItem): Promise<Opened | Outcome> {
    const { source } = item;
    const limit = this.#bench.settings.largestFile;
    switch (source.kind) {
      case 'file': {
        const read = readFileBounded(source.path, limit, this.#memory);
        if (read.ok) return examine(item, read.value);
        // No report is that large; what packs many may be.
        const isPacked = item.unpack === true && read.fault.kind === 'too-large' && isContainer(source.path);
        return isPacked ? { kind: 'container', source, fileName: item.fileName } : refuse(item, read.fault);
      }
      case 'bytes':
        return source.bytes.length > limit ? refuse(item, tooLarge(limit)) : examine(item, source.bytes);
      case 'original':
        try {
          const places = await (this.#places ??= this.#findPlaces());
          const bytes = await this.#bench.originals.read(source.id, places.get(source.id) ?? null);
          return item.unpack === true ? examine(item, bytes) : { item, bytes, id: source.id };
        } catch (thrown) {
          return refuse(item, faultOf(thrown));
        }
    }
  }

  /** Asked once for the whole batch. */
  #findPlaces(): Promise<ReadonlyMap<string, PackPlace>> {
    const ids = this.#items.flatMap(({ source }) => (source.kind === 'original' ? [source.id] : []));
    return this.#bench.ask({ kind: 'places', ids });
  }
}
