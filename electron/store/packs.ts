/**
 * Packs: files of many originals, for imports of many. One file an original costs more than reading it does; a pack is
 * appended to in blocks and brought to the disk once for a whole batch.
 *
 * `reports/packs/<number>.pack`. A pack has one writer in its life and is not appended to again, so that what a kill left
 * behind the last finished batch is never in the way: no row refers to it. Nothing in a pack is changed later; see
 * `compact.ts` for how deleted originals leave.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, writevSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BLOCK_MARK, HEAD_START, encodeBlock, headLength, readBody, readHead } from './pack-blocks.ts';
import type { BlockHead, Original } from './pack-blocks.ts';

/** Where an original lies: the pack's number, the block's position in it, and its place among the block's originals. */
export interface PackPlace {
  readonly pack: number;
  readonly block: number;
  readonly entry: number;
}

/** Bytes of originals in a block: enough to find what they share, few enough to read one of them at once. */
const BLOCK_BYTES = 512 * 1024;
/** Originals beyond that are files of their own. */
export const LARGEST_PACKED = 8 * 1024 * 1024;
/** Bytes after which a new pack is begun. */
const PACK_BYTES = 64 * 1024 * 1024;
/** Milliseconds without a write after which nobody goes on writing to a pack, and more of them, after which all know. */
const IDLE = 600_000;
const SETTLED = 3_600_000;

const sync = promisify(fdatasync);

/** The folder of the packs. */
export function packFolder(library: string): string {
  return join(library, 'reports', 'packs');
}

/** Where the pack of that number is. */
export function packPath(library: string, pack: number): string {
  return join(packFolder(library), `${pack}.pack`);
}

/** Numbers of all packs in the library's folder, the oldest first. */
export async function listPacks(library: string): Promise<readonly number[]> {
  const names = await readdir(packFolder(library)).catch(() => []);
  return packNumbers(names);
}

function packNumbers(names: readonly string[]): readonly number[] {
  const numbers = names.flatMap((name) => /^([1-9]\d{0,8})\.pack$/.exec(name)?.[1] ?? []).map(Number);
  return numbers.toSorted((left, right) => left - right);
}

interface OpenPack {
  readonly number: number;
  readonly file: number;
  /** Bytes that were written whole. */
  length: number;
  /** Of the last write, in milliseconds. */
  writtenAt: number;
  isClosed: boolean;
}

/** Opens a pack that nobody else writes to: another host may be about to make the same one. */
function createPack(library: string): OpenPack {
  const folder = packFolder(library);
  mkdirSync(folder, { recursive: true });
  for (let number = (packNumbers(readdirSync(folder)).at(-1) ?? 0) + 1; ; number += 1) {
    try {
      const file = openSync(packPath(library, number), 'wx', 0o600);
      syncFolder(folder);
      return { number, file, length: 0, writtenAt: Date.now(), isClosed: false };
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    }
  }
}

/** A new name is on the disk only when its folder is. Where folders cannot be opened (Windows) the system sees to it. */
function syncFolder(folder: string): void {
  let file: number;
  try {
    file = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isFinished({ length, writtenAt }: OpenPack): boolean {
  const idle = Date.now() - writtenAt;
  return length >= PACK_BYTES || idle >= IDLE || idle < 0;
}

/** Whether a pack is one that no host writes to any more. `now` in Unix milliseconds. */
export async function isSettled(library: string, pack: number, now: number): Promise<boolean> {
  const found = await stat(packPath(library, pack)).catch(() => null);
  return found !== null && now - found.mtimeMs > SETTLED;
}

/** Blocks that are compressed at a time. */
const ROOMS = 4;

/** Where the originals of blocks come together. Memory of its own for each costs more than compressing it. */
class Rooms {
  readonly #free: Uint8Array[] = [];
  readonly #waiting: ((room: Uint8Array) => void)[] = [];
  #made = 0;

  /** Runs `work` with a room that nobody else uses meanwhile; waits until one is free. */
  async use<Value>(work: (room: Uint8Array) => Promise<Value>): Promise<Value> {
    const room =
      this.#free.pop() ??
      this.#make() ??
      (await new Promise<Uint8Array>((resolve) => void this.#waiting.push(resolve)));
    try {
      return await work(room);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(room);
      else next(room);
    }
  }

  #make(): Uint8Array | null {
    if (this.#made === ROOMS) return null;
    this.#made += 1;
    return new Uint8Array(BLOCK_BYTES + BLOCK_BYTES / 4);
  }
}

/** Writes packs, one after the other. One writer for each thread that keeps originals. */
export class PackWriter {
  readonly #library: string;
  #pack: OpenPack | null = null;
  readonly #rooms = new Rooms();
  /** Blocks are written one after the other, whatever became of the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(library: string) {
    this.#library = library;
  }

  /** Originals that are brought to the disk together. */
  begin(): PackBatch {
    return new PackBatch((originals) => this.#append(originals));
  }

  /** Ends the pack: the next original begins a new one. */
  async close(): Promise<void> {
    const pack = this.#pack;
    if (pack === null) return;
    this.#pack = null;
    // Batches that are under way have blocks in it, and nothing to bring them to the disk with once it is closed.
    await sync(pack.file);
    pack.isClosed = true;
    closeSync(pack.file);
  }

  #append(originals: readonly Original[]): Promise<WrittenBlock> {
    // Compressed at once, several at a time: in turns each would wait until this thread next has a moment.
    const encoded = this.#rooms.use((room) => encodeBlock(originals, room));
    encoded.catch(() => null);
    const mine = this.#last.then(async () => this.#write(await encoded));
    this.#last = mine.catch(() => null);
    return mine;
  }

  async #write(parts: readonly Uint8Array[]): Promise<WrittenBlock> {
    if (this.#pack !== null && isFinished(this.#pack)) await this.close();
    const pack = (this.#pack ??= createPack(this.#library));
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const position = pack.length;
    try {
      // A block is small, and goes no further than into the system's memory: waiting for a turn would take longer.
      const bytesWritten = writevSync(pack.file, [...parts], position);
      if (bytesWritten !== length) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
    } catch (thrown) {
      // Half a block is room that nobody will ever use.
      ftruncateSync(pack.file, position);
      throw thrown;
    }
    pack.length += length;
    pack.writtenAt = Date.now();
    return { pack: pack.number, block: position, synced: async () => (pack.isClosed ? undefined : sync(pack.file)) };
  }
}

interface WrittenBlock extends Omit<PackPlace, 'entry'> {
  readonly synced: () => Promise<void>;
}

/** Some originals on their way into packs. */
export class PackBatch {
  readonly #append: (originals: readonly Original[]) => Promise<WrittenBlock>;
  readonly #blocks: { readonly ids: readonly string[]; readonly written: Promise<WrittenBlock | Error> }[] = [];
  #open: Original[] = [];
  #size = 0;

  constructor(append: (originals: readonly Original[]) => Promise<WrittenBlock>) {
    this.#append = append;
  }

  /** Takes an original in. Its bytes must not change until the batch is finished. */
  add(id: string, bytes: Uint8Array): void {
    this.#open.push({ id, bytes });
    this.#size += bytes.length;
    if (this.#size >= BLOCK_BYTES) this.#cut();
  }

  #cut(): void {
    if (this.#open.length === 0) return;
    const originals = this.#open;
    [this.#open, this.#size] = [[], 0];
    // Looked at later; until then a failure must not count as one that nobody hears of.
    const written = this.#append(originals).catch((thrown: unknown) => toError(thrown));
    this.#blocks.push({ ids: originals.map(({ id }) => id), written });
  }

  /** Resolves when all are on the disk, with the place of each. Rejects with what the file system threw; then none is kept. */
  async finish(): Promise<ReadonlyMap<string, PackPlace>> {
    this.#cut();
    const places = new Map<string, PackPlace>();
    const packs = new Map<number, () => Promise<void>>();
    for (const { ids, written } of this.#blocks) {
      const done = await written;
      if (done instanceof Error) throw done;
      const { pack, block, synced } = done;
      for (const [entry, id] of ids.entries()) places.set(id, { pack, block, entry });
      packs.set(pack, synced);
    }
    for (const synced of packs.values()) await synced();
    return places;
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The head of the block at a position; null where none is. */
async function headAt(file: FileHandle, position: number): Promise<BlockHead | null> {
  const length = headLength(await readAt(file, position, HEAD_START));
  return length === null ? null : readHead(await readAt(file, position, length));
}

async function bodyAt(file: FileHandle, position: number, head: BlockHead): Promise<readonly Original[]> {
  const length = head.blockLength - head.headLength;
  const body = await readAt(file, position + head.headLength, length);
  if (body.length < length) throw new Error('a block of originals is cut off');
  return readBody(head, body);
}

/** All originals of the block at a place. Throws what the file system throws, and where the block is damaged. */
export async function readBlock(library: string, pack: number, block: number): Promise<readonly Original[]> {
  const file = await open(packPath(library, pack), 'r');
  try {
    const head = await headAt(file, block);
    if (head === null) throw new Error('a block of originals is damaged');
    return await bodyAt(file, block, head);
  } finally {
    await file.close();
  }
}

/** A block as it was met on a walk over a pack. */
export interface WalkedBlock {
  readonly block: number;
  /** Null where it is damaged. */
  readonly originals: readonly Original[] | null;
}

/** Bytes looked through at a time for the next block behind a damaged one. */
const WINDOW = 1024 * 1024;

/** The next position at which a block may begin; null behind the last. */
async function nextMark(file: FileHandle, from: number): Promise<number | null> {
  for (let position = from; ; position += WINDOW) {
    const window = await readAt(file, position, WINDOW + BLOCK_MARK.length - 1);
    const found = window.indexOf(BLOCK_MARK);
    if (found !== -1) return position + found;
    if (window.length < WINDOW) return null;
  }
}

/** Walks over the blocks of a pack without the database. Behind a damaged block it goes on where the next one begins. */
export async function* walkPack(library: string, pack: number): AsyncGenerator<WalkedBlock> {
  const file = await open(packPath(library, pack), 'r');
  try {
    const { size } = await file.stat();
    for (let position: number | null = 0; position !== null && position < size;) {
      const head: BlockHead | null = await headAt(file, position);
      const originals: readonly Original[] | null =
        head === null ? null : await bodyAt(file, position, head).catch(() => null);
      yield { block: position, originals };
      position = head === null || originals === null ? await nextMark(file, position + 1) : position + head.blockLength;
    }
  } finally {
    await file.close();
  }
}
