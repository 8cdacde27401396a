/**
 * Which of Xcode's device support folders belong to which system. Their names end in version and build, and may begin with
 * the model: `17.5 (21F79)`, `iPhone15,2 17.5 (21F79)`, `Watch6,1 10.0 (21R355)`, `15.0 (19A346) arm64e`. Each holds the
 * thousands of libraries of one system, so only those are looked through whose system a report is of.
 */

import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Place } from './places.ts';

/** A system as reports name it: `iOS`, `17.5`, `21F79`. */
export interface SystemVersion {
  readonly name: string;
  readonly version: string;
  /** Apple gives a build to one system only; null where the report has none. */
  readonly build: string | null;
}

/** `iOS 17.5` in its two parts; null for what has no version. */
export function systemVersionOf(label: string, build: string | null): SystemVersion | null {
  const [, name, version] = /^(.+?) (\d[\d.]*)\b/.exec(label) ?? [];
  return name === undefined || version === undefined ? null : { name, version, build };
}

/** Whether a folder of that name, in the place of that system, holds one of the systems. */
export function isSupportFor(folder: string, place: string, systems: readonly SystemVersion[]): boolean {
  const [, version, build] = /(?:^|\s)(\d[\d.]*) \(([0-9A-Za-z]+)\)/.exec(folder) ?? [];
  const family = place.slice(0, place.indexOf(' '));
  return systems.some((system) => {
    if (system.build !== null) return system.build === build;
    const name = system.name === 'iPadOS' || system.name === 'iPhone OS' ? 'iOS' : system.name;
    return name === family && system.version === version;
  });
}

/** `Symbols` folders of the systems, in the places that are there. */
export async function supportFoldersFor(
  places: readonly Place[],
  systems: readonly SystemVersion[],
): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const { path } of places) {
    const items = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const item of items) {
      if (item.isDirectory() && isSupportFor(item.name, basename(path), systems)) folders.push(join(path, item.name));
    }
  }
  return folders;
}
