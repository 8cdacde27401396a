/** What a benchmark hands out: a figure of ours beside a figure of a peer, taken in the same run, and their ratio. */

/** Times are medians in milliseconds, or nanoseconds a character; memory is in megabytes. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'ns/char';
  readonly ours: number;
  readonly peer: string;
  readonly peers: number | null;
  /** Ours ÷ the peer's: below 1 we are faster, or smaller. */
  readonly ratio: number | null;
  readonly note: string;
  /** What the figure has to stay below. */
  readonly bar?: Bar;
}

/** `holds` is null where there is no peer to hold it against. */
export interface Bar {
  readonly below: string;
  readonly holds: boolean | null;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Puts two medians side by side; `theirs` is null where the peer is not installed. */
export function compare(name: string, ours: number, peer: string, theirs: number | null, note: string): Figure {
  const ratio = theirs && round(ours / theirs);
  return { name, unit: 'ms', ours: round(ours), peer, peers: theirs && round(theirs), ratio, note };
}

/** Says what a figure has to be below: a number of its own unit, or a part of the peer's. */
export function barred(figure: Figure, limit: { readonly own: number } | { readonly ratio: number }): Figure {
  if ('own' in limit) {
    return { ...figure, bar: { below: `${limit.own} ${figure.unit}`, holds: figure.ours < limit.own } };
  }
  const holds = figure.ratio === null ? null : figure.ratio <= limit.ratio;
  return { ...figure, bar: { below: `${limit.ratio} × the peer`, holds } };
}

/** The middle one of some numbers. */
export function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** The number below which that many of a hundred lie. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil((sorted.length * part) / 100) - 1)] ?? 0;
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
  return middle(times);
}
