/** Bundles a module as the app's own are bundled, so that a process which is measured does not first strip types. */
import { basename, join } from 'node:path';
import { build } from 'vite';

/** Writes the bundle into `folder` and answers where it is. */
export async function bundle(entry: string, folder: string): Promise<string> {
  const name = basename(entry, '.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: entry, outDir: folder, emptyOutDir: false, target: 'node24', minify: false },
  });
  return join(folder, `${name}.js`);
}
