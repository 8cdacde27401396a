/**
 * Writes a zip as it comes, entry by entry, without packing: pictures are packed already. Up to 4 GB and 65,535 entries.
 * PKWARE APPNOTE.TXT 6.3.10, 4.3; names are UTF-8 (general purpose bit 11).
 */
import { crc32 } from 'node:zlib';

const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const VERSION = 20;
const UTF8 = 0x0800;
/** Unix, a regular file that its owner may write. */
const MADE_BY_UNIX = 0x031e;
const MODE = 0o100644;

/** Dates of MS-DOS: two seconds fine, from 1980 on, in UTC here. */
function dosTime(milliseconds: number): readonly [time: number, date: number] {
  const at = new Date(milliseconds);
  const year = Math.max(1980, at.getUTCFullYear()) - 1980;
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return [time, (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()];
}

function fields(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) buffer.writeUInt16LE(value, at);
    else buffer.writeUInt32LE(value, at);
    at += bytes;
  }
  return buffer;
}

export class ZipWriter {
  readonly #write: (bytes: Uint8Array) => Promise<unknown>;
  readonly #stamp: readonly [number, number];
  readonly #directory: Buffer[] = [];
  #at = 0;

  /** `now` in Unix milliseconds: the date of all entries. */
  constructor(write: (bytes: Uint8Array) => Promise<unknown>, now: number) {
    this.#write = write;
    this.#stamp = dosTime(now);
  }

  async #put(...chunks: readonly Uint8Array[]): Promise<void> {
    for (const chunk of chunks) {
      await this.#write(chunk);
      this.#at += chunk.length;
    }
  }

  /** Adds a file. Rejects where the zip would grow beyond what its numbers hold. */
  async add(path: string, bytes: Uint8Array): Promise<void> {
    const name = Buffer.from(path);
    const after = this.#at + bytes.length + name.length + 1024;
    if (after > MOST_BYTES || this.#directory.length >= MOST_ENTRIES)
      throw new RangeError('this is more than a zip holds');
    const [time, date] = this.#stamp;
    const facts = fields(
      [UTF8, 2],
      [0, 2],
      [time, 2],
      [date, 2],
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    );
    const offset = this.#at;
    await this.#put(fields([0x0403_4b50, 4], [VERSION, 2]), facts, name, bytes);
    const head = fields([0x0201_4b50, 4], [MADE_BY_UNIX, 2], [VERSION, 2]);
    const tail = fields([0, 2], [0, 2], [0, 2], [(MODE << 16) >>> 0, 4], [offset, 4]);
    this.#directory.push(Buffer.concat([head, facts, tail, name]));
  }

  /** Writes the directory; nothing can be added after. */
  async end(): Promise<void> {
    const start = this.#at;
    await this.#put(...this.#directory);
    const count = this.#directory.length;
    await this.#put(
      fields([0x0605_4b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [this.#at - start, 4], [start, 4], [0, 2]),
    );
  }
}
