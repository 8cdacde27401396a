/**
 * Swift's Punycode, RFC 3492 with two changes: the delimiter is `_`, and the digits are `a`–`z` then `A`–`J`, so that
 * the result can stand in a symbol. ASCII characters that may not stand in a symbol (spaces, backquotes, operators)
 * are moved up to U+D800–U+D87F before encoding and come back down here.
 */
import { encodeScalar } from './bytes.ts';

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_SCALAR = 0x80;
const MOVED_ASCII = 0xd800;
const MOVED_ASCII_END = 0xd880;
const HIGHEST_SCALAR = 0x10ffff;

/** Longer inputs than any identifier are refused: inserting is quadratic in the worst case. */
const MAX_LENGTH = 8192;

/** Decodes to a byte string of UTF-8; `null` when the digits are not Punycode or name no character. */
export function decodePunycode(encoded: string): string | null {
  if (encoded.length > MAX_LENGTH) return null;
  const delimiter = encoded.lastIndexOf('_');
  const scalars = Array.from(encoded.slice(0, Math.max(delimiter, 0)), (character) => character.charCodeAt(0));
  let position = delimiter + 1;
  let scalar = INITIAL_SCALAR;
  let insertion = 0;
  let bias = INITIAL_BIAS;
  while (position < encoded.length) {
    const before = insertion;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(encoded.charCodeAt(position));
      if (digit === null) return null;
      position++;
      insertion += digit * weight;
      if (insertion > Number.MAX_SAFE_INTEGER / BASE) return null;
      const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = scalars.length + 1;
    bias = adapt(insertion - before, count, before === 0);
    scalar += Math.floor(insertion / count);
    insertion %= count;
    if (scalar > HIGHEST_SCALAR) return null;
    scalars.splice(insertion, 0, scalar);
    insertion++;
  }
  return encodeScalars(scalars);
}

function encodeScalars(scalars: readonly number[]): string | null {
  let bytes = '';
  for (const scalar of scalars) {
    if (scalar >= MOVED_ASCII_END && scalar < 0xe000) return null;
    const isMoved = scalar >= MOVED_ASCII && scalar < MOVED_ASCII_END;
    bytes += encodeScalar(isMoved ? scalar - MOVED_ASCII : scalar);
  }
  return bytes;
}

function digitOf(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x41 && code <= 0x4a ? code - 0x41 + 26 : null;
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
