/** What a benchmark hands out: a figure of ours beside a figure of a peer, taken in the same run, and their ratio. */

/** Times are medians in milliseconds. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly peer: string;
  readonly peers: number | null;
  /** Ours ÷ the peer's: below 1 we are faster. */
  readonly ratio: number | null;
  readonly note: string;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Puts two medians side by side; `theirs` is null where the peer is not installed. */
export function compare(name: string, ours: number, peer: string, theirs: number | null, note: string): Figure {
  return { name, ours: round(ours), peer, peers: theirs && round(theirs), ratio: theirs && round(ours / theirs), note };
}

/** The median time of `runs` runs in milliseconds, after one that does not count. */
export async function median(runs: number, run: () => unknown): Promise<number> {
  await run();
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}
