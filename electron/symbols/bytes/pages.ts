/**
 * Little-endian reads at any position, through a bounded cache of pages. Made for what is small and scattered: strings,
 * single entries, list items. What is long and read once (a unit, a line program) goes past the cache with `copy`.
 */

import { Malformed } from './malformed.ts';
import type { ByteSource } from './source.ts';

const PAGE = 4096;
/** Memory is taken in pieces of this many pages, and used again and again. */
const SLAB = 64;

/** Positioned reads of numbers and strings. All throw `Malformed` behind the end of the source. */
export class Pages {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #limit: number;
  /** Where each page lies among the frames. */
  readonly #places = new Map<number, number>();
  readonly #frames: Uint8Array[] = [];
  /** The page in each frame. */
  readonly #numbers: number[] = [];
  #next = 0;
  #page: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;

  /** Keeps at most `limit` pages of 4 KiB. */
  constructor(source: ByteSource, limit = 2048) {
    this.#source = source;
    this.#limit = limit;
    this.size = source.size;
  }

  u8(at: number): number {
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    return this.#page[at - this.#start] ?? 0;
  }

  u16(at: number): number {
    return this.u8(at) | (this.u8(at + 1) << 8);
  }

  u32(at: number): number {
    return (this.u16(at) | (this.u16(at + 2) << 16)) >>> 0;
  }

  /** A copy of `length` bytes, read past the cache. */
  copy(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#source.fill(at, bytes);
    return bytes;
  }

  /** `length` bytes at `at`: a view of the cache where they lie in one page, valid until the next read. */
  peek(at: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    if (at + length > this.#end) return this.copy(at, length);
    return this.#page.subarray(at - this.#start, at - this.#start + length);
  }

  /** Fills `target` with the bytes at `at`, read past the cache. */
  fill(at: number, target: Uint8Array): void {
    this.#source.fill(at, target);
  }

  /** The zero-terminated UTF-8 text at `at`; it must end before `limit`. */
  cstring(at: number, limit: number): string {
    if (!(at >= this.#start && at < this.#end)) this.#turnTo(at);
    const from = at - this.#start;
    const to = this.#page.indexOf(0, from);
    if (to >= 0 && this.#start + to < Math.min(limit, this.#end)) return decode(this.#page, from, to);
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
    const place = this.#places.get(number) ?? this.#load(number);
    this.#page = this.#frames[place] ?? this.#page;
    this.#start = number * PAGE;
    this.#end = Math.min(this.#start + PAGE, this.size);
  }

  /** Reads a page over the one that was read longest ago. */
  #load(number: number): number {
    const place = this.#next;
    this.#next = (place + 1) % this.#limit;
    this.#places.delete(this.#numbers[place] ?? -1);
    this.#start = this.#end = 0;
    const frame = this.#frames[place] ?? this.#grow(place);
    this.#source.fill(number * PAGE, frame.subarray(0, Math.min(PAGE, this.size - number * PAGE)));
    this.#numbers[place] = number;
    this.#places.set(number, place);
    return place;
  }

  #grow(place: number): Uint8Array {
    const slab = new Uint8Array(Math.min(SLAB, this.#limit - place) * PAGE);
    for (let at = 0; at < slab.length; at += PAGE) this.#frames.push(slab.subarray(at, at + PAGE));
    return slab.subarray(0, PAGE);
  }
}

/** The longest name that is believed. Real template names reach some hundred kilobytes. */
const MAX_STRING = 4 << 20;

function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}
