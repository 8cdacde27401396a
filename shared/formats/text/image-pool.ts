/**
 * The images of a text that lists them process by process. Processes share libraries, and have their own programs at the
 * same addresses, so that a frame is looked up among the images of its process, and all of them become one list.
 */
import { offsetIn, toAddress, toImageOffset, toLoadAddress } from '../../report/address.ts';
import { imageLookup } from '../../report/image-lookup.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import { unnamedStatus } from '../frame-status.ts';
import type { Loader } from '../json/images.ts';
import { readImageLine } from './images.ts';
import type { Line } from './lines.ts';
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

export class ImagePool {
  readonly list: BinaryImage[] = [];
  readonly #known = new Map<string, number>();

  #add(key: string, image: BinaryImage, replace: boolean): number {
    const known = this.#known.get(key);
    if (known !== undefined) {
      if (replace) this.list[known] = image;
      return known;
    }
    this.#known.set(key, this.list.length);
    this.list.push(image);
    return this.list.length - 1;
  }

  /**
   * Adds the lines of a list. `ofTarget` says whether the process is the one that the report is about: only that one's code
   * is the app's. Lines that are no images are named by `unread`.
   */
  add(lines: readonly Line[], loader: Loader, ofTarget: boolean, unread: (line: Line) => void): ImageScope {
    const scope: number[] = [];
    for (const line of lines) {
      const text = inCrashWords(line.text);
      const image = readImageLine(text, loader);
      if (image === null) {
        unread(line);
        continue;
      }
      const kernel = isKernel(image.base);
      const inApp = image.inApp && ofTarget && !kernel;
      const symbols = kernel ? ({ kind: 'system' } as const) : image.symbols;
      scope.push(this.#add(text.trim().replaceAll(/\s+/g, ' '), { ...image, inApp, symbols }, ofTarget));
    }
    return scope;
  }

  /** An image of which a frame tells the UUID and, by its offset, the address. */
  named(image: Pick<BinaryImage, 'uuid' | 'base' | 'name' | 'path' | 'inApp'>): number {
    const symbols = isKernel(image.base) ? ({ kind: 'system' } as const) : ({ kind: 'unsearched' } as const);
    const rest = { bundleId: null, version: null, arch: null, archName: null, size: 0n, symbols };
    return this.#add(`${image.uuid} ${image.base}`, { ...image, ...rest }, false);
  }

  /** Makes a function that turns words of frames into frames of these images. */
  reader(scope: ImageScope, program: { readonly uuid: string | null } & Loader, ofTarget: boolean) {
    const own = scope.flatMap((index) => this.list[index] ?? []);
    const lookup = imageLookup(own);
    const byBase = new Map<bigint, number[]>();
    for (const index of scope) {
      const base = this.list[index]?.base ?? 0n;
      const same = byBase.get(base);
      if (same === undefined) byBase.set(base, [index]);
      else same.push(index);
    }
    const programUuid = program.uuid === null ? null : parseUuid(program.uuid);

    const find = (frame: TreeFrame, address: bigint | null): number | null => {
      const { imageName, imageOffset } = frame;
      const uuid = frame.imageUuid === null ? null : parseUuid(frame.imageUuid);
      if (address === null) return null;
      if (imageOffset !== null) {
        const base = BigInt.asUintN(64, address - imageOffset);
        const there = byBase.get(base) ?? [];
        const meant = there.find((index) => {
          const image = this.list[index];
          return image !== undefined && (image.name === imageName || (uuid !== null && image.uuid === uuid));
        });
        if (meant !== undefined || there[0] !== undefined) return meant ?? there[0] ?? null;
        if (uuid !== null) {
          const told = uuid === programUuid ? program : { name: null, path: null };
          const { name, path } = told;
          const inApp = ofTarget && uuid === programUuid;
          return this.named({ uuid, base: toLoadAddress(base), name, path, inApp });
        }
      }
      const holder = lookup(toAddress(address));
      return holder === null ? null : (scope[holder] ?? null);
    };

    return (frame: TreeFrame): Frame => {
      const index = find(frame, frame.address);
      const image = index === null ? undefined : this.list[index];
      const { symbol, file, line, column, imageName, imageOffset } = frame;
      const address = toAddress(frame.address ?? 0n);
      const location = symbol === null ? null : { symbol, file, line, column };
      return {
        image: index,
        imageName: image === undefined ? imageName : null,
        address,
        imageOffset:
          image === undefined
            ? imageOffset === null
              ? null
              : toImageOffset(imageOffset)
            : offsetIn(image.base, address),
        inlined: NONE,
        location,
        symbolOffset: location === null ? null : frame.symbolOffset,
        status: location === null ? unnamedStatus(image) : 'symbolicated',
      };
    };
  }
}
