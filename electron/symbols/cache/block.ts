/**
 * One block of a symbol cache: up to 128 consecutive ranges of addresses with the same answer each. All of its numbers have
 * one size, two bytes where they fit and four elsewhere, so that a lookup reads the few that it needs where they are:
 *
 * - **head**: checksum of the rest, size of a number, and how many ranges, calls and texts there are;
 * - **ranges**, as columns: where each starts, from the block's start; its innermost call; line and column;
 * - **calls**: the trees of functions and of what is inlined into them, outer before inner. Of each: the call around it,
 *   name, file, and line and column from where it was called. A function has no call around it, and instead of a line
 *   where it starts, from the block's start;
 * - **texts**: where each begins in UTF-16 units, then all of them as one text in UTF-8, each once.
 *
 * Calls, and files of calls, are told by their number plus 1; 0 means none. So are lines and columns that are not known.
 */

import { crc32 } from 'node:zlib';

import type { Answer, SourceFrame } from '../engine.ts';
import { Uncacheable } from './format.ts';

const MAX_RANGES = 128;
/** A block with long names is cut earlier. */
const MAX_TEXTS = 16 << 10;
/** Bytes of the head: five numbers of four bytes each. */
const HEAD = 20;
/** Numbers of a call. */
const CALL = 5;
const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;

/** Gathers ranges in ascending order. */
export class BlockWriter {
  readonly #starts: number[] = [];
  readonly #innermost: number[] = [];
  readonly #lines: number[] = [];
  readonly #columns: number[] = [];
  readonly #calls: number[] = [];
  readonly #places: number[] = [];
  #texts = '';
  readonly #textNumbers = new Map<string, number>();
  readonly #callNumbers = new Map<string, number>();
  /** The calls of the last range, outermost first, with the frames that they stand for. */
  #path: number[] = [];
  #pathFrames: readonly SourceFrame[] = [];
  #pathStart: number | null = null;
  #start = 0;

  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }

  /** Whether nothing is known in any of its ranges. */
  get isBlank(): boolean {
    return this.#calls.length === 0;
  }

  get isFull(): boolean {
    return this.#starts.length >= MAX_RANGES || this.#texts.length >= MAX_TEXTS;
  }

  /** Where the first range starts. */
  get start(): number {
    return this.#start;
  }

  /** What is known from `distance` on, up to the next call. */
  add(distance: number, answer: Answer): void {
    if (this.isEmpty) this.#start = distance;
    const frames = answer.kind === 'found' ? answer.frames : [];
    const start =
      answer.kind === 'found' && answer.symbolOffset !== null ? distance - Number(answer.symbolOffset) : null;
    const call = this.#callOf(frames, start);
    const line = frames[0]?.line ?? 0;
    const column = frames[0]?.column ?? 0;
    const isSame = call === this.#innermost.at(-1) && line === this.#lines.at(-1) && column === this.#columns.at(-1);
    if (isSame) return;
    this.#starts.push(distance - this.#start);
    this.#innermost.push(call);
    this.#lines.push(line);
    this.#columns.push(column);
  }

  /** The block's bytes, and a fresh start. Throws `Uncacheable` where a number does not fit. */
  finish(): Uint8Array {
    const numbers = [this.#starts, this.#innermost, this.#lines, this.#columns, this.#calls, this.#places].flat();
    const texts = Buffer.from(this.#texts);
    const bytes = Buffer.concat([new Uint8Array(HEAD), bytesOf(numbers), texts]);
    const width = (bytes.length - HEAD - texts.length) / numbers.length;
    bytes.writeUInt32LE(width, 4);
    bytes.writeUInt32LE(this.#starts.length, 8);
    bytes.writeUInt32LE(this.#calls.length / CALL, 12);
    bytes.writeUInt32LE(this.#places.length, 16);
    bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
    for (const column of [this.#starts, this.#innermost, this.#lines, this.#columns, this.#calls, this.#places]) {
      column.length = 0;
    }
    this.#texts = '';
    this.#textNumbers.clear();
    this.#callNumbers.clear();
    this.#path = [];
    this.#pathFrames = [];
    return bytes;
  }

  /** The innermost call of a chain; what it shares with the range before is not looked for again. */
  #callOf(frames: readonly SourceFrame[], start: number | null): number {
    const depth = frames.length;
    const path: number[] = [];
    let isShared = start === this.#pathStart;
    for (let level = 0; level < depth; level++) {
      const frame = frames[depth - 1 - level];
      const outer = level === 0 ? undefined : frames[depth - level];
      if (frame === undefined) break;
      isShared &&= level < this.#path.length && this.#isSameCall(level, frame, outer);
      path.push((isShared ? this.#path[level] : undefined) ?? this.#intern(path.at(-1) ?? 0, frame, outer, start));
    }
    this.#path = path;
    this.#pathFrames = frames;
    this.#pathStart = start;
    return path.at(-1) ?? 0;
  }

  #isSameCall(level: number, frame: SourceFrame, outer: SourceFrame | undefined): boolean {
    const before = this.#pathFrames;
    const other = before[before.length - 1 - level];
    if (other?.name !== frame.name || other.file !== frame.file) return false;
    if (outer === undefined) return true;
    const otherOuter = before[before.length - level];
    return otherOuter?.line === outer.line && otherOuter.column === outer.column;
  }

  #intern(around: number, frame: SourceFrame, outer: SourceFrame | undefined, start: number | null): number {
    const name = this.#text(frame.name);
    const file = frame.file === null ? 0 : this.#text(frame.file) + 1;
    const begin = start === null ? 0 : signless(start - this.#start) + 1;
    const [line, column] = outer === undefined ? [begin, 0] : [outer.line ?? 0, outer.column ?? 0];
    const key = `${around} ${name} ${file} ${line} ${column}`;
    const known = this.#callNumbers.get(key);
    if (known !== undefined) return known;
    this.#calls.push(around, name, file, line, column);
    const call = this.#calls.length / CALL;
    this.#callNumbers.set(key, call);
    return call;
  }

  #text(text: string): number {
    const known = this.#textNumbers.get(text);
    if (known !== undefined) return known;
    const number = this.#places.length;
    this.#places.push(this.#texts.length);
    this.#texts += text;
    this.#textNumbers.set(text, number);
    return number;
  }
}

/** Numbers in as few bytes each as the largest of them needs. */
function bytesOf(numbers: readonly number[]): Uint8Array {
  let largest = 0;
  for (const number of numbers) if (number > largest) largest = number;
  if (largest > MAX_32) throw new Uncacheable('a number is too large.');
  const array = largest > MAX_16 ? Uint32Array.from(numbers) : Uint16Array.from(numbers);
  return new Uint8Array(array.buffer);
}

/** An integer of either sign as one of none: the sign is the lowest bit. */
function signless(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}

function signed(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

/** What a block says at an address. */
export interface BlockHit {
  /** Innermost first; none where nothing is known. */
  readonly frames: readonly SourceFrame[];
  /** Where the outermost function starts, as distance; `null` where that is unknown. */
  readonly start: number | null;
}

const NO_HIT: BlockHit = { frames: [], start: null };

/** Reads one block again and again. Most lookups are over before their code was compiled, so it makes few steps. */
export class BlockReader {
  /** For the largest block so far; what is in it is the block that is open. */
  bytes = Buffer.alloc(0);
  #words = new Uint32Array(0);
  #halves = new Uint16Array(0);
  #start = 0;
  #numbers: Uint16Array | Uint32Array = this.#halves;
  /** Where the columns lie in `#numbers`. */
  #startsAt = 0;
  #ranges = 0;
  #callsAt = 0;
  #placesAt = 0;
  #count = 0;
  #texts = '';

  /** Makes room for a block of that many bytes. */
  reserve(length: number): void {
    if (length <= this.bytes.length) return;
    // Not from the pool: numbers must lie at even addresses.
    this.bytes = Buffer.allocUnsafeSlow(Math.ceil(length / ROOM) * ROOM);
    this.#words = new Uint32Array(this.bytes.buffer);
    this.#halves = new Uint16Array(this.bytes.buffer);
  }

  /** Takes the block of `length` bytes that was read into `bytes` and starts at a distance; says whether it is sound. */
  open(length: number, start: number): boolean {
    const words = this.#words;
    if (length < HEAD || crc32(new Uint8Array(words.buffer, 4, length - 4)) !== words[0]) return false;
    const width = words[1] === 2 ? 2 : 4;
    const ranges = words[2] ?? 0;
    const count = words[4] ?? 0;
    this.#numbers = width === 2 ? this.#halves : this.#words;
    this.#start = start;
    this.#startsAt = HEAD / width;
    this.#ranges = ranges;
    this.#callsAt = this.#startsAt + 4 * ranges;
    this.#placesAt = this.#callsAt + CALL * (words[3] ?? 0);
    this.#count = count;
    this.#texts = this.bytes.toString('utf8', (this.#placesAt + count) * width, length);
    return true;
  }

  /** What is known at a distance, which is not before the block's start. */
  find(distance: number): BlockHit {
    const numbers = this.#numbers;
    const ranges = this.#ranges;
    const startsAt = this.#startsAt;
    const target = distance - this.#start;
    let from = startsAt + 1;
    let to = startsAt + ranges;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((numbers[middle] ?? 0) <= target) from = middle + 1;
      else to = middle;
    }
    const at = from - 1 + ranges;
    const call = numbers[at] ?? 0;
    return call === 0 ? NO_HIT : this.#describe(call, numbers[at + ranges] ?? 0, numbers[at + 2 * ranges] ?? 0);
  }

  #describe(innermost: number, innerLine: number, innerColumn: number): BlockHit {
    const numbers = this.#numbers;
    const frames: SourceFrame[] = [];
    let call = innermost;
    let line = innerLine;
    let column = innerColumn;
    for (;;) {
      const at = this.#callsAt + (call - 1) * CALL;
      const around = numbers[at] ?? 0;
      const file = numbers[at + 2] ?? 0;
      frames.push({
        name: this.#text(numbers[at + 1] ?? 0),
        file: file === 0 ? null : this.#text(file - 1),
        line: line === 0 ? null : line,
        column: column === 0 ? null : column,
      });
      line = numbers[at + 3] ?? 0;
      // Outer calls come first, so this ends.
      if (around === 0 || around >= call) return { frames, start: line === 0 ? null : this.#start + signed(line - 1) };
      column = numbers[at + 4] ?? 0;
      call = around;
    }
  }

  #text(number: number): string {
    const at = this.#placesAt + number;
    return number + 1 < this.#count
      ? this.#texts.slice(this.#numbers[at], this.#numbers[at + 1])
      : this.#texts.slice(this.#numbers[at]);
  }
}

/** Room is made in steps of so many bytes. */
const ROOM = 16 << 10;
