/** Builds the cache of one slice, start to end, and puts it into its place. For a thread that nobody waits for. */

import { attempt } from '../bytes/malformed.ts';
import { openSource, type FileSource } from '../bytes/source.ts';
import type { SliceRef } from '../engine.ts';
import { readSlices } from '../macho/container.ts';
import { hasDebugInfo } from '../macho/slice.ts';
import { SliceSymbols } from '../slice-symbols.ts';
import type { CacheFolder } from './folder.ts';
import { Uncacheable, type CacheKey } from './format.ts';
import { writeCache } from './write.ts';

export interface BuildJob {
  readonly slice: SliceRef;
  readonly key: CacheKey;
  /** Where it is built before it takes its place. */
  readonly place: string;
}

/** Says whether there is a cache now. There is none of files without DWARF, with damage, or replaced meanwhile. */
export function buildCache(job: BuildJob, folder: CacheFolder): boolean {
  const source = openSource(job.slice.path);
  if (!source.ok) return false;
  try {
    const built = writeFrom(source.value, job, folder.limit);
    if (built) folder.accept(job.place, job.key);
    return built;
  } catch (thrown) {
    if (thrown instanceof Uncacheable || isDiskError(thrown)) return false;
    throw thrown;
  } finally {
    source.value.close();
  }
}

function writeFrom(source: FileSource, { slice: wanted, key, place }: BuildJob, limit: number): boolean {
  if (source.size !== key.size || source.modified !== key.modified) return false;
  const slices = readSlices(source, wanted.path);
  const slice = slices.ok ? slices.value.find(({ uuid }) => uuid === wanted.uuid) : undefined;
  if (slice === undefined || !hasDebugInfo(slice)) return false;
  const symbols = new SliceSymbols(slice, wanted.path);
  return attempt('malformed-dwarf', wanted.path, () => writeCache(symbols, key, slice.textVmaddr, place, limit)).ok;
}

/** A full or read-only disk: there is no cache then, and nothing else is wrong. */
function isDiskError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown;
}
