/** The parts of a report beyond threads as JSON: call trees, other processes, memory, panic, cost. */
import { toHex } from '../report/address.ts';
import type { CallNode, CallTree, Cost, MemoryList, Panic, ProcessSnapshot, ReportBody } from '../report/body.ts';
import type { BinaryImage } from '../report/report.ts';
import { framesToJson, threadToJson } from './frames-json.ts';
import type { FrameJson, ThreadJson } from './frames-json.ts';

/** A call tree. The lines of machine frame `n` are `frames[n]`: inlined calls first, the function that holds them last. */
export interface CallTreeJson extends Omit<CallTree, 'frames' | 'threadId' | 'nodes'> {
  readonly threadId: string | null;
  readonly frames: readonly (readonly FrameJson[])[];
  readonly nodes: readonly CallNode[];
}

export interface ThreadSnapshotJson extends ThreadJson {
  readonly note: string | null;
}

export interface ProcessSnapshotJson extends Omit<ProcessSnapshot, 'threads'> {
  readonly threads: readonly ThreadSnapshotJson[];
}

/** See `ReportBody`. */
export interface BodyJson {
  readonly trees: readonly CallTreeJson[];
  readonly processes: readonly ProcessSnapshotJson[];
  readonly memory: MemoryList | null;
  readonly panic: Panic | null;
  readonly cost: Cost | null;
  readonly facts: readonly (readonly [label: string, value: string])[];
}

function treeToJson(tree: CallTree, images: readonly BinaryImage[]): CallTreeJson {
  return {
    ...tree,
    threadId: tree.threadId === null ? null : toHex(tree.threadId),
    frames: tree.frames.map((frame) => framesToJson([frame], images)),
  };
}

export function bodyToJson(body: ReportBody, images: readonly BinaryImage[]): BodyJson {
  return {
    ...body,
    trees: body.trees.map((tree) => treeToJson(tree, images)),
    processes: body.processes.map((process) => ({
      ...process,
      threads: process.threads.map((thread) => ({ ...threadToJson(thread, images), note: thread.note })),
    })),
  };
}
