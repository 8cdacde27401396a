/**
 * Identifiers with letters beyond ASCII in Rust's v0 names: Punycode (RFC 3492)
 * with `_` in place of the hyphen.
 */
import { Malformed } from '../malformed.ts';

const base = 36;
const minThreshold = 1;
const maxThreshold = 26;

/** How far the bias moves after `delta` (RFC 3492, 6.1). */
function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let bias = 0;
  while (rest > ((base - minThreshold) * maxThreshold) / 2) {
    rest = Math.floor(rest / (base - minThreshold));
    bias += base;
  }
  return bias + Math.floor(((base - minThreshold + 1) * rest) / (rest + 38));
}

function digit(char: string | undefined): number {
  if (char !== undefined && /^[a-z]$/.test(char)) return char.charCodeAt(0) - 97;
  if (char !== undefined && /^[0-9]$/.test(char)) return Number(char) + 26;
  throw new Malformed('not Punycode');
}

/** The text that Punycode stands for. */
export function decodePunycode(encoded: string): string {
  const delimiter = encoded.lastIndexOf('_');
  const letters = delimiter < 0 ? [] : Array.from(encoded.slice(0, delimiter));
  let [position, bias, index, codePoint] = [delimiter + 1, 72, 0, 128];
  if (position >= encoded.length) throw new Malformed('Punycode of ASCII');
  while (position < encoded.length) {
    const before = index;
    let weight = 1;
    for (let place = base; ; place += base) {
      const value = digit(encoded[position++]);
      index += value * weight;
      if (index > 0x7fff_ffff) throw new Malformed('Punycode out of range');
      const threshold = Math.min(Math.max(place - bias, minThreshold), maxThreshold);
      if (value < threshold) break;
      weight *= base - threshold;
    }
    const count = letters.length + 1;
    bias = adapted(index - before, count, before === 0);
    codePoint += Math.floor(index / count);
    if (codePoint > 0x10_ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) throw new Malformed('no letter');
    index %= count;
    letters.splice(index++, 0, String.fromCodePoint(codePoint));
  }
  return letters.join('');
}
