/**
 * The images of a MetricKit report. It has no list of them: each frame names its binary, and tells where that was mapped.
 *
 * `offsetIntoBinaryTextSegment` is the distance from the load address, but the first systems that wrote it (iOS 14.0) put
 * the load address itself there. No binary has 4 GB of code, and no image is mapped below 4 GB, so that the size tells.
 */
import { toAddress, toImageOffset, toLoadAddress } from '../../report/address.ts';
import type { Arch } from '../../report/arch.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import type { Uuid } from '../../report/uuid.ts';
import { unnamedStatus } from '../frame-status.ts';
import { countOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { readFrameLine } from '../text/frame-line.ts';
import type { Warnings } from '../warnings.ts';
import { binaryName, unsignedOf } from './forest.ts';
import { isSystemImage } from './system-images.ts';

const FOUR_GIGABYTES = 0x1_0000_0000n;
const NONE: readonly SourceLocation[] = [];

/** Where a frame is. */
interface Place {
  readonly address: bigint;
  readonly offset: bigint | null;
  /** Null where the frame does not tell; 0 where it has nothing but its offset. */
  readonly base: bigint | null;
}

function placeOf(raw: JsonObject): Place | null {
  const address = unsignedOf(raw['address']);
  const field = unsignedOf(raw['offsetIntoBinaryTextSegment']);
  if (field === null) return address === null ? null : { address, offset: null, base: null };
  if (address === null) return { address: field, offset: field, base: 0n };
  if (field >= FOUR_GIGABYTES && field <= address) return { address, offset: address - field, base: field };
  if (field <= address) return { address, offset: field, base: address - field };
  return { address, offset: null, base: null };
}

interface Identity {
  readonly name: string | null;
  readonly uuid: Uuid | null;
}

function locationOf(raw: JsonObject): SourceLocation | null {
  const text = textOf(raw['rawFrame']);
  const written = text === null ? null : readFrameLine(/^\s*\d/.test(text) ? text : `0 ${text}`);
  const whole = written?.malformed === false ? written : null;
  const symbol = textOf(raw['symbolName']) ?? textOf(raw['symbol']) ?? whole?.symbol ?? null;
  if (symbol === null) return null;
  const file = textOf(raw['fileName']) ?? whole?.file ?? null;
  const line = file === null ? null : (countOf(raw['lineNumber']) ?? whole?.line ?? null);
  return { symbol, file, line: line !== null && line > 0 ? line : null, column: null };
}

/** Processors of arm64e run apps as arm64: only the system's own code has the other ABI. */
function appArch(arch: Arch | null): Arch | null {
  return arch === 'arm64e' ? 'arm64' : arch;
}

function keyOf({ name, uuid }: Identity): string {
  return `${uuid ?? ''} ${name ?? ''}`;
}

/** Gathers images and makes frames. `learn` all frames before the first is made. */
export class Images {
  readonly #names: ReadonlyMap<Uuid, string>;
  readonly #arch: Arch | null;
  readonly #warnings: Warnings;
  readonly #index = new Map<string, number>();
  readonly #binaries: { readonly identity: Identity; base: bigint | null }[] = [];
  #list: readonly BinaryImage[] | null = null;

  constructor(names: ReadonlyMap<Uuid, string>, arch: Arch | null, warnings: Warnings) {
    this.#names = names;
    this.#arch = arch;
    this.#warnings = warnings;
  }

  #identity(raw: JsonObject): Identity {
    return { name: binaryName(raw, this.#names), uuid: parseUuid(textOf(raw['binaryUUID']) ?? '') };
  }

  /** Takes note of a frame's image. A process maps a binary once: the first frame that tells where is right. */
  learn(raw: JsonObject): void {
    const identity = this.#identity(raw);
    if (identity.name === null && identity.uuid === null) return;
    const base = placeOf(raw)?.base ?? null;
    const index = this.#index.get(keyOf(identity));
    const known = index === undefined ? undefined : this.#binaries[index];
    if (known === undefined) {
      this.#index.set(keyOf(identity), this.#binaries.length);
      this.#binaries.push({ identity, base });
    } else if (base !== null && (known.base ?? 0n) === 0n) known.base = base;
  }

  /** All images, in the order in which frames name them. */
  get list(): readonly BinaryImage[] {
    this.#list ??= this.#binaries.map(({ identity: { name, uuid }, base }): BinaryImage => {
      const system = isSystemImage(name, base, this.#arch);
      return {
        name,
        bundleId: null,
        version: null,
        uuid,
        arch: system ? this.#arch : appArch(this.#arch),
        archName: system ? this.#arch : appArch(this.#arch),
        base: toLoadAddress(base ?? 0n),
        size: 0n,
        path: null,
        inApp: !system,
        symbols: { kind: system ? 'system' : 'unsearched' },
      };
    });
    return this.#list;
  }

  /** The frame, in one of the images that were learned. */
  frame(raw: JsonObject): Frame {
    const place = placeOf(raw);
    const identity = this.#identity(raw);
    const location = locationOf(raw);
    const bare = {
      image: null,
      imageName: identity.name,
      address: toAddress(place?.address ?? 0n),
      imageOffset: null,
      inlined: NONE,
      location,
      symbolOffset: location === null ? null : unsignedOf(raw['offsetIntoSymbol']),
    };
    if (place === null) {
      if (location === null) this.#warnings.add('A frame has neither an address nor an offset.');
      return { ...bare, status: location === null ? 'malformed' : 'symbolicated' };
    }
    const status = location === null ? 'unknown-image' : 'symbolicated';
    const index = this.#index.get(keyOf(identity));
    const image = index === undefined ? undefined : this.list[index];
    const base = index === undefined ? null : (this.#binaries[index]?.base ?? null);
    if (index === undefined || image === undefined || base === null) return { ...bare, status };
    if (place.base !== null && place.base !== base && place.base !== 0n) {
      this.#warnings.add('Frames of one binary disagree on where it was loaded; their addresses were taken.');
    }
    // A frame with nothing but its offset is where the binary's other frames say that it began.
    const address = place.base === 0n ? base + (place.offset ?? 0n) : place.address;
    if (address < base) return { ...bare, status };
    return {
      ...bare,
      image: index,
      imageName: null,
      address: toAddress(address),
      imageOffset: toImageOffset(address - base),
      status: location === null ? unnamedStatus(image) : 'symbolicated',
    };
  }
}
