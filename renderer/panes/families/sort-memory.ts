/** Order and search of the list of processes by memory. Pure. */
import type { MemoryProcess } from '../../../shared/report/body.ts';

export type MemoryColumn = 'name' | 'bytes' | 'most' | 'limit' | 'cpuTime' | 'state';

export interface MemorySort {
  readonly column: MemoryColumn;
  readonly descending: boolean;
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true });
}

function compare(a: MemoryProcess, b: MemoryProcess, column: MemoryColumn): number {
  switch (column) {
    case 'name':
      return compareText(a.name ?? '', b.name ?? '');
    case 'state':
      return compareText(a.states.join(' '), b.states.join(' '));
    case 'bytes':
    case 'most':
    case 'limit':
    case 'cpuTime':
      return (a[column] ?? -1) - (b[column] ?? -1);
  }
}

/** Largest first for numbers, A first for words. */
export function firstOrder(column: MemoryColumn): MemorySort {
  return { column, descending: column !== 'name' && column !== 'state' };
}

/** The processes that hold every word, in that order; equals stay in the report's own. What is unknown is the least. */
export function sortMemory(
  processes: readonly MemoryProcess[],
  { column, descending }: MemorySort,
  search: string,
): readonly MemoryProcess[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = processes.filter(({ name, pid, uuid, states, reason }) => {
    const text = [name, pid, uuid, reason, ...states].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.sort((a, b) => (descending ? compare(b, a, column) : compare(a, b, column)));
}
