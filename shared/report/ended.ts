/** Whom a list of memory is about, among the processes that were ended for it. */
import type { MemoryProcess } from './body.ts';

/** Reasons in which the process itself is at fault, before those in which it was merely next. */
const OWN_FAULT = ['per-process-limit', 'highwater', 'fc-thrashing', 'vnode-limit'];

function rank({ reason }: MemoryProcess): number {
  const at = OWN_FAULT.findIndex((own) => reason?.includes(own) === true);
  return at === -1 ? OWN_FAULT.length : at;
}

/** The process that was ended, by its own fault before others, the larger before the smaller; null where none was. */
export function endedOf(processes: readonly MemoryProcess[]): MemoryProcess | null {
  let chosen: MemoryProcess | null = null;
  for (const process of processes) {
    if (process.reason === null) continue;
    if (chosen === null) chosen = process;
    const difference = rank(process) - rank(chosen);
    if (difference < 0 || (difference === 0 && (process.bytes ?? 0) > (chosen.bytes ?? 0))) chosen = process;
  }
  return chosen;
}
