/**
 * A call tree as indented text with its counts in columns, for the clipboard:
 *
 *     412  100 %  start (dyld)
 *     400   97 %    Harbor.load() + 64 (Loader.swift:40) (Harbor)
 */
import type { FrameJson } from '../render/json.ts';
import { placeOf } from '../render/stack-text.ts';
import type { Tree, TreeNode } from './tree.ts';

/** Deeper lines are not moved further to the right. */
const DEEPEST = 100;

function nameOf({ line, note }: TreeNode, lines: readonly FrameJson[]): string {
  const frame = line === null ? undefined : lines[line];
  const name = frame === undefined ? 'only system frames' : `${placeOf(frame)} (${frame.image ?? '???'})`;
  return note === null ? name : `${name} – ${note}`;
}

/**
 * The rows of a tree, one a line, without a line break at the end.
 *
 * @param rows indices of nodes, as `visibleRows` gives them.
 * @param weigh a weight in words; null for a tree without counts, which gets no columns.
 */
export function treeToText(
  { nodes, total }: Tree,
  lines: readonly FrameJson[],
  rows: readonly number[],
  weigh: ((weight: number) => string) | null,
): string {
  const shown = rows.map((row) => nodes[row]).filter((node) => node !== undefined);
  const weights = weigh === null ? [] : shown.map((node) => weigh(node.total));
  const width = weights.reduce((widest, { length }) => Math.max(widest, length), 0);
  return shown
    .map((node, at) => {
      const name = `${'  '.repeat(Math.min(node.depth, DEEPEST))}${nameOf(node, lines)}`;
      if (weigh === null) return name;
      const share = total === 0 ? 0 : Math.round((100 * node.total) / total);
      return `${(weights[at] ?? '').padStart(width)}  ${String(share).padStart(3)} %  ${name}`;
    })
    .join('\n');
}
