/**
 * The blocks that packs are made of. A block holds some originals, compressed together (crash reports of an app share most
 * of their text), and says in its head what they are, so that a pack can be read without the database.
 *
 * Layout, all numbers of 32 bits and little-endian: `FLB1`, the number of originals, the length of all of them, the length
 * of the compressed bytes, the CRC-32 of the head without this field; for each original its SHA-256 and its length; then one
 * zstd frame (RFC 8878) with all of them one after the other.
 */
import { promisify } from 'node:util';
import { constants, crc32, zstdCompress, zstdDecompress } from 'node:zlib';

const MAGIC = 0x31_42_4c_46;
/** Bytes before the list of originals, and of one entry in it. */
const [FIXED, ENTRY] = [20, 36];
/** Lengths before the CRC and behind it. */
const BEFORE_CRC = 16;
/** More originals than any writer puts in a block, and more bytes: what claims them is damage. */
const [MOST_ENTRIES, MOST_BYTES] = [65_536, 1 << 30];
const COMPRESSION = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  // Most blocks come out in one or two pieces of that size.
  chunkSize: 64 * 1024,
};

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** One original in memory. `id` is the SHA-256 of its bytes, in hex. */
export interface Original {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What the head of a block says. */
export interface BlockHead {
  readonly entries: readonly { readonly id: string; readonly length: number }[];
  /** Length of the head, and of the whole block with it. */
  readonly headLength: number;
  readonly blockLength: number;
}

/** Length of the part of a head that says how long the rest is. */
export const HEAD_START = FIXED;

/** The bytes with which every block begins. */
export const BLOCK_MARK: Uint8Array = Uint8Array.of(0x46, 0x4c, 0x42, 0x31);

function crcOf(head: Uint8Array): number {
  return crc32(head.subarray(FIXED), crc32(head.subarray(0, BEFORE_CRC)));
}

/** All bytes one after the other; in `room` where they fit into it. */
function gather(originals: readonly Original[], room: Uint8Array): Uint8Array {
  const length = originals.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const raw = length <= room.length ? room.subarray(0, length) : new Uint8Array(length);
  let at = 0;
  for (const { bytes } of originals) {
    raw.set(bytes, at);
    at += bytes.length;
  }
  return raw;
}

/**
 * A block of these originals, in two parts to be written one after the other. `room` is memory that nobody else uses until
 * then: taking new memory for each block costs more than compressing it.
 */
export async function encodeBlock(
  originals: readonly Original[],
  room: Uint8Array = new Uint8Array(0),
): Promise<readonly Uint8Array[]> {
  const head = Buffer.alloc(FIXED + ENTRY * originals.length);
  const raw = gather(originals, room);
  const body = await compress(raw, { ...COMPRESSION, pledgedSrcSize: raw.length });
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(originals.length, 4);
  head.writeUInt32LE(raw.length, 8);
  head.writeUInt32LE(body.length, 12);
  for (const [index, { id, bytes }] of originals.entries()) {
    head.write(id, FIXED + ENTRY * index, 'hex');
    head.writeUInt32LE(bytes.length, FIXED + ENTRY * index + 32);
  }
  head.writeUInt32LE(crcOf(head), BEFORE_CRC);
  return [head, body];
}

/** How long the head is that begins with these bytes; null where they begin none. */
export function headLength(start: Uint8Array): number | null {
  if (start.length < FIXED) return null;
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const [count, raw] = [view.getUint32(4, true), view.getUint32(8, true)];
  if (view.getUint32(0, true) !== MAGIC || count === 0 || count > MOST_ENTRIES || raw > MOST_BYTES) return null;
  return FIXED + ENTRY * count;
}

/** Reads a whole head; null where it is damaged. */
export function readHead(bytes: Uint8Array): BlockHead | null {
  const length = headLength(bytes);
  if (length === null || bytes.length < length) return null;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  if (crcOf(head) !== head.readUInt32LE(BEFORE_CRC)) return null;
  const entries = Array.from({ length: head.readUInt32LE(4) }, (_, index) => {
    const at = FIXED + ENTRY * index;
    return { id: head.toString('hex', at, at + 32), length: head.readUInt32LE(at + 32) };
  });
  const sum = entries.reduce((total, entry) => total + entry.length, 0);
  return sum === head.readUInt32LE(8)
    ? { entries, headLength: length, blockLength: length + head.readUInt32LE(12) }
    : null;
}

/** The originals of a block, out of its compressed bytes. Rejects where these are damaged. */
export async function readBody({ entries }: BlockHead, body: Uint8Array): Promise<readonly Original[]> {
  const length = entries.reduce((total, entry) => total + entry.length, 0);
  // One byte more, for an empty file is one, too.
  const raw = await decompress(body, { maxOutputLength: length + 1 });
  if (raw.length !== length) throw new Error('a block of originals is damaged');
  let at = 0;
  return entries.map((entry) => ({ id: entry.id, bytes: raw.subarray(at, (at += entry.length)) }));
}
