import { describe, expect, it } from 'vitest';
import type { ProcessSnapshotJson } from '../../../../../shared/render/json.ts';
import type { MemoryList, MemoryProcess } from '../../../../../shared/report/body.ts';
import { filterProcesses, threadStates } from '../../../../../renderer/panes/families/filter-processes.ts';
import { firstOrder, sortMemory } from '../../../../../renderer/panes/families/sort-memory.ts';
import { memoryHeadline } from '../../../../../renderer/words/memory.ts';

function used(name: string, bytes: number | null, part: Partial<MemoryProcess> = {}): MemoryProcess {
  const nothing = {
    pid: null,
    uuid: null,
    most: null,
    limit: null,
    reason: null,
    states: [],
    cpuTime: null,
    facts: [],
  };
  return { ...nothing, name, bytes, ...part };
}

const processes = [
  used('mail', 30e6, { states: ['suspended'] }),
  used('Harbor', 900e6, { reason: 'per-process-limit', limit: 900e6, states: ['frontmost'] }),
  used('Dock', null),
];
const names = (list: readonly MemoryProcess[]): readonly (string | null)[] => list.map(({ name }) => name);

describe('processes by memory', () => {
  it('come largest first, what is unknown last, and by name from A', () => {
    expect(names(sortMemory(processes, firstOrder('bytes'), ''))).toEqual(['Harbor', 'mail', 'Dock']);
    expect(names(sortMemory(processes, firstOrder('name'), ''))).toEqual(['Dock', 'Harbor', 'mail']);
  });

  it('are searched by all words, in names, states and reasons', () => {
    expect(names(sortMemory(processes, firstOrder('bytes'), 'front LIMIT'))).toEqual(['Harbor']);
    expect(names(processes)).toEqual(['mail', 'Harbor', 'Dock']);
  });

  it('have a headline of who was ended, or of who used most', () => {
    const list: MemoryList = { pageSize: null, largest: 'Harbor', processes, facts: [] };
    expect(memoryHeadline(list)).toEqual({
      headline: 'Harbor used 900 MB of 900 MB allowed',
      line: '3 processes used 930 MB together.',
    });
    const alive = { ...list, processes: processes.map(({ name, bytes }) => used(name ?? '', bytes)) };
    expect(memoryHeadline(alive).headline).toBe('Harbor used most');
    expect(memoryHeadline({ ...alive, largest: null }).headline).toBe('No process of this list was ended');
    const second = { ...list, processes: [...processes, used('Maps', 5e6, { reason: 'idle-exit' })] };
    expect(memoryHeadline(second).line).toContain('1 other process ended, too.');
  });
});

describe('processes of a stackshot', () => {
  const process = (name: string, pid: number, ...notes: string[]): ProcessSnapshotJson => ({
    name,
    pid,
    facts: [],
    threads: notes.map((note, index) => ({
      index,
      id: null,
      name: null,
      queue: null,
      triggered: false,
      frames: [],
      state: null,
      note,
    })),
  });
  const shot = [
    process('launchd', 1, 'TH_WAIT'),
    process('Harbor', 501, 'blocked by turnstile waiting for Mail [9]', 'TH_RUN; QoS default'),
  ];

  it('are found by name, id and what their threads wait for; the report’s own comes first', () => {
    const subject = { process: 'Harbor', pid: 501 };
    expect(filterProcesses(shot, '', subject).map(({ at }) => at)).toEqual([1, 0]);
    expect(filterProcesses(shot, 'turnstile mail', subject).map(({ at }) => at)).toEqual([1]);
    expect(filterProcesses(shot, 'launchd', { process: null, pid: null }).map(({ at }) => at)).toEqual([0]);
  });

  it('say how many of their threads are held up, and how many run', () => {
    expect(shot.map(threadStates)).toEqual([
      { blocked: 0, running: 0 },
      { blocked: 1, running: 1 },
    ]);
  });
});
