/** `usedImages` of a JSON crash body. The list keeps its order and length: frames point into it by number. */
import { remember } from '../../memo.ts';
import { toLoadAddress } from '../../report/address.ts';
import { parseArch } from '../../report/arch.ts';
import { imageOrigin, lastPart } from '../../report/image.ts';
import type { BinaryImage } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import { integerOf, listOf, objectOf, textOf } from './values.ts';

/** Builds repeat over all reports of an app, and of a system. */
const knownUuid = remember(parseUuid);

/** What the shared cache as a whole is called, of which a report only gives a letter. */
const SHARED_CACHE = 'dyld_shared_cache';

/** The process that loaded the images. */
export interface Loader {
  readonly name: string | null;
  readonly path: string | null;
}

function readImage(value: unknown, loader: Loader): BinaryImage {
  const raw = objectOf(value);
  const path = textOf(raw['path']);
  const isCache = raw['source'] === 'S';
  const name = textOf(raw['name']) ?? (path === null ? (isCache ? SHARED_CACHE : null) : lastPart(path));
  const archName = textOf(raw['arch']);
  const origin = imageOrigin({
    name,
    path,
    sharedCache: isCache,
    processName: loader.name,
    processPath: loader.path,
  });
  return {
    name,
    bundleId: textOf(raw['CFBundleIdentifier']),
    version: textOf(raw['CFBundleShortVersionString']),
    uuid: knownUuid(textOf(raw['uuid']) ?? ''),
    arch: archName === null ? null : parseArch(archName),
    archName,
    base: toLoadAddress(integerOf(raw['base']) ?? 0n),
    size: BigInt.asUintN(64, integerOf(raw['size']) ?? 0n),
    path,
    inApp: origin === 'app',
    symbols: { kind: origin === 'system' ? 'system' : 'unsearched' },
  };
}

export function readImages(value: unknown, loader: Loader): readonly BinaryImage[] {
  return listOf(value).map((image) => readImage(image, loader));
}
