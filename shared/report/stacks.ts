/** All frames of a report, wherever they stand: in threads, backtraces, call trees and other processes. */
import type { CallTree, ReportBody } from './body.ts';
import type { CrashReport, Frame, Thread } from './report.ts';

/**
 * What the frames of a stack hold. `processor`: the first is where the processor stood. `return`: all are return
 * addresses. `tree`: no stack but the distinct frames of a call tree.
 */
export type StackForm = 'processor' | 'return' | 'tree';

/** Calls `visit` for every stack of the report; of a call tree for its distinct frames, with the tree. */
export function eachStack(
  report: CrashReport,
  visit: (frames: readonly Frame[], form: StackForm, tree: CallTree | null) => void,
): void {
  for (const { frames } of report.threads) visit(frames, 'processor', null);
  if (report.lastException !== null) visit(report.lastException, 'return', null);
  for (const { frames } of report.backtraces) visit(frames, 'return', null);
  if (report.body === null) return;
  for (const tree of report.body.trees) visit(tree.frames, 'tree', tree);
  for (const { threads } of report.body.processes) for (const { frames } of threads) visit(frames, 'processor', null);
}

/** All machine frames. */
export function allFrames(report: CrashReport): readonly Frame[] {
  const all: Frame[] = [];
  eachStack(report, (frames) => {
    for (const frame of frames) all.push(frame);
  });
  return all;
}

/** The stacks of a report after a change, which must keep their lengths. What did not change stays the same object. */
export function mapStacks(
  report: CrashReport,
  change: (frames: readonly Frame[], form: StackForm, tree: CallTree | null) => readonly Frame[],
): Pick<CrashReport, 'threads' | 'lastException' | 'backtraces' | 'body'> {
  const changeThread = <Kind extends Thread>(thread: Kind): Kind => {
    const frames = change(thread.frames, 'processor', null);
    return frames === thread.frames ? thread : { ...thread, frames };
  };
  const changeBody = (body: ReportBody): ReportBody => ({
    ...body,
    trees: body.trees.map((tree) => ({ ...tree, frames: change(tree.frames, 'tree', tree) })),
    processes: body.processes.map((one) => ({ ...one, threads: one.threads.map(changeThread) })),
  });
  return {
    threads: report.threads.map(changeThread),
    lastException: report.lastException === null ? null : change(report.lastException, 'return', null),
    backtraces: report.backtraces.map(({ title, frames }) => ({ title, frames: change(frames, 'return', null) })),
    body: report.body === null ? null : changeBody(report.body),
  };
}

/** Which frames of a tree are where the processor stood, and nowhere a caller. */
export function isLeafFrame(tree: CallTree): readonly boolean[] {
  const callers = new Set<number>();
  for (const [index, { frame, depth }] of tree.nodes.entries()) {
    const next = tree.nodes[index + 1];
    if (next !== undefined && next.depth > depth) callers.add(frame);
  }
  return tree.frames.map((_, index) => !callers.has(index));
}
