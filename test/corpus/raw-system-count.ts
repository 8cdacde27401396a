/**
 * Counts processes, threads, frames and images in the raw text of a system's report, as dumbly as can be: it shares nothing
 * with the readers that it checks.
 */

/** What a stackshot contains, by its raw text. */
export interface SystemCount {
  readonly processes: number;
  readonly threads: number;
  /** Frames of the kernel and of the process, of each thread that has any, in the order of the text. */
  readonly frames: number;
  readonly images: number;
}

/** How many lists of two numbers follow the key, in all places of the text together. */
function countPairs(text: string, key: string): number {
  let count = 0;
  for (let at = text.indexOf(`"${key}"`); at !== -1; at = text.indexOf(`"${key}"`, at + 1)) {
    const end = text.indexOf(']]', at);
    const empty = /^"\w+"\s*:\s*\[\s*\]/.test(text.slice(at, at + 80));
    const list = text.slice(at, end === -1 ? undefined : end + 2).replaceAll(/\s/g, '');
    if (!empty) count += [...list.matchAll(/\[\d+,-?\d+\]/g)].length;
  }
  return count;
}

/** Counts by patterns. */
export function countSystem(text: string): SystemCount {
  const body = text.slice(text.indexOf('\n')).replaceAll(/\s+/g, '');
  const images = /"binaryImages":\[(.*?)\]\]/.exec(body)?.[1] ?? '';
  return {
    processes: [...body.matchAll(/"procname":"/g)].length,
    threads: [...body.matchAll(/"schedPriority":/g)].length,
    frames: countPairs(body, 'userFrames') + countPairs(body, 'kernelFrames'),
    images: [...images.matchAll(/\["[0-9a-f-]{36}",/g)].length,
  };
}

/** Return addresses of a panic's backtrace, as its text has them. */
export function countBacktrace(text: string): readonly bigint[] {
  return Array.from(text.matchAll(/\blr: {1,2}(0x[0-9a-f]+) {2}fp: /g), ([, address]) => BigInt(address ?? 0));
}
