/**
 * Ids of signatures: a pure 128-bit hash, equal on every system and in every version.
 *
 * FNV-1a with 128 bits, as specified by Fowler, Noll, Vo and Eastlake ("The FNV Non-Cryptographic Hash Algorithm"): no
 * defence against somebody who constructs collisions, and none is needed to tell crashes apart. Written in Crockford's
 * base 32, which has no letters that are mistaken for digits.
 */

const OFFSET_BASIS = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 × 5 bits hold 128. */
const LENGTH = 26;

/** FNV-1a, 128 bit, of bytes (each 0…255). */
export function hash128(bytes: Iterable<number>): bigint {
  let hash = OFFSET_BASIS;
  for (const byte of bytes) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * PRIME);
  return hash;
}

/** The bytes of a text, as little-endian UTF-16: total over all strings, unpaired surrogates too. */
function* bytesOf(text: string): Iterable<number> {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    yield unit & 0xff;
    yield unit >> 8;
  }
}

/** 26 characters, `0-9a-z` without `i l o u`, that stand for a list of texts. Lists that differ anywhere differ here. */
export function digest(parts: readonly string[]): string {
  let rest = hash128(bytesOf(JSON.stringify(parts)));
  let text = '';
  for (let index = 0; index < LENGTH; index++) {
    text = DIGITS.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
