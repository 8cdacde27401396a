/**
 * PNG files whose bytes are the same on every machine: zlib's output differs between builds, so pixels are packed here, by
 * DEFLATE's fixed codes with matches that flat drawings have (the pixel before, the row above). PNG (third edition), RFC 1951.
 */
import { adler32, crc32 } from './checksums.ts';

const LONGEST_MATCH = 258;
const SHORTEST_MATCH = 3;

class Bits {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** Least significant bit first, as DEFLATE writes numbers. */
  put(value: number, bits: number): void {
    this.#held |= value << this.#count;
    this.#count += bits;
    while (this.#count >= 8) {
      this.#bytes.push(this.#held & 0xff);
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  /** Most significant bit first, as DEFLATE writes codes. */
  code(value: number, bits: number): void {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit += 1) reversed |= ((value >> bit) & 1) << (bits - 1 - bit);
    this.put(reversed, bits);
  }

  end(): Uint8Array {
    if (this.#count > 0) this.put(0, 8 - this.#count);
    return Uint8Array.from(this.#bytes);
  }
}

/** The fixed code of a literal or a length symbol. RFC 1951, 3.2.6. */
function symbol(bits: Bits, value: number): void {
  if (value < 144) bits.code(0x30 + value, 8);
  else if (value < 256) bits.code(0x190 + value - 144, 9);
  else if (value < 280) bits.code(value - 256, 7);
  else bits.code(0xc0 + value - 280, 8);
}

/** Symbol, extra bits and their value for a number in a table whose steps double every `per` symbols. RFC 1951, 3.2.5. */
function bucket(value: number, per: 2 | 4): readonly [symbol: number, extra: number, rest: number] {
  if (value < per * 2) return [value, 0, 0];
  const step = per === 4 ? 2 : 1;
  const extra = 31 - Math.clz32(value) - step;
  const top = value >> extra;
  return [extra * per + top, extra, value - (top << extra)];
}

function match(bits: Bits, length: number, distance: number): void {
  if (length === LONGEST_MATCH) symbol(bits, 285);
  else {
    const [code, extra, rest] = bucket(length - SHORTEST_MATCH, 4);
    symbol(bits, 257 + code);
    bits.put(rest, extra);
  }
  const [code, extra, rest] = bucket(distance - 1, 2);
  bits.code(code, 5);
  bits.put(rest, extra);
}

/** Packs bytes; `distances` are those at which repetitions are looked for. */
function deflate(bytes: Uint8Array, distances: readonly number[]): Uint8Array {
  const bits = new Bits();
  bits.put(1, 1);
  bits.put(1, 2);
  for (let at = 0; at < bytes.length;) {
    let [length, distance] = [0, 0];
    for (const candidate of distances) {
      if (candidate > at) continue;
      let found = 0;
      while (
        found < LONGEST_MATCH &&
        at + found < bytes.length &&
        bytes[at + found] === bytes[at + found - candidate]
      ) {
        found += 1;
      }
      if (found > length) [length, distance] = [found, candidate];
    }
    if (length >= SHORTEST_MATCH) {
      match(bits, length, distance);
      at += length;
    } else {
      symbol(bits, bytes[at] ?? 0);
      at += 1;
    }
  }
  symbol(bits, 256);
  return bits.end();
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A PNG of RGB pixels, three bytes each, row by row. */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const stride = width * 3 + 1;
  const rows = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    rows.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), row * stride + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(adler32(rows));
  const packed = Buffer.concat([Buffer.from([0x78, 0x01]), deflate(rows, [3, stride, stride - 3, stride + 3]), sum]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', new Uint8Array())]);
}
