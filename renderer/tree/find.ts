/** Finding words in a call tree, open or closed. Pure: nodes in, places out, in the tree's order. */
import type { FrameJson } from '../../shared/render/json.ts';
import type { FrameMatches } from '../stack/find.ts';
import { SearchedLines, countIn } from '../stack/searched-lines.ts';
import type { Shape } from './shape.ts';

export interface FoundInTree {
  readonly total: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  /** By index of the node. */
  readonly nodes: ReadonlyMap<number, FrameMatches>;
  /** The node of each match, by its number. */
  readonly places: readonly number[];
}

/** Counted at most. */
const MOST = 20_000;

/** By the lines, which are new objects when names come in. */
const ready = new WeakMap<readonly FrameJson[], SearchedLines>();

/** Makes lines ready for being looked through, once; answers them. */
export function readyLines(lines: readonly FrameJson[]): SearchedLines {
  const known = ready.get(lines) ?? new SearchedLines(lines);
  ready.set(lines, known);
  return known;
}

/** Every place of the words, each line looked through once however often the tree has it. */
export function findInTree({ lines, tree }: Pick<Shape, 'lines' | 'tree'>, words: string): FoundInTree {
  const searched = readyLines(lines);
  searched.look(words);
  const nodes = new Map<number, FrameMatches>();
  const places: number[] = [];
  for (const [index, { line }] of tree.nodes.entries()) {
    const found = line === null ? null : searched.placesIn(line);
    if (found === null) continue;
    if (places.length >= MOST) return { total: places.length, more: true, nodes, places };
    nodes.set(index, { first: places.length, ...found });
    for (let match = countIn(found); match > 0; match -= 1) places.push(index);
  }
  return { total: places.length, more: false, nodes, places };
}
