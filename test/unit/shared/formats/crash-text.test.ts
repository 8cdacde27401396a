import { describe, expect, it } from 'vitest';
import { toText } from '../../../../shared/render/text.ts';
import { flatten } from '../../../../shared/report/frames.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { containing, IOS_IMAGES, iosText, read } from './harbor.ts';

const STACK = ['Thread 0 Crashed:', '0   Harbor   0x0000000102784000 0x102780000 + 16384'];

function symbols(report: CrashReport, thread = 0): unknown {
  return flatten(report.threads[thread]?.frames ?? []).map(({ symbol }) => symbol);
}

function frame(line: string, images = IOS_IMAGES): unknown {
  return flatten(read(iosText([], ['Thread 0:', line], images)).threads[0]?.frames ?? [])[0];
}

describe('the head of a text report', () => {
  it('reads who crashed, where and when', () => {
    expect(read(iosText([], STACK))).toMatchObject({
      format: 'crash-text',
      incident: 'AAAAAAAA-0000-0000-0000-000000000001',
      process: { name: 'Harbor', pid: 512 },
      app: { bundleId: 'com.example.harbor', version: '2.1', build: '34' },
      platform: 'iOS',
      device: 'iPhone15,2',
      arch: 'arm64',
      crashedAt: '2025-05-06T07:08:09.1234+02:00',
      reportVersion: '104',
      warnings: [],
    });
  });

  it.each([
    ['Termination Reason:    Namespace SIGNAL, Code 0xb', 'SIGNAL', 11n, null],
    ['Termination Reason: SIGNAL 6 Abort trap: 6', 'SIGNAL', 6n, 'Abort trap: 6'],
    ['Termination Reason: SIGNAL; [5]', 'SIGNAL', 5n, null],
    ['Termination Reason: Namespace SIGNAL, Code 6, Abort trap: 6', 'SIGNAL', 6n, 'Abort trap: 6'],
    ['Termination Reason: Namespace SIGNAL, Code 11 Segmentation fault: 11', 'SIGNAL', 11n, 'Segmentation fault: 11'],
    ['Termination Reason: DYLD, [0x1] Library missing', 'DYLD', 1n, 'Library missing'],
    ['Termination Reason: Namespace SPRINGBOARD, Code 0x8badf00d', 'SPRINGBOARD', 0x8bad_f00dn, null],
    ['Termination Reason: FRONTBOARD 2343432205', 'FRONTBOARD', 0x8bad_f00dn, null],
    ['Termination Reason: Namespace <0x1C>, Code 0x1', '<0x1C>', 1n, null],
  ])('reads “%s”', (line, namespace, code, indicator) => {
    expect(read(iosText([line], STACK)).termination).toMatchObject({ namespace, code, indicator });
  });

  it('reads the reasons below a termination, whatever they look like', () => {
    const { termination, crashedThread } = read(
      iosText(
        [
          'Termination Reason: FRONTBOARD 2343432205',
          '<RBSTerminateContext| domain:10 code:0x8BADF00D explanation:scene-update watchdog transgression',
          'ProcessVisibility: Foreground',
          'WatchdogCPUStatistics: (',
          '"Elapsed total CPU time (seconds): 6.340"',
          ') reportType:CrashLog>',
          '(terminated at launch; ignore backtrace)',
          'Triggered by Thread:  0',
        ],
        STACK,
      ),
    );
    expect(termination?.reasons).toHaveLength(5);
    expect(termination?.reasons[1]).toBe('ProcessVisibility: Foreground');
    expect(termination?.details).toEqual(['(terminated at launch; ignore backtrace)']);
    expect(crashedThread).toBe(0);
  });

  it.each([
    'Triggered by Thread:  3',
    'Crashed Thread:        3  Dispatch queue: q',
    'Triggered by Thread: 3, Dispatch Queue: q',
  ])('finds the crashed thread by “%s”', (line) => {
    const report = read(iosText([line], ['Thread 0:', 'Thread 3:', '0   dyld   0x1c0000010 start + 16']));
    expect(report.threads[report.crashedThread ?? -1]).toMatchObject({ index: 3, triggered: true });
  });

  it('reads version and build in either order: iOS before 15 wrote the build first', () => {
    const old = iosText([], STACK)
      .replace('iPhone OS 17.5 (21F79)', 'iPhone OS 14.7 (18G69)')
      .replace('2.1 (34)', '34 (2.1)');
    expect(read(old).app).toMatchObject({ version: '2.1', build: '34' });
  });

  it('reads the version of reporters inside of apps as they always wrote it, and writes it so again', () => {
    const report = read(
      iosText(['Crashed Thread:  0'], STACK)
        .replace('EXC_CRASH (SIGABRT)', 'SIGABRT')
        .replace('iPhone OS 17.5 (21F79)', 'iPhone OS 12.3.1 (16F203)'),
    );
    expect(report.app).toMatchObject({ version: '2.1', build: '34' });
    expect(read(toText(report)).app).toEqual(report.app);
  });

  it('reads the head of Mac OS X 10.4 and its list of images', () => {
    const report = read(
      [
        '**********',
        '',
        'Date/Time:      2006-03-09 01:15:10.431 -0500',
        'OS Version:     10.4.5 (Build 8H14)',
        'Report Version: 4',
        '',
        'Command: Harbor HD',
        'Path:    /Applications/Harbor HD.app/Contents/MacOS/Harbor HD',
        'Parent:  WindowServer [63]',
        '',
        'Version: 2.1 (34)',
        '',
        'PID:    214',
        'Thread: 1',
        '',
        'Exception:  EXC_BAD_ACCESS (0x0001)',
        'Codes:      KERN_INVALID_ADDRESS (0x0001) at 0x1718b3a4',
        '',
        'Thread 0:',
        '0   libSystem.B.dylib   0x9000b208 mach_msg_trap + 8',
        '',
        'Thread 1 Crashed:',
        '0   com.example.harbor  0x00001010 0x1000 + 16',
        '',
        'Thread 1 crashed with PPC Thread State 64:',
        '  srr0: 0x0000000090a594c0 srr1: 0x100000000200f030                        vrsave: 0x0000000000000000',
        '',
        'Binary Images Description:',
        '    0x1000 -   0x1fff com.example.harbor 2.1 (34)\t/Applications/Harbor HD.app/Contents/MacOS/Harbor HD',
        '0x90000000 - 0x901bdfff libSystem.B.dylib \t/usr/lib/libSystem.B.dylib',
      ].join('\n'),
    );
    expect(report).toMatchObject({
      process: { name: 'Harbor HD', pid: 214, parent: 'WindowServer', parentPid: 63 },
      app: { version: '2.1', build: '34' },
      os: { name: 'Mac OS X', version: '10.4.5', build: '8H14' },
      platform: 'macOS',
      exception: { type: 'EXC_BAD_ACCESS', signal: null, subtype: 'KERN_INVALID_ADDRESS at 0x1718b3a4' },
      crashedThread: 1,
      extras: [],
      warnings: [],
    });
    expect(report.images).toMatchObject([
      { name: 'Harbor HD', bundleId: 'com.example.harbor', version: '2.1 - 34', inApp: true },
      { name: 'libSystem.B.dylib', bundleId: null, version: null, inApp: false },
    ]);
    expect(report.threads[1]?.frames).toMatchObject([{ image: 0, imageOffset: 16n }]);
    expect(toText(read(toText(report)))).toBe(toText(report));
  });

  it('reads a termination whose code is in words of macOS 26 without its first word', () => {
    expect(read(iosText(['Termination Reason: CODESIGNING, Code 2, Invalid Page'], STACK)).termination).toMatchObject({
      namespace: 'CODESIGNING',
      code: 2n,
      indicator: 'Invalid Page',
    });
  });

  it('reads frames that were shown without their addresses, and folds none of them', () => {
    const lines = [
      '0   libobjc.A.dylib                 objc_msgSend + 16',
      '1   Harbor HD                       harbor::dock(Pier*) (Pier.cpp:58)',
      '2   Harbor HD                       -[Feed row:] + 40',
    ];
    const report = read(iosText([], ['Thread 0 Crashed:', ...lines]));
    expect(report.threads[0]?.frames).toMatchObject([
      { imageName: 'libobjc.A.dylib', address: 0n, location: { symbol: 'objc_msgSend' }, symbolOffset: 16n },
      { imageName: 'Harbor HD', location: { symbol: 'harbor::dock(Pier*)', file: 'Pier.cpp', line: 58 } },
      { imageName: 'Harbor HD', location: { symbol: '-[Feed row:]' }, status: 'symbolicated' },
    ]);
    expect(read(toText(report)).threads[0]?.frames).toEqual(report.threads[0]?.frames);
  });

  it('joins frames that a letter broke into lines', () => {
    const lines = [
      '0   AppSupport                      0x360d52f0',
      '-[Center _sendMessage:userInfoData:',
      'oolKey:oolData:] + 408',
      '1   AppSupport                      0x360d68c4',
      ' CPDMTwoWayMessage + 140',
      '2   AppSupport                      0x360d68d4 start',
      '',
      'What is it?',
    ];
    const report = read(iosText([], ['Thread 0 Crashed:', ...lines]));
    expect(symbols(report)).toEqual([
      '-[Center _sendMessage:userInfoData:oolKey:oolData:]',
      'CPDMTwoWayMessage',
      'start',
    ]);
    expect(report.threads[0]?.frames.map(({ symbolOffset }) => symbolOffset)).toEqual([408n, 140n, null]);
    expect(report.warnings[0]?.message).toContain('What is it?');
  });

  it('looks at the highlighted thread where none crashed', () => {
    const report = read(
      iosText(['Highlighted Thread:  3'], ['Thread 0:', 'Thread 3:', '0   dyld   0x1c0000010 start + 16']),
    );
    expect(report.threads[report.crashedThread ?? -1]?.index).toBe(3);
  });

  it('says no more of what Apple could not write than Apple does', () => {
    const report = read(
      iosText(
        ['Crashed Thread:  Unknown'],
        ['Backtrace not available', '', 'Unknown thread crashed with unknown flavor: 5, state_count: 1'],
      ),
    );
    expect(report).toMatchObject({ crashedThread: null, threads: [] });
    expect(report.warnings.map(({ line }) => line)).toEqual([null]);
  });

  it('knows no name of a process whose name is in doubt', () => {
    expect(read(iosText(['Parent Process:  ? [1]'], STACK)).process).toMatchObject({ parent: null, parentPid: 1 });
  });

  it('reads a list of images in two parts', () => {
    const [app = '', dyld = ''] = IOS_IMAGES;
    const text = iosText([], STACK, [app, '', 'Binary Images (Other):', dyld]);
    expect(read(text.replace('Binary Images:', 'Binary Images (Blamable):')).images).toEqual(
      read(iosText([], STACK)).images,
    );
  });

  it('passes over a label that says nothing', () => {
    expect(read(`Crash log:\n${iosText([], STACK)}`).extras).toEqual([]);
  });

  it.each([
    ['0   ???   0x000000002fd43e88 0 + 802438792', { location: null, symbolOffset: null, imageOffset: null }],
    ['0   ???   0x000000002fd43e88 (Missing)', { location: null }],
    ['0   UIKit   0x000000002fd43e88 0x2fd43000 + 3720', { location: null, imageName: 'UIKit', imageOffset: 3720n }],
    ['0   Pier   0x000000002fd43e88 Pier + 3720', { location: null, imageName: 'Pier', imageOffset: 3720n }],
    [
      '0   + Pier.dylib   0x2fd43e88 0x2fd43000 + 0xe88 \t// -[Pier dock:] + 0x40',
      { imageName: 'Pier.dylib', location: { symbol: '-[Pier dock:]' }, symbolOffset: 64n },
    ],
    ['0   + Pier.dylib   0x2fd43e88 0x2fd43000 + 0xe88 // 0x00e80 + 0x8', { location: null, imageOffset: 3720n }],
    [
      '0   Pier   0x000000002fd43e88 harbor::dock+ 3720 (Pier*, unsigned int) + 24',
      { location: { symbol: 'harbor::dock(Pier*, unsigned int)' }, symbolOffset: 24n },
    ],
    [
      '0   Pier   0x000000002fd43e88 Pier_Map_tile + 24 (/:1)',
      { location: { symbol: 'Pier_Map_tile', file: null, line: null }, symbolOffset: 24n },
    ],
  ])('reads a frame of an image that is not in the list: %s', (line, expected) => {
    const report = read(iosText([], ['Thread 0 Crashed:', line]));
    expect(report.threads[0]?.frames).toMatchObject([{ image: null, ...expected }]);
    const again = read(toText(report)).threads[0]?.frames;
    expect(again).toEqual(report.threads[0]?.frames);
  });

  it('takes the words for the subtype where a system puts them in the place of the codes', () => {
    const lines = [
      'Exception Codes: KERN_INVALID_ADDRESS at 0x10',
      'Exception Codes: 0x0000000000000001, 0x0000000000000010',
    ];
    expect(read(iosText(lines, STACK)).exception).toMatchObject({
      codes: '0x0000000000000001, 0x0000000000000010',
      rawCodes: [1n, 16n],
      subtype: 'KERN_INVALID_ADDRESS at 0x10',
    });
    expect(read(iosText(lines.slice(0, 1), STACK)).exception).toMatchObject({
      codes: 'KERN_INVALID_ADDRESS at 0x10',
      rawCodes: [],
      subtype: 'KERN_INVALID_ADDRESS at 0x10',
    });
  });

  it('reads the head of macOS 26, which has no Report Version and other labels', () => {
    const text = [
      'Process:             Harbor [512]',
      'Path:                /Applications/Harbor.app/Contents/MacOS/Harbor',
      'Identifier:          com.example.harbor',
      'Version:             2.1 (34)',
      'Code Type:           ARM-64 (Native)',
      'Date/Time:           2026-01-02 03:04:05.6789 +0100',
      'Hardware Model:      Mac16,1',
      'OS Version:          macOS 26.2 (25C56)',
      'Crash Reporter Key:  ABCD',
      'Incident Identifier: AAAAAAAA-0000-0000-0000-000000000002',
      'Triggered by Thread: 1, Dispatch Queue: com.example.work',
      'Exception Type:    EXC_BREAKPOINT (SIGTRAP)',
      'Exception Codes:   0x0000000000000001, 0x00000001027d0000',
      'Termination Reason:  Namespace SIGNAL, Code 5, Trace/BPT trap: 5',
      'Thread 1 Crashed:: worker  Dispatch queue: com.example.work',
      '0   Harbor                        \t       0x102784000 Map.draw() + 12 (Map.swift:9)',
      'Binary Images:',
      '       0x102780000 -        0x10287ffff com.example.harbor (2.1) <11111111-2222-3333-4444-555555555555> /Applications/Harbor.app/Contents/MacOS/Harbor',
    ].join('\n');
    expect(read(text)).toMatchObject({
      reportVersion: null,
      deviceKey: 'ABCD',
      device: 'Mac16,1',
      crashedThread: 0,
      threads: [{ index: 1, name: 'worker', queue: 'com.example.work', triggered: true }],
      images: [{ name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1', inApp: true, size: 0x10_0000n }],
    });
  });

  it('reads TestFlight’s lines', () => {
    const lines = [
      'Distributor ID:      com.apple.TestFlight',
      'Beta:                YES',
      'AppVariant:          1:iPhone15,2:17',
    ];
    const report = read(iosText(lines, STACK));
    expect(report.beta).toBe(true);
    expect(report.extras).toContainEqual(['AppVariant', '1:iPhone15,2:17']);
  });

  it('knows a simulator by its path: the system is the Mac’s own', () => {
    const text = iosText([], STACK)
      .replace('iPhone OS 17.5 (21F79)', 'macOS 14.5 (23F79)')
      .replace('/private/var/containers', '/Users/USER/Library/Developer/CoreSimulator/Devices/0/data/Containers');
    expect(read(text).platform).toBe('iOS Simulator');
  });
});

describe('a line of a stack', () => {
  it.each([
    [
      '0   Harbor   0x0000000102784000 0x102780000 + 16384',
      { symbol: null, imageOffset: 16_384n, status: 'missing-dsym' },
    ],
    ['0   dyld   0x00000001c0000010 0x1c0000000 + 16', { symbol: null, status: 'system' }],
    ['0   ???   0x0000000000000010 ???', { symbol: null, status: 'unknown-image', imageName: '???' }],
    ['0   ???   0x0000000054485244 0x0 + 0', { symbol: null, status: 'unknown-image', image: null }],
    ['0   Harbor   0x102784000 Map.tile(at:) + 64', { symbol: 'Map.tile(at:)', symbolOffset: 64n, file: null }],
    ['0   Harbor   0x102784000 Map.tile(at:) + 64 (Map.swift:40)', { file: 'Map.swift', line: 40 }],
    ['0   Harbor   0x102784000 -[Map tile] (in Harbor) (Map.m:40)', { symbol: '-[Map tile]', file: 'Map.m', line: 40 }],
    ['0   Harbor   0x102784000 main (in Harbor) + 12', { symbol: 'main', symbolOffset: 12n }],
    ['0   Harbor   0x102784000 main + 64 (:-1)', { symbol: 'main', symbolOffset: 64n, file: null, line: null }],
    ['0   Harbor   0x102784000 thunk + 8 (<compiler-generated>:0)', { file: '<compiler-generated>', line: null }],
    ['0   Harbor   0x102784000 go() + 8 (Map (old).swift:7)', { symbol: 'go()', file: 'Map (old).swift', line: 7 }],
    ['0   Harbor   0x102784000 0x102780000 + 16384 (main + 92)', { symbol: 'main', symbolOffset: 92n }],
    ['0   Harbor   0x102784000 Harbor + 16384', { symbol: null, status: 'missing-dsym' }],
    ['0   Harbor   0x102784000 -[Map+ 16384 (Tiles) draw] + 8', { symbol: '-[Map(Tiles) draw]', symbolOffset: 8n }],
    ['0   Harbor   0x102784000 <deduplicated_symbol> + 24', { symbol: '<deduplicated_symbol>' }],
    ['0   Harbor   0x102784000', { symbol: null, status: 'missing-dsym' }],
    ['12345   Harbor   0x102784000 deep', { symbol: 'deep' }],
    ['0   Hafen für Schiffe   0x102784000 größe()', { symbol: 'größe()', image: 0 }],
    ['0   ...ernelCommand OOB write   0x102784000 go', { symbol: 'go', image: 0 }],
    ['3   what is this', { symbol: 'what is this', status: 'malformed' }],
  ])('reads “%s”', (line, expected) => {
    expect(frame(line)).toMatchObject(expected);
  });

  it('finds the image by name where its size is not known', () => {
    const images = ['0x102780000 - 0x10277ffff Harbor arm64  <11111111222233334444555555555555> /x/Harbor.app/Harbor'];
    expect(frame('0   Harbor   0x102784000 go', images)).toMatchObject({ image: 0, imageOffset: 16_384n });
  });

  it('puts a call that ends its image into it: the return address lies behind', () => {
    expect(frame('0   Harbor   0x102880000 go', IOS_IMAGES)).toMatchObject({ image: 0 });
  });

  it('folds lines of one address: marked ones, and unmarked ones of different names', () => {
    const report = read(
      iosText(
        [],
        [
          'Thread 0 Crashed:',
          '0   Harbor   0x102784000 inner() (Map.swift:4) [inlined]',
          '1   Harbor   0x102784000 outer() + 8 (Map.swift:9)',
          '2   Harbor   0x102784100 static App.$main() + 52 (App.swift:0)',
          '3   Harbor   0x102784100 main + 64',
          '4   Harbor   0x102784200 loop() + 8',
          '5   Harbor   0x102784200 loop() + 8',
        ],
      ),
    );
    expect(report.threads[0]?.frames.map(({ inlined }) => inlined.length)).toEqual([1, 1, 0, 0]);
    expect(symbols(report)).toEqual(['inner()', 'outer()', 'static App.$main()', 'main', 'loop()', 'loop()']);
  });
});

describe('the parts of a text report', () => {
  it('reads thread names in all wordings', () => {
    const report = read(
      iosText(
        [],
        [
          'Thread 0 name:  Dispatch queue: com.apple.main-thread',
          'Thread 0 Crashed:',
          'Thread 1 name:  network loader  Dispatch queue: com.example.net',
          'Thread 1:',
          'Thread 2:: com.example.events',
          'Thread 3::  Dispatch queue: com.example.q',
          'Thread 4',
        ],
      ),
    );
    expect(report.threads.map(({ index, name, queue }) => [index, name, queue])).toEqual([
      [0, null, 'com.apple.main-thread'],
      [1, 'network loader', 'com.example.net'],
      [2, 'com.example.events', null],
      [3, null, 'com.example.q'],
      [4, null, null],
    ]);
  });

  it('reads the last exception, numbered or as a list of addresses over several lines', () => {
    const numbered = read(iosText([], ['Last Exception Backtrace:', '0   Harbor   0x102784000 go', ...STACK]));
    expect(numbered.lastException).toHaveLength(1);
    const listed = read(
      iosText([], ['Last Exception Backtrace', '(0x102784000 0x102784100', '0x1c0000010)', ...STACK]),
    );
    expect(listed.lastException?.map(({ address, image }) => [address, image])).toEqual([
      [0x1_0278_4000n, 0],
      [0x1_0278_4100n, 0],
      [0x1_c000_0010n, 1],
    ]);
  });

  it('reads what libraries said, further backtraces, triage and notes', () => {
    const report = read(
      iosText(
        [],
        [
          'Kernel Triage:',
          'VM - (arg = 0x3) mach_vm_allocate_kernel failed',
          '',
          'Application Specific Information:',
          'abort() called',
          'Tile: 4 of 5',
          '',
          'Application Specific Backtrace 1:',
          '0   Harbor   0x102784000 Harbor + 16384',
          '',
          ...STACK,
          '',
          'No thread state (register information) available',
          '',
          'Error Formulating Crash Report:thread_get_state returned 0x10000003',
        ],
      ),
    );
    expect(report.appInformation).toEqual([{ image: null, messages: ['abort() called', 'Tile: 4 of 5'] }]);
    expect(report.backtraces).toMatchObject([{ title: 'Application Specific Backtrace 1', frames: [{ image: 0 }] }]);
    expect(report.notes).toEqual([
      'VM - (arg = 0x3) mach_vm_allocate_kernel failed',
      'thread_get_state returned 0x10000003',
    ]);
    expect(report.warnings).toEqual([]);
  });

  it('reads the stack of a managed runtime, which has no addresses', () => {
    const report = read(
      iosText([], ['Xamarin Exception Stack:', '  at Harbor.Map.Tile () [0x00012] in /src/Map.cs:40', '', ...STACK]),
    );
    expect(report.backtraces[0]?.frames[0]?.location).toMatchObject({ file: '/src/Map.cs', line: 40 });
  });

  it('reads registers of all processors, with the note on the last', () => {
    const report = read(
      iosText(
        [],
        [
          ...STACK,
          '',
          'Thread 0 crashed with ARM Thread State (64-bit):',
          '    x0: 0x0000000000000001   x1: 0xffffffffffffffff',
          '   far: 0x0000000000000010  esr: 0x92000004 (Data Abort) byte read Translation fault',
          '',
          'Logical CPU:     0',
          'Error Code:      0x00000004 (no mapping for user data read)',
          'Trap Number:     14',
        ],
      ),
    );
    const { flavor, registers } = report.threads[0]?.state ?? {};
    expect(flavor).toBe('ARM_THREAD_STATE64');
    expect(registers?.map(({ name, value, note }) => [name, value, note])).toEqual([
      ['x0', 1n, null],
      ['x1', 0xffff_ffff_ffff_ffffn, null],
      ['far', 16n, null],
      ['esr', 0x9200_0004n, '(Data Abort) byte read Translation fault'],
      ['cpu', 0n, null],
      ['err', 4n, '(no mapping for user data read)'],
      ['trap', 14n, null],
    ]);
  });

  it.each([
    [
      '0x1000 - 0x1fff My Map arm64e  <11111111222233334444555555555555> /x/My Map.app/My Map',
      { name: 'My Map', arch: 'arm64e', size: 0x1000n, path: '/x/My Map.app/My Map', inApp: true },
    ],
    [
      '0x1000 - 0x1fff +com.example.map (1.0 - 1) <11111111-2222-3333-4444-555555555555> /x/Map.app/Contents/MacOS/Map',
      { name: 'Map', bundleId: 'com.example.map', version: '1.0 - 1', arch: null },
    ],
    [
      '0x1000 - 0x1fff  com.example.map 1.0 (1.0.2) <11111111-2222-3333-4444-555555555555> /x/Map.app/Contents/MacOS/Map',
      { name: 'Map', bundleId: 'com.example.map', version: '1.0 - 1.0.2' },
    ],
    [
      '0x1000 - 0x1fff  map ??? (???) <11111111-2222-3333-4444-555555555555> /usr/bin/map',
      { name: 'map', bundleId: null, version: null },
    ],
    [
      '0x1000 - 0x1fff + Dock arm64  <11111111222233334444555555555555> /Library/Dock.bundle/Dock {"name":"Dock","version":"1"}',
      { name: 'Dock', arch: 'arm64', path: '/Library/Dock.bundle/Dock' },
    ],
    ['0x1000 - 0x1fff + (0) <11111111-2222-3333-4444-555555555555> ', { name: null, version: '0', inApp: true }],
    [
      '0x1000 - 0x1fff  libz.1.dylib (*) <11111111-2222-3333-4444-555555555555> /usr/lib/libz.1.dylib',
      { name: 'libz.1.dylib', bundleId: null, version: null, inApp: false },
    ],
    [
      '0x1000 - 0x1fff +Map x86_64 (1.0.0 - 1.0.0) <11111111222233334444555555555555> /Users/USER/Documents/Map.app/Cont',
      { name: 'Map', arch: 'x86_64', version: '1.0.0 - 1.0.0' },
    ],
    [
      '0x0 - 0xffffffffffffffff ??? unknown-arch <00000000000000000000000000000000> ???',
      { name: null, uuid: null, path: null, size: 0n, arch: null },
    ],
    ['0x1000 - 0x1fff libold.dylib ??? (???) /usr/lib/libold.dylib', { name: 'libold.dylib', uuid: null }],
    ['0x2000 - 0x1000 Backwards arm64 <11111111222233334444555555555555> /x/Backwards', { size: 0n }],
  ])('reads the image “%s”', (line, expected) => {
    expect(read(iosText([], STACK, [line])).images).toMatchObject([expected]);
  });

  it('names an image line that it cannot read', () => {
    const report = read(iosText([], STACK, ['0x1000 to 0x2000 Harbor']));
    expect(report.warnings).toMatchObject([
      { message: containing('should be a binary image') },
      { message: containing('lacks Harbor') },
    ]);
  });
});

describe('how text reports are bent', () => {
  it.each([
    ['CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', (text: string) => text.replaceAll('\n', '\r')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['an empty line behind every line', (text: string) => text.replaceAll('\n', '\n\n')],
    ['four spaces in front of every line', (text: string) => text.replaceAll(/^/gm, '    ')],
    ['no colons behind its headings', (text: string) => text.replace('Binary Images:', 'Binary Images')],
  ])('reads a report with %s', (_name, bend) => {
    const lines = ['Termination Reason: SIGNAL 6 Abort trap: 6', 'Triggered by Thread:  0'];
    const text = iosText(lines, [...STACK, '', 'Thread 1:', '0   dyld   0x1c0000010 start + 16']);
    expect(read(bend(text))).toEqual(read(text));
  });

  it('says what a report that breaks off lacks', () => {
    const text = iosText([], STACK);
    const report = read(text.slice(0, text.indexOf('Binary Images')));
    expect(report.threads).toHaveLength(1);
    expect(report.warnings).toMatchObject([{ message: containing('no list of binary images') }]);
  });

  it('says which images a list that breaks off lacks', () => {
    const stack = [...STACK, '1   UIKitCore   0x00000001a0000010 -[UIApplication _run] + 16', '2   ???   0x10 ???'];
    expect(read(iosText([], stack)).warnings).toMatchObject([{ message: containing('lacks UIKitCore, which') }]);
    expect(read(iosText([], STACK)).warnings).toEqual([]);
  });
});

describe('a resource exception that is written like a crash', () => {
  const text = (...notes: readonly string[]): string =>
    iosText(
      ['Exception Subtype: WAKEUPS', 'Exception Message: (Limit 150/sec) Observed 206/sec over 300 secs', ...notes],
      STACK,
    ).replace('EXC_CRASH (SIGABRT)', 'EXC_RESOURCE');

  it('is none where it says so itself', () => {
    const report = read(text('Exception Note:  NON-FATAL CONDITION (this is NOT a crash)'));
    expect(report).toMatchObject({ kind: 'wakeups', format: 'crash-text' });
    expect(report.body?.cost).toMatchObject({ of: 'wakeups', used: 61_800, during: 300, limit: 45_000 });
    expect(report.threads).toHaveLength(1);
    const written = toText(report);
    expect(toText(read(written))).toBe(written);
    expect(read(written)).toMatchObject({ kind: 'wakeups', body: report.body });
  });

  it('stays a crash where it does not', () => {
    expect(read(text()).kind).toBe('crash');
  });
});
