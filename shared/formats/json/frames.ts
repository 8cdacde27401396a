/**
 * Frames of a JSON crash body: `imageIndex` and `imageOffset` give the address. Every entry becomes one line, in its place,
 * however damaged it is.
 */
import { addressAt, toAddress, toImageOffset } from '../../report/address.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { foldInlined, isPlaceholder, unnamedStatus } from '../frame-status.ts';
import type { Warnings } from '../warnings.ts';
import { countOf, flagOf, integerOf, isObject, listOf, textOf } from './values.ts';
import type { JsonObject } from './values.ts';

const NOWHERE = toAddress(0n);
const NONE: readonly SourceLocation[] = [];

function readLocation(raw: JsonObject): SourceLocation | null {
  const symbol = textOf(raw['symbol']);
  if (symbol === null) return null;
  const file = textOf(raw['sourceFile']);
  const line = file === null ? null : countOf(raw['sourceLine']);
  return { symbol, file, line: line !== null && line > 0 ? line : null, column: null };
}

function readFrame(value: unknown, images: readonly BinaryImage[], warnings: Warnings): Frame {
  if (!isObject(value)) {
    warnings.add('A frame is no JSON object.');
    return { ...malformed(null), location: null };
  }
  const offset = integerOf(value['imageOffset']);
  const index = value['imageIndex'];
  const image = typeof index === 'number' ? images[index] : undefined;
  const location = readLocation(value);
  const symbolOffset = location === null ? null : integerOf(value['symbolLocation']);
  if (offset === null || image === undefined || typeof index !== 'number') {
    warnings.add('A frame has no offset, or names an image that is not in the list.');
    return { ...malformed(offset), location, symbolOffset };
  }
  const imageOffset = toImageOffset(offset);
  return {
    image: index,
    imageName: isPlaceholder(image) ? '???' : null,
    address: addressAt(image.base, imageOffset),
    imageOffset,
    inlined: NONE,
    location,
    symbolOffset,
    status: location === null ? unnamedStatus(image) : 'symbolicated',
  };
}

function malformed(offset: bigint | null): Frame {
  return {
    image: null,
    imageName: null,
    address: offset === null ? NOWHERE : toAddress(offset),
    imageOffset: null,
    inlined: NONE,
    location: null,
    symbolOffset: null,
    status: 'malformed',
  };
}

/** Reads a list of frames; what is no list has none. */
export function readFrames(value: unknown, images: readonly BinaryImage[], warnings: Warnings): readonly Frame[] {
  const raw = listOf(value);
  const marked = new Set<number>();
  const lines = raw.map((entry, index) => {
    if (isObject(entry) && flagOf(entry['inline'])) marked.add(index);
    return readFrame(entry, images, warnings);
  });
  return foldInlined(lines, marked);
}
