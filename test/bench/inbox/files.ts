/** Writes the reports of the inbox benchmark to `.cache/`, once: making and writing 100,000 of them takes minutes. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCrash } from './crashes.ts';
import { makeWorld } from './world.ts';

/** Raised whenever the same number gives another report. */
const EDITION = 2;
export const SIGNATURES = 5000;
const IN_FOLDER = 1000;

/** Makes sure of the reports `from`… in a folder below `cache`, and answers which folder. */
export function writeCrashes(cache: string, from: number, count: number, say: (line: string) => void): string {
  const folder = join(cache, `crashes-${EDITION}-${from}-${count}`);
  const finished = join(folder, '.finished');
  if (existsSync(finished)) return folder;
  rmSync(folder, { recursive: true, force: true });
  say(`inbox: writing ${count} reports to ${folder}`);
  const world = makeWorld(SIGNATURES);
  for (let number = from; number < from + count; number += 1) {
    const inner = join(folder, String(Math.floor((number - from) / IN_FOLDER)).padStart(4, '0'));
    if ((number - from) % IN_FOLDER === 0) mkdirSync(inner, { recursive: true });
    const { name, text } = makeCrash(world, number);
    writeFileSync(join(inner, name), text);
  }
  writeFileSync(finished, '');
  return folder;
}

/** All reports of a folder that {@link writeCrashes} made. */
export function* crashFiles(folder: string): Generator<string> {
  for (const inner of readdirSync(folder).toSorted()) {
    if (inner.startsWith('.')) continue;
    for (const name of readdirSync(join(folder, inner))) yield join(folder, inner, name);
  }
}

/** What `JSON.parse` alone needs. */
export interface ParseCost {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly files: number;
}

/**
 * The time of `JSON.parse` for the metadata line and the body of all reports of a folder, in one thread. Reading the file,
 * decoding it and cutting it in two are not counted.
 */
export function timeParsing(folder: string): ParseCost {
  let [milliseconds, bytes, files] = [0, 0, 0];
  for (const path of crashFiles(folder)) {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const [header, body] = [text.slice(0, end), text.slice(end)];
    const start = performance.now();
    JSON.parse(header);
    JSON.parse(body);
    milliseconds += performance.now() - start;
    bytes += text.length;
    files += 1;
  }
  return { milliseconds, bytes, files };
}
