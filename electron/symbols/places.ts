/** Where symbols lie on a Mac without anybody having said so, and what of these places is worth a look. */

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What a place is; `added` by the user. */
export type PlaceKind = 'archives' | 'derived-data' | 'downloads' | 'device-support' | 'added';

export interface Place {
  readonly kind: PlaceKind;
  readonly path: string;
}

/** Downloads hold whole worlds; what is meant to be found lies near the top. */
const DOWNLOADS_DEPTH = 5;
/** `Build/Products/<configuration>/<framework>/<bundle>.dSYM`: folders that are watched there. */
const PRODUCTS = /^[^/]+(?:\/Build(?:\/Products(?:\/[^/]+){0,2})?)?$/;
const CODE_BUNDLE = /\.(?:app|appex|framework|bundle|swiftmodule|build|xctest)$/i;

/** Xcode's archives and builds, and the downloads; `home` is the user's home folder. Not all of them need exist. */
export function defaultSymbolPlaces(home: string): readonly Place[] {
  const xcode = join(home, 'Library', 'Developer', 'Xcode');
  return [
    { kind: 'archives', path: join(xcode, 'Archives') },
    { kind: 'derived-data', path: join(xcode, 'DerivedData') },
    { kind: 'downloads', path: join(home, 'Downloads') },
  ];
}

/** Where Xcode keeps the symbols of the systems of devices that were connected. */
export function deviceSupportPlaces(home: string): readonly Place[] {
  const xcode = join(home, 'Library', 'Developer', 'Xcode');
  return ['iOS', 'watchOS', 'tvOS', 'visionOS'].map((system) => ({
    kind: 'device-support',
    path: join(xcode, `${system} DeviceSupport`),
  }));
}

/** Folders to look through for a place: of DerivedData the products of each project, of others the place itself. */
export async function foldersOf({ kind, path }: Place): Promise<readonly string[]> {
  if (kind !== 'derived-data') return [path];
  try {
    const projects = await readdir(path, { withFileTypes: true });
    const products = projects
      .filter((item) => item.isDirectory())
      .map(({ name }) => join(path, name, 'Build', 'Products'));
    return products.filter((folder) => existsSync(folder));
  } catch {
    // A Mac on which nothing was built has none.
    return [];
  }
}

/** How deep to look; undefined for as deep as there is something. */
export function depthOf(kind: PlaceKind): number | undefined {
  return kind === 'downloads' ? DOWNLOADS_DEPTH : undefined;
}

/** Whether news of that path within the place are of interest: builds write hundreds of thousands of files. */
export function isWatched({ kind, path: root }: Place, path: string): boolean {
  if (kind !== 'derived-data') return true;
  const inner = relative(root, path).split(sep).join('/');
  return inner === '' || inner.includes('.dSYM') || (PRODUCTS.test(inner) && !CODE_BUNDLE.test(inner));
}

/** Levels below a place that are watched. An archive's dSYMs lie at the third; a build's DWARF file at the ninth. */
export function watchedDepth(kind: PlaceKind): number {
  switch (kind) {
    case 'archives':
    case 'added':
      return 2;
    case 'derived-data':
      return 9;
    case 'downloads':
    case 'device-support':
      return 0;
  }
}

/** The bundle around a path, to look through as a whole; the path itself where there is none. */
export function bundleAround(path: string): string {
  return /^.*?\.dSYM(?=\/|$)/.exec(path)?.[0] ?? path;
}
