import { describe, expect, it } from 'vitest';
import { mapStacks } from '../../../../shared/report/stacks.ts';
import { CACHE_UUID, envelope, read, shot, through } from './system-reports.ts';

describe('a stackshot', () => {
  const report = read(envelope('288', shot));
  const [kernel, harbor] = report.body?.processes ?? [];

  it('knows its device and when it was taken', () => {
    expect(report).toMatchObject({
      kind: 'stackshot',
      format: 'ips-json',
      bugType: '288',
      incident: 'AAAAAAAA-0000-0000-0000-000000000288',
      os: { name: 'iPhone OS', version: '17.5', build: '21F79' },
      platform: 'iOS',
      device: 'iPhone15,2',
      deviceKey: 'feedfeed',
      crashedAt: '2026-03-02T10:11:12.66+01:00',
      warnings: [],
    });
    expect(report.body?.facts).toContainEqual(['Reason', 'sysdiagnose (stackshot only)']);
  });

  it('has all processes with their threads', () => {
    expect(report.body?.processes.map(({ name, pid, threads }) => [name, pid, threads.length])).toEqual([
      ['kernel_task', 0, 1],
      ['Harbor', 512, 2],
    ]);
    expect(harbor?.facts).toEqual([
      ['Frontmost', 'yes'],
      ['Resident memory', '10.0 MB'],
    ]);
  });

  it('puts the frames of the kernel in front of those of the process', () => {
    const [thread] = harbor?.threads ?? [];
    expect(thread).toMatchObject({ id: 6699n, name: 'tide pump', queue: 'com.apple.main-thread', triggered: false });
    expect(thread?.frames.map(({ image, address, status }) => [image, address, status])).toEqual([
      [3, 0xfffffe00082940c8n, 'system'],
      [1, 0x180000064n, 'system'],
      [0, 0x102784000n, 'missing-dsym'],
      [2, 0n, 'unknown-image'],
    ]);
  });

  it('says what a thread waits for, and how urgent it is', () => {
    expect(harbor?.threads[0]?.note).toBe(
      'TH_WAIT; kernel mutex 0x400e9c9c0 owned by thread 6700; blocked on 6700, hops: 1, priority: 46; QoS user initiated; QoS requested default; priority 46 (base 31); user 1.25 s',
    );
    expect(kernel?.threads[0]?.note).toBe(
      'TH_WAIT, TH_UNINT; continues at <31313131-AAAA-BBBB-CCCC-DDDDDDDDDDDD> + 0x8',
    );
    expect(harbor?.threads[1]?.note).toBeNull();
  });

  it('says where the kernel waits, and keeps what newer systems say of a thread', () => {
    const thread = {
      id: 9,
      user_usec: 7_045_119,
      qosEffective: 4,
      waitEvent: [2, 4096],
      continuation: [1, 16],
      lastRunTime: 134.5,
      snapshotFlags: ['kThreadOnCore', 'kKernel64_p'],
    };
    const told = read(envelope('288', { ...shot, processByPid: { 5: { procname: 'a', threadById: { 9: thread } } } }));
    expect(told.body?.processes[0]?.threads[0]?.note).toBe(
      'QoS default; user 7.045119 s; waits for event 0x1000; continues at dyld_shared_cache + 0x10; last run time 134.5; snapshot flags kThreadOnCore, kKernel64_p',
    );
    expect(through(told).body?.processes).toEqual(told.body?.processes);
  });

  it('names what has no name but a letter, and leaves the rest to be found by its UUID', () => {
    expect(report.images.map(({ name, uuid, symbols }) => [name, uuid === null, symbols.kind])).toEqual([
      [null, false, 'unsearched'],
      ['dyld_shared_cache', false, 'system'],
      [null, true, 'unsearched'],
      [null, false, 'system'],
    ]);
    expect(report.images[1]?.uuid).toBe(CACHE_UUID);
  });

  it('comes back out of its text', () => {
    expect(through(report)).toEqual({ ...report, format: 'stackshot-text' });
  });

  it('comes back with the functions that symbols named', () => {
    const location = { symbol: 'Pump.run() + 1', file: 'Pump.swift', line: 12, column: null };
    const inlined = [{ symbol: 'Tide.level', file: 'Tide.swift', line: null, column: null }];
    const { body } = mapStacks(report, (frames) =>
      frames.map((frame) =>
        frame.image === 0 ? { ...frame, location, inlined, symbolOffset: 8n, status: 'symbolicated' } : frame,
      ),
    );
    const again = through({ ...report, body });
    const [, frames] = again.body?.processes[1]?.threads ?? [];
    expect(frames?.frames[0]).toMatchObject({
      image: 0,
      address: 0x102785000n,
      location: { symbol: 'Pump.run() + 1', file: 'Pump.swift', line: 12 },
      inlined: [{ symbol: 'Tide.level', file: 'Tide.swift' }],
      symbolOffset: 8n,
    });
  });

  it.each([
    ['188', 'stackshot'],
    ['509', 'stackshot'],
    ['151', 'forced-reset'],
    ['409', 'watchdog'],
    ['17', 'spin'],
    ['31337', 'stackshot'],
  ])('of bug type %s is a %s', (bugType, kind) => {
    const other = read(envelope(bugType, shot));
    expect(other).toMatchObject({ kind, bugType });
    expect(through(other)).toMatchObject({ kind, bugType });
  });
});

describe('a second walk of a stack', () => {
  const walked = (userFrames: unknown, resampledUserFrames: unknown): readonly (bigint | null)[] => {
    const process = { pid: 7, procname: 'tided', threadById: { 1: { userFrames, resampledUserFrames } } };
    const report = read(envelope('288', { ...shot, processByPid: { 7: process } }));
    return (report.body?.processes[0]?.threads[0]?.frames ?? []).map(({ imageOffset }) => imageOffset);
  };

  it('takes the place of the first, which it holds', () => {
    expect(
      walked(
        [
          [0, 1],
          [0, 4],
        ],
        [
          [0, 1],
          [0, 2],
          [0, 4],
        ],
      ),
    ).toEqual([1n, 2n, 4n]);
  });

  it('is followed by what only the first one has', () => {
    expect(
      walked(
        [
          [0, 1],
          [0, 9],
        ],
        [
          [0, 1],
          [0, 2],
        ],
      ),
    ).toEqual([1n, 2n, 9n]);
  });
});

describe('a watchdog report', () => {
  const body = {
    modelCode: 'Mac17,6',
    pid: -1,
    procName: 'Harbor',
    displayState: 'OFF',
    termination: { namespace: 'WATCHDOG', code: 1, indicator: 'monitoring timed out for service' },
    reportNotes: ['resampled 3 of 9 threads'],
    stackshot: { processByPid: shot.processByPid, binaryImages: shot.binaryImages },
  };

  it('finds the stackshot inside of it, and the number of its process', () => {
    const report = read(envelope('409', body, { os_version: 'macOS 26.5.1 (25F80)', app_name: 'Harbor' }));
    expect(report).toMatchObject({
      kind: 'watchdog',
      process: { name: 'Harbor', pid: 512 },
      termination: { namespace: 'WATCHDOG', code: 1n },
      notes: ['resampled 3 of 9 threads'],
      platform: 'macOS',
    });
    expect(report.body?.processes).toHaveLength(2);
    expect(report.body?.facts).toEqual([['Display state', 'OFF']]);
    expect(through(report)).toMatchObject({ kind: 'watchdog', termination: { code: 1n } });
  });

  it('keeps the threads that it has as a crash report, too', () => {
    const image = { uuid: '22222222-2222-3333-4444-555555555555', base: 4096, size: 99, name: 'Pier', source: 'P' };
    const threads = [{ id: 1, frames: [{ imageIndex: 0, imageOffset: 16 }] }];
    const report = read(envelope('409', { ...body, threads, usedImages: [image] }));
    expect(report.kind).toBe('watchdog');
    expect(report.threads[0]?.frames[0]?.address).toBe(4112n);
    // Its images stand in front of those of the stackshot.
    expect(report.images).toHaveLength(5);
    expect(report.body?.processes[1]?.threads[1]?.frames[0]).toMatchObject({ image: 1, imageOffset: 20480n });
    expect(through(report).threads[0]?.frames[0]?.address).toBe(4112n);
  });
});

describe('a damaged stackshot', () => {
  it('keeps frames that point nowhere, and says so', () => {
    const process = { threadById: { 5: { userFrames: [[99, 8], 'x', [0, 4]] } } };
    const report = read(envelope('288', { ...shot, processByPid: { 9: process } }));
    expect(report.body?.processes[0]).toMatchObject({ name: null, pid: 9 });
    expect(report.body?.processes[0]?.threads[0]?.frames.map(({ status }) => status)).toEqual([
      'malformed',
      'malformed',
      'missing-dsym',
    ]);
    expect(report.warnings).toHaveLength(1);
  });

  it('that was cut off keeps what stands in front of the cut', () => {
    const text = envelope('288', shot);
    const report = read(text.slice(0, text.indexOf('"6700"')));
    expect(report.body?.processes[1]?.threads.length).toBeGreaterThan(0);
    expect(report.warnings.length).toBeGreaterThan(0);
  });
});
