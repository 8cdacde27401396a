/** Builds the app once where `out/` is older than what it is made of. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '..', '..');

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
const results = ['main/main.js', 'main/worker.js', 'preload/preload.cjs', 'renderer/index.html'];

export function buildDesktop(): void {
  const built = results.map((name) => join(project, 'out', name));
  const oldest = built.every((path) => existsSync(path)) ? Math.min(...built.map(modified)) : 0;
  const newest = Math.max(...sources.flatMap((name) => filesOf(join(project, name))).map(modified));
  if (newest < oldest) return;
  execFileSync(join(project, 'node_modules', '.bin', 'electron-vite'), ['build', '--logLevel', 'error'], {
    cwd: project,
    stdio: 'inherit',
  });
}

function modified(path: string): number {
  return statSync(path).mtimeMs;
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
