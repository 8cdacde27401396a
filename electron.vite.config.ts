/**
 * How the app is bundled, into `out/`: the main process and its worker threads as modules, the preload as CommonJS (a
 * sandboxed preload is no module), the page with hashed names. All of it stands alone: no `node_modules` is shipped.
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (...names: string[]): string => join(import.meta.dirname, ...names);

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: at('electron', 'desktop', 'main.ts'),
          worker: at('electron', 'inbox', 'worker.ts'),
          reader: at('electron', 'inbox', 'reader.ts'),
          'symbol-cache': at('electron', 'symbols', 'cache', 'worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron', 'desktop', 'preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out', 'renderer'),
      // electron-vite leaves it out; the web host sends this over a socket and the page has to be there at once.
      minify: true,
      rolldownOptions: { input: { index: at('renderer', 'index.html') } },
      // Inlined assets would need `data:` in more of the page's policy than pictures.
      assetsInlineLimit: 0,
    },
  },
});
