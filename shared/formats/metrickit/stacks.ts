/**
 * Stacks and call trees out of MetricKit's frames, with the direction set right.
 *
 * A crash has a chain of frames for each thread, the innermost first; sampled trees begin at the outermost function and
 * branch towards the leaves. `callStackPerThread` tells them apart as a rule, yet chains are met in either direction: where
 * a thread began (`dyld`, `libsystem_pthread.dylib`) shows which end is which.
 */
import type { CallNode, CallTree } from '../../report/body.ts';
import type { Frame, Thread } from '../../report/report.ts';
import { flagOf, textOf } from '../json/values.ts';
import type { Warnings } from '../warnings.ts';
import { binaryName } from './forest.ts';
import type { Forest, RawNode, RawStack } from './forest.ts';
import type { Images } from './images.ts';

const STARTS = new Set(['dyld', 'dyld_sim', 'libdyld.dylib', 'libsystem_pthread.dylib']);
/** Nodes of trees that have to be turned round: each leaf's way is written out. */
const MOST_TURNED = 200_000;

/** Whether no frame has two below it: a stack, not a tree. */
function isChain({ nodes }: RawStack): boolean {
  return nodes.every(({ depth }, index) => depth === index);
}

/** App Store Connect, which marks the frames that it blames, writes stacks from their outermost frame on. */
function isBlamed({ stacks }: Forest): boolean {
  return stacks.some(({ nodes }) => nodes.some(({ raw }) => Object.hasOwn(raw, 'isBlameFrame')));
}

/** Whether a stack was seen less often towards its end, as callers are seen at least as often as what they call. */
function thinsOut(stack: RawStack): boolean {
  const first = stack.nodes[0]?.count ?? 0;
  const last = stack.nodes.at(-1)?.count ?? 0;
  return isChain(stack) && last > 0 && first > last;
}

/** Whether the stacks begin at their outermost frame; `usual` where nothing tells. */
function startsOutermost({ stacks, names }: Forest, usual: boolean): boolean {
  let votes = 0;
  for (const { nodes } of stacks) {
    const isStart = (node: RawNode | undefined): boolean =>
      node !== undefined && STARTS.has(binaryName(node.raw, names) ?? '');
    const root = isStart(nodes[0]);
    const leaf = isStart(nodes.findLast((node, index) => (nodes[index + 1]?.depth ?? 0) <= node.depth));
    if (root !== leaf) votes += root ? 1 : -1;
  }
  return votes === 0 ? usual || stacks.some(thinsOut) : votes > 0;
}

/** Whether the stacks are threads as they stood once, not samples over a time. */
export function areThreads({ stacks, perThread }: Forest): boolean {
  return perThread ?? (stacks.some(({ attributed }) => attributed) || stacks.every(isChain));
}

/** Whether each stack is a mere chain of frames, which nothing is lost of in a thread. */
export function areChains({ stacks }: Forest): boolean {
  return stacks.every(isChain);
}

/** One thread for each stack, frames innermost first. */
export function readThreads(
  forest: Forest,
  images: Images,
  warnings: Warnings,
): { threads: readonly Thread[]; crashedThread: number | null } {
  if (!areChains(forest)) warnings.add('A stack branches; its frames are listed in the order of the file.');
  const outermostFirst = startsOutermost(forest, forest.perThread === false);
  const attributed = forest.stacks.findIndex((stack) => stack.attributed);
  const crashed = attributed === -1 && forest.stacks.length === 1 ? 0 : attributed;
  const threads = forest.stacks.map(({ nodes }, index): Thread => {
    const frames = nodes.map(({ raw }) => images.frame(raw));
    return {
      index,
      id: null,
      name: null,
      queue: null,
      triggered: index === crashed,
      frames: outermostFirst ? frames.reverse() : frames,
      state: null,
    };
  });
  return { threads, crashedThread: crashed === -1 ? null : crashed };
}

/** A tree whose roots are leaves, turned round: the way of each leaf, outermost first. */
function turnRound(nodes: readonly RawNode[], warnings: Warnings): readonly RawNode[] {
  const turned: RawNode[] = [];
  const way: RawNode[] = [];
  for (const [index, node] of nodes.entries()) {
    way.length = node.depth;
    way.push(node);
    if ((nodes[index + 1]?.depth ?? 0) > node.depth) continue;
    if (turned.length + way.length > MOST_TURNED) {
      warnings.add('The call tree is too large to be turned round; a part of it was left out.');
      return turned;
    }
    // The counts of a tree from its leaves up are those of the outermost frame, which only this way has.
    const count = node.count;
    for (let at = way.length - 1; at >= 0; at -= 1) {
      const one = way[at];
      if (one !== undefined) turned.push({ raw: one.raw, depth: way.length - 1 - at, count });
    }
  }
  return turned;
}

/** What App Store Connect says of a frame beside its place. */
function noteOf({ raw }: RawNode): string | null {
  const category = textOf(raw['insightsCategory']);
  const blamed = flagOf(raw['isBlameFrame']) ? 'blamed by Apple' : null;
  return [blamed, category].filter((part) => part !== null).join(', ') || null;
}

function readTree(stack: RawStack, nodes: readonly RawNode[], images: Images, title: string | null): CallTree {
  const frames: Frame[] = [];
  const known = new Map<string, number>();
  const flat = nodes.map((node): CallNode => {
    const frame = images.frame(node.raw);
    const { symbol = '', file = '', line = 0 } = frame.location ?? {};
    const key = `${frame.image ?? frame.imageName ?? ''} ${frame.address} ${line} ${file ?? ''} ${symbol}`;
    const index = known.get(key) ?? frames.length;
    if (index === frames.length) {
      frames.push(frame);
      known.set(key, index);
    }
    return { frame: index, depth: node.depth, count: node.count, note: noteOf(node) };
  });
  return {
    title,
    process: null,
    pid: null,
    threadId: null,
    threadName: null,
    queue: null,
    attributed: stack.attributed,
    unit: 'samples',
    frames,
    nodes: flat,
  };
}

/** One call tree for each stack, roots outermost. */
export function readTrees(forest: Forest, images: Images, warnings: Warnings): readonly CallTree[] {
  const threads = areThreads(forest);
  const outermostFirst = startsOutermost(forest, !threads || !areChains(forest) || isBlamed(forest));
  return forest.stacks.map((stack, index) => {
    const nodes = outermostFirst ? stack.nodes : turnRound(stack.nodes, warnings);
    const title = threads && forest.stacks.length > 1 ? `Thread ${index}` : null;
    return readTree(stack, nodes, images, title);
  });
}
