/**
 * `binaryImages` of a stackshot: `[uuid, base, letter]`, without names. The letters: `P` loaded by a process, `S` the shared
 * cache as a whole, `T`, `U` and `K` the kernel and its extensions, `A` absolute, the stand-in for no image at all. Newer
 * systems may add a name, a path and a size. The list keeps its order: frames point into it by number.
 */
import { toLoadAddress } from '../../report/address.ts';
import type { LoadAddress } from '../../report/address.ts';
import { lastPart } from '../../report/image.ts';
import type { BinaryImage } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import { isPlaceholder } from '../frame-status.ts';
import { integerOf, isObject, listOf, textOf } from '../json/values.ts';

/** What the caches are called that a report only gives a letter. */
const SHARED_CACHE = 'dyld_shared_cache';
const KERNEL_CACHE = 'kernelcache';
/** The upper half of the address space belongs to the kernel. */
const KERNEL_SPACE = 0xffff_0000_0000_0000n;

export interface ImageFacts {
  readonly name: string | null;
  readonly uuid: string | null;
  readonly base: LoadAddress;
  readonly size: bigint;
  readonly path: string | null;
  readonly version: string | null;
}

/** Whether an image is of the system by what a stackshot says of it. Extensions of others have a bundle id of theirs. */
function isOfSystem({ name, base, path }: ImageFacts): boolean {
  if (name === SHARED_CACHE || name === KERNEL_CACHE) return true;
  if (path !== null) return /^\/(?:System|usr|Library\/Apple)\//.test(path);
  return base >= KERNEL_SPACE && (name === null || name.startsWith('com.apple.') || !name.includes('.'));
}

/** An image of a stackshot or of the kernel. */
export function systemImage(facts: ImageFacts): BinaryImage {
  return {
    name: facts.name,
    bundleId: facts.name?.includes('.') === true && facts.base >= KERNEL_SPACE ? facts.name : null,
    version: facts.version,
    uuid: parseUuid(facts.uuid ?? ''),
    arch: null,
    archName: null,
    base: facts.base,
    size: facts.size,
    path: facts.path,
    inApp: false,
    symbols: { kind: isOfSystem(facts) ? 'system' : 'unsearched' },
  };
}

function nameOfLetter(letter: string): string | null {
  if (letter === 'S' || letter === 'C') return SHARED_CACHE;
  return letter === 'U' || letter === 'K' ? KERNEL_CACHE : null;
}

function readTuple(values: readonly unknown[]): ImageFacts {
  const words = values.slice(2).flatMap((value) => textOf(value) ?? []);
  const letter = words.find((word) => /^[A-Z]$/.test(word)) ?? '';
  const path = words.find((word) => word.startsWith('/')) ?? null;
  const name = words.find((word) => word.length > 1 && !word.startsWith('/') && !/^\d+$/.test(word));
  const size = values.slice(3).flatMap((value) => integerOf(value) ?? [])[0] ?? 0n;
  return {
    name: name ?? (path === null ? nameOfLetter(letter) : lastPart(path)),
    uuid: textOf(values[0]),
    base: toLoadAddress(integerOf(values[1]) ?? 0n),
    size: size > 0n ? size : 0n,
    path,
    version: null,
  };
}

function readImage(value: unknown): BinaryImage {
  if (!isObject(value)) return systemImage(readTuple(listOf(value)));
  const path = textOf(value['path']);
  const size = integerOf(value['size']) ?? 0n;
  return systemImage({
    name: textOf(value['name']) ?? (path === null ? nameOfLetter(textOf(value['source']) ?? '') : lastPart(path)),
    uuid: textOf(value['uuid']),
    base: toLoadAddress(integerOf(value['base']) ?? integerOf(value['loadAddress']) ?? 0n),
    size: size > 0n ? size : 0n,
    path,
    version: null,
  });
}

/** Reads the list. */
export function readSnapshotImages(value: unknown): readonly BinaryImage[] {
  return listOf(value).map(readImage);
}

/** What a frame's line calls its image where it stands alone: the name if only one image has it, else the UUID. */
export function imageLabels(images: readonly BinaryImage[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of images) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return images.map((image) => {
    if (image.name !== null && counts.get(image.name) === 1 && !image.name.startsWith('<')) return image.name;
    return image.uuid === null || isPlaceholder(image) ? '???' : `<${image.uuid.toUpperCase()}>`;
  });
}
