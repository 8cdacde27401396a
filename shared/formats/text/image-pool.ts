/**
 * The images of a text that lists them process by process. Processes share libraries, and have their own programs at the
 * same addresses, so that a frame is looked up among the images of its process, and all of them become one list.
 */
import { addressAt, offsetIn, toAddress, toHex, toImageOffset } from '../../report/address.ts';
import { imageLookup } from '../../report/image-lookup.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import type { Uuid } from '../../report/uuid.ts';
import { unnamedStatus } from '../frame-status.ts';
import type { Loader } from '../json/images.ts';
import { readImageLine } from './images.ts';
import type { Line } from './lines.ts';
import { placeName } from './tree-line.ts';
import type { TreeFrame } from './tree-line.ts';

/** The images of one process, as indices into the pool. */
export type ImageScope = readonly number[];

const NONE: readonly SourceLocation[] = [];

/** Addresses of the kernel have their highest bit set, on all systems. */
export function isKernel(address: bigint): boolean {
  return address >> 63n === 1n;
}

/**
 * Spindump's line in the words of a crash report's: a star marks the kernel's, a segment may follow the UUID, and the
 * version stands in two parts outside of brackets (`com.example.harbor 2.1 (34)`).
 */
function inCrashWords(text: string): string {
  const bare = text.replace(/^\s*\*/, '').replace(/>__[A-Z_]{1,20}(?=\s|$)/, '>');
  return (
    bare.slice(0, 2000).replace(/ (\d[^\s()<>]{0,40}) \(([^()<>]{1,80})\)(?=\s+<)/, ' ($1 - $2)') + bare.slice(2000)
  );
}

/** Whose images they are. */
export interface ImageOwner {
  /** The program of the process, with the UUID as the text words it. */
  readonly program: { readonly uuid: string | null } & Loader;
  /** The process that the report is about: only its code is the app's. */
  readonly loader: Loader;
  readonly isTarget: boolean;
}

function isProgram(uuid: Uuid | null, program: ImageOwner['program']): boolean {
  return uuid !== null && program.uuid !== null && parseUuid(program.uuid) === uuid;
}

function endOf({ base, size }: BinaryImage): string {
  return size === 0n ? '???' : toHex(BigInt.asUintN(64, base + size - 1n));
}

function isNameless(image: BinaryImage | undefined, uuid: Uuid): boolean {
  return image !== undefined && image.name === null && image.uuid === uuid;
}

export class ImagePool {
  readonly list: BinaryImage[] = [];
  readonly #known = new Map<string, number>();
  /** Images of the kernel by where they begin: all processes share them, though not every list has them. */
  readonly #kernel = new Map<bigint, number>();

  #add(key: string, image: BinaryImage, replace: boolean): number {
    const known = this.#known.get(key);
    if (known !== undefined) {
      if (replace) this.list[known] = image;
      return known;
    }
    this.#known.set(key, this.list.length);
    if (isKernel(image.base) && !this.#kernel.has(image.base)) this.#kernel.set(image.base, this.list.length);
    this.list.push(image);
    return this.list.length - 1;
  }

  /** Adds one line in a crash report's words. The program's own line may have no more than its UUID. */
  #take(line: string, owner: ImageOwner): number | null {
    let text = line;
    let image = readImageLine(text, owner.loader);
    if (image !== null && image.name === null && isProgram(image.uuid, owner.program)) {
      const { name, path } = owner.program;
      text = `${toHex(image.base)} - ${endOf(image)} ${name ?? '???'} <${image.uuid ?? ''}> ${path ?? ''}`.trim();
      image = readImageLine(text, owner.loader);
    }
    if (image === null) return null;
    const kernel = isKernel(image.base);
    const inApp = image.inApp && owner.isTarget && !kernel;
    const symbols = kernel ? ({ kind: 'system' } as const) : image.symbols;
    return this.#add(text.trim().replaceAll(/\s+/g, ' '), { ...image, inApp, symbols }, owner.isTarget);
  }

  /** Adds the lines of a list. Lines that are no images are named by `unread`. */
  add(lines: readonly Line[], owner: ImageOwner, unread: (line: Line) => void): ImageScope {
    const scope: number[] = [];
    for (const line of lines) {
      const index = this.#take(inCrashWords(line.text), owner);
      if (index === null) unread(line);
      else scope.push(index);
    }
    return scope;
  }

  /** Makes a function that turns words of frames into frames of these images. */
  reader(scope: ImageScope, owner: ImageOwner): (frame: TreeFrame) => Frame {
    const own = scope.flatMap((index) => this.list[index] ?? []);
    const lookup = imageLookup(own);
    const byBase = new Map<bigint, number[]>();
    const byName = new Map<string, number>();
    for (const index of scope) {
      const { base = 0n, name = null } = this.list[index] ?? {};
      const same = byBase.get(base);
      if (same === undefined) byBase.set(base, [index]);
      else same.push(index);
      if (name !== null && !byName.has(placeName(name))) byName.set(placeName(name), index);
    }

    /** The image that begins where the frame's own offset says. */
    const beginningAt = (base: bigint, { imageName, imageUuid }: TreeFrame): number | null => {
      const there = byBase.get(base) ?? [];
      const uuid = imageUuid === null ? null : parseUuid(imageUuid);
      // A frame says its image by UUID where the image has no name.
      const nameless = uuid === null ? undefined : there.find((index) => isNameless(this.list[index], uuid));
      if (nameless !== undefined) return nameless;
      const meant = there.find((index) => {
        const image = this.list[index];
        return (
          image !== undefined &&
          ((image.name !== null && placeName(image.name) === imageName) || (uuid !== null && image.uuid === uuid))
        );
      });
      if (meant !== undefined) return meant;
      if (imageName === null && uuid === null && there[0] !== undefined) return there[0];
      // The frame alone tells of the image.
      return uuid === null ? null : this.#take(`${toHex(base)} - ??? ??? <${uuid}>`, owner);
    };

    const find = (frame: TreeFrame): number | null => {
      const { address, imageName, imageOffset } = frame;
      if (address === null) return imageName === null || imageOffset === null ? null : (byName.get(imageName) ?? null);
      if (imageOffset !== null) {
        const index = beginningAt(BigInt.asUintN(64, address - imageOffset), frame);
        if (index !== null) return index;
      }
      const holder = lookup(toAddress(address));
      if (holder !== null) return scope[holder] ?? null;
      if (imageOffset === null || !isKernel(address)) return null;
      const index = this.#kernel.get(address - imageOffset) ?? null;
      return index !== null && this.list[index]?.name === imageName ? index : null;
    };

    return (frame) => {
      const index = find(frame);
      return frameIn(index, index === null ? undefined : this.list[index], frame);
    };
  }
}

function frameIn(index: number | null, image: BinaryImage | undefined, frame: TreeFrame): Frame {
  const { symbol, file, line, column, imageName, imageOffset } = frame;
  const stated = imageOffset === null ? null : toImageOffset(imageOffset);
  const told = image !== undefined && stated !== null ? addressAt(image.base, stated) : toAddress(0n);
  const address = frame.address === null ? told : toAddress(frame.address);
  const location = symbol === null ? null : { symbol, file, line, column };
  return {
    image: index,
    imageName: image === undefined ? imageName : null,
    address,
    imageOffset: image === undefined ? stated : offsetIn(image.base, address),
    inlined: NONE,
    location,
    symbolOffset: location === null ? null : frame.symbolOffset,
    status: frame.malformed ? 'malformed' : location === null ? unnamedStatus(image) : 'symbolicated',
  };
}
