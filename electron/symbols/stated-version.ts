/**
 * Which version of which build a dSYM says it is of: `Info.plist` of the bundle, as Xcode and dsymutil write it. It never
 * makes a match (only UUIDs do); it tells "a dSYM of that very build with another UUID" from "dSYMs of other builds".
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Versions as `CFBundleShortVersionString` and `CFBundleVersion` have them. */
export interface StatedVersion {
  readonly version: string;
  readonly build: string;
}

const LARGEST = 64 * 1024;
const CACHED = 4096;
const cache = new Map<string, StatedVersion | null>();

function valueOf(plist: string, key: string): string | null {
  return new RegExp(`<key>${key}</key>\\s{0,80}<string>([^<]{1,200})</string>`).exec(plist)?.[1] ?? null;
}

function readStart(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(LARGEST);
    return new TextDecoder().decode(bytes.subarray(0, readSync(file, bytes)));
  } finally {
    closeSync(file);
  }
}

function read(bundle: string): StatedVersion | null {
  let plist: string;
  try {
    plist = readStart(join(bundle, 'Contents', 'Info.plist'));
  } catch {
    // A dSYM without a readable Info.plist states nothing, which is a legal answer.
    return null;
  }
  const version = valueOf(plist, 'CFBundleShortVersionString');
  const build = valueOf(plist, 'CFBundleVersion');
  if (version === null || build === null) return null;
  // What dsymutil writes when the binary has no Info.plist of its own.
  return version === '1.0' && build === '1' ? null : { version, build };
}

/** What the dSYM around a DWARF file states; `null` for a plain binary, or where it states nothing. */
export function statedVersion(path: string): StatedVersion | null {
  const at = path.indexOf('.dSYM/');
  if (at < 0) return null;
  const bundle = path.slice(0, at + '.dSYM'.length);
  const known = cache.get(bundle);
  if (known !== undefined) return known;
  const stated = read(bundle);
  if (cache.size >= CACHED) cache.clear();
  cache.set(bundle, stated);
  return stated;
}
