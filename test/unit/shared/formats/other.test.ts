import { describe, expect, it } from 'vitest';
import { bugTypeKind, bugTypeName, bugTypeText, parseBugType } from '../../../../shared/formats/bug-type.ts';
import { device, envelope, read, through } from './system-reports.ts';

describe('the table of bug types', () => {
  it.each([
    ['309', 'crash', 'crash'],
    ['308', 'OS fault', 'os-fault'],
    ['142', 'CPU wakeups', 'wakeups'],
    ['145', 'disk writes', 'disk-writes'],
    ['228', 'third-party hang', 'hang'],
    ['238', 'app launch diagnostics', 'launch'],
    ['284', 'GPU event', 'other'],
    ['999999', null, 'other'],
  ])('says that %s is a %s (%s)', (bugType, name, kind) => {
    expect(bugTypeName(bugType)).toBe(name);
    expect(bugTypeKind(bugType)).toBe(kind);
    expect(parseBugType(bugTypeText(bugType))).toBe(bugType);
  });
});

describe('a body of which nothing is known', () => {
  const body = {
    process_name: 'Harbor',
    timestamp: 1_791_604_744,
    registers: {},
    analysis: { guilty_dm: 3, restart_reason_desc: 'firmware-detected lockup', ok: true },
    cores: [1, 2, 3],
    lanes: [{ a: 1 }],
  };
  const report = read(envelope('284', body, { roots_installed: 0 }));

  it('is named by its bug type, with its envelope and what its fields say', () => {
    expect(report).toMatchObject({
      kind: 'other',
      format: 'ips-json',
      bugType: '284',
      process: { name: 'Harbor' },
      os: { version: '17.5' },
      crashedAt: '2026-03-02T10:11:12.00+01:00',
      warnings: [],
    });
    expect(report.body?.facts).toEqual([
      ['Roots installed', '0'],
      ['Analysis, guilty dm', '3'],
      ['Analysis, restart reason desc', 'firmware-detected lockup'],
      ['Analysis, ok', 'yes'],
      ['Cores', '1, 2, 3'],
      ['Lanes', '1 entries'],
    ]);
  });

  it('comes back out of its text', () => {
    expect(through(report)).toEqual({ ...report, format: 'ips-text' });
  });

  it.each([
    ['298', 'jetsam'],
    ['228', 'hang'],
    ['31337', 'other'],
  ])('of bug type %s is of the kind %s', (bugType, kind) => {
    const other = read(envelope(bugType, { a: 1 }));
    expect(other).toMatchObject({ kind, bugType, body: { facts: [['A', '1']] } });
    expect(through(other)).toMatchObject({ kind, bugType, body: { facts: [['A', '1']] } });
  });

  it('keeps a few hundred facts of a body with a million fields', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, index]));
    expect(read(envelope('211', many)).body?.facts.length).toBeLessThan(500);
  });

  it('is missed where only the metadata line is there', () => {
    const alone = read('{"bug_type":"211","os_version":"iPhone OS 17.5 (21F79)"}');
    expect(alone.kind).toBe('other');
    expect(alone.warnings.map(({ message }) => message)).toEqual([
      'The report has no body: it was cut off, or only its first line was copied.',
    ]);
  });

  it('may be text', () => {
    const text = [
      '{"bug_type":"115","name":"Reset count","os_version":"iPhone OS 15.7.6 (19H349)"}',
      'Incident Identifier: aaaaaaaa-0000-0000-0000-000000000115',
      'CrashReporter Key: feedfeed',
      'Reset count: 1',
      'Boot faults: rst wdog,reset_in_1',
    ].join('\n');
    const reset = read(text);
    expect(reset).toMatchObject({
      kind: 'other',
      format: 'ips-text',
      // The metadata's name is that of the log.
      process: { name: null },
      incident: 'AAAAAAAA-0000-0000-0000-000000000115',
      deviceKey: 'feedfeed',
      body: {
        facts: [
          ['Reset count', '1'],
          ['Boot faults', 'rst wdog,reset_in_1'],
        ],
      },
    });
    expect(through(reset)).toEqual(reset);
  });
});

describe('a crash-shaped body of another family', () => {
  const uuid = '11111111-2222-3333-4444-555555555555';
  const shaped = {
    ...device,
    procName: 'Harbor',
    cpuType: 'ARM-64',
    modelCode: 'iPhone15,2',
    faultingThread: 0,
    exception: { type: 'EXC_RESOURCE', subtype: 'MEMORY (limit=1400 MB, unused=0x0)' },
    threads: [{ id: 7, triggered: true, frames: [{ imageIndex: 0, imageOffset: 16 }] }],
    usedImages: [
      { base: 4096, size: 8192, name: 'Harbor', uuid, arch: 'arm64', source: 'P', path: '/a/Harbor.app/Harbor' },
    ],
  };

  it('keeps its threads, and says what was used too much', () => {
    const report = read(envelope('385', shaped));
    expect(report).toMatchObject({
      kind: 'resource',
      bugType: '385',
      crashedThread: 0,
      threads: [{ triggered: true }],
    });
    expect(report.body?.cost).toMatchObject({ of: 'memory', unit: 'bytes', limit: 1400 * 1_048_576 });
    expect(through(report)).toMatchObject({ kind: 'resource', bugType: '385', body: { cost: report.body?.cost } });
  });

  it.each([
    [
      'CPU',
      '(Limit 50%) Observed 90% over 60 secs',
      'cpu',
      { unit: 'seconds', used: 54, during: 60, limit: 30, limitDuring: 60 },
    ],
    [
      'WAKEUPS',
      '(Limit 150/sec) Observed 206/sec over 300 secs',
      'wakeups',
      { unit: 'wakeups', used: 61_800, during: 300, limit: 45_000 },
    ],
    ['CPU_FATAL', null, 'cpu', { used: null, limit: null }],
    ['THREADS', '(Limit 512)', 'resource', null],
  ])('says of %s which resource it was', (subtype, message, kind, cost) => {
    const exception = { type: 'EXC_RESOURCE', subtype, message };
    const report = read(envelope('385', { ...shaped, exception }));
    expect(report).toMatchObject({ kind, body: { cost } });
    expect(through(report)).toMatchObject({ kind, body: { cost } });
  });

  it('is an OS fault where the number says so, read like a crash', () => {
    const report = read(envelope('308', shaped));
    expect(report).toMatchObject({
      kind: 'os-fault',
      bugType: '308',
      threads: [{ frames: [{ address: 4112n }] }],
      body: null,
    });
    expect(through(report)).toMatchObject({
      kind: 'os-fault',
      bugType: '308',
      threads: [{ frames: [{ address: 4112n }] }],
    });
  });

  it('is a crash where the number says nothing', () => {
    expect(read(envelope('31337', shaped))).toMatchObject({ kind: 'crash', bugType: '31337' });
  });
});

describe('call stacks behind an envelope', () => {
  const frame = {
    binaryName: 'Harbor',
    binaryUUID: '11111111-2222-3333-4444-555555555555',
    offsetIntoBinaryTextSegment: 100,
  };
  const callStackTree = {
    callStackPerThread: false,
    callStacks: [
      { threadAttributed: true, callStackRootFrames: [{ ...frame, sampleCount: 5, address: 4_294_967_396 }] },
    ],
  };

  it.each([
    ['222', 'hang'],
    ['328', 'hang'],
    ['248', 'launch'],
  ])('of bug type %s are those of a %s', (bugType, kind) => {
    const header = {
      app_name: 'Harbor',
      bundleID: 'com.example.harbor',
      incident_id: 'aaaaaaaa-0000-0000-0000-000000000222',
    };
    const report = read(envelope(bugType, { callStackTree, hangDuration: '2 sec' }, header));
    expect(report).toMatchObject({
      kind,
      bugType,
      process: { name: 'Harbor' },
      app: { bundleId: 'com.example.harbor' },
      incident: 'AAAAAAAA-0000-0000-0000-000000000222',
      os: { build: '21F79' },
    });
    expect(report.body?.trees.flatMap(({ nodes }) => nodes)).toHaveLength(1);
    expect(through(report).body?.trees.flatMap(({ nodes }) => nodes)).toHaveLength(1);
  });
});

describe('a log of a line for each entry', () => {
  it('tells of the device, and how many entries follow', () => {
    const lines = [
      '{"bug_type":"211","timestamp":"2026-03-01 23:59:58.00 +0100","os_version":"iPhone OS 26.4 (23E244)"}',
      '{"_marker":"<metadata>","deviceCapacity":512}',
      '{"name":"Ebb","message":{"Count":5}}',
      '{"name":"Flow","message":{}}',
    ];
    const report = read(lines.join('\n'));
    expect(report).toMatchObject({ kind: 'other', bugType: '211', warnings: [] });
    expect(report.body?.facts).toEqual([
      ['Marker', '<metadata>'],
      ['Device capacity', '512'],
      ['Further entries', '2'],
    ]);
  });
});

describe('a property list behind the metadata', () => {
  it('is read as far as its values are plain', () => {
    const lines = [
      '{"bug_type":"193","timestamp":"2026-03-01 23:59:58.00 +0100","os_version":"iPhone OS 26.4 (23E244)"}',
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
      '<plist version="1.0">',
      '<dict>',
      '\t<key>deviceName</key>',
      '\t<string>Pebble &amp; Co</string>',
      '\t<key>payload</key>',
      '\t<array><dict><key>count</key><integer>4</integer><key>full</key><true/></dict></array>',
      '</dict>',
      '</plist>',
    ];
    const report = read(lines.join('\n'));
    expect(report).toMatchObject({ kind: 'other', bugType: '193', warnings: [] });
    expect(report.body?.facts).toEqual([
      ['Device name', 'Pebble & Co'],
      ['Count', '4'],
      ['Full', 'yes'],
    ]);
    expect(through(report).body?.facts).toEqual(report.body?.facts);
  });
});
