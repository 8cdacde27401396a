/** Where symbols lie on a Mac without anybody having said so. */

import { join } from 'node:path';

/** Xcode's archives and builds, and the downloads; `home` is the user's home folder. Not all of them need exist. */
export function defaultSymbolPlaces(home: string): readonly string[] {
  const xcode = join(home, 'Library', 'Developer', 'Xcode');
  return [join(xcode, 'Archives'), join(xcode, 'DerivedData'), join(home, 'Downloads')];
}
