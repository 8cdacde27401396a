/** The stacks of a report that come first: the last exception backtrace where there is one, and the crashed thread. */
import type { FrameJson, ProcessSnapshotJson, ReportJson, ThreadJson } from '../../shared/render/json.ts';

/** A stack with its heading. */
export interface Stack {
  readonly key: string;
  readonly title: string;
  /** The thread's name or queue. */
  readonly subtitle: string | null;
  readonly frames: readonly FrameJson[];
  /** What the thread was doing, as the report words it: `blocked by …`. */
  readonly note?: string | null;
}

/** `Thread 3 crashed`, `Thread 4` */
export function threadStack(thread: ThreadJson): Stack {
  const name = [thread.name, thread.queue].filter((part) => part !== null).join(' · ');
  return {
    key: `thread-${thread.index}`,
    title: `Thread ${thread.index}${thread.triggered ? ' crashed' : ''}`,
    subtitle: name === '' ? null : name,
    frames: thread.frames,
  };
}

/** The threads of a process as a stackshot found it. `at` is its place among the report's processes. */
export function processStacks({ threads }: ProcessSnapshotJson, at: number): readonly Stack[] {
  return threads.map((thread, index) => ({
    ...threadStack(thread),
    key: `process-${at}-${index}`,
    title: `Thread ${thread.id ?? thread.index}`,
    note: thread.note,
  }));
}

/** The thread that crashed; null where the report names none. */
export function crashedThread(report: ReportJson): ThreadJson | null {
  const { threads, crashedThread } = report;
  return (crashedThread === null ? undefined : threads[crashedThread]) ?? threads.find((one) => one.triggered) ?? null;
}

/** All threads, the crashed one first. */
export function threadsInOrder(report: ReportJson): readonly ThreadJson[] {
  const crashed = crashedThread(report);
  return crashed ? [crashed, ...report.threads.filter((thread) => thread !== crashed)] : report.threads;
}

/** What a reader needs first, in that order. An exception's own backtrace tells more than the thread that then aborted. */
export function leadingStacks(report: ReportJson): readonly Stack[] {
  const stacks: Stack[] = [];
  if (report.lastException) {
    stacks.push({
      key: 'last-exception',
      title: 'Last exception backtrace',
      subtitle: null,
      frames: report.lastException,
    });
  }
  for (const [index, { title, frames }] of report.backtraces.entries()) {
    stacks.push({ key: `backtrace-${index}`, title, subtitle: null, frames });
  }
  const thread = crashedThread(report) ?? report.threads[0];
  if (thread) stacks.push(threadStack(thread));
  return stacks;
}

/** The stack that says most about the crash. */
export function crashedStack(report: ReportJson): Stack {
  return leadingStacks(report)[0] ?? { key: 'none', title: 'No stack', subtitle: null, frames: [] };
}
