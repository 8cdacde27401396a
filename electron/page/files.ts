/**
 * The built renderer as a closed list of files. The list is made once, from the folder itself; a request is only ever
 * looked up in it, so that no path that a client writes reaches the file system and traversal has nothing to traverse.
 * Symbolic links are not followed.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** A file that may be served. */
export interface PageFile {
  readonly path: string;
  readonly type: string;
  /** Its name holds a hash of its content, so that a copy of it never grows old. */
  readonly immutable: boolean;
}

/** Keyed by path below the page's root, with forward slashes and no leading one: `assets/index-C0ffee12.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Any other kind of file is not served. */
const types: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/** Vite's names of hashed assets. */
const hashed = /^assets\/.*-[\w-]{8}\.\w+$/;

/** Lists the folder that holds the built `index.html`. */
export async function listPageFiles(root: string): Promise<Result<PageFiles>> {
  const files = new Map<string, PageFile>();
  try {
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      const type = types.get(extname(entry.name));
      if (!entry.isFile() || type === undefined) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(root, path).split(sep).join('/');
      files.set(name, { path, type, immutable: hashed.test(name) });
    }
  } catch (thrown) {
    return fail({ kind: 'not-found', message: notBuilt, detail: messageOf(thrown) });
  }
  if (!files.has('index.html'))
    return fail({ kind: 'not-found', message: notBuilt, detail: `No index.html in ${root}` });
  return ok(files);
}

const notBuilt = 'The window is not built yet. Run “npm run build” first.';

/** The bytes of a listed file; null when it went away since. */
export async function readPageFile(file: PageFile): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file.path);
  } catch {
    return null;
  }
}
