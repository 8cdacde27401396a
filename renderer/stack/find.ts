/**
 * Finding words in the stacks on screen: which frames hold them, where, and which match is the current one. Pure: a report
 * in, places out; a line shows its image, its function or address, and its place in the source, and these are searched.
 */
import type { FrameJson, ReportJson } from '../../shared/render/json.ts';
import { placesOf } from '../words/found.ts';
import type { Span } from '../words/found.ts';
import { sourceName } from './source-name.ts';
import { leadingStacks, processStacks, threadStack, threadsInOrder } from './stacks.ts';
import type { Stack } from './stacks.ts';

/** What was found in one line. Matches are numbered as they are read. */
export interface FrameMatches {
  /** Number of the first. */
  readonly first: number;
  readonly image: readonly Span[];
  readonly symbol: readonly Span[];
  readonly source: readonly Span[];
}

/** What was found in one stack, by `index` of its frames. */
export type StackMatches = ReadonlyMap<number, FrameMatches>;

export interface Found {
  readonly total: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  readonly stacks: ReadonlyMap<string, StackMatches>;
  /** The stack and the frame of each match, by its number. */
  readonly places: readonly { readonly stack: string; readonly frame: number }[];
}

/** Counted at most: a stack overflow repeats a name tens of thousands of times. */
const MOST = 20_000;

/** The line as it is searched, field by field. */
export function fieldsOf(frame: FrameJson): {
  readonly image: string;
  readonly symbol: string;
  readonly source: string;
} {
  return {
    image: frame.image ?? '???',
    symbol: frame.symbol ?? frame.address,
    source: sourceName(frame)?.join('') ?? '',
  };
}

/** Which stacks are looked through: those that come first, all threads, those of other processes. */
export type StacksSearched = 'stacks' | 'threads' | 'processes';

function searched(report: ReportJson, where: StacksSearched): readonly Stack[] {
  switch (where) {
    case 'stacks':
      return leadingStacks(report);
    case 'threads':
      return threadsInOrder(report).map(threadStack);
    case 'processes':
      return (report.body?.processes ?? []).flatMap(processStacks);
  }
}

/** Every place of the words in some stacks, in the order in which they are read. */
export function findInStacks(report: ReportJson, where: StacksSearched, words: string): Found {
  const stacks = new Map<string, Map<number, FrameMatches>>();
  const places: { stack: string; frame: number }[] = [];
  for (const { key, frames } of searched(report, where)) {
    const inStack = new Map<number, FrameMatches>();
    for (const frame of frames) {
      if (places.length >= MOST) break;
      const { image, symbol, source } = fieldsOf(frame);
      const line = {
        first: places.length,
        image: placesOf(words, image),
        symbol: placesOf(words, symbol),
        source: placesOf(words, source),
      };
      const count = line.image.length + line.symbol.length + line.source.length;
      if (count === 0) continue;
      inStack.set(frame.index, line);
      for (let match = 0; match < count; match += 1) places.push({ stack: key, frame: frame.index });
    }
    if (inStack.size > 0) stacks.set(key, inStack);
  }
  return { total: places.length, more: places.length >= MOST, stacks, places };
}

/** The number of the current match: `at` taken round; null where there is none. */
export function currentMatch(at: number, { total }: Pick<Found, 'total'>): number | null {
  return total === 0 ? null : ((at % total) + total) % total;
}

/** Which mark of a line's field is the current match; null where it is none of them. */
export function currentMark(
  { first, image, symbol }: FrameMatches,
  field: 'image' | 'symbol' | 'source',
  current: number | null,
): number | null {
  if (current === null) return null;
  switch (field) {
    case 'image':
      return current - first;
    case 'symbol':
      return current - first - image.length;
    case 'source':
      return current - first - image.length - symbol.length;
  }
}
