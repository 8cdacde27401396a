/** Puts lines of a stack into their images. Runs last, because text reports list the images at their end. */
import { offsetIn, toAddress, toImageOffset, toLoadAddress } from '../../report/address.ts';
import type { Address, ImageOffset } from '../../report/address.ts';
import { imageLookup } from '../../report/image-lookup.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { foldInlined, isPlaceholder, unnamedStatus } from '../frame-status.ts';
import { mendedSymbol } from './frame-line.ts';
import type { FrameText } from './frame-line.ts';

const NONE: readonly SourceLocation[] = [];

/** The offset in an image that is not in the list, where the line itself says where the image begins, or how far it is. */
function statedOffset({ address, base, imageName, symbol, symbolOffset, malformed }: FrameText): ImageOffset | null {
  if (malformed || imageName === null) return null;
  if (base !== null) return base > 0n && base <= address ? offsetIn(toLoadAddress(base), toAddress(address)) : null;
  if (symbol === imageName && symbolOffset !== null) return toImageOffset(symbolOffset);
  const inside = symbol === null ? undefined : /[^ ]\+ (\d{3,20}) \(/.exec(symbol.slice(0, 4000))?.[1];
  return inside === undefined ? null : toImageOffset(BigInt(inside));
}

/** Makes a function that turns lines into frames of these images. */
export function frameReader(images: readonly BinaryImage[]): (lines: readonly FrameText[]) => readonly Frame[] {
  const lookup = imageLookup(images);
  const byName = new Map<string, number>();
  for (const [index, image] of images.entries()) {
    for (const name of [image.name ?? '???', image.bundleId]) {
      if (name !== null && !byName.has(name)) byName.set(name, index);
    }
  }

  /** By address; else by name, for images of no known size and for calls that end their image. */
  function find(line: FrameText, address: Address): number | null {
    const index = lookup(address);
    if (index !== null) return index;
    const named = line.imageName === null ? undefined : byName.get(line.imageName);
    const image = named === undefined ? undefined : images[named];
    if (named === undefined || image === undefined || address < image.base) return null;
    return image.size === 0n || offsetIn(image.base, address) === image.size ? named : null;
  }

  function read(line: FrameText): Frame {
    const address = toAddress(line.address);
    const index = line.malformed ? null : find(line, address);
    const image = index === null ? undefined : images[index];
    const imageOffset = image === undefined ? statedOffset(line) : offsetIn(image.base, address);
    const symbol = imageOffset === null ? line.symbol : mendedSymbol(line, imageOffset);
    // `Harbor + 41416` only repeats the image and the offset in it.
    const named = symbol !== null && !(symbol === line.imageName && line.symbolOffset === imageOffset);
    const location = named ? { symbol, file: line.file, line: line.line, column: line.column } : null;
    return {
      image: index,
      imageName: image === undefined || isPlaceholder(image) ? line.imageName : null,
      address,
      // Apple's text says nothing of where a function's image begins.
      imageOffset: image === undefined && location !== null ? null : imageOffset,
      inlined: NONE,
      location,
      symbolOffset: location === null ? null : line.symbolOffset,
      status: line.malformed ? 'malformed' : location === null ? unnamedStatus(image) : 'symbolicated',
    };
  }

  return (lines) => {
    const marked = new Set<number>();
    for (const [index, line] of lines.entries()) if (line.inlined) marked.add(index);
    return foldInlined(lines.map(read), marked);
  };
}
