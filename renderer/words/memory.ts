/** Lists of processes by memory in words: who was ended, and what it used of what it may. Why is said by the meaning. */
import type { MemoryList, MemoryProcess } from '../../shared/report/body.ts';
import { bytesText } from '../../shared/signature/families/amounts.ts';
import { counted } from './numbers.ts';

/** The processes that were ended. */
export function endedOf({ processes }: Pick<MemoryList, 'processes'>): readonly MemoryProcess[] {
  return processes.filter(({ reason }) => reason !== null);
}

function nameOf({ name, pid }: MemoryProcess): string {
  return name ?? (pid === null ? 'A process' : `Process ${pid}`);
}

/** `Harbor used 1.4 GB of 1.4 GB allowed`; without numbers only what became of it. */
function usage(process: MemoryProcess): string {
  const { bytes: now, most, limit } = process;
  const used = now ?? most;
  if (used === null) return `${nameOf(process)} was ended`;
  return `${nameOf(process)} used ${bytesText(used)}${limit === null ? '' : ` of ${bytesText(limit)} allowed`}`;
}

/** What happened in figures, and what stands around it. */
export function memoryHeadline(memory: MemoryList): { readonly headline: string; readonly line: string } {
  const { processes, largest } = memory;
  const [first, ...others] = endedOf(memory).toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
  const together = processes.reduce((sum, { bytes: now }) => sum + (now ?? 0), 0);
  const all = `${counted(processes.length, 'process', 'processes')} used ${bytesText(together)} together`;
  if (!first) {
    const headline = largest === null ? 'No process of this list was ended' : `${largest} used most`;
    return { headline, line: largest === null ? `${all}.` : `${all}; none of them was ended.` };
  }
  const more = others.length === 0 ? '' : ` ${counted(others.length, 'other process', 'other processes')} ended, too.`;
  return { headline: usage(first), line: `${all}.${more}` };
}
