/** The two checksums of a PNG: CRC-32 of its chunks and Adler-32 of its pixels. */
import { crc32 as crcOf } from 'node:zlib';

/** CRC-32 as PNG has it. */
export function crc32(bytes: Uint8Array): number {
  return crcOf(bytes);
}

/** RFC 1950, 9. */
export function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}
