/**
 * Finding words in the stacks on screen: which frames hold them, where, and which match is the current one. Pure: a report
 * in, places out; a line shows its image, its function or address, and its place in the source, and these are searched.
 */
import type { ReportJson } from '../../shared/render/json.ts';
import { SearchedLines, countIn } from './searched-lines.ts';
import type { LinePlaces } from './searched-lines.ts';
import { leadingStacks, processStacks, threadStack, threadsInOrder } from './stacks.ts';
import type { Stack } from './stacks.ts';

/** What was found in one line. Matches are numbered as they are read. */
export interface FrameMatches extends LinePlaces {
  /** Number of the first. */
  readonly first: number;
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

/** Stacks made ready for being looked through. */
interface Ready {
  readonly stacks: readonly Stack[];
  /** Of all of them, one after the other. */
  readonly lines: SearchedLines;
}

/** By the report, which is a new object when names come in. */
const ready = new WeakMap<ReportJson, Map<StacksSearched, Ready>>();

/** Makes stacks ready for being looked through, once; answers them. */
export function readyFor(report: ReportJson, where: StacksSearched): Ready {
  const known = ready.get(report) ?? new Map<StacksSearched, Ready>();
  ready.set(report, known);
  const made = known.get(where);
  if (made) return made;
  const stacks = searched(report, where);
  const lines = new SearchedLines(stacks.flatMap(({ frames }) => frames));
  known.set(where, { stacks, lines });
  return { stacks, lines };
}

/** Every place of the words in some stacks, in the order in which they are read. */
export function findInStacks(report: ReportJson, where: StacksSearched, words: string): Found {
  const found = new Map<string, Map<number, FrameMatches>>();
  const places: { stack: string; frame: number }[] = [];
  const { stacks, lines } = readyFor(report, where);
  lines.look(words);
  let before = 0;
  for (const { key, frames } of stacks) {
    if (places.length >= MOST) break;
    const inStack = new Map<number, FrameMatches>();
    for (const [at, { index }] of frames.entries()) {
      if (places.length >= MOST) break;
      const line = lines.placesIn(before + at);
      if (line === null) continue;
      inStack.set(index, { first: places.length, ...line });
      const place = { stack: key, frame: index };
      for (let match = countIn(line); match > 0; match -= 1) places.push(place);
    }
    before += frames.length;
    if (inStack.size > 0) found.set(key, inStack);
  }
  return { total: places.length, more: places.length >= MOST, stacks: found, places };
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
