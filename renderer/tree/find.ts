/** Finding words in a call tree, open or closed. Pure: nodes in, places out, in the tree's order. */
import type { FrameMatches } from '../stack/find.ts';
import { fieldsOf } from '../stack/find.ts';
import { placesOf } from '../words/found.ts';
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

/** Every place of the words, each line looked through once however often the tree has it. */
export function findInTree({ lines, tree }: Pick<Shape, 'lines' | 'tree'>, words: string): FoundInTree {
  const inLines = lines.map((line) => {
    const { image, symbol, source } = fieldsOf(line);
    return { image: placesOf(words, image), symbol: placesOf(words, symbol), source: placesOf(words, source) };
  });
  const nodes = new Map<number, FrameMatches>();
  const places: number[] = [];
  for (const [index, { line }] of tree.nodes.entries()) {
    const found = line === null ? undefined : inLines[line];
    const count = found === undefined ? 0 : found.image.length + found.symbol.length + found.source.length;
    if (found === undefined || count === 0) continue;
    if (places.length >= MOST) return { total: places.length, more: true, nodes, places };
    nodes.set(index, { first: places.length, ...found });
    for (let match = 0; match < count; match += 1) places.push(index);
  }
  return { total: places.length, more: false, nodes, places };
}
