/** Finds the image in which an address lies. Images of no known size are found by nobody: they answer to their names only. */
import { isWithin } from './address.ts';
import type { Address } from './address.ts';
import type { BinaryImage } from './report.ts';

/** Images that overlap come from damaged reports only; so many of them are tried. */
const OVERLAPS = 8;

/**
 * Index of the image that holds an address, or null. Build it once for a report: each question is a binary search. Where
 * images overlap, the one that begins nearest below the address is meant.
 */
export function imageLookup(images: readonly BinaryImage[]): (address: Address) => number | null {
  const sorted = images
    .map(({ base, size }, index) => ({ base, size, index }))
    .filter(({ size }) => size > 0n)
    .sort((a, b) => (a.base < b.base ? -1 : a.base > b.base ? 1 : 0));
  return (address) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const image = sorted[middle];
      if (image !== undefined && image.base <= address) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= 0 && at >= low - OVERLAPS; at -= 1) {
      const image = sorted[at];
      if (image !== undefined && isWithin(image.base, image.size, address)) return image.index;
    }
    return null;
  };
}
