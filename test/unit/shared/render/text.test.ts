import { describe, expect, it } from 'vitest';
import { toText } from '../../../../shared/render/text.ts';
import { body, ips, read } from '../formats/harbor.ts';

const threadState = {
  flavor: 'ARM_THREAD_STATE64',
  x: [{ value: 1 }, { value: 2 }, { value: 3 }, { value: 4 }, { value: 5 }],
  pc: { value: 6 },
  cpsr: { value: 0x6000_0000 },
  esr: { value: 0x9200_0004, description: '(Data Abort) byte read Translation fault' },
};
const at = { imageIndex: 0, imageOffset: 64 };
const threads = [
  {
    triggered: true,
    name: 'main',
    queue: 'com.apple.main-thread',
    threadState,
    frames: [
      { ...at, symbol: 'inner()', sourceFile: 'Map.swift', sourceLine: 7, inline: true },
      { ...at, symbol: 'outer()', sourceFile: 'Map.swift', symbolLocation: 12 },
      { imageIndex: 0, imageOffset: 16_384 },
    ],
  },
  { frames: [{ imageIndex: 1, imageOffset: 800, symbol: 'start', symbolLocation: 520 }] },
];

function lines(changes: object): readonly string[] {
  return toText(read(ips({ threads, ...changes }))).split('\n');
}

describe('Apple’s text', () => {
  it('of iOS', () => {
    expect(lines({ termination: { ...body.termination, reasons: ['because'] } })).toEqual([
      'Incident Identifier: AAAAAAAA-0000-0000-0000-000000000001',
      'CrashReporter Key:   feedfeed',
      'Hardware Model:      iPhone15,2',
      'Process:             Harbor [512]',
      'Path:                /private/var/containers/Bundle/Application/0000/Harbor.app/Harbor',
      'Identifier:          com.example.harbor',
      'Version:             2.1 (34)',
      'Code Type:           ARM-64 (Native)',
      'Parent Process:      launchd [1]',
      '',
      'Date/Time:           2025-05-06 07:08:09.1234 +0200',
      'Launch Time:         2025-05-06 07:00:00.0000 +0200',
      'OS Version:          iPhone OS 17.5 (21F79)',
      'Release Type:        User',
      'Report Version:      104',
      '',
      'Exception Type:  EXC_BAD_ACCESS (SIGSEGV)',
      'Exception Subtype: KERN_INVALID_ADDRESS at 0x0000000000000010',
      'Exception Codes: 0x0000000000000001, 0x0000000000000010',
      'Termination Reason: SIGNAL 11 Segmentation fault: 11',
      'because',
      'Terminating Process: exc handler [512]',
      '',
      'Triggered by Thread:  0',
      '',
      'Thread 0 name:  main Dispatch queue: com.apple.main-thread',
      'Thread 0 Crashed:',
      '0   Harbor                        \t       0x102780040 inner() (Map.swift:7) [inlined]',
      '1   Harbor                        \t       0x102780040 outer() + 12 (Map.swift:0)',
      '2   Harbor                        \t       0x102784000 0x102780000 + 16384',
      '',
      'Thread 1:',
      '0   dyld                          \t       0x1c0000320 start + 520',
      '',
      'Thread 0 crashed with ARM Thread State (64-bit):',
      '    x0: 0x0000000000000001   x1: 0x0000000000000002   x2: 0x0000000000000003   x3: 0x0000000000000004',
      '    x4: 0x0000000000000005   pc: 0x0000000000000006 cpsr: 0x60000000',
      '   esr: 0x92000004 (Data Abort) byte read Translation fault',
      '',
      'Binary Images:',
      '       0x102780000 -        0x10287ffff Harbor arm64  <11111111222233334444555555555555> /private/var/containers/Bundle/Application/0000/Harbor.app/Harbor',
      '       0x1c0000000 -        0x1c007ffff dyld arm64e  <99999999888877776666555555555555> /usr/lib/dyld',
      '',
      'EOF',
      '',
    ]);
  });

  it('of macOS has its own head, thread lines and images', () => {
    const text = lines({ osVersion: { train: 'macOS 14.5', build: '23F79' }, sip: 'enabled', uptime: 4000 });
    expect(text.slice(0, 12)).toEqual([
      'Process:               Harbor [512]',
      'Path:                  /private/var/containers/Bundle/Application/0000/Harbor.app/Harbor',
      'Identifier:            com.example.harbor',
      'Version:               2.1 (34)',
      'Code Type:             ARM-64 (Native)',
      'Parent Process:        launchd [1]',
      '',
      'Date/Time:             2025-05-06 07:08:09.1234 +0200',
      'OS Version:            macOS 14.5 (23F79)',
      'Report Version:        12',
      'Anonymous UUID:        feedfeed',
      '',
    ]);
    expect(text).toContain('Time Awake Since Boot: 4000 seconds');
    expect(text).toContain('System Integrity Protection: enabled');
    expect(text).toContain('Crashed Thread:        0  main  Dispatch queue: com.apple.main-thread');
    expect(text).toContain('Exception Codes:       KERN_INVALID_ADDRESS at 0x0000000000000010');
    expect(text).toContain('Termination Reason:    Namespace SIGNAL, Code 11 Segmentation fault: 11');
    expect(text).toContain('Thread 0 Crashed:: main Dispatch queue: com.apple.main-thread');
    expect(text).toContain(
      '       0x1c0000000 -        0x1c007ffff dyld (*) <99999999-8888-7777-6666-555555555555> /usr/lib/dyld',
    );
  });

  it('of macOS 26 moves the hardware and has no Report Version', () => {
    const text = lines({ osVersion: { train: 'macOS 26.1', build: '25B78' } });
    const from = text.findIndex((line) => line.startsWith('Launch Time'));
    expect(text.slice(from, from + 6)).toEqual([
      'Launch Time:         2025-05-06 07:00:00.0000 +0200',
      'Hardware Model:      iPhone15,2',
      'OS Version:          macOS 26.1 (25B78)',
      '',
      'Crash Reporter Key:  feedfeed',
      'Incident Identifier: AAAAAAAA-0000-0000-0000-000000000001',
    ]);
    expect(text.some((line) => line.startsWith('Report Version'))).toBe(false);
    expect(text).toContain('Triggered by Thread: 0  main, Dispatch Queue: com.apple.main-thread');
    expect(text).toContain('Exception Type:    EXC_BAD_ACCESS (SIGSEGV)');
    expect(text).toContain('Termination Reason: Namespace SIGNAL, Code 11, Segmentation fault: 11');
  });

  it('lists images in the report’s order, whatever their addresses', () => {
    const bases = lines({ usedImages: [...body.usedImages].reverse() })
      .filter((line) => / - +0x/.test(line))
      .map((line) => line.trim().split(' ')[0]);
    expect(bases).toEqual(['0x1c0000000', '0x102780000']);
  });

  it('keeps every frame and name on one line', () => {
    const text = lines({ threads: [{ name: 'a\nThread 9:', frames: [{ ...at, symbol: 'x\nBinary Images:' }] }] });
    expect(text).toContain('Thread 0 name:  a Thread 9:');
    expect(text.filter((line) => line === 'Binary Images:')).toHaveLength(1);
  });

  it('cuts long image names at the front, as Apple does', () => {
    const name = 'A framework with quite a long name';
    const text = lines({ usedImages: [{ ...body.usedImages[0], name }, body.usedImages[1]] });
    expect(text).toContain('2   ...work with quite a long name\t       0x102784000 0x102780000 + 16384');
  });
});
