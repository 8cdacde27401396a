/** A dSYM is a bundle; what holds the symbols is the Mach-O file within. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { fail, messageOf, ok, type Result } from '../../shared/result.ts';

/** The Mach-O file that is meant by a path: of a dSYM bundle the (first) DWARF file, of a file itself. */
export async function machoFileOf(path: string): Promise<Result<string>> {
  const found = await stat(path).catch(messageOf);
  if (typeof found === 'string')
    return fail({ kind: 'not-found', message: `There is nothing at ${path}.`, detail: found });
  if (!found.isDirectory()) return ok(path);
  try {
    const folder = join(path, 'Contents', 'Resources', 'DWARF');
    const files = (await readdir(folder, { withFileTypes: true }))
      .filter((item) => item.isFile())
      .map(({ name }) => name);
    const first = files.sort()[0];
    if (first !== undefined) return ok(join(folder, first));
    return fail({ kind: 'not-found', message: `${path} holds no DWARF file.` });
  } catch (thrown) {
    return fail({
      kind: 'not-found',
      message: `${path} is neither a Mach-O file nor a dSYM.`,
      detail: messageOf(thrown),
    });
  }
}
