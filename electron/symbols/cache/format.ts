/**
 * The file of one slice's symbol cache. Little endian:
 *
 * - a header of 128 bytes: what file it was made from, and where the index lies;
 * - blocks, each on its own: at most 128 consecutive ranges of addresses with everything that is said of them (`block.ts`);
 * - the index: of each block, in the order of addresses, where its addresses begin (as distance from the first), where
 *   it lies in the file and how long it is, as three columns of 32-bit numbers.
 *
 * Header, index and each block carry a CRC-32, so that reading one address checks what it reads and nothing else. The
 * version changes with anything that changes what is written or what the engine would answer.
 */

import { crc32 } from 'node:zlib';

import { toSvma, type Svma } from '../../../shared/report/address.ts';
import { parseArch } from '../../../shared/report/arch.ts';
import type { Arch } from '../../../shared/report/arch.ts';
import { parseUuid } from '../../../shared/report/uuid.ts';
import type { Uuid } from '../../../shared/report/uuid.ts';

const MAGIC = 'FLTSYMS\n';
const VERSION = 2;
export const HEADER_SIZE = 128;
/** Columns of the index: start, place, length. */
export const INDEX_COLUMNS = 3;

/** What stops a cache from being written: the engine's answers do not fit into one. */
export class Uncacheable extends Error {}

/** Of what slice of what file a cache is. Size and time tell when a file of that build was replaced. */
export interface CacheKey {
  readonly uuid: Uuid;
  readonly arch: Arch;
  /** Of the dSYM's file, in bytes. */
  readonly size: number;
  /** Of the dSYM's file, in milliseconds since 1970. */
  readonly modified: number;
}

export interface CacheHeader {
  readonly textVmaddr: Svma;
  /** The distance from `__TEXT` from which the index counts; nothing is known before it. */
  readonly base: number;
  readonly blocks: number;
  readonly indexAt: number;
  readonly indexChecksum: number;
}

/** The header with its checksum. */
export function encodeHeader(key: CacheKey, header: CacheHeader): Uint8Array {
  const bytes = Buffer.alloc(HEADER_SIZE);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(VERSION, 8);
  bytes.write(key.uuid, 16, 'latin1');
  bytes.write(key.arch, 56, 'latin1');
  bytes.writeDoubleLE(key.size, 72);
  bytes.writeDoubleLE(key.modified, 80);
  bytes.writeBigUInt64LE(header.textVmaddr, 88);
  bytes.writeDoubleLE(header.base, 96);
  bytes.writeDoubleLE(header.indexAt, 104);
  bytes.writeUInt32LE(header.blocks, 112);
  bytes.writeUInt32LE(header.indexChecksum, 116);
  bytes.writeUInt32LE(crc32(bytes.subarray(16)), 12);
  return bytes;
}

/** A header as it was written for that key; `null` for one of another version, of another file, or damaged. */
export function decodeHeader(bytes: Buffer, key: CacheKey): CacheHeader | null {
  if (bytes.length < HEADER_SIZE || bytes.readUInt32LE(12) !== crc32(bytes.subarray(16, HEADER_SIZE))) return null;
  const header: CacheHeader = {
    textVmaddr: toSvma(bytes.readBigUInt64LE(88)),
    base: bytes.readDoubleLE(96),
    indexAt: bytes.readDoubleLE(104),
    blocks: bytes.readUInt32LE(112),
    indexChecksum: bytes.readUInt32LE(116),
  };
  return bytes.subarray(0, HEADER_SIZE).equals(encodeHeader(key, header)) ? header : null;
}

/** Of what the file says it is a cache; `null` where nobody wrote such a header. Whether it is sound tells `decodeHeader`. */
export function readKey(bytes: Buffer): CacheKey | null {
  if (bytes.length < HEADER_SIZE) return null;
  const word = (from: number, to: number): string => bytes.toString('latin1', from, to).replace(/\0+$/, '');
  const [uuid, arch] = [parseUuid(word(16, 56)), parseArch(word(56, 72))];
  if (uuid === null || arch === null) return null;
  return { uuid, arch, size: bytes.readDoubleLE(72), modified: bytes.readDoubleLE(80) };
}

/** The name of a slice's cache in its folder. */
export function cacheName({ uuid, arch }: Pick<CacheKey, 'uuid' | 'arch'>): string {
  return `${uuid}-${arch}${CACHE_SUFFIX}`;
}

export const CACHE_SUFFIX = '.symbols';

/** A key as text: equal for equal keys only. */
export function keyName({ uuid, arch, size, modified }: CacheKey): string {
  return `${uuid} ${arch} ${size} ${modified}`;
}
