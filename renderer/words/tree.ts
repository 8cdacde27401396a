/** Call trees in words: what nodes weigh, what trees are called, what is read out of a row. */
import type { TreeNode } from '../../shared/call-tree/tree.ts';
import type { CallTreeJson, FrameJson } from '../../shared/render/json.ts';
import { bytesText } from '../../shared/signature/families/amounts.ts';
import { count, counted, percent } from './numbers.ts';

type Unit = CallTreeJson['unit'];

/** Heading of the column of weights. */
export const UNIT_NAMES: Readonly<Record<Unit, string>> = { samples: 'Samples', bytes: 'Bytes', milliseconds: 'Time' };

/** `412`, `1.2 MB`, `340 ms`, `1.20 s` */
export function weightWords(weight: number, unit: Unit): string {
  switch (unit) {
    case 'samples':
      return count(weight);
    case 'bytes':
      return bytesText(weight);
    case 'milliseconds':
      return weight < 1000 ? `${count(weight)} ms` : `${(weight / 1000).toFixed(2)} s`;
  }
}

/** `Main Thread`, `Thread 0x1a2b` */
export function treeTitle({ title, threadName, threadId, queue }: CallTreeJson): string {
  return title ?? threadName ?? (threadId === null ? (queue ?? 'Call tree') : `Thread ${threadId}`);
}

/** What else tells the tree from others: `Harbor [501] · com.apple.main-thread`; null where nothing does. */
export function treeSubtitle(tree: CallTreeJson): string | null {
  const { process, pid, threadName, queue } = tree;
  const title = treeTitle(tree);
  const owner = process === null ? null : `${process}${pid === null ? '' : ` [${pid}]`}`;
  const parts = [owner, threadName, queue].filter((part) => part !== null && part !== '' && !title.includes(part));
  return parts.length === 0 ? null : parts.join(' · ');
}

/** What a tree weighs, for the list of trees; null where the report counts nothing. */
export function treeWeight({ nodes, unit }: CallTreeJson): string | null {
  const roots = nodes.filter(({ depth, count }) => depth === 0 && count !== null);
  if (roots.length === 0) return null;
  const total = roots.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return unit === 'samples' ? counted(total, 'sample') : weightWords(total, unit);
}

/** The row as VoiceOver says it. */
export function spokenNode(node: TreeNode, frame: FrameJson | null, share: number | null, isHeaviest: boolean): string {
  const parts = [
    frame === null ? 'only system frames' : (frame.symbol ?? frame.address),
    frame?.image ?? null,
    frame === null || frame.line === null ? null : `line ${frame.line}`,
    share === null ? null : percent(share),
    node.note,
    isHeaviest ? 'on the heaviest path' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
