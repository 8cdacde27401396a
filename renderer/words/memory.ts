/** Lists of processes by memory in words: who was ended, and why. */
import type { MemoryList, MemoryProcess } from '../../shared/report/body.ts';
import { bytes, counted } from './numbers.ts';

/** Reasons as the kernel names them (`kern_memorystatus`), as ends of the sentence "it was ended because …". */
const REASONS: Readonly<Record<string, string>> = {
  'per-process-limit': 'it used more memory than a process of its kind may',
  highwater: 'memory was short and it stood above its own mark',
  'vm-pageshortage': 'the device ran out of free memory',
  'vm-thrashing': 'memory was compressed and unpacked again and again',
  'fc-thrashing': 'files were dropped from memory and read again and again',
  'vm-compressor-thrashing': 'memory was compressed and unpacked again and again',
  'vm-compressor-space-shortage': 'the room for compressed memory was full',
  'low-swap': 'the room for swapped memory was full',
  'sustained-memory-pressure': 'memory stayed short for too long',
  'sustained-pressure': 'memory stayed short for too long',
  'zone-map-exhaustion': 'the kernel’s own memory was full',
  'vnode-limit': 'the system had no more room for open files',
  'disk-space-shortage': 'the disk was full',
  'idle-exit': 'it was idle and its memory was wanted',
  'long-idle-exit': 'it had been idle for long',
  jetsam: 'memory was short',
  'memory-limit': 'it used more memory than it may',
};

/** `it used more memory than …`; a reason that is not known as the report words it. */
export function reasonWords(reason: string): string {
  return REASONS[reason.toLowerCase()] ?? `of “${reason}”`;
}

function used({ bytes: now, limit }: MemoryProcess): string | null {
  if (now === null) return limit === null ? null : `Its limit is ${bytes(limit)}.`;
  return limit === null ? `It used ${bytes(now)}.` : `It used ${bytes(now)} and may use ${bytes(limit)}.`;
}

/** The processes that were ended. */
export function endedOf({ processes }: Pick<MemoryList, 'processes'>): readonly MemoryProcess[] {
  return processes.filter(({ reason }) => reason !== null);
}

function nameOf({ name, pid }: MemoryProcess): string {
  return name ?? (pid === null ? 'A process' : `Process ${pid}`);
}

/** What happened, and what is to say beside it. */
export function memoryHeadline(memory: MemoryList): { readonly headline: string; readonly line: string | null } {
  const ended = endedOf(memory);
  const [first] = ended;
  if (!first || first.reason === null) {
    const { largest } = memory;
    const line = largest === null ? null : `The largest was ${largest}.`;
    return { headline: 'Memory was short, and no process of this list was ended', line };
  }
  const others = ended.length === 1 ? '' : ` and ${counted(ended.length - 1, 'other process', 'other processes')}`;
  return {
    headline: `${nameOf(first)}${others} ${ended.length === 1 ? 'was' : 'were'} ended because ${reasonWords(first.reason)}`,
    line: used(first),
  };
}
