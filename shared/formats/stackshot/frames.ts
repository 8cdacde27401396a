/**
 * Frames of a stackshot: `[image, offset]`, innermost first. Thousands of threads wait at the same places, so that equal
 * frames are one object.
 */
import { addressAt, toAddress, toHex, toImageOffset } from '../../report/address.ts';
import type { BinaryImage, Frame } from '../../report/report.ts';
import { isPlaceholder, unnamedStatus } from '../frame-status.ts';
import { integerOf, isObject, listOf, textOf } from '../json/values.ts';
import type { Warnings } from '../warnings.ts';
import { imageLabels } from './images.ts';

const MISSHAPEN: Frame = {
  image: null,
  imageName: null,
  address: toAddress(0n),
  imageOffset: null,
  inlined: [],
  location: null,
  symbolOffset: null,
  status: 'malformed',
};

function frameAt(image: BinaryImage, index: number, offset: bigint, symbol: string | null): Frame {
  const imageOffset = toImageOffset(offset);
  return {
    image: index,
    imageName: isPlaceholder(image) ? '???' : null,
    address: addressAt(image.base, imageOffset),
    imageOffset,
    inlined: [],
    location: symbol === null ? null : { symbol, file: null, line: null, column: null },
    symbolOffset: null,
    status: symbol === null ? unnamedStatus(image) : 'symbolicated',
  };
}

/** Makes a function that reads frames. `first` is the place in `images` at which the list begins that frames point into. */
export function snapshotFrameReader(
  images: readonly BinaryImage[],
  first: number,
  warnings: Warnings,
): (value: unknown) => readonly Frame[] {
  const known = new Map<number, Map<string, Frame>>();

  function read(value: unknown): Frame {
    const [number, offset, symbol] = isObject(value)
      ? [value['imageIndex'], value['imageOffset'] ?? value['offset'], textOf(value['symbol'])]
      : [listOf(value)[0], listOf(value)[1], null];
    const at = integerOf(offset);
    const index = typeof number === 'number' ? first + number : -1;
    const image = images[index];
    if (at === null || image === undefined) {
      warnings.add('A frame has no offset, or names an image that is not in the list.');
      return at === null ? MISSHAPEN : { ...MISSHAPEN, address: toAddress(at) };
    }
    if (symbol !== null) return frameAt(image, index, at, symbol);
    const ofImage = known.get(index) ?? new Map<string, Frame>();
    if (ofImage.size === 0) known.set(index, ofImage);
    const key = String(offset);
    const frame = ofImage.get(key) ?? frameAt(image, index, at, null);
    ofImage.set(key, frame);
    return frame;
  }

  return (value) => listOf(value).map(read);
}

/** Makes a function that words a place: `kernelcache + 0x4a1c8`, or its address where the image is the stand-in for none. */
export function snapshotPlaceText(images: readonly BinaryImage[], first: number): (value: unknown) => string | null {
  const labels = imageLabels(images);
  return (value) => {
    const [number, offset] = [listOf(value)[0], integerOf(listOf(value)[1])];
    if (offset === null || typeof number !== 'number') return null;
    const image = images[first + number];
    const label = labels[first + number];
    if (image === undefined || label === undefined) return null;
    return isPlaceholder(image) ? toHex(addressAt(image.base, toImageOffset(offset))) : `${label} + ${toHex(offset)}`;
  };
}

/**
 * Pages that were not in memory end a stack early or leave out callers; the system then walks it once more from outside of
 * the kernel. The second walk is the stack, and what only the first one has follows it.
 */
export function mergeWalks(first: readonly Frame[], second: readonly Frame[]): readonly Frame[] {
  if (second.length === 0) return first;
  const last = new Map(second.map((frame, index) => [frame, index]));
  const rest: Frame[] = [];
  let at = 0;
  for (const frame of first) {
    if ((last.get(frame) ?? -1) < at) rest.push(frame);
    else at = second.indexOf(frame, at) + 1;
  }
  return rest.length === 0 ? second : [...second, ...rest];
}
