/** Builds the app where `out/` is older than what it is made of: once, although suites run side by side. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '..', '..');

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
const results = [
  'main/main.js',
  'main/worker.js',
  'main/reader.js',
  'main/symbol-cache.js',
  'preload/preload.cjs',
  'renderer/index.html',
];

/** The folder that whoever builds holds. One that is older than any build takes was left by a process that died. */
const lock = join(project, '.cache', 'desktop-build.lock');
const longestBuildMilliseconds = 120_000;

export function buildDesktop(): void {
  takeLock();
  try {
    if (isFresh()) return;
    execFileSync(join(project, 'node_modules', '.bin', 'electron-vite'), ['build', '--logLevel', 'error'], {
      cwd: project,
      stdio: 'inherit',
    });
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(): void {
  mkdirSync(join(project, '.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > longestBuildMilliseconds) rmdirSync(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function isFresh(): boolean {
  const built = results.map((name) => join(project, 'out', name));
  if (!built.every((path) => existsSync(path))) return false;
  const newest = Math.max(...sources.flatMap((name) => filesOf(join(project, name))).map(modified));
  return newest < Math.min(...built.map(modified));
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
