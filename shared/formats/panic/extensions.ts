/**
 * Kernel and kernel extensions as a panic's text lists them: the only images it knows.
 *
 *     com.example.driver.Harbor(2.0)[282C8F8F-…]@0xfffffe0051384f20->0xfffffe00513c2eff
 *        dependency: com.apple.kec.corecrypto(26.0)[8A53603F-…]@0xfffffe005288ab80->0xfffffe00528f5e9b
 */
import { toLoadAddress } from '../../report/address.ts';
import type { BinaryImage } from '../../report/report.ts';
import { systemImage } from '../stackshot/images.ts';

const EXTENSION =
  /^([\w.+-]{1,200})\(([^()\n]{0,80})\)(?:\[([0-9A-Fa-f-]{32,36})\])?@(0x[0-9a-f]{1,16})(?:->(0x[0-9a-f]{1,16}))?$/i;
const HEADING = /Kernel (?:Extensions in backtrace:|loadable modules in backtrace)/;
const DEPENDENCY = 'dependency:';
const MOST = 2000;

export interface Extensions {
  /** Those in the backtrace, as worded; what they depend on is left out. */
  readonly named: readonly string[];
  readonly images: readonly BinaryImage[];
}

function kernelOf(text: string): readonly BinaryImage[] {
  const uuid = /^Kernel UUID: ([0-9A-Fa-f-]{32,36})\s*$/m.exec(text)?.[1];
  const base =
    /^Kernel text exec base:\s+(0x[0-9a-f]{1,16})\s*$/im.exec(text)?.[1] ??
    /^Kernel text base:\s+(0x[0-9a-f]{1,16})\s*$/im.exec(text)?.[1];
  if (uuid === undefined || base === undefined) return [];
  const facts = { name: 'kernel', uuid, size: 0n, path: null, version: null };
  return [systemImage({ ...facts, base: toLoadAddress(BigInt(base)) })];
}

/** Reads them, the kernel first. */
export function readExtensions(text: string): Extensions {
  const named: string[] = [];
  const images = [...kernelOf(text)];
  const from = text.search(HEADING);
  if (from === -1) return { named, images };
  const seen = new Set<string>();
  for (const raw of text.slice(from).split('\n').slice(1)) {
    // Forums break long words with spaces, and put empty lines between lines.
    const line = raw.length > 600 ? '' : raw.replaceAll(/\s/g, '');
    if (raw.trim() === '') continue;
    const dependency = line.startsWith(DEPENDENCY);
    const match = EXTENSION.exec(dependency ? line.slice(DEPENDENCY.length) : line);
    if (match === null || images.length >= MOST) break;
    const [worded, name = '', version = '', uuid = '', first = '0x0', last] = match;
    if (!dependency) named.push(worded);
    if (seen.has(`${uuid}${first}`)) continue;
    seen.add(`${uuid}${first}`);
    const base = BigInt(first);
    const size = last === undefined ? 0n : BigInt(last) - base + 1n;
    images.push(
      systemImage({
        name,
        uuid: uuid === '' ? null : uuid,
        base: toLoadAddress(base),
        size: size > 0n ? size : 0n,
        path: null,
        version,
      }),
    );
  }
  return { named, images };
}

/** Adds images to a list whose frames point into it by number. What it has already gets the name that it lacks. */
export function mergeImages(known: readonly BinaryImage[], further: readonly BinaryImage[]): readonly BinaryImage[] {
  const merged = [...known];
  const places = new Map(known.map(({ uuid, base }, index) => [`${uuid}@${base}`, index]));
  const unnamed = new Map(known.flatMap(({ uuid, name }, index) => (name === null ? [[uuid, index] as const] : [])));
  for (const image of further) {
    const place = places.get(`${image.uuid}@${image.base}`);
    const same = place ?? (image.uuid === null ? undefined : unnamed.get(image.uuid));
    const old = same === undefined ? undefined : merged[same];
    if (same !== undefined && old !== undefined && old.name === null) {
      const { name, bundleId, version, symbols } = image;
      merged[same] = {
        ...old,
        name,
        bundleId,
        version,
        symbols,
        size: old.size === 0n && place !== undefined ? image.size : old.size,
      };
    }
    if (place === undefined) {
      places.set(`${image.uuid}@${image.base}`, merged.length);
      merged.push(image);
    }
  }
  return merged;
}
