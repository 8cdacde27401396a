import { describe, expect, it } from 'vitest';
import { flatten } from '../../../../shared/report/frames.ts';
import { toText } from '../../../../shared/render/text.ts';
import { containing, IOS_IMAGES, read, refuse } from './harbor.ts';

const FRAMES = [
  '0   libsystem_kernel.dylib        	0x00000001c0010414 __pthread_kill + 8',
  '1   Harbor                        	0x0000000102784000 0x102780000 + 16384',
  '2   Harbor                        	0x0000000102784100 Map.draw(_:) + 64 (Map.swift:40)',
];

function names(text: string, thread = 0): readonly (string | null)[] {
  return flatten(read(text).threads[thread]?.frames ?? []).map(({ symbol }) => symbol);
}

describe('a pasted stack', () => {
  it('is a crash of one thread, of which no more is known', () => {
    const report = read(FRAMES.join('\n'));
    expect(report).toMatchObject({ kind: 'crash', format: 'fragment', crashedThread: 0, images: [], body: null });
    expect(names(FRAMES.join('\n'))).toEqual(['__pthread_kill', null, 'Map.draw(_:)']);
    expect(report.warnings).toContainEqual({ message: containing('Only a part of a report'), line: null });
  });

  it('puts its frames into the images that were pasted with it, with or without a heading', () => {
    for (const images of [
      ['', ...IOS_IMAGES],
      ['', 'Binary Images:', ...IOS_IMAGES],
    ]) {
      const report = read([...FRAMES, ...images].join('\n'));
      expect(report.images).toHaveLength(2);
      expect(report.threads[0]?.frames[1]).toMatchObject({ image: 0, imageOffset: 16_384n, status: 'missing-dsym' });
    }
  });

  it('keeps the number of the thread where the heading was pasted too', () => {
    const report = read(['Thread 7 Crashed:', ...FRAMES.slice(0, 2)].join('\n'));
    expect(report.threads).toMatchObject([{ index: 7, triggered: true }]);
  });

  it('is read out of a quotation and out of a block of code', () => {
    expect(names(['It crashes:', '```', ...FRAMES, '```'].join('\n'))).toHaveLength(3);
    expect(names(FRAMES.map((line) => `> ${line}`).join('\n'))).toHaveLength(3);
  });

  it('begins a new thread where the numbers begin anew', () => {
    const report = read([...FRAMES, '', ...FRAMES.slice(0, 2)].join('\n'));
    expect(report.threads.map(({ index, triggered, frames }) => [index, triggered, frames.length])).toEqual([
      [0, true, 3],
      [1, false, 2],
    ]);
  });

  it('reads what the runtime prints of an exception', () => {
    const report = read(
      [
        "*** Terminating app due to uncaught exception 'NSRangeException', reason: 'index 7 beyond bounds'",
        '*** First throw call stack:',
        '(',
        ...FRAMES,
        ')',
      ].join('\n'),
    );
    expect(report.lastException).toHaveLength(3);
    expect(report.appInformation).toMatchObject([{ messages: [containing('NSRangeException')] }]);
  });

  it('becomes a report’s text, which is read back', () => {
    const text = toText(read([...FRAMES, ...IOS_IMAGES].join('\n')));
    expect(toText(read(text))).toBe(text);
    expect(names(text)).toEqual(['__pthread_kill', null, 'Map.draw(_:)']);
  });

  it.each([
    ['a list', '1  Milk\n2  Bread\n3  Butter'],
    ['one frame in a letter', `I see this line:\n${FRAMES[1]}\nWhat is it?`],
    ['numbers without images', '0  0x00000001c0010414\n1  0x00000001c0010415\n2  0x00000001c0010416'],
    ['a table of registers', '0 a 0x1\n1 b 0x2\n2 c 0x3'],
  ])('is not seen in %s', (_, text) => {
    expect(refuse(text).kind).toBe('not-a-report');
  });
});

describe('what Crashlytics shows', () => {
  const SHOWN = [
    '# Organization: Pier',
    '# Platform: ios',
    '# Application: Harbor',
    '# Version: 2.1 (34)',
    '# Bundle Identifier: com.example.harbor',
    '# Issue #: 12',
    '# Date: 2017-02-11T06:38:26Z',
    '# OS Version: 10.2.1 (14D27)',
    '# Device: iPhone 5',
    '',
    '#0. Crashed: com.apple.main-thread',
    'EXC_BAD_ACCESS KERN_INVALID_ADDRESS 0x0000000000000010',
    '0  libobjc.A.dylib                0x1b076083 objc_msgSend + 16',
    '1  Harbor                         0x392a25 Map.draw(_:) + 64 (Map.swift:40)',
    '',
    '--',
    '',
    '#1. com.apple.NSURLConnectionLoader',
    '0  libsystem_kernel.dylib         0x1b0e28f8 mach_msg_trap + 20',
    '',
    '#2. Thread',
    '0  libsystem_kernel.dylib         0x1b0f6864 __workq_kernreturn + 8',
  ];

  it('is read with all that its head says', () => {
    const report = read(SHOWN.join('\n'));
    expect(report).toMatchObject({
      kind: 'crash',
      format: 'fragment',
      app: { name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1', build: '34' },
      os: { name: 'iOS', version: '10.2.1', build: '14D27' },
      platform: 'iOS',
      device: 'iPhone 5',
      crashedAt: '2017-02-11T06:38:26Z',
      exception: { type: 'EXC_BAD_ACCESS', subtype: 'KERN_INVALID_ADDRESS at 0x0000000000000010' },
    });
    expect(report.threads.map(({ index, name, queue, triggered }) => [index, name, queue, triggered])).toEqual([
      [0, null, 'com.apple.main-thread', true],
      [1, 'com.apple.NSURLConnectionLoader', null, false],
      [2, null, null, false],
    ]);
    expect(report.warnings.map(({ line }) => line)).toEqual([null, null]);
  });

  it('is read without a head, and with the number in front of the crashed thread only', () => {
    for (const heading of ['Crashed: com.apple.main-thread', '19. Crashed: Harbor worker']) {
      const report = read([heading, ...SHOWN.slice(12, 14)].join('\n'));
      expect(report.threads).toMatchObject([{ triggered: true }]);
      expect(report.warnings.map(({ line }) => line)).toEqual([null, null]);
    }
  });

  it('has the last exception under the word fatal, with what it said', () => {
    const report = read(
      [
        'Fatal Exception: NSRangeException',
        'index 7 beyond bounds',
        '',
        '0  CoreFoundation                 0xf2564 (Missing UUID 47e4ec098f6e30a899d034024d4f8122)',
        '1  libobjc.A.dylib                0x1ac25077 objc_exception_throw',
        '2  Harbor                         0x1f2b31 -[Feed row:] (Feed.m:40)',
        '3  ???                            0x1985a3f28 (Missing)',
      ].join('\n'),
    );
    expect(flatten(report.lastException ?? []).map(({ symbol }) => symbol)).toEqual([
      null,
      'objc_exception_throw',
      '-[Feed row:]',
      null,
    ]);
    expect(report.appInformation).toMatchObject([
      {
        messages: ["*** Terminating app due to uncaught exception 'NSRangeException', reason: 'index 7 beyond bounds'"],
      },
    ]);
  });
});

describe('what Cr4shed writes', () => {
  const HEAD = [
    'Date: 7/7/23, 7:38 AM',
    'Process: Harbor',
    'Bundle id: com.example.harbor',
    'Device: iPhone 11 Pro Max, iOS 13.6',
    'Bundle version: 2.1',
    '',
  ];
  const STACK = [
    'Call stack:',
    '0   libobjc.A.dylib   \t0x00000001996b2a70 0x1996b1000 + 6768       \t// objc_msgSend',
    '1   Harbor            \t0x0000000102a66a2c 0x1020dc000 + 10005036   \t// -[Feed row:]',
    '2   Harbor            \t0x0000000102a6cdb8 0x1020dc000 + 10030520',
  ];

  it('is read with all that its head says', () => {
    const report = read(
      [
        ...HEAD,
        'Exception type: EXC_BAD_ACCESS (SIGSEGV)',
        'Exception subtype: KERN_INVALID_ADDRESS: 0x10',
        'Exception codes: 0x0000000000000001, 0x0000000000000010',
        'Culprit: Unknown',
        '',
        'Triggered by thread: 3',
        'Thread name: Dispatch queue: com.example.feed',
        ...STACK,
      ].join('\n'),
    );
    expect(report).toMatchObject({
      app: { name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1' },
      os: { name: 'iOS', version: '13.6' },
      device: 'iPhone 11 Pro Max',
      exception: { type: 'EXC_BAD_ACCESS', signal: 'SIGSEGV', rawCodes: [1n, 16n] },
      threads: [{ index: 3, queue: 'com.example.feed', triggered: true }],
    });
    expect(flatten(report.threads[0]?.frames ?? []).map(({ symbol }) => symbol)).toEqual([
      'objc_msgSend',
      '-[Feed row:]',
      null,
    ]);
    expect(report.warnings.map(({ line }) => line)).toEqual([null, null]);
  });

  it('has the last exception where one was thrown', () => {
    const report = read(
      [...HEAD, 'Exception type: NSRangeException', 'Reason: index 7 beyond bounds', ...STACK].join('\n'),
    );
    expect(report).toMatchObject({ exception: null, threads: [] });
    expect(report.lastException).toHaveLength(3);
    expect(report.appInformation).toMatchObject([
      {
        messages: ["*** Terminating app due to uncaught exception 'NSRangeException', reason: 'index 7 beyond bounds'"],
      },
    ]);
  });
});
