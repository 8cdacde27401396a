/** A named stretch of a file: one DWARF section. Positions count from its start, and nothing behind its end is read. */

import { Malformed } from './malformed.ts';
import type { Pages } from './pages.ts';

export class Section {
  readonly name: string;
  readonly size: number;
  readonly #pages: Pages;
  readonly #offset: number;

  constructor(pages: Pages, name: string, offset: number, size: number) {
    if (offset + size > pages.size) throw new Malformed(`${name} ends behind the end of the file.`);
    this.name = name;
    this.size = size;
    this.#pages = pages;
    this.#offset = offset;
  }

  u8(at: number): number {
    this.#require(at, 1);
    return this.#pages.u8(this.#offset + at);
  }

  u16(at: number): number {
    this.#require(at, 2);
    return this.#pages.u16(this.#offset + at);
  }

  u32(at: number): number {
    this.#require(at, 4);
    return this.#pages.u32(this.#offset + at);
  }

  /** An offset of 4 or 8 bytes (DWARF32 or DWARF64). */
  offset(at: number, size: 4 | 8): number {
    const low = this.u32(at);
    return size === 4 ? low : low + this.u32(at + 4) * 0x1_0000_0000;
  }

  /** The zero-terminated text at `at`. */
  cstring(at: number): string {
    this.#require(at, 1);
    return this.#pages.cstring(this.#offset + at, this.#offset + this.size);
  }

  /** Up to `length` bytes from `at`, fewer where the section ends. For small stretches: they may stay in the cache. */
  peek(at: number, length: number): Uint8Array {
    this.#require(at, 0);
    return this.#pages.peek(this.#offset + at, Math.min(length, this.size - at));
  }

  /** Fills `target` from `at`, past the cache. */
  fill(at: number, target: Uint8Array): void {
    this.#require(at, target.length);
    this.#pages.fill(this.#offset + at, target);
  }

  #require(at: number, length: number): void {
    if (!(at >= 0 && at + length <= this.size)) {
      throw new Malformed(`a reference points behind the end of ${this.name} (${at} of ${this.size} bytes).`);
    }
  }
}
