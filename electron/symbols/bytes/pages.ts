/**
 * Little-endian reads at any position, through a bounded cache of pages. Made for what is small and scattered: strings,
 * single entries, list items. What is long and read once (a unit, a line program) goes past the cache with `copy`.
 */

import { Malformed } from './malformed.ts';
import type { ByteSource } from './source.ts';

const PAGE = 8192;
const NOTHING: DataView = new DataView(new ArrayBuffer(0));

/** Positioned reads of numbers and strings. All throw `Malformed` behind the end of the source. */
export class Pages {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #limit: number;
  readonly #pages = new Map<number, DataView>();
  #page: DataView = NOTHING;
  #start = 0;
  #end = 0;

  /** Keeps at most `limit` pages of 8 KiB. */
  constructor(source: ByteSource, limit = 1024) {
    this.#source = source;
    this.#limit = limit;
    this.size = source.size;
  }

  u8(at: number): number {
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    return this.#page.getUint8(at - this.#start);
  }

  u16(at: number): number {
    return this.u8(at) | (this.u8(at + 1) << 8);
  }

  u32(at: number): number {
    if (at >= this.#start && at + 4 <= this.#end) return this.#page.getUint32(at - this.#start, true);
    return (this.u16(at) | (this.u16(at + 2) << 16)) >>> 0;
  }

  /** A copy of `length` bytes, read past the cache. */
  copy(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#source.fill(at, bytes);
    return bytes;
  }

  /** `length` bytes at `at`; a view of the cache where they lie in one page, so nobody may write to them. */
  peek(at: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    if (at + length > this.#end) return this.copy(at, length);
    return new Uint8Array(this.#page.buffer, this.#page.byteOffset + at - this.#start, length);
  }

  /** Fills `target` with the bytes at `at`, read past the cache. */
  fill(at: number, target: Uint8Array): void {
    this.#source.fill(at, target);
  }

  /** The zero-terminated UTF-8 text at `at`; it must end before `limit`. */
  cstring(at: number, limit: number): string {
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    const page = bytesOf(this.#page);
    const from = at - this.#start;
    const to = page.indexOf(0, from);
    if (to >= 0 && this.#start + to < limit) return decode(page, from, to);
    return this.#longString(at, limit);
  }

  /** A text that runs over the end of its page. */
  #longString(at: number, limit: number): string {
    const end = Math.min(limit, this.size, at + MAX_STRING);
    for (let length = PAGE; ; length *= 4) {
      const bytes = this.copy(at, Math.min(length, end - at));
      const zero = bytes.indexOf(0);
      if (zero >= 0) return decode(bytes, 0, zero);
      if (at + bytes.length >= end) throw new Malformed('a text has no end.');
    }
  }

  #turnTo(at: number): void {
    if (at < 0 || at >= this.size || !Number.isSafeInteger(at)) {
      throw new Malformed(`something lies at offset ${at}, behind the end of the file (${this.size} bytes).`);
    }
    const number = Math.floor(at / PAGE);
    let page = this.#pages.get(number);
    if (page === undefined) {
      const bytes = this.copy(number * PAGE, Math.min(PAGE, this.size - number * PAGE));
      page = new DataView(bytes.buffer);
      if (this.#pages.size >= this.#limit) this.#dropOldest();
      this.#pages.set(number, page);
    }
    this.#page = page;
    this.#start = number * PAGE;
    this.#end = this.#start + page.byteLength;
  }

  #dropOldest(): void {
    for (const number of this.#pages.keys()) {
      this.#pages.delete(number);
      return;
    }
  }
}

/** The longest name that is believed. Real template names reach some hundred kilobytes. */
const MAX_STRING = 4 << 20;

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}
