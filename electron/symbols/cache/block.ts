/**
 * One block of a symbol cache: up to 64 consecutive ranges of addresses with the same answer each. Behind its checksum
 * and three lengths come four parts:
 *
 * - **groups** of eight ranges, so that hardly any range is read to find one: where each starts, from the block's start,
 *   and where it lies among the ranges, as 32-bit numbers;
 * - **calls**: the trees of functions and of what is inlined into them, outer before inner. A function: 0, its name,
 *   whether its start is known and where, from the block's start. A call: the call around it, its name, then file, line
 *   and column from where it was called;
 * - **ranges**: by how much each starts behind the one before; its innermost call, where that changed; its file, where that
 *   changed; line (as difference) and column. Each group starts without any of these;
 * - **texts**: zero-terminated, each once, read as one.
 *
 * Calls, names and files are told by where they lie in their part (texts in UTF-16 units), calls and files plus 1; 0 means
 * none.
 */

import { crc32 } from 'node:zlib';

import type { Answer, SourceFrame } from '../engine.ts';
import { VarintReader, VarintWriter } from './varints.ts';

const MAX_RANGES = 64;
const GROUP = 8;
/** A block with long names is cut earlier. */
const MAX_TEXTS = 16 << 10;
const HEAD = 16;
/** Bytes of a group's entry. */
const ENTRY = 8;
/** `CALL_CHANGED` and `FILE_CHANGED` are the lowest bits of a range's first number. */
const CALL_CHANGED = 1;
const FILE_CHANGED = 2;

/** Gathers ranges in ascending order. */
export class BlockWriter {
  readonly #groups: number[] = [];
  readonly #calls = new VarintWriter();
  readonly #ranges = new VarintWriter();
  #texts = '';
  readonly #places = new Map<string, number>();
  readonly #known = new Map<string, number>();
  /** The calls of the last range, outermost first, with the frames that they stand for. */
  #path: number[] = [];
  #pathFrames: readonly SourceFrame[] = [];
  #pathStart: number | null = null;
  #start = 0;
  #last = 0;
  #count = 0;
  #call = 0;
  #file = 0;
  #line = 0;
  #column = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether nothing is known in any of its ranges. */
  get isBlank(): boolean {
    return this.#calls.length === 0;
  }

  get isFull(): boolean {
    return this.#count >= MAX_RANGES || this.#texts.length >= MAX_TEXTS;
  }

  /** Where the first range starts. */
  get start(): number {
    return this.#start;
  }

  /** What is known from `distance` on, up to the next call. */
  add(distance: number, answer: Answer): void {
    if (this.#count === 0) this.#start = this.#last = distance;
    const frames = answer.kind === 'found' ? answer.frames : [];
    const start =
      answer.kind === 'found' && answer.symbolOffset !== null ? distance - Number(answer.symbolOffset) : null;
    const call = this.#callOf(frames, start);
    const place = frames[0];
    const file = place?.file === undefined || place.file === null ? 0 : this.#place(place.file) + 1;
    const line = place?.line ?? 0;
    const column = place?.column ?? 0;
    const isSame = call === this.#call && file === this.#file && line === this.#line && column === this.#column;
    if (isSame && this.#count > 0) return;
    if (this.#count % GROUP === 0) this.#startGroup(distance);
    const changes = (call === this.#call ? 0 : CALL_CHANGED) + (file === this.#file ? 0 : FILE_CHANGED);
    this.#ranges.unsigned((distance - this.#last) * 4 + changes);
    if (call !== this.#call) this.#ranges.unsigned(call);
    if (file !== this.#file) this.#ranges.unsigned(file);
    this.#ranges.signed(line - this.#line);
    this.#ranges.unsigned(column);
    this.#last = distance;
    this.#call = call;
    this.#file = file;
    this.#line = line;
    this.#column = column;
    this.#count++;
  }

  #startGroup(distance: number): void {
    this.#groups.push(distance - this.#start, this.#ranges.length);
    this.#last = distance;
    this.#call = this.#file = this.#line = this.#column = 0;
  }

  /** The block's bytes, and a fresh start. */
  finish(): Uint8Array {
    const groups = new Uint8Array(Uint32Array.from(this.#groups).buffer);
    const parts = [groups, this.#calls.bytes(), this.#ranges.bytes(), Buffer.from(this.#texts)];
    const bytes = Buffer.concat([new Uint8Array(HEAD), ...parts]);
    bytes.writeUInt32LE(groups.length / ENTRY, 4);
    bytes.writeUInt32LE(this.#calls.length, 8);
    bytes.writeUInt32LE(this.#ranges.length, 12);
    bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
    this.#groups.length = 0;
    this.#calls.clear();
    this.#ranges.clear();
    this.#texts = '';
    this.#places.clear();
    this.#known.clear();
    this.#path = [];
    this.#pathFrames = [];
    this.#count = this.#call = this.#file = this.#line = this.#column = 0;
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
    if (other?.name !== frame.name) return false;
    if (outer === undefined) return true;
    const otherOuter = before[before.length - level];
    return otherOuter?.file === outer.file && otherOuter.line === outer.line && otherOuter.column === outer.column;
  }

  #intern(around: number, frame: SourceFrame, outer: SourceFrame | undefined, start: number | null): number {
    const name = this.#place(frame.name);
    const file = outer === undefined || outer.file === null ? 0 : this.#place(outer.file) + 1;
    const [line, column] = outer === undefined ? [start ?? NaN, 0] : [outer.line ?? 0, outer.column ?? 0];
    const key = `${around} ${name} ${file} ${line} ${column}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const call = this.#calls.length + 1;
    this.#calls.unsigned(around);
    this.#calls.unsigned(name);
    if (outer === undefined) {
      this.#calls.unsigned(start === null ? 0 : 1);
      this.#calls.signed(start === null ? 0 : start - this.#start);
    } else {
      this.#calls.unsigned(file);
      this.#calls.unsigned(line);
      this.#calls.unsigned(column);
    }
    this.#known.set(key, call);
    return call;
  }

  #place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#texts.length;
    this.#texts += `${text}\0`;
    this.#places.set(text, place);
    return place;
  }
}

/** What a block says at an address. */
export interface BlockHit {
  /** Innermost first; none where nothing is known. */
  readonly frames: readonly SourceFrame[];
  /** Where the outermost function starts, as distance; `null` where that is unknown. */
  readonly start: number | null;
}

type Place = Omit<SourceFrame, 'name'>;

const NO_HIT: BlockHit = { frames: [], start: null };

/** Reads one block again and again. */
export class BlockReader {
  readonly #reader = new VarintReader();
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #start = 0;
  #groups = 0;
  #callsAt = 0;
  #rangesAt = 0;
  #textsAt = 0;
  #texts = '';

  /**
   * Takes a block of `length` bytes that starts at a distance; says whether it is sound. The bytes must not change while
   * it is in use.
   */
  open(bytes: Buffer, length: number, start: number): boolean {
    if (bytes !== this.#bytes) this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#start = start;
    if (length < HEAD) return false;
    const checked = new Uint8Array(bytes.buffer, bytes.byteOffset + 4, length - 4);
    if (this.#view.getUint32(0, true) !== crc32(checked)) return false;
    this.#groups = this.#view.getUint32(4, true);
    this.#callsAt = HEAD + this.#groups * ENTRY;
    this.#rangesAt = this.#callsAt + this.#view.getUint32(8, true);
    this.#textsAt = this.#rangesAt + this.#view.getUint32(12, true);
    if (this.#textsAt > length) return false;
    this.#texts = bytes.toString('utf8', this.#textsAt, length);
    return true;
  }

  /** What is known at a distance, which is not before the block's start. */
  find(distance: number): BlockHit {
    const target = distance - this.#start;
    const group = HEAD + this.#groupOf(target) * ENTRY;
    const reader = this.#reader;
    reader.open(this.#bytes, this.#rangesAt + this.#view.getUint32(group + 4, true));
    let at = this.#view.getUint32(group, true);
    let call = 0;
    let file = 0;
    let line = 0;
    let column = 0;
    for (let left = GROUP; left > 0 && reader.at < this.#textsAt; left--) {
      const step = reader.unsigned();
      at += Math.floor(step / 4);
      if (at > target) break;
      if ((step & CALL_CHANGED) !== 0) call = reader.unsigned();
      if ((step & FILE_CHANGED) !== 0) file = reader.unsigned();
      line += reader.signed();
      column = reader.unsigned();
    }
    return call === 0 ? NO_HIT : this.#describe(call, this.#place(file, line, column));
  }

  /** The last group that starts at or before a distance from the block's start. */
  #groupOf(target: number): number {
    let from = 1;
    let to = this.#groups;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#view.getUint32(HEAD + middle * ENTRY, true) <= target) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }

  #describe(innermost: number, inner: Place): BlockHit {
    const frames: SourceFrame[] = [];
    let place = inner;
    const reader = this.#reader;
    for (let call = innermost; ;) {
      reader.at = this.#callsAt + call - 1;
      const around = reader.unsigned();
      const { file, line, column } = place;
      frames.push({ name: this.#text(reader.unsigned()), file, line, column });
      const third = reader.unsigned();
      // Outer calls come first, so this ends.
      if (around === 0 || around >= call) {
        return { frames, start: third === 0 ? null : this.#start + reader.signed() };
      }
      place = this.#place(third, reader.unsigned(), reader.unsigned());
      call = around;
    }
  }

  #place(file: number, line: number, column: number): Place {
    return {
      file: file === 0 ? null : this.#text(file - 1),
      line: line === 0 ? null : line,
      column: column === 0 ? null : column,
    };
  }

  #text(place: number): string {
    return this.#texts.slice(place, this.#texts.indexOf('\0', place));
  }
}
