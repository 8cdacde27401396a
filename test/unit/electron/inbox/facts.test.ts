import { describe, expect, it } from 'vitest';
import { factsOf, groupingOf } from '../../../../electron/inbox/facts.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CrashReport, Frame, FrameStatus, ImageSymbols } from '../../../../shared/report/report.ts';
import { buildIps, uuidFor } from '../../../fixtures/reports.ts';
import type { IpsOptions } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

function read(options?: IpsOptions): CrashReport {
  return valueOf(readReport(buildIps(options)));
}

describe('facts', () => {
  it('are what the report says, with times in milliseconds and iOS by its name', () => {
    const report = read({ version: '2.1', build: '57', crashedAt: '2026-06-01 14:00:00.0000 +0200', os: '17.5' });
    expect(factsOf(report, 'id', 'name.ips')).toMatchObject({
      id: 'id',
      fileName: 'name.ips',
      app: { name: 'Pier', bundleId: 'com.example.Pier' },
      version: '2.1',
      build: '57',
      crashedAt: Date.UTC(2026, 5, 1, 12),
      os: 'iOS 17.5',
      device: 'iPhone15,2',
      incident: uuidFor('incident report').toUpperCase(),
    });
  });

  it('are null where the report says nothing, and the process stands in for the app', () => {
    const empty = { name: null, bundleId: null, version: null, build: null };
    const report = {
      ...read(),
      app: empty,
      crashedAt: 'at noon',
      os: { name: null, version: null, build: null },
      platform: null,
    };
    expect(factsOf(report, 'id', 'x')).toMatchObject({
      app: { name: 'Pier', bundleId: null },
      crashedAt: null,
      os: null,
    });
  });

  it('give the system what belongs to no app, and a memory report to the process that was ended', () => {
    const process = { name: 'Quay', pid: 1, uuid: null, bytes: 5, most: 5, limit: null, reason: 'highwater' };
    const processes = [{ ...process, states: [], cpuTime: null, facts: [] }];
    const body = { ...EMPTY_BODY, memory: { pageSize: null, largest: null, processes, facts: [] } };
    const appOf = (change: Partial<CrashReport>) => factsOf({ ...read(), ...change }, 'id', 'x').app;
    expect(appOf({ kind: 'panic' })).toEqual({ name: 'System', bundleId: null });
    expect(appOf({ kind: 'jetsam', body })).toEqual({ name: 'Quay', bundleId: null });
    expect(appOf({ kind: 'jetsam', body: EMPTY_BODY })).toEqual({ name: 'System', bundleId: null });
    expect(appOf({ kind: 'hang' })).toEqual({ name: 'Pier', bundleId: 'com.example.Pier' });
  });
});

describe('waiting', () => {
  const uuid = uuidFor('Pier 1.0 100');

  /** The report with its app's image in a state, and its frames in the one that goes with it. */
  function withSymbols(
    symbols: ImageSymbols,
    change: Partial<Frame>,
    system: FrameStatus = 'symbolicated',
  ): CrashReport {
    const report = read({ frames: [{ offset: 0x10 }, { offset: 0x20, image: 1 }] });
    const images = report.images.map((image, index) => (index === 0 ? { ...image, symbols } : image));
    const threads = report.threads.map((thread) => {
      const frames = thread.frames.map((frame) =>
        frame.image === 0 ? { ...frame, ...change } : { ...frame, status: system },
      );
      return { ...thread, frames };
    });
    return { ...report, images, threads };
  }

  it.each(['missing-dsym', 'uuid-mismatch'] as const)('is for images with frames that say %s', (status) => {
    expect(groupingOf(withSymbols({ kind: 'missing' }, { status })).waits).toEqual([{ uuid, kind: 'names' }]);
  });

  it('goes on for debug information where only a symbol table named the frames', () => {
    const location = { symbol: 'moor()', file: null, line: null, column: null };
    const report = withSymbols({ kind: 'no-debug-info', path: '/Pier' }, { status: 'symbolicated', location });
    expect(groupingOf(report).waits).toEqual([{ uuid, kind: 'lines' }]);
  });

  it('goes on for debug information where Apple named the frames', () => {
    const location = { symbol: 'moor()', file: null, line: null, column: null };
    const report = withSymbols({ kind: 'missing' }, { status: 'symbolicated', location });
    expect(groupingOf(report).waits).toEqual([{ uuid, kind: 'lines' }]);
  });

  it('is over where files are known', () => {
    const location = { symbol: 'moor()', file: 'Dock.swift', line: 3, column: null };
    const report = withSymbols({ kind: 'found', path: '/Pier.dSYM' }, { status: 'symbolicated', location });
    expect(groupingOf(report).waits).toEqual([]);
  });

  it('is for device support where a library of the system has addresses only', () => {
    const location = { symbol: 'moor()', file: 'Dock.swift', line: 3, column: null };
    const report = withSymbols({ kind: 'found', path: '/Pier.dSYM' }, { status: 'symbolicated', location }, 'system');
    const system = uuidFor('libsystem_kernel.dylib');
    expect(groupingOf(report).waits).toEqual([{ uuid: system, kind: 'system-names' }]);
  });
});
