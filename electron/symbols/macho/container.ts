/**
 * The outermost layer of a Mach-O file: thin, or universal ("fat") with one slice an architecture. Formats:
 * `mach-o/fat.h` (big endian, 32- and 64-bit entries) and `mach-o/loader.h`.
 */

import type { Result } from '../../../shared/result.ts';
import { attempt, Malformed } from '../bytes/malformed.ts';
import { within, type ByteSource } from '../bytes/source.ts';
import {
  archOf,
  FAT_MAGIC,
  FAT_MAGIC_64,
  MAGIC_32,
  MAGIC_32_SWAPPED,
  MAGIC_64,
  MAGIC_64_SWAPPED,
} from './constants.ts';
import { readSlice, type Slice } from './slice.ts';

/** More than there are architectures; a Java class file has the same magic and its version (45 and up) here. */
const MAX_SLICES = 40;

/**
 * The slices of a Mach-O file, in file order. Slices of unknown processors, and parts that are no Mach-O (static
 * libraries), are left out; a file in which nothing is left is malformed. `path` is for messages only.
 */
export function readSlices(source: ByteSource, path: string): Result<readonly Slice[]> {
  return attempt('malformed-macho', path, () => {
    const slices = parts(source).flatMap((part) => (isThin(part) ? readSlice(part) : []));
    if (slices.length === 0) throw new Malformed('it holds no slice of an architecture that is known here.');
    return slices;
  });
}

/** Whether a file's first bytes are those of a thin or universal Mach-O. `head` holds at least 8 bytes of it. */
export function looksLikeMacho(head: Uint8Array): boolean {
  if (head.length < 8) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const little = view.getUint32(0, true);
  const big = view.getUint32(0, false);
  if (little === MAGIC_32 || little === MAGIC_64) return true;
  return (big === FAT_MAGIC || big === FAT_MAGIC_64) && view.getUint32(4, false) <= MAX_SLICES;
}

function parts(source: ByteSource): readonly ByteSource[] {
  const head = view(source, 0, 8);
  const big = head.getUint32(0, false);
  if (big !== FAT_MAGIC && big !== FAT_MAGIC_64) {
    const little = head.getUint32(0, true);
    if (little === MAGIC_32_SWAPPED || little === MAGIC_64_SWAPPED)
      throw new Malformed('it is big endian, which no Apple platform is any more.');
    if (little !== MAGIC_32 && little !== MAGIC_64) throw new Malformed('it is not a Mach-O file.');
    return [source];
  }
  const count = head.getUint32(4, false);
  if (count > MAX_SLICES) throw new Malformed(`it claims ${count} architectures.`);
  const wide = big === FAT_MAGIC_64;
  const entrySize = wide ? 32 : 20;
  const table = view(source, 8, count * entrySize);
  return Array.from({ length: count }, (_, index) => {
    const entry = index * entrySize;
    const offset = wide ? u64(table, entry + 8) : table.getUint32(entry + 8, false);
    const size = wide ? u64(table, entry + 16) : table.getUint32(entry + 12, false);
    return within(source, offset, size);
  });
}

/** Whether a part begins like a Mach-O of a processor that is known here. */
function isThin(part: ByteSource): boolean {
  if (part.size < 28) return false;
  const head = view(part, 0, 12);
  const magic = head.getUint32(0, true);
  return (
    (magic === MAGIC_32 || magic === MAGIC_64) && archOf(head.getUint32(4, true), head.getUint32(8, true)) !== null
  );
}

function view(source: ByteSource, offset: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  source.fill(offset, bytes);
  return new DataView(bytes.buffer);
}

/** A 64-bit big-endian offset; `within` refuses what a file cannot have. */
function u64(table: DataView, at: number): number {
  return table.getUint32(at, false) * 0x1_0000_0000 + table.getUint32(at + 4, false);
}
