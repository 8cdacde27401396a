import { describe, expect, it } from 'vitest';
import { searchTextOf } from '../../../../electron/inbox/search-text.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CallTree } from '../../../../shared/report/body.ts';
import type { CrashReport, Frame, Thread } from '../../../../shared/report/report.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

function read(): CrashReport {
  return valueOf(readReport(buildIps({ frames: [{ offset: 0x10 }, { offset: 0x20, image: 1 }] })));
}

/** The report with these functions on the thread that crashed, and those on another. */
function withThreads(crashed: readonly Partial<Frame>[], other: readonly Partial<Frame>[]): CrashReport {
  const report = read();
  const [thread] = report.threads;
  const [frame] = thread?.frames ?? [];
  if (!thread || !frame) throw new Error('a report without frames');
  const make = (index: number, frames: readonly Partial<Frame>[]): Thread => ({
    ...thread,
    index,
    triggered: index === 0,
    frames: frames.map((change) => ({ ...frame, ...change })),
  });
  return { ...report, crashedThread: 0, threads: [make(0, crashed), make(1, other)] };
}

function at(symbol: string, file: string | null = null) {
  return { symbol, file, line: 12, column: null };
}

describe('what a search looks through', () => {
  it('are the functions of the thread that crashed, what was inlined, and where they are', () => {
    const frame = { inlined: [at('inner()', '/build/Sources/Inner.swift')], location: at('outer()') };
    const { frames } = searchTextOf(withThreads([frame], []));
    expect(frames.slice(0, 2)).toEqual(['inner() (Inner.swift)', 'outer()']);
    expect(frames).toContain('Pier');
  });

  it('are, of other threads, functions of the app only', () => {
    const report = withThreads(
      [{ location: at('crash()') }],
      [
        { image: 0, location: at('mine()') },
        { image: 1, location: at('idle()') },
      ],
    );
    expect(report.images.map(({ inApp }) => inApp).slice(0, 2)).toEqual([true, false]);
    const { frames } = searchTextOf(report);
    expect(frames).toContain('mine()');
    expect(frames).not.toContain('idle()');
  });

  it('holds every line once', () => {
    const frames = Array.from({ length: 50 }, () => ({ location: at('again()') }));
    expect(searchTextOf(withThreads(frames, [])).frames.filter((line) => line === 'again()')).toHaveLength(1);
  });

  it('is bounded', () => {
    const deep = Array.from({ length: 5000 }, (_, number) => ({ location: at(`${number} ${'x'.repeat(2000)}`) }));
    const { frames } = searchTextOf(withThreads(deep, []));
    expect(frames.length).toBeLessThanOrEqual(300);
    expect(Math.max(...frames.map(({ length }) => length))).toBeLessThanOrEqual(500);
  });

  it('is what was said, without the addresses of this one crash', () => {
    const report: CrashReport = {
      ...read(),
      exception: null,
      termination: {
        namespace: 'FRONTBOARD',
        code: 0x8badf00dn,
        indicator: null,
        reasons: ['scene-create watchdog transgression: 0x8BADF00D'],
        details: [],
        byProcess: null,
        byPid: null,
        flags: null,
      },
      appInformation: [
        {
          image: null,
          messages: ['-[NSNull length]: unrecognized selector sent to instance 0x1f2a3b4c5\n\n  second\tline '],
        },
      ],
    };
    expect(searchTextOf(report).messages).toEqual([
      'scene-create watchdog transgression: 0x8BADF00D',
      '-[NSNull length]: unrecognized selector sent to instance 0x…',
      'second line',
    ]);
  });

  describe('in reports of other families', () => {
    const tree = (attributed: boolean, frames: readonly Frame[]): CallTree => ({
      title: null,
      process: null,
      pid: null,
      threadId: null,
      threadName: null,
      queue: null,
      attributed,
      unit: 'samples',
      frames,
      nodes: frames.map((_, frame) => ({ frame, depth: frame, count: 1, note: null })),
    });

    function frames(...changes: readonly Partial<Frame>[]): readonly Frame[] {
      return withThreads(changes, []).threads[0]?.frames ?? [];
    }

    it('are the app’s functions in call trees before all others, of what is blamed all functions', () => {
      const trees = [
        tree(false, frames({ image: 1, location: at('idle()') }, { image: 0, location: at('other()') })),
        tree(true, frames({ image: 1, location: at('wait()') }, { image: 0, location: at('mine()') })),
      ];
      const found = searchTextOf({ ...read(), threads: [], body: { ...EMPTY_BODY, trees } }).frames;
      expect(found.slice(0, 3)).toEqual(['mine()', 'other()', 'wait()']);
      expect(found).not.toContain('idle()');
    });

    it('are the app’s functions in other processes, and the names of these', () => {
      const [thread] = withThreads([{ location: at('served()') }], []).threads;
      if (thread === undefined) throw new Error('a report without threads');
      const processes = [{ name: 'tided', pid: 7, threads: [{ ...thread, note: null }], facts: [] }];
      const found = searchTextOf({ ...read(), threads: [], body: { ...EMPTY_BODY, processes } });
      expect(found.frames).toContain('served()');
      expect(found.messages).toContain('tided');
    });

    it('is what the kernel said, and what was ended for memory and why', () => {
      const panic = { text: '', reason: 'zone_require failed', facts: [], extensions: ['com.example.Tide'] };
      const process = { name: 'Harbor', pid: 1, uuid: null, bytes: 5, most: 5, limit: null, reason: 'highwater' };
      const processes = [{ ...process, states: [], cpuTime: null, facts: [] }];
      const memory = { pageSize: null, largest: 'Quay', processes, facts: [] };
      const found = searchTextOf({ ...read(), exception: null, body: { ...EMPTY_BODY, panic, memory } });
      for (const line of ['zone_require failed', 'com.example.Tide', 'Quay', 'Harbor highwater']) {
        expect(found.messages).toContain(line);
      }
    });
  });
});
