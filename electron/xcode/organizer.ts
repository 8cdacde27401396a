/**
 * What Xcode's Organizer cached: `~/Library/Developer/Xcode/Products/<app>/…/Crashes/…/<point>.xccrashpoint`, the only
 * place where App Store crashes are to be had, as Apple's API gives none. Each point is a bundle of logs (five at most for
 * each of Xcode's filters, a sample) and of Apple's counts.
 *
 * Today: `Filters/<filter>/{PointInfo.json, DistributionInfo.json, Logs/*.crash, Logs/LocallySymbolicated/*.crash}`; before
 * Xcode 13: `Info.json` and `DistributionInfos/<name>/Logs/*.crash`. Beside the points lies `ListablePoints.json`.
 */
import { open } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { findFiles } from './files.ts';
import type { FoundFile, FoundFiles } from './files.ts';

/** One of Xcode's filters of a point, as files. */
export interface PointFilter {
  /** Its folder's name; null in the older layout. */
  readonly name: string | null;
  readonly distribution: FoundFile | null;
  readonly info: FoundFile | null;
}

/** A point as it lies there. */
export interface PointBundle {
  /** Its path below the folder of products: tells it from points of the same id. */
  readonly id: string;
  /** Apple's id of it. */
  readonly point: string;
  readonly filters: readonly PointFilter[];
  /** The ranked list beside it. */
  readonly list: FoundFile | null;
  /** Each crash once: the copy that Xcode symbolicated, where there is one. */
  readonly logs: readonly FoundFile[];
}

export interface FoundPoints extends Pick<FoundFiles, 'faults' | 'isComplete'> {
  readonly points: readonly PointBundle[];
  /** All files of points that count. */
  readonly files: readonly FoundFile[];
}

const ENDING = '.xccrashpoint';
const LIST = 'ListablePoints.json';
const JSON_FILES = new Set(['distributioninfo.json', 'pointinfo.json', 'info.json', LIST.toLowerCase()]);
/** From a product to the logs of a filter's point, and some room. */
const DEPTH = 10;
/** What Xcode keeps of a product besides crashes, by the names of its folders. */
const OTHERS = new Set(['feedback', 'metrics', 'energy', 'diskwrites', 'hangs', 'launches', 'reports', 'images']);
/** Bytes of a JSON file at most. */
const LARGEST = 16 * 1024 * 1024;

function wantsFile(name: string): boolean {
  const small = name.toLowerCase();
  return small.endsWith('.crash') || small.endsWith('.ips') || JSON_FILES.has(small);
}

/** The text of a JSON file; null where it cannot be read, or is none of Xcode's by its size. */
export async function readSmall({ path, size }: FoundFile): Promise<string | null> {
  if (size > LARGEST) return null;
  try {
    const file = await open(path);
    try {
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

interface Parts {
  /** Path of the bundle below the root. */
  readonly id: string;
  /** What lies between the bundle and the file. */
  readonly inner: readonly string[];
}

/** Where in which point a file lies; null where it lies in none. */
function partsOf(root: string, path: string): Parts | null {
  const parts = relative(root, path).split(sep);
  const bundle = parts.findIndex((part) => part.toLowerCase().endsWith(ENDING));
  return bundle < 0 ? null : { id: parts.slice(0, bundle + 1).join('/'), inner: parts.slice(bundle + 1) };
}

function isJson({ name }: FoundFile, wanted: string): boolean {
  return name.toLowerCase() === wanted;
}

/** The copies of one crash have one name; the symbolicated one lies deeper. */
function logsOf(files: readonly (readonly [inner: readonly string[], file: FoundFile])[]): readonly FoundFile[] {
  const logs = new Map<string, FoundFile>();
  for (const [inner, file] of files) {
    if (JSON_FILES.has(file.name.toLowerCase())) continue;
    const symbolicated = inner.at(-2)?.toLowerCase() === 'locallysymbolicated';
    const folder = inner.slice(0, symbolicated ? -2 : -1).join('/');
    const key = `${folder}/${file.name}`;
    if (symbolicated || !logs.has(key)) logs.set(key, file);
  }
  return [...logs.values()];
}

function filtersOf(files: readonly (readonly [inner: readonly string[], file: FoundFile])[]): readonly PointFilter[] {
  const folders = Map.groupBy(
    files.filter(([, { name }]) => JSON_FILES.has(name.toLowerCase())),
    ([inner]) => (inner[0]?.toLowerCase() === 'filters' && inner.length > 2 ? (inner[1] ?? null) : null),
  );
  return [...folders].map(([name, mine]) => {
    const find = (...wanted: readonly string[]): FoundFile | null =>
      mine.find(([, file]) => wanted.some((one) => isJson(file, one)))?.[1] ?? null;
    return { name, distribution: find('distributioninfo.json'), info: find('pointinfo.json', 'info.json') };
  });
}

/** The ranked list that lies nearest above a point. */
function listOver(bundle: string, lists: ReadonlyMap<string, FoundFile>): FoundFile | null {
  for (let folder = dirname(bundle); folder !== '.' && folder !== '/'; folder = dirname(folder)) {
    const list = lists.get(folder);
    if (list !== undefined) return list;
  }
  return null;
}

/** All points below Xcode's folder of products. Never throws. */
export async function findPoints(root: string, signal: AbortSignal): Promise<FoundPoints> {
  const found = await findFiles(root, {
    depth: DEPTH,
    enters: (name, depth) => !name.startsWith('.') && !(depth === 1 && OTHERS.has(name.toLowerCase())),
    wants: wantsFile,
    signal,
  });
  const lists = new Map<string, FoundFile>();
  const bundles = new Map<string, (readonly [inner: readonly string[], file: FoundFile])[]>();
  const files: FoundFile[] = [];
  for (const file of found.files) {
    const parts = partsOf(root, file.path);
    if (parts === null) {
      if (isJson(file, LIST.toLowerCase())) {
        lists.set(relative(root, dirname(file.path)).split(sep).join('/'), file);
        files.push(file);
      }
      continue;
    }
    const known = bundles.get(parts.id);
    if (known === undefined) bundles.set(parts.id, [[parts.inner, file]]);
    else known.push([parts.inner, file]);
    files.push(file);
  }
  const points = [...bundles].map(([id, mine]): PointBundle => {
    const name = id.slice(id.lastIndexOf('/') + 1);
    return {
      id,
      point: name.slice(0, -ENDING.length),
      filters: filtersOf(mine),
      list: listOver(id, lists),
      logs: logsOf(mine),
    };
  });
  return { points, files, faults: found.faults, isComplete: found.isComplete };
}
