/**
 * What packs other files, by its first bytes: names are whatever mail programs and people made of them.
 * zip: APPNOTE.TXT 4.3.7; gzip: RFC 1952 2.3; tar: POSIX.1-2017 pax, "ustar Interchange Format".
 */

import type { Fault } from '../../shared/result.ts';

/** What is unpacked here. */
export type Packing = 'zip' | 'gzip' | 'tar';

/** First bytes that are needed to tell. */
export const HEAD = 512;

const [CHECKSUM, CHECKSUM_END] = [148, 156];
const SPACE = 0x20;

function beginsWith(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** The number in a field of octal digits; null where it holds anything else. */
export function octal(field: Uint8Array): number | null {
  const digits = Buffer.from(field).toString('latin1').replaceAll('\0', ' ').trim();
  return /^[0-7]{1,21}$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

/** Whether 512 bytes are the head of an entry in a tar: its checksum says so, as older tars have no mark. */
export function isTarHead(head: Uint8Array): boolean {
  // The end of the block is empty in every kind of tar, and no text has a zero there.
  if (head.length < HEAD || head[0] === 0 || head[HEAD - 1] !== 0) return false;
  const stated = octal(head.subarray(CHECKSUM, CHECKSUM_END));
  // Some old tools took bytes for numbers from -128 on.
  let [sum, signed] = [0, 0];
  for (let at = 0; at < HEAD; at += 1) {
    const byte = at >= CHECKSUM && at < CHECKSUM_END ? SPACE : (head[at] ?? 0);
    sum += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stated === sum || stated === signed;
}

/** How a file is packed that begins like that; null where it is not, or in a way that is not read. */
export function packingOf(head: Uint8Array): Packing | null {
  if (beginsWith(head, 0x50, 0x4b, 0x03, 0x04) || beginsWith(head, 0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (beginsWith(head, 0x1f, 0x8b, 0x08)) return 'gzip';
  return isTarHead(head) ? 'tar' : null;
}

/** What to say of a packing that is not read here. */
export function foreignFault(packing: string): Fault {
  const message = `It is packed with ${packing}, which is not unpacked here. Unpack it and add the folder.`;
  return { kind: 'unreadable-file', message };
}

const FOREIGN: readonly (readonly [name: string, beginning: readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['Apple Archive', [0x41, 0x41, 0x30, 0x31]],
  ['xar', [0x78, 0x61, 0x72, 0x21]],
];

/** The name of a packing that is not read here; null where it is none. */
export function foreignPacking(head: Uint8Array): string | null {
  // `BZh` is followed by a digit: text may begin with the letters.
  if (beginsWith(head, 0x42, 0x5a, 0x68) && !(head[3] !== undefined && head[3] >= 0x31 && head[3] <= 0x39)) return null;
  return FOREIGN.find(([, beginning]) => beginsWith(head, ...beginning))?.[0] ?? null;
}

/** Whether a file that begins like that is no text. UTF-16 says that it is. */
export function looksBinary(head: Uint8Array): boolean {
  const isMarked = beginsWith(head, 0xff, 0xfe) || beginsWith(head, 0xfe, 0xff);
  return !isMarked && head.subarray(0, HEAD).includes(0);
}
