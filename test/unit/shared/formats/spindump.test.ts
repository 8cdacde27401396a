import { describe, expect, it } from 'vitest';
import type { CallTree } from '../../../../shared/report/body.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { toText } from '../../../../shared/render/text.ts';
import { containing, read } from './harbor.ts';
import { HANG, HEAD, microstackshots, WRITES_HEADER } from './spindumps.ts';

function trees(report: CrashReport): readonly CallTree[] {
  return report.body?.trees ?? [];
}

/** A tree as text: depth, count, function or image and offset, note. */
function drawn(report: CrashReport, tree: CallTree | undefined): readonly string[] {
  return (tree?.nodes ?? []).map(({ depth, count, frame, note }) => {
    const at = tree?.frames[frame];
    const image = report.images[at?.image ?? -1]?.name ?? at?.imageName;
    const name = at?.location?.symbol ?? `${image ?? '?'}+${at?.imageOffset ?? '?'}`;
    return `${'-'.repeat(depth)}${count} ${name}${note === null ? '' : ` (${note})`}`;
  });
}

describe('a spindump of a hang', () => {
  const report = read(HANG);

  it('reads who hung, where, when and for how long', () => {
    expect(report).toMatchObject({
      kind: 'hang',
      format: 'spindump-text',
      incident: 'A98C24B4-1E32-4D66-B89B-69F59C6F98D7',
      process: { name: 'Harbor', pid: 512, parent: 'launchd', parentPid: 1 },
      app: { name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1', build: '34' },
      os: { name: 'macOS', version: '14.7.6', build: '23H1320' },
      platform: 'macOS',
      device: 'Mac14,3',
      arch: 'arm64',
      crashedAt: '2025-12-17T19:00:41.615-05:00',
      reportVersion: '53',
      threads: [],
      crashedThread: null,
      warnings: [],
    });
    expect(report.body?.cost).toMatchObject({ of: 'hang', unit: 'seconds', used: 7.23 });
    expect(report.extras).toContainEqual(['Steps', '49 (100ms sampling interval)']);
  });

  it('reads the tree of each thread, with kernel frames and what they wait for', () => {
    expect(trees(report).map(({ title, process, threadName, queue }) => [title, process, threadName, queue])).toEqual([
      ['Heaviest stack for the main thread of the target process', 'Harbor', null, null],
      ['Thread 0x2ca9e', 'Harbor', null, 'com.apple.main-thread'],
      ['Thread 0x76b', 'Harbor', 'com.example.tiles', null],
      ['Thread 0x3f5', 'pierd', null, null],
    ]);
    expect(drawn(report, trees(report)[1])).toEqual([
      '49 start',
      '-37 Map.draw(_:)',
      '--37 hndl_alltraps (blocked by turnstile waiting for pierd [207])',
      '-12 Map.draw(_:)',
      '--10 <patched truncated backtrace>',
      '---10 ?+? (running, p-core)',
    ]);
  });

  it('reads the heaviest stack as one path, outermost first', () => {
    expect(drawn(report, trees(report)[0])).toEqual(['49 start', '-37 Map.draw(_:)', '--1 hndl_alltraps']);
  });

  it('blames the heaviest stack and the main thread of the process that hung', () => {
    expect(trees(report).map(({ attributed }) => attributed)).toEqual([true, true, false, false]);
  });

  it('keeps every process with what the report says of it and of its threads', () => {
    expect(report.body?.processes.map(({ name, pid }) => [name, pid])).toEqual([
      ['Harbor', 512],
      ['pierd', 207],
    ]);
    expect(report.body?.processes[0]?.facts).toContainEqual(['Footprint', '60.25 MB']);
    expect(report.body?.processes[0]?.facts).toContainEqual([
      'Thread 0x2ca9e',
      '49 samples (1-49)    priority 47 (base 47)    <process frontmost, thread QoS user interactive, IO tier 0>',
    ]);
    expect(report.body?.processes[1]?.facts).toContainEqual(['State', 'suspended']);
  });

  it('puts a frame into the image of its own process, where several have one at the same address', () => {
    const [harbor, pierd] = [trees(report)[1], trees(report)[3]];
    const named = (tree: CallTree | undefined, at: number): unknown => report.images[tree?.frames[at]?.image ?? -1];
    expect(named(harbor, 1)).toMatchObject({ name: 'Harbor', inApp: true, version: '2.1 - 34' });
    expect(named(pierd, 1)).toMatchObject({ name: 'pierd', inApp: false });
  });

  it('lists an image that only a frame names, by its UUID', () => {
    const [frame] = trees(report)[2]?.frames ?? [];
    expect(frame).toMatchObject({ address: 0x2_2200_0010n, imageOffset: 16n, location: null });
    expect(report.images[frame?.image ?? -1]).toMatchObject({
      uuid: 'aaaaaaaa-0000-3333-4444-555555555555',
      base: 0x2_2200_0000n,
    });
  });

  it('knows the program of a process by its UUID, where its line has nothing else', () => {
    const bare = (line: string): string =>
      line.replace(/  \S+ (?:\(.*\)|2\.1 \(34\)) +(<1111.*>|<B6B8.*>)  \/.*$/, '  ??? $1');
    const again = read(HANG.split('\n').map(bare).join('\n'));
    const told = again.images.map(({ name, inApp, path }) => [name, inApp, path?.split('/').at(-1)]);
    expect(told.slice(0, 4)).toEqual([
      ['Harbor', true, 'Harbor'],
      ['dyld', false, 'dyld'],
      ['kernel', false, 'kernel'],
      ['pierd', false, 'pierd'],
    ]);
  });

  it('lists an image that processes share once', () => {
    expect(report.images.map(({ name }) => name)).toEqual(['Harbor', 'dyld', 'kernel', 'pierd', null]);
  });

  it('keeps in which of the samples a frame stood, also in its own text', () => {
    const tree = trees(report)[1];
    expect(tree?.nodes.map(({ samples }) => samples)).toEqual(['1-49', '1-37', '1-37', '38-49', '38-47', '38-47']);
    expect(trees(read(toText(report)))[1]?.nodes).toEqual(tree?.nodes);
  });

  it('finds the kernel of a process whose list has none with the others, which share it', () => {
    const lists = HANG.split('  Binary Images:');
    const without = lists.map((part, index) => (index === 2 ? part.replace(/^.*\bkernel \(.*$/m, '') : part));
    const kernels = (one: CrashReport): number =>
      trees(one).flatMap(({ frames }) => frames.filter(({ image }) => one.images[image ?? -1]?.name === 'kernel'))
        .length;
    expect(kernels(read(without.join('  Binary Images:')))).toBe(kernels(report));
  });

  it.each([
    ['Harbor (Harbor)', []],
    ['Harbor (Dock)', [['Display Name', 'Dock']]],
  ])('names a process by its file where the heading has a further name: %s', (name, facts) => {
    const named = read(HANG.replace('Process:          Harbor [512]', `Process:          ${name} [512]`));
    expect(named.body?.processes[0]).toMatchObject({ name: 'Harbor', pid: 512 });
    expect(named.body?.processes[0]?.facts.slice(0, facts.length)).toEqual(facts);
    expect(trees(named)[1]?.attributed).toBe(true);
    expect(toText(read(toText(named)))).toBe(toText(named));
  });

  it('keeps the states that a thread had later on, and gaps between samples', () => {
    const gap = '<4875ms gap with no samples, process frontmost, priority 47 (47)>';
    const timeline = read(HANG.replace(/^( {4}12 {2}Map)/m, `  ${gap}\n$1`));
    expect(trees(timeline).map((tree) => drawn(timeline, tree))).toEqual(
      trees(report).map((tree) => drawn(report, tree)),
    );
    expect(timeline.body?.processes[0]?.facts).toContainEqual(['Thread 0x2ca9e', containing(gap)]);
    expect(toText(read(toText(timeline)))).toBe(toText(timeline));
  });

  it('puts values together that a mail program wrapped', () => {
    const path = '/Users/USER/Desktop/*/Harbor.app/Contents/MacOS/Harbor';
    const wrapped = HANG.replaceAll(`Path:             ${path}`, `Path:\n ${path}`).replace(', slide', ',\n slide');
    expect(read(wrapped)).toEqual(report);
  });

  it('has a node for every line with a count, and a tree for every thread', () => {
    const lines = HANG.split('\n');
    const count = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
    expect(trees(report).reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(count(/^ +\*?\d+ +\S/));
    expect(trees(report).filter(({ threadId }) => threadId !== null)).toHaveLength(count(/^ {2}Thread 0x/));
    expect(report.body?.processes).toHaveLength(count(/^Process:/));
    const listed = new Set(lines.flatMap((line) => /^ +\*?0x\S+ - .*<(.*)>/.exec(line)?.[1]?.toLowerCase() ?? []));
    expect(report.images.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining([...listed]));
  });

  it('knows file, line and column of a frame', () => {
    expect(
      trees(report)[1]
        ?.frames.slice(1, 4)
        .map(({ location }) => location),
    ).toEqual([
      { symbol: 'Map.draw(_:)', file: 'Map.swift', line: 31, column: 1 },
      { symbol: 'hndl_alltraps', file: null, line: null, column: null },
      { symbol: 'Map.draw(_:)', file: '<compiler-generated>', line: null, column: null },
    ]);
  });
});

describe('lines of trees', () => {
  const line = (text: string): unknown => {
    const report = read([...HEAD, 'Process:  Harbor [512]', '', '  Thread 0x1    5 samples', text].join('\n'));
    const [tree] = trees(report);
    const [node] = tree?.nodes ?? [];
    return { ...tree?.frames[0], ...tree?.frames[0]?.location, count: node?.count, note: node?.note };
  };

  it.each([
    ['  12 start + 53 (Quay) [0x14e55]', { count: 12, symbol: 'start', symbolOffset: 53n, imageName: 'Quay' }],
    ['  5  ??? [0x7fff20438bf6] 1-5', { count: 5, address: 0x7fff_2043_8bf6n, imageName: null, location: null }],
    [
      '  5  main + 9 (Map.swift in Quay + 77) [0x100]',
      { file: 'Map.swift', line: null, imageName: 'Quay', imageOffset: 77n },
    ],
    [
      '  5  -[Quay(Pier) load] + 8 (Quay (beta) + 12) [0x100]',
      { symbol: '-[Quay(Pier) load]', imageName: 'Quay (beta)' },
    ],
    ['  5  operator new(unsigned long) + 8 (libc++ + 12) [0x100]', { symbol: 'operator new(unsigned long)' }],
    [
      '  5  start_wqthread + 15 (libsystem_pthread.dylib)',
      { symbol: 'start_wqthread', imageName: 'libsystem_pthread.dylib' },
    ],
    ['  5  ??? (Quay + 12) [0x100] (suspended)', { note: 'suspended', imageOffset: 12n }],
    [' *5  ??? (kernel.release.t8122 + 12) [0xfffffe00088d3ec8] (running) 1-5', { note: 'running', count: 5 }],
    [
      '  5  <User mode, Effective Thread QoS Default>',
      { symbol: '<User mode, Effective Thread QoS Default>', address: 0n },
    ],
    ['  5  draw(int) (libMap.dylib)', { symbol: 'draw(int)', imageName: 'libMap.dylib', note: null }],
    ['  5  draw(int) (libMap.dylib) (running)', { symbol: 'draw(int)', imageName: 'libMap.dylib', note: 'running' }],
    ['  5  main (Quay + 1) [0x10zz] 1-5', { status: 'malformed', symbol: 'main (Quay + 1) [0x10zz]', address: 0n }],
  ])('reads “%s”, and again what is written of it', (text, expected) => {
    expect(line(text)).toMatchObject(expected);
    const report = read([...HEAD, 'Process:  Harbor [512]', '', '  Thread 0x1    5 samples', text].join('\n'));
    expect(trees(read(toText(report)))).toEqual(trees(report));
  });

  it('finds the address of a frame that tells image and offset alone', () => {
    const report = read(HANG.replace('[0x1027804b0] 1-37', ''));
    expect(trees(report)[1]?.frames.map(({ address }) => address)).toContain(0x1_0278_04b0n);
  });

  it('reads a thread that has no stack', () => {
    const report = read([...HEAD, 'Process:  Harbor [512]', '', '  Thread 0x1    5 samples (1-5)', ''].join('\n'));
    expect(trees(report).map(({ threadId, nodes }) => [threadId, nodes.length])).toEqual([[1n, 0]]);
  });
});

describe('reports of what was used too much', () => {
  const CPU = [
    'Event:            cpu usage',
    'Action taken:     none',
    'CPU:              90 seconds cpu time over 91 seconds (99% cpu average), exceeding limit of 50% cpu over 180 seconds',
  ];

  it.each([
    [CPU, 'cpu', { of: 'cpu', unit: 'seconds', used: 90, during: 91, limit: 90, limitDuring: 180, action: 'none' }],
    [
      [...CPU, 'CPU limit:        90s', 'Limit duration:   180s', 'CPU used:         90s', 'CPU duration:     91s'],
      'cpu',
      { used: 90, during: 91, limit: 90, limitDuring: 180 },
    ],
    [
      [
        'Event:  cpu usage',
        'CPU:   48s cpu time over 48 seconds (99% cpu average), exceeding limit of 80% cpu over 60 seconds',
      ],
      'cpu',
      { used: 48, limit: 48, limitDuring: 60, action: null },
    ],
    [
      [
        'Event:            wakeups',
        'Wakeups:          45001 wakeups over the last 94 seconds (478 wakeups per second average), exceeding limit of 150 wakeups per second over 300 seconds',
      ],
      'wakeups',
      { of: 'wakeups', unit: 'wakeups', used: 45_001, during: 94, limit: 45_000, limitDuring: 300 },
    ],
    [
      [
        'Event:            disk writes',
        'Writes:           1073.75 MB of file backed memory dirtied over 390 seconds (2754.85 KB per second average), exceeding limit of 12.43 KB per second over 86400 seconds',
        'Writes limit:     1073.74 MB',
      ],
      'disk-writes',
      { of: 'disk-writes', unit: 'bytes', used: 1_073_750_000, during: 390, limit: 1_073_740_000, limitDuring: 86_400 },
    ],
    [['Event:  Timed Out Runloop Hang', 'Duration:  9.85s'], 'hang', { of: 'hang', used: 9.85 }],
    [
      ['Event:  wakeups (microstackshots only)', 'Wakeups:  737 wakeups per second for 62 seconds'],
      'wakeups',
      { used: 737 * 62, during: 62, limit: null },
    ],
    [
      [
        'Event:  cpu usage',
        'CPU:  90 seconds cpu time over 150 seconds (60% cpu',
        ' average), exceeding limit of 50% cpu over 180 seconds',
      ],
      'cpu',
      { used: 90, during: 150, limit: 90, limitDuring: 180 },
    ],
  ])('reads %j', (event, kind, cost) => {
    const report = read(microstackshots(event));
    expect(report.kind).toBe(kind);
    expect(report.body?.cost).toMatchObject(cost);
    expect(report.warnings).toEqual([]);
  });

  it('reads them behind the metadata line of an .ips, which knows app and bug type', () => {
    const report = read(`${JSON.stringify(WRITES_HEADER)}\n${microstackshots(CPU.slice(0, 2))}`);
    expect(report).toMatchObject({
      kind: 'disk-writes',
      bugType: '145',
      incident: WRITES_HEADER.incident_id,
      app: { bundleId: 'com.example.harbor', version: '2.1', build: '34' },
      warnings: [],
    });
  });

  it('puts frames with no more than a UUID into the images, the process’s own by its name', () => {
    const report = read(microstackshots(CPU));
    expect(drawn(report, trees(report)[1])).toEqual([
      '19 ?+5256',
      '-15 Harbor+8192',
      '--4 <Effective Thread QoS Default>',
      '-4 Harbor+9000',
    ]);
    expect(report.images.map(({ uuid, name }) => [uuid?.slice(0, 8), name])).toEqual([
      ['11111111', 'Harbor'],
      ['cccccccc', null],
      ['9547a4e0', 'pierd'],
    ]);
  });

  it.each([
    ['11', 'spin'],
    ['12', 'hang'],
    ['142', 'wakeups'],
    ['144', 'disk-writes'],
    ['202', 'cpu'],
    ['206', 'cpu'],
    ['228', 'hang'],
    ['310', 'hang'],
    ['385', 'resource'],
  ])('takes bug type %s for a report of kind %s', (bugType, kind) => {
    const text = `${JSON.stringify({ bug_type: bugType })}\n${microstackshots(['Event:  service process watchdog'])}`;
    expect(read(text)).toMatchObject({ kind, bugType });
  });
});

describe('the version of an app', () => {
  const version = (report: string): unknown => {
    const head = ['Date/Time:  2021-04-17 02:45:17.497 -0700', 'OS Version:  iPhone OS 14.4.2 (Build 18D70)'];
    return read(
      [...head, `Report Version:  ${report}`, 'Command:  Harbor', 'Version:  34 (2.1)', 'Event:  hang'].join('\n'),
    ).app;
  };

  it('stands behind the build on old systems of the iOS family', () => {
    expect(version('25')).toMatchObject({ version: '2.1', build: '34' });
    expect(version('32')).toMatchObject({ version: '34', build: '2.1' });
  });
});

describe('spindumps of old systems', () => {
  const OLD = [
    'Date/Time:       2008-05-19 14:02:16 -0700',
    'OS Version:      10.5.2 (Build 9C7010)',
    'Architecture:    i386',
    'Report Version:  4',
    '',
    'Command:         Harbor',
    'Version:         2.1 (34)',
    'Parent:          launchd [131]',
    '',
    'PID:             225',
    'Event:           hang',
    'Time:            3.67s',
    'Steps:           20',
    '',
    'Process:         Harbor [225] [unique pid 12]',
    '',
    'ADDRESS         BINARY',
    '00001000        Harbor',
    '',
    ' Thread id: 83fbb7c8',
    ' User stack:',
    '   20 ??? (in Harbor + 6622) [0x29de]',
    '     20 NSApplicationMain + 574 (in AppKit) [0x92e9fa15]',
    ' Kernel stack:',
    '   20 mach_msg_overwrite_trap + 115 [0x1a8f7a]',
    '',
  ];

  it('have a stack of each side of a thread', () => {
    const report = read(OLD.join('\n'));
    expect(report).toMatchObject({ kind: 'hang', os: { name: 'Mac OS X', version: '10.5.2' }, arch: 'i386' });
    expect(report.body?.cost).toMatchObject({ used: 3.67 });
    expect(trees(report).map((tree) => [tree.title, tree.threadId, drawn(report, tree)])).toEqual([
      ['User stack', 0x83fb_b7c8n, ['20 Harbor+6622', '-20 NSApplicationMain']],
      ['Kernel stack', 0x83fb_b7c8n, ['20 mach_msg_overwrite_trap']],
    ]);
    expect(report.body?.processes[0]?.facts).toContainEqual(['State', '[unique pid 12]']);
  });

  it('have no depth of columns in a heaviest stack, and one space behind counts', () => {
    const report = read(
      [
        ...OLD.slice(0, 14),
        'Heaviest stack for the target process:',
        '  12 start + 53 (Quay) [0x14e55]',
        '  7  main (Quay) [0x14e66]',
      ].join('\n'),
    );
    expect(drawn(report, trees(report)[0])).toEqual(['12 start', '-7 main']);
  });
});

describe('a damaged spindump', () => {
  it('is read of lines that were copied alone', () => {
    const lines = HANG.split('\n').filter((line) => / \+ \d+\) \[0x/.test(line));
    const report = read(lines.slice(3, 6).join('\n'));
    expect(trees(report).map((tree) => drawn(report, tree))).toEqual([
      ['49 start', '-37 Map.draw(_:)', '--37 hndl_alltraps (blocked by turnstile waiting for pierd [207])'],
    ]);
  });

  it('is read where somebody left out lines and put fences around it', () => {
    const lines = HANG.split('\n');
    const shortened = ['```', ...lines.slice(0, 26), '  ...', ...lines.slice(26), '```'];
    const report = read(shortened.join('\n'));
    expect(report.warnings).toEqual([]);
    expect(trees(report).map((tree) => drawn(report, tree))).toEqual(
      trees(read(HANG)).map((tree) => drawn(read(HANG), tree)),
    );
  });

  it('keeps images whose heading was cut off', () => {
    const from = HANG.indexOf('  Binary Images:');
    const report = read(HANG.slice(HANG.indexOf('\n', from) + 1));
    expect(report.images.map(({ name }) => name)).toContain('Harbor');
    expect(report.warnings).toEqual([]);
  });

  it('puts lines that lost their indentation below one another', () => {
    const flat = [
      'Powerstats for: Harbor [512]',
      'Microstackshots: 55 samples (47%)',
      'Primary state: 52 samples User mode',
    ];
    const lines = ['55 start + 1 (libdyld.dylib) [0x7fff8bed55ad]', '55 main + 121 (Harbor) [0x108ee8d5f]'];
    const report = read([...flat, ...lines].join('\n'));
    expect(report.kind).toBe('sample');
    expect(drawn(report, trees(report)[0])).toEqual(['55 start', '-55 main']);
  });

  it('is read as far as it goes', () => {
    const report = read(HANG.slice(0, HANG.indexOf('  Thread 0x76b')));
    expect(trees(report)).toHaveLength(2);
    expect(report.warnings).toEqual([{ message: containing('no list of binary images'), line: null }]);
  });

  it('names lines that make no sense', () => {
    const report = read(HANG.replace('  Binary Images:', '  %%%% broken\n  Binary Images:'));
    expect(report.warnings).toEqual([{ message: 'Line 51 could not be read: %%%% broken', line: 51 }]);
  });
});

describe('the text of a report with call trees', () => {
  it.each([
    ['a hang', HANG],
    [
      'disk writes',
      microstackshots(['Event:  disk writes', 'Writes:  2147.49 MB of file backed memory dirtied over 9 seconds']),
    ],
  ])('is read back the same: %s', (_, original) => {
    const report = read(original);
    const text = toText(report);
    const again = read(text);
    expect(again).toEqual(read(toText(again)));
    expect(toText(again)).toBe(text);
    expect(trees(again).map((tree) => drawn(again, tree))).toEqual(trees(report).map((tree) => drawn(report, tree)));
    expect(new Set(again.images.map(({ uuid }) => uuid))).toEqual(new Set(report.images.map(({ uuid }) => uuid)));
    expect({ ...again, images: null, body: null, bugType: null }).toEqual({ ...report, images: null, body: null });
  });
});

describe('a report of a Mac that did not wake', () => {
  it('says above its head why', () => {
    const lines = [
      'Sleep Wake failure in EFI',
      '',
      'Failure code:: 0xffffffff 0x0000001f',
      '',
      'Please IGNORE the below stackshot',
      '',
      '================================================================',
      'Date/Time:        2026-03-02 10:11:12 +0100',
      'OS Version:       macOS 15.7 (Build 24G222)',
      'Event:            Sleep Wake Failure',
      'Steps:            1',
      '',
      'Process:          swd [0]',
      'Num samples:      1 (1)',
      '',
      '  Thread 0x71    1 sample (1)    priority 95 (base 95)',
      '  1  ??? [0xffffff8000203039]',
      '',
      '  Binary Images:',
      '     0xffffff8000200000 - ???  kernel (1.2)  <00000000-0000-0000-0000-00000000CA5E>  /System/Library/Kernels/kernel',
    ];
    const report = read(lines.join('\n'));
    expect(report).toMatchObject({ kind: 'spin', process: { name: 'swd' }, warnings: [] });
    expect(report.extras.slice(0, 3)).toEqual([
      ['Reason', 'Sleep Wake failure in EFI'],
      ['Failure code', '0xffffffff 0x0000001f'],
      ['Note', 'Please IGNORE the below stackshot'],
    ]);
    expect(new Map(read(toText(report)).extras)).toEqual(new Map(report.extras));
  });
});
