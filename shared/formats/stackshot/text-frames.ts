/**
 * Frames of a stackshot in text. Its images have no names as a rule, so that a line has the image's UUID in the name's
 * column; the same binary may be loaded at several places, so that the base in the line, or the nearest below, decides.
 *
 *     0   <D0A18ABE-C311-373C-A68C-CAAE8CFF12B6>  0x1005a4000 0x1005a0000 + 16384
 */
import { offsetIn, toAddress } from '../../report/address.ts';
import type { BinaryImage, Frame } from '../../report/report.ts';
import { foldInlined, isPlaceholder, unnamedStatus } from '../frame-status.ts';
import type { FrameText } from '../text/frame-line.ts';
import { imageLabels } from './images.ts';

interface Candidate {
  readonly index: number;
  readonly base: bigint;
}

/** The last of the candidates, which stand by address, that begins at the address or below. */
function findNearest(candidates: readonly Candidate[], address: bigint): number | null {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candidates[middle]?.base ?? 0n) <= address) low = middle + 1;
    else high = middle;
  }
  return candidates[low - 1]?.index ?? null;
}

/** Makes a function that turns lines into frames of these images. */
export function textFrameReader(images: readonly BinaryImage[]): (lines: readonly FrameText[]) => readonly Frame[] {
  const byLabel = new Map<string, Candidate[]>();
  const byBase = new Map<string, number>();
  for (const [index, label] of imageLabels(images).entries()) {
    const base: bigint = images[index]?.base ?? 0n;
    const list = byLabel.get(label) ?? [];
    list.push({ index, base });
    byLabel.set(label, list);
    if (!byBase.has(`${label}@${base}`)) byBase.set(`${label}@${base}`, index);
  }
  for (const list of byLabel.values()) list.sort((a, b) => (a.base < b.base ? -1 : a.base > b.base ? 1 : 0));

  function find({ imageName, base, address, malformed }: FrameText): number | null {
    if (malformed || imageName === null) return null;
    if (base !== null) return byBase.get(`${imageName}@${base}`) ?? null;
    // Nothing is known of a line `??? 0x… ???` but its address.
    return imageName === '???' ? null : findNearest(byLabel.get(imageName) ?? [], address);
  }

  function read(line: FrameText): Frame {
    const address = toAddress(line.address);
    const index = find(line);
    const image = index === null ? undefined : images[index];
    const unknown = line.imageName === '???' || line.imageName === null ? null : line.imageName;
    // A number in a function's place is a base that was damaged.
    const symbol = line.symbol?.startsWith('0x') === true ? null : line.symbol;
    const location = symbol === null ? null : { symbol, file: line.file, line: line.line, column: line.column };
    return {
      image: index,
      imageName: image === undefined ? unknown : isPlaceholder(image) ? '???' : null,
      address,
      imageOffset: image === undefined ? null : offsetIn(image.base, address),
      inlined: [],
      location,
      symbolOffset: location === null ? null : line.symbolOffset,
      status: line.malformed ? 'malformed' : location === null ? unnamedStatus(image) : 'symbolicated',
    };
  }

  return (lines) => {
    const marked = new Set<number>();
    for (const [index, line] of lines.entries()) if (line.inlined) marked.add(index);
    // Without marks, equal addresses are recursion, as the frames of a stackshot are.
    return marked.size === 0 ? lines.map(read) : foldInlined(lines.map(read), marked);
  };
}
