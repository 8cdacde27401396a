/** Lines of a call tree as the tree: depths out of columns, equal words as one frame. */
import type { CallNode, CallTree } from '../../report/body.ts';
import type { Frame, SourceLocation } from '../../report/report.ts';
import type { TreeFrame, TreeLine } from './tree-line.ts';

/** How lines say their depth: by their column, or not at all where each is called by the one above. */
export type TreeShape = 'columns' | 'path';

/** Turns the words of a line into what they say. */
export type WordsReader = (words: string) => TreeFrame;

function location({ symbol, file, line, column }: TreeFrame): SourceLocation {
  return { symbol: symbol ?? '???', file, line, column };
}

/**
 * Builds the tree. Lines of inlined calls stand right below their frame and further to the right each; they become part of
 * it and have no node of their own.
 */
export function buildTree(
  lines: readonly TreeLine[],
  shape: TreeShape,
  readWords: WordsReader,
  toFrame: (words: TreeFrame) => Frame,
): Pick<CallTree, 'frames' | 'nodes'> {
  const frames: Frame[] = [];
  const nodes: CallNode[] = [];
  const known = new Map<string, number>();
  const open: { readonly column: number; readonly depth: number }[] = [];

  const frameOf = (words: string, inlined: readonly string[]): number => {
    const key = inlined.length === 0 ? words : [words, ...inlined].join('\n');
    const there = known.get(key);
    if (there !== undefined) return there;
    const frame = toFrame(readWords(words));
    const calls = inlined.map((call) => location(readWords(call))).reverse();
    frames.push(calls.length === 0 ? frame : { ...frame, inlined: calls });
    known.set(key, frames.length - 1);
    return frames.length - 1;
  };

  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    while (open.length > 0 && (open.at(-1)?.column ?? 0) >= line.column) open.pop();
    const above = open.at(-1);
    const depth = shape === 'path' ? nodes.length : above === undefined ? 0 : above.depth + 1;
    open.push({ column: line.column, depth });
    const inlined: string[] = [];
    for (let next = lines[at + 1]; next?.inlined === true; next = lines[at + 1]) {
      if (shape === 'columns' && next.column <= (open.at(-1)?.column ?? 0)) break;
      open.push({ column: next.column, depth });
      inlined.push(next.words);
      at += 1;
    }
    const node = { frame: frameOf(line.words, inlined), depth, count: line.count, note: line.note };
    nodes.push(line.samples === null ? node : { ...node, samples: line.samples });
  }
  return { frames, nodes };
}
