/** Which processes of a stackshot are listed. Pure. */
import type { ProcessSnapshotJson } from '../../../shared/render/json.ts';

export interface Listed {
  /** Place in the report. */
  readonly at: number;
  readonly process: ProcessSnapshotJson;
}

/** Those whose name, id, threads' names or notes hold every word; the report's own process first. */
export function filterProcesses(
  processes: readonly ProcessSnapshotJson[],
  search: string,
  subject: { readonly process: string | null; readonly pid: number | null },
): readonly Listed[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = processes
    .map((process, at) => ({ at, process }))
    .filter(({ process: { name, pid, threads } }) => {
      if (words.length === 0) return true;
      const said = threads.flatMap(({ name, queue, note }) => [name, queue, note]);
      const text = [name, pid, ...said].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    });
  const isSubject = ({ process: { name, pid } }: Listed): boolean =>
    subject.pid === null ? name !== null && name === subject.process : pid === subject.pid;
  return [...found.filter(isSubject), ...found.filter((one) => !isSubject(one))];
}

/** Words of a thread that another one holds up, as stackshots and spindumps write them. */
const BLOCKED = /\b(?:blocked|waits for|waiting for|waiting on|owned by|held by|deadlock|turnstile)\b/i;
const RUNS = /\b(?:TH_RUN|running|runnable)\b/i;

/** How many threads of a process something holds up that the report names, and how many were at work. */
export function threadStates({ threads }: ProcessSnapshotJson): { readonly blocked: number; readonly running: number } {
  const notes = threads.map(({ note }) => note ?? '');
  return {
    blocked: notes.filter((note) => BLOCKED.test(note)).length,
    running: notes.filter((note) => RUNS.test(note)).length,
  };
}
