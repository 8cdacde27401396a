/**
 * Gets the bytes of the things in a batch, a chunk at a time, and asks whether the library has them while the chunk before
 * is read: whoever imports a folder again should not wait for the same reports to be read again. Runs in a worker.
 */
import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { HEAD as HEAD_BYTES, foreignFault, foreignPacking, packingOf } from '../containers/kinds.ts';
import type { Fault } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import type { PackPlace } from '../store/packs.ts';
import { looksLikeMacho } from '../symbols/macho/container.ts';
import { decodeText } from './decode.ts';
import { readFileBounded, tooLarge } from './file-bytes.ts';
import type { Outcome, StudyItem } from './protocol.ts';
import type { FileBytes, Reading } from './reading.ts';
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
  /** Of their ids those that the library has; asked once. Rejects where the host does not answer. */
  readonly known: () => Promise<ReadonlySet<string>>;
  /** The same, and none as long as the host has not answered or was not asked. */
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

/** What comes from outside, before it is known whether anybody wants it. `id` where its hash is known. */
function examine(item: StudyItem, bytes: Uint8Array, id: string | null = null): Opened | Outcome {
  const { source, fileName } = item;
  if (source.kind === 'file' && looksLikeMacho(bytes.subarray(0, 8))) return { kind: 'symbols', path: source.path };
  if (item.unpack === true && source.kind !== 'bytes') {
    if (packingOf(bytes.subarray(0, HEAD_BYTES)) !== null) return { kind: 'container', source, fileName };
    const foreign = item.incidental ? null : foreignPacking(bytes);
    if (foreign !== null) return refuse(item, foreignFault(foreign));
  }
  if (holdsPrivateKey(decodeText(bytes.subarray(0, HEAD))))
    return { kind: 'refused', file: fileName, fault: PRIVATE_KEY };
  return { item, bytes, id: id ?? hash('sha256', bytes) };
}

/** Files from which on a thread of its own reads them: of fewer, it would be asked in vain. */
const MANY = 48;

/** Begins to read a batch of files ahead; null where it is not one, or has too few. */
function readAhead(items: readonly StudyItem[], { reader, settings }: Bench): Reading | null {
  if (items.length < MANY) return null;
  const paths = items.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []));
  return paths.length === items.length ? reader.begin(paths, settings.largestFile) : null;
}

/** The things of a batch, in chunks. */
export class Opening {
  readonly #items: readonly StudyItem[];
  readonly #bench: Bench;
  readonly #memory = new Slabs();
  #reading: Reading | null = null;
  /** False once the thread that reads ahead has died, and for what it cannot read. */
  #isAhead = true;
  #places: Promise<ReadonlyMap<string, PackPlace>> | null = null;
  #next = 0;

  constructor(items: readonly StudyItem[], bench: Bench) {
    this.#items = items;
    this.#bench = bench;
  }

  /** The bytes of all that was opened are not needed any more. */
  close(): void {
    this.#memory.close();
    this.#reading?.close();
  }

  /** Opens the next things; null where there are none left. Where it `asks`, the answer is on its way when it is wanted. */
  async next(asks: boolean): Promise<OpenedChunk | null> {
    const things = (await this.#takeAhead()) ?? (await this.#openNext());
    if (things.length === 0) return null;
    const ids = things.flatMap((thing) => (isOpened(thing) && thing.item.source.kind !== 'original' ? [thing.id] : []));
    let soFar = NONE;
    let asked: Promise<ReadonlySet<string>> | null = null;
    const known = (): Promise<ReadonlySet<string>> => (asked ??= this.#askKnown(ids).then((found) => (soFar = found)));
    // It is waited for later; a host that fails until then must not end the worker.
    if (asks) known().catch(() => null);
    return { things, known, knownSoFar: () => soFar };
  }

  /** What was read ahead; null where nothing is, or not any more. */
  async #takeAhead(): Promise<readonly (Opened | Outcome)[] | null> {
    if (!this.#isAhead) return null;
    this.#reading ??= readAhead(this.#items, this.#bench);
    if (this.#reading === null) {
      this.#isAhead = false;
      return null;
    }
    try {
      const files = (await this.#reading.next()) ?? [];
      return files.flatMap((file) => {
        const item = this.#items[this.#next++];
        return item === undefined ? [] : [this.#toThing(item, file)];
      });
    } catch {
      this.#isAhead = false;
      return null;
    }
  }

  async #openNext(): Promise<readonly (Opened | Outcome)[]> {
    const things: (Opened | Outcome)[] = [];
    for (let bytes = 0; things.length < CHUNK && bytes < CHUNK_BYTES;) {
      const item = this.#items[this.#next];
      if (item === undefined) break;
      this.#next += 1;
      const thing = await this.#open(item);
      things.push(thing);
      if (isOpened(thing)) bytes += thing.bytes.length;
    }
    return things;
  }

  /** A file that was read, or could not be. */
  #toThing(item: StudyItem, file: FileBytes): Opened | Outcome {
    const { source, fileName } = item;
    if (file.kind === 'read') return examine(item, file.bytes, file.id);
    // No report is that large; what packs many may be.
    const mayPack = item.unpack === true && source.kind === 'file' && file.fault.kind === 'too-large';
    return mayPack && isContainer(source.path) ? { kind: 'container', source, fileName } : refuse(item, file.fault);
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
        const read = readFileBounded(source.path, limit, (size) => this.#memory.take(size));
        return read.ok ? examine(item, read.value) : this.#toThing(item, { kind: 'failed', fault: read.fault });
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
