/**
 * Ids of signatures: a pure 128-bit hash, equal on every system and in every version.
 *
 * FNV-1a with 128 bits, as specified by Fowler, Noll, Vo and Eastlake ("The FNV Non-Cryptographic Hash Algorithm"): no
 * defence against somebody who constructs collisions, and none is needed to tell crashes apart. Written in Crockford's
 * base 32, which has no letters that are mistaken for digits.
 */

import { remember } from '../memo.ts';

/** The offset basis 0x6c62272e07bb014262b821756295c58d, 16 bits at a time, the lowest first. */
const BASIS = [0xc58d, 0x6295, 0x2175, 0x62b8, 0x0142, 0x07bb, 0x272e, 0x6c62] as const;
/** The prime is 2^88 + this. */
const PRIME = 0x13b;
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 × 5 bits hold 128. */
const LENGTH = 26;

/**
 * FNV-1a, 128 bit, of bytes (each 0…255). A product with the prime is the hash times 0x13b, and the hash moved up by 88 bits;
 * both are made in plain numbers of 16 bits, which takes a tenth of the time that big integers take.
 */
export function hash128(bytes: Iterable<number>): bigint {
  let [a, b, c, d, e, f, g, h]: readonly [number, number, number, number, number, number, number, number] = BASIS;
  for (const byte of bytes) {
    const low = a ^ byte;
    const [fifth, sixth] = [(low << 8) & 0xffff, ((b << 8) | (low >>> 8)) & 0xffff];
    const seventh = ((c << 8) | (b >>> 8)) & 0xffff;
    let product = low * PRIME;
    a = product & 0xffff;
    product = b * PRIME + (product >>> 16);
    b = product & 0xffff;
    product = c * PRIME + (product >>> 16);
    c = product & 0xffff;
    product = d * PRIME + (product >>> 16);
    d = product & 0xffff;
    product = e * PRIME + (product >>> 16);
    e = product & 0xffff;
    product = f * PRIME + (product >>> 16) + fifth;
    f = product & 0xffff;
    product = g * PRIME + (product >>> 16) + sixth;
    g = product & 0xffff;
    product = h * PRIME + (product >>> 16) + seventh;
    h = product & 0xffff;
  }
  return [h, g, f, e, d, c, b, a].reduce((hash, digit) => (hash << 16n) | BigInt(digit), 0n);
}

/** The bytes of a text, as little-endian UTF-16: total over all strings, unpaired surrogates too. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[2 * index] = unit & 0xff;
    bytes[2 * index + 1] = unit >> 8;
  }
  return bytes;
}

/** 26 characters, `0-9a-z` without `i l o u`, that stand for a list of texts. Lists that differ anywhere differ here. */
export function digest(parts: readonly string[]): string {
  return digestText(JSON.stringify(parts));
}

const digestText = remember((list) => {
  let rest = hash128(bytesOf(list));
  let text = '';
  for (let index = 0; index < LENGTH; index++) {
    text = DIGITS.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
});
