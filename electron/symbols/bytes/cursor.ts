/** A reading position in a stretch of little-endian bytes. A read behind the end throws `RangeError` (see `attempt`). */

import { Malformed } from './malformed.ts';

const HIGH = 0x1_0000_0000;

/** Reads numbers one after the other. `position` counts from the start of the stretch. */
export class Cursor {
  position = 0;
  readonly bytes: Uint8Array;
  readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.position >= this.view.byteLength;
  }

  u8(): number {
    return this.view.getUint8(this.position++);
  }

  u16(): number {
    const value = this.view.getUint16(this.position, true);
    this.position += 2;
    return value;
  }

  u24(): number {
    return this.u16() | (this.u8() << 16);
  }

  u32(): number {
    const value = this.view.getUint32(this.position, true);
    this.position += 4;
    return value;
  }

  /** A 64-bit offset, size or index. Beyond 2^53 it cannot be one of a real file. */
  u64(): number {
    const value = this.u32() + this.u32() * HIGH;
    if (!Number.isSafeInteger(value)) throw new Malformed('an offset is larger than any file.');
    return value;
  }

  /** Eight bytes of which only the value below 2^53 matters: line numbers, constants. */
  loose64(): number {
    return this.u32() + this.u32() * HIGH;
  }

  /** Unsigned LEB128 (DWARF 5, 7.6). Exact up to 2^53. */
  uleb(): number {
    let byte = this.view.getUint8(this.position++);
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let scale = 0x80, left = MAX_LEB; ; scale *= 0x80) {
      byte = this.view.getUint8(this.position++);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (--left === 0) throw new Malformed('a number is longer than 64 bits.');
    }
  }

  /** Signed LEB128. Exact up to 2^53. */
  sleb(): number {
    let value = 0;
    for (let scale = 1, left = MAX_LEB; ;) {
      const byte = this.view.getUint8(this.position++);
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte < 0x80) return byte & 0x40 ? value - scale : value;
      if (--left === 0) throw new Malformed('a number is longer than 64 bits.');
    }
  }

  skipLeb(): void {
    while (this.view.getUint8(this.position++) >= 0x80);
  }

  skipString(): void {
    while (this.view.getUint8(this.position++) !== 0);
  }

  /** Zero-terminated text. */
  cstring(): string {
    const from = this.position;
    this.skipString();
    return Buffer.from(this.view.buffer, this.view.byteOffset + from, this.position - 1 - from).toString('utf8');
  }

  /** Moves on; the end may be reached but not passed. */
  skip(count: number): void {
    if (count > this.view.byteLength - this.position) throw new RangeError('skip behind the end');
    this.position += count;
  }
}

const MAX_LEB = 18;
