/**
 * What reports of other families than crashes carry besides threads: sampled call trees, other processes, the memory of
 * all processes, a panic, a limit that was exceeded. Values are immutable and structured-clone safe.
 */
import type { Frame, Thread } from './report.ts';

/**
 * One place in a call tree. Nodes stand in preorder: the parent of a node is the last one before it whose depth is smaller
 * by one. So trees of any depth are read, kept and drawn without recursion.
 */
export interface CallNode {
  /** Index into the tree's `frames`. */
  readonly frame: number;
  /** 0 for a root. Roots are outermost (`start`, `thread_start`), leaves are where the processor stood. */
  readonly depth: number;
  /** What the node and all below it weigh, in the tree's unit; null where the report gives no number. */
  readonly count: number | null;
  /** What the report says of the node beside its function: `blocked by turnstile waiting for Harbor [501]`. */
  readonly note: string | null;
  /** In which of the samples it was seen, as worded: `1-37`, `3,5-9`. Not there where the report does not say it. */
  readonly samples?: string;
}

/** Sampled stacks of one thread, or of all threads together. */
export interface CallTree {
  /** `Thread 0x1a2b`, `Main Thread`, or a heading of the report; null where there is nothing to tell it by. */
  readonly title: string | null;
  readonly process: string | null;
  readonly pid: number | null;
  readonly threadId: bigint | null;
  readonly threadName: string | null;
  readonly queue: string | null;
  /** Whether the report puts the blame on this tree (MetricKit's `threadAttributed`, a main thread that hung). */
  readonly attributed: boolean;
  readonly unit: 'samples' | 'bytes' | 'milliseconds';
  /** Distinct machine frames; nodes name them by index. */
  readonly frames: readonly Frame[];
  readonly nodes: readonly CallNode[];
}

/** A thread of a process that was looked at from outside. */
export interface ThreadSnapshot extends Thread {
  /** What it did, as the report words it: `TH_WAIT, waits for a mutex of Harbor [501]`. */
  readonly note: string | null;
}

/** A process as a stackshot found it. */
export interface ProcessSnapshot {
  readonly name: string | null;
  readonly pid: number | null;
  readonly threads: readonly ThreadSnapshot[];
  /** Label and value for people, in the report's order. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** A process in a list of what uses the memory. */
export interface MemoryProcess {
  readonly name: string | null;
  readonly pid: number | null;
  /** Binary's UUID as the report words it. */
  readonly uuid: string | null;
  /** Bytes it used when the list was made. */
  readonly bytes: number | null;
  /** Bytes it used at most while it lived. */
  readonly most: number | null;
  /** Bytes it was allowed. */
  readonly limit: number | null;
  /** Why it was ended: `per-process-limit`, `vm-pageshortage`; null for those that lived on. */
  readonly reason: string | null;
  /** `frontmost`, `suspended`, `daemon`, … */
  readonly states: readonly string[];
  /** Seconds of processor time. */
  readonly cpuTime: number | null;
  /** Further facts of the report about it. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** The memory of a device when something was ended for the lack of it. */
export interface MemoryList {
  /** Bytes a page. */
  readonly pageSize: number | null;
  readonly largest: string | null;
  readonly processes: readonly MemoryProcess[];
  /** Free, active, wired … pages and what else stands above the list. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** A panic of the kernel or of a coprocessor. */
export interface Panic {
  /** All of it, as written. */
  readonly text: string;
  /** Its first sentence: what the kernel said before it stopped. */
  readonly reason: string;
  /** `Kernel version`, `Panicked task`, `Boot args` …, in the report's order. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Kernel extensions in the backtrace, as worded. */
  readonly extensions: readonly string[];
}

/** What was used beyond what is allowed, or for how long something did not answer. */
export interface Cost {
  readonly of: 'cpu' | 'wakeups' | 'disk-writes' | 'hang' | 'launch' | 'memory';
  readonly unit: 'seconds' | 'bytes' | 'wakeups';
  readonly used: number | null;
  /** Seconds in which it was used. */
  readonly during: number | null;
  readonly limit: number | null;
  /** Seconds for which the limit is stated. */
  readonly limitDuring: number | null;
  /** What the system did: `none`, `terminated`. */
  readonly action: string | null;
}

/** What a report carries besides its threads. Every part may be empty. */
export interface ReportBody {
  readonly trees: readonly CallTree[];
  readonly processes: readonly ProcessSnapshot[];
  readonly memory: MemoryList | null;
  readonly panic: Panic | null;
  readonly cost: Cost | null;
  /** Label and value of what has no place elsewhere: metrics of a payload, fields of an unknown body. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** A body without anything, to be spread. */
export const EMPTY_BODY: ReportBody = {
  trees: [],
  processes: [],
  memory: null,
  panic: null,
  cost: null,
  facts: [],
};
