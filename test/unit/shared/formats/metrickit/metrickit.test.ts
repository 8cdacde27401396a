import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../../shared/formats/index.ts';
import { toHex } from '../../../../../shared/report/address.ts';
import type { CrashReport, Frame } from '../../../../../shared/report/report.ts';
import { toText } from '../../../../../shared/render/text.ts';
import { valueOf } from '../../../../fixtures/results.ts';
import { chain, CRASHED, diagnostic, LOAD, META, payload, tree, uuidOf } from './payloads.ts';
import type { Json } from './payloads.ts';

function read(value: unknown): CrashReport {
  return valueOf(readReport(JSON.stringify(value, null, 2)));
}

function crash(meta: Json): CrashReport {
  return read(payload({ crashDiagnostics: [diagnostic(CRASHED, meta)] }));
}

function names(report: CrashReport, frames: readonly Frame[]): readonly (string | null | undefined)[] {
  return frames.map(({ image, imageName }) => (image === null ? imageName : report.images[image]?.name));
}

/** Depth, name and samples of each node. */
function drawn(report: CrashReport): readonly string[] {
  return (report.body?.trees ?? []).flatMap(({ frames, nodes }) =>
    nodes.map(({ frame, depth, count }) => {
      const [name] = names(report, frames.slice(frame, frame + 1));
      return `${'  '.repeat(depth)}${name} ${count}`;
    }),
  );
}

const SAMPLED = tree(
  [
    [
      {
        name: 'dyld',
        offset: 1,
        samples: 30,
        below: [
          { name: 'Harbor', offset: 2, samples: 20, below: [{ name: 'HarborKit', offset: 3, samples: 20 }] },
          { name: 'CoreFoundation', offset: 4, samples: 10 },
        ],
      },
    ],
  ],
  false,
);

describe('a MetricKit crash', () => {
  it('has its threads as they stood, the innermost frame first', () => {
    const report = crash({ exceptionType: 1, signal: 11 });
    expect(report).toMatchObject({ kind: 'crash', format: 'metrickit', crashedThread: 0, body: null });
    expect(report.threads.map(({ frames }) => names(report, frames))).toEqual([
      ['libsystem_kernel.dylib', 'HarborKit', 'Harbor', 'dyld'],
      ['libsystem_pthread.dylib'],
    ]);
    expect(report.threads.map(({ triggered }) => triggered)).toEqual([true, false]);
  });

  it('is turned round where its stacks begin at the outermost frame', () => {
    const outer = tree([[chain(['dyld', 'Harbor', 'HarborKit', 'libsystem_kernel.dylib'])]], true);
    const report = read(payload({ crashDiagnostics: [diagnostic(outer, { signal: 6 })] }));
    expect(names(report, report.threads[0]?.frames ?? [])).toEqual([
      'libsystem_kernel.dylib',
      'HarborKit',
      'Harbor',
      'dyld',
    ]);
  });

  it('is turned round, where its chains are said to be of no single thread', () => {
    const chains = tree([[chain(['CoreFoundation', 'Harbor', 'HarborKit'])]], false);
    const report = read(payload({ crashDiagnostics: [diagnostic(chains, { signal: 6 })] }));
    expect(names(report, report.threads[0]?.frames ?? [])).toEqual(['HarborKit', 'Harbor', 'CoreFoundation']);
  });

  it('tells app, system, device and time', () => {
    expect(crash({ signal: 11 })).toMatchObject({
      process: { name: 'Harbor', pid: 700 },
      app: { name: 'Harbor', bundleId: 'example.harbor', version: '2.1.0', build: '412' },
      os: { name: 'iPhone OS', version: '18.5', build: '22F76' },
      platform: 'iOS',
      device: 'iPhone16,1',
      codeType: 'arm64e',
      arch: 'arm64',
      beta: true,
      crashedAt: '2026-03-02T07:00:00',
      extras: [
        ['Covered Since', '2026-03-01T07:00:00'],
        ['Region', 'CA'],
      ],
    });
  });

  it('has each binary once, placed where its frames say, the system’s told from the app’s', () => {
    const { images } = crash({ signal: 11 });
    expect(images.map(({ name, base, inApp, arch }) => [name, Number(base), inApp, arch])).toEqual([
      ['libsystem_kernel.dylib', LOAD['libsystem_kernel.dylib'], false, 'arm64e'],
      ['HarborKit', LOAD['HarborKit'], true, 'arm64'],
      ['Harbor', LOAD['Harbor'], true, 'arm64'],
      ['dyld', LOAD['dyld'], false, 'arm64e'],
      ['libsystem_pthread.dylib', LOAD['libsystem_pthread.dylib'], false, 'arm64e'],
    ]);
    expect(images[2]?.uuid).toBe(uuidOf('Harbor').toLowerCase());
  });

  it.each([
    [{ exceptionType: 1, signal: 11, exceptionCode: 1 }, 'EXC_BAD_ACCESS', 'SIGSEGV', '0x0000000000000001'],
    [{ exceptionType: '10', signal: '6', exceptionCode: '0' }, 'EXC_CRASH', 'SIGABRT', '0x0000000000000000'],
    [{ exceptionType: 6, signal: 5 }, 'EXC_BREAKPOINT', 'SIGTRAP', null],
    [{ exceptionType: 12, signal: 9 }, 'EXC_GUARD', 'SIGKILL', null],
    [{ exceptionType: 99, signal: 77 }, 'EXC 99', 'SIG 77', null],
    [{ signal: 11 }, 'SIGSEGV', 'SIGSEGV', null],
  ])('names the numbers %j', (meta, type, signal, codes) => {
    expect(crash(meta).exception).toMatchObject({ type, signal, codes });
  });

  it('says which address was touched, from the words on the memory region', () => {
    const region = '16 is not in any region.  Bytes before following region: 4331307008';
    const report = crash({ exceptionType: 1, exceptionCode: 1, signal: 11, virtualMemoryRegionInfo: region });
    expect(report.vmRegion).toBe(region);
    expect(report.exception?.subtype).toBe('KERN_INVALID_ADDRESS at 0x0000000000000010');
  });

  it.each([
    ['Namespace SIGNAL, Code 0xb', 'SIGNAL', 0xbn, []],
    [
      'Namespace FRONTBOARD, Code 0x8BADF00D scene-create watchdog',
      'FRONTBOARD',
      0x8badf00dn,
      ['scene-create watchdog'],
    ],
    [
      '<RBSTerminateContext| domain:15 code:0xDEAD10CC explanation:[app<example.harbor>] lock>',
      'RUNNINGBOARD',
      0xdead10ccn,
      ['<RBSTerminateContext| domain:15 code:0xDEAD10CC explanation:[app<example.harbor>] lock>'],
    ],
    [
      'domain:10 code:0x8BADF00D explanation:late',
      'FRONTBOARD',
      0x8badf00dn,
      ['domain:10 code:0x8BADF00D explanation:late'],
    ],
    ['It just ended', null, null, ['It just ended']],
  ])('reads the termination %j', (terminationReason, namespace, code, reasons) => {
    expect(crash({ terminationReason }).termination).toMatchObject({ namespace, code, reasons });
  });

  it('says what an exception of Objective-C said', () => {
    const report = crash({
      exceptionType: 10,
      signal: 6,
      objectiveCexceptionReason: { exceptionName: 'NSRangeException', composedMessage: 'index 3 beyond bounds' },
    });
    expect(report.exception?.message).toBe(
      "Terminating app due to uncaught exception 'NSRangeException', reason: 'index 3 beyond bounds'",
    );
  });

  it('reads the load address that the first systems wrote in the place of the offset', () => {
    const trap = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(trap);
      if (typeof value !== 'object' || value === null) return value;
      const copy: Json = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trap(inner)]));
      const name = copy['binaryName'];
      return typeof name === 'string' ? { ...copy, offsetIntoBinaryTextSegment: LOAD[name] } : copy;
    };
    const now = crash({ signal: 11 });
    const old = { callStackTree: trap(CRASHED), diagnosticMetaData: { ...META, signal: 11 } };
    const then = read(payload({ crashDiagnostics: [old] }));
    expect(then.images).toEqual(now.images);
    expect(then.threads).toEqual(now.threads);
  });

  it('becomes Apple’s text, which reads back to the same', () => {
    const text = toText(
      crash({ exceptionType: 1, exceptionCode: 1, signal: 11, terminationReason: 'Namespace SIGNAL, Code 0xb' }),
    );
    const again = valueOf(readReport(text));
    expect(toText(again)).toBe(text);
    const places = (report: CrashReport): unknown =>
      report.threads.map(({ frames }) => frames.map(({ address, imageOffset }) => [toHex(address), imageOffset]));
    expect(places(again)).toEqual(places(crash({ signal: 11 })));
  });

  it.each([
    ['one diagnostic alone', diagnostic(CRASHED, { signal: 11 })],
    ['a bare call tree', CRASHED],
    ['a list of payloads', [payload({ crashDiagnostics: [diagnostic(CRASHED)] })]],
    ['what a server put around it', { id: 7, body: { payload: payload({ crashDiagnostics: [diagnostic(CRASHED)] }) } }],
    ['a call tree that is a string', { ...META, signal: 11, callStackTree: JSON.stringify(CRASHED) }],
    ['a string of JSON in JSON', { payload: JSON.stringify(payload({ crashDiagnostics: [diagnostic(CRASHED)] })) }],
    ['numbers as text', JSON.parse(JSON.stringify(diagnostic(CRASHED, { signal: 11 })).replaceAll(/:(\d+)/g, ':"$1"'))],
  ])('is read from %s', (_, value) => {
    const report = read(value);
    expect(report.kind).toBe('crash');
    expect(report.threads).toEqual(crash({ signal: 11 }).threads);
  });

  it('is read from the body of an .ips', () => {
    const head = JSON.stringify({ bug_type: '309', timestamp: '2026-03-02 07:00:00.00 +0000' });
    const report = valueOf(
      readReport(`${head}\n${JSON.stringify(payload({ crashDiagnostics: [diagnostic(CRASHED)] }))}`),
    );
    expect(report.threads[0]?.frames).toHaveLength(4);
  });

  it('says that there are more', () => {
    const one = diagnostic(CRASHED, { signal: 11 });
    const report = read(payload({ hangDiagnostics: [one], crashDiagnostics: [one, one] }));
    expect(report.kind).toBe('crash');
    expect(report.warnings[0]?.message).toContain('first of the 3 diagnostics');
  });

  it('is read as far as it goes where it breaks off', () => {
    const whole = JSON.stringify(payload({ crashDiagnostics: [diagnostic(CRASHED, { signal: 11 })] }));
    const report = valueOf(readReport(whole.slice(0, whole.indexOf('"callStackPerThread"') + 900)));
    expect(report.threads[0]?.frames.length).toBeGreaterThan(0);
    expect(report.warnings[0]?.message).toContain('breaks off');
  });

  it('takes stacks that are a thousand frames deep', () => {
    const deep = tree([[chain(Array.from({ length: 1500 }, () => 'Harbor'))]], true);
    expect(read(diagnostic(deep, { signal: 11 })).threads[0]?.frames).toHaveLength(1500);
  });
});

describe('the frames of MetricKit', () => {
  const frames = (...list: readonly Json[]): CrashReport =>
    read({
      callStackPerThread: true,
      callStacks: list.map((one) => ({ threadAttributed: true, callStackRootFrames: [one] })),
    });

  it('lie where other frames of their binary say, where they have nothing but an offset', () => {
    const report = frames(
      { binaryName: 'Harbor', offsetIntoBinaryTextSegment: 16 },
      { binaryName: 'Harbor', offsetIntoBinaryTextSegment: 32, address: 0x1_0200_0020 },
    );
    expect(report.threads.map((thread) => thread.frames[0])).toMatchObject([
      { address: 0x1_0200_0010n, imageOffset: 16n },
      { address: 0x1_0200_0020n, imageOffset: 32n },
    ]);
  });

  it('lie where other frames of their binary say, where they have nothing but an address', () => {
    const report = frames(
      { binaryName: 'Harbor', address: 0x1_0200_0010 },
      { binaryName: 'Harbor', offsetIntoBinaryTextSegment: 32, address: 0x1_0200_0020 },
    );
    expect(report.threads[0]?.frames[0]).toMatchObject({ image: 0, imageOffset: 16n });
  });

  it('are kept without a place', () => {
    const report = frames({ binaryName: 'Harbor' }, { address: 0x1_0200_0010 });
    expect(report.threads.map((thread) => thread.frames[0])).toMatchObject([
      { image: null, imageName: 'Harbor', status: 'malformed' },
      { image: null, address: 0x1_0200_0010n, status: 'unknown-image' },
    ]);
  });

  it('keep their addresses where they contradict one another', () => {
    const report = frames(
      { binaryName: 'Harbor', offsetIntoBinaryTextSegment: 16, address: 0x1_0200_0010 },
      { binaryName: 'Harbor', offsetIntoBinaryTextSegment: 16, address: 0x1_0200_0040 },
    );
    expect(report.threads[1]?.frames[0]).toMatchObject({ address: 0x1_0200_0040n, imageOffset: 0x40n });
    expect(report.warnings[0]?.message).toContain('disagree');
  });
});

describe('other diagnostics of MetricKit', () => {
  it.each([
    ['hangDiagnostics', { hangDuration: '4.2 sec' }, 'hang', { of: 'hang', unit: 'seconds', used: 4.2 }],
    [
      'cpuExceptionDiagnostics',
      { totalCPUTime: '90 secs.', totalSampledTime: '1,091 sec' },
      'cpu',
      { of: 'cpu', unit: 'seconds', used: 90, during: 1091 },
    ],
    [
      'diskWriteExceptionDiagnostics',
      { writesCaused: '1,073 MB' },
      'disk-writes',
      { unit: 'bytes', used: 1_073_000_000 },
    ],
    ['diskWriteExceptionDiagnostics', { writesCaused: '2000 byte' }, 'disk-writes', { unit: 'bytes', used: 2000 }],
    ['appLaunchDiagnostics', { launchDuration: '20000 ms' }, 'launch', { of: 'launch', unit: 'seconds', used: 20 }],
    ['cpuExceptionDiagnostics', { totalCPUTime: 'much' }, 'cpu', { used: null }],
  ])('%s with %j: kind and cost', (key, meta, kind, cost) => {
    const report = read(payload({ [key]: [diagnostic(SAMPLED, meta)] }));
    expect(report).toMatchObject({ kind, threads: [], body: { cost } });
    expect(drawn(report)).toEqual(['dyld 30', '  Harbor 20', '    HarborKit 20', '  CoreFoundation 10']);
  });

  it('are known by their fields where they stand alone', () => {
    expect(read(diagnostic(SAMPLED, { hangDuration: '1 sec' })).kind).toBe('hang');
    expect(read(diagnostic(SAMPLED, { writesCaused: '1 kB' })).kind).toBe('disk-writes');
    expect(read(SAMPLED).kind).toBe('sample');
  });

  it('branch also where they are of one thread', () => {
    const below = [
      { name: 'HarborKit', offset: 2, samples: 3 },
      { name: 'CoreFoundation', offset: 3, samples: 1 },
    ];
    const main = tree([[{ name: 'Harbor', offset: 1, samples: 4, below }]], true);
    const report = read(payload({ hangDiagnostics: [diagnostic(main, { hangDuration: '1 sec' })] }));
    expect(drawn(report)).toEqual(['Harbor 4', '  HarborKit 3', '  CoreFoundation 1']);
  });

  it('have their roots outermost, whichever way they were written', () => {
    const inner = tree([[chain(['libsystem_kernel.dylib', 'Harbor', 'dyld'])]], true);
    const report = read(payload({ hangDiagnostics: [diagnostic(inner, { hangDuration: '1 sec' })] }));
    expect(drawn(report)).toEqual(['dyld 1', '  Harbor 1', '    libsystem_kernel.dylib 1']);
    expect(report.body?.trees[0]?.attributed).toBe(true);
  });
});

describe('MetricKit of iOS 27', () => {
  const frameOf = (name: string, offset: number, below: readonly Json[] = []): Json => ({
    binaryUUID: uuidOf(name),
    address: (LOAD[name] ?? 0) + offset,
    offsetIntoBinaryTextSegment: offset,
    subFrames: below,
  });
  const stacks = {
    callStackThreads: [
      { rootFrames: [frameOf('HarborKit', 8, [frameOf('Harbor', 4, [frameOf('dyld', 2)])])], threadAttributed: true },
    ],
    callStackPerThread: true,
  };
  const listed = ['Harbor', 'HarborKit', 'dyld'].map((name) => ({ uuid: uuidOf(name), name }));
  const environment = {
    ...META,
    applicationVersion: '3.0',
    applicationBuildVersion: '500',
    appVersion: undefined,
    appBuildVersion: undefined,
    osVersion: { platform: 'iPhone OS', number: '27.0', buildNumber: '24A5380h' },
  };

  it.each([
    ['objects', listed],
    ['keys and values in turn', listed.flatMap(({ uuid, name }) => [uuid, { name }])],
    ['an object by UUID', Object.fromEntries(listed.map(({ uuid, name }) => [uuid, { name }]))],
  ])('names its binaries in a list of %s', (_, binaryInfo) => {
    const report = read({ environment, crashDiagnostic: { callStackTree: { ...stacks, binaryInfo }, signal: 11 } });
    expect(names(report, report.threads[0]?.frames ?? [])).toEqual(['HarborKit', 'Harbor', 'dyld']);
  });

  it('counts its seconds from 2001, and words its environment anew', () => {
    const report = read({
      timeRange: { begin: 794_000_000.5, end: 794_000_060 },
      environment,
      crashDiagnostic: { callStackTree: { ...stacks, binaryInfo: listed }, signal: 11 },
    });
    expect(report).toMatchObject({
      crashedAt: '2026-02-28T19:34:20.000Z',
      app: { bundleId: 'example.harbor', version: '3.0', build: '500' },
      os: { name: 'iPhone OS', version: '27.0', build: '24A5380h' },
    });
  });

  it('has memory exceptions, with the threads as they stood', () => {
    const report = read({
      environment,
      memoryExceptionDiagnostic: { callStackTree: { ...stacks, binaryInfo: listed } },
    });
    expect(report).toMatchObject({ kind: 'resource', crashedThread: 0, body: { cost: { of: 'memory' } } });
    expect(report.threads[0]?.frames).toHaveLength(3);
  });

  it('is read as Swift writes its types', () => {
    const report = read({
      environment,
      timeRange: { start: 794_000_000, duration: 60 },
      result: {
        hang: {
          _0: { callStackTree: { ...stacks, binaryInfo: listed }, hangDuration: { value: 2.5, unit: { symbol: 's' } } },
        },
      },
    });
    expect(report).toMatchObject({
      kind: 'hang',
      body: { cost: { used: 2.5 } },
      crashedAt: '2026-02-28T19:34:20.000Z',
    });
  });
});

describe('metrics of MetricKit', () => {
  it('are kept as facts in words', () => {
    const report = read(
      payload({
        appVersion: '2.1.0',
        metaData: META,
        cpuMetrics: { cumulativeCPUTime: '100 sec' },
        applicationLaunchMetrics: {
          histogrammedTimeToFirstDrawKey: {
            histogramNumBuckets: 2,
            histogramValue: {
              0: { bucketCount: 50, bucketStart: '1,000 ms', bucketEnd: '1,010 ms' },
              1: { bucketCount: 60, bucketStart: '2,000 ms', bucketEnd: '2,010 ms' },
            },
          },
        },
        applicationExitMetrics: { foregroundExitData: { cumulativeBadAccessExitCount: 3 } },
      }),
    );
    expect(report).toMatchObject({
      kind: 'metrics',
      app: { bundleId: 'example.harbor', version: '2.1.0' },
      crashedAt: '2026-03-02T07:00:00',
      body: {
        facts: [
          ['App version', '2.1.0'],
          ['Cpu: Cumulative CPU time', '100 sec'],
          ['Application launch: Time to first draw', '50 × 1,000 ms – 1,010 ms, 60 × 2,000 ms – 2,010 ms'],
          ['Application exit: Foreground exit data: Cumulative bad access exit count', '3'],
        ],
      },
    });
  });
});

describe('metrics of iOS 27', () => {
  it('are kept as facts too', () => {
    const seconds = (value: number): Json => ({
      value,
      unit: { symbol: 's', converter: { constant: 0, coefficient: 1 } },
    });
    const report = read({
      timeRange: { start: 794_000_000, duration: 86_400 },
      environment: { ...META, applicationVersion: '3.0' },
      intervalEntries: [
        { duration: seconds(86_400), states: [], values: [{ cpuTime: { _0: { value: seconds(91.5) } } }] },
      ],
    });
    expect(report).toMatchObject({
      kind: 'metrics',
      app: { bundleId: 'example.harbor' },
      body: {
        facts: [
          ['Interval entries: 1: Duration', '86400 s'],
          ['Interval entries: 1: Values: 1: Cpu time', '91.5 s'],
        ],
      },
    });
  });
});

describe('the version of the app', () => {
  it.each([
    ['is in the metadata', { appVersion: '2.1' }, { applicationVersion: '2.0' }, {}, '2.1'],
    ['stands beside it', {}, { applicationVersion: '2.0' }, { appVersion: '1.9' }, '2.0'],
    ['stands in the payload', {}, {}, { latestApplicationVersion: '1.9' }, '1.9'],
    ['is not known', {}, {}, {}, null],
  ])('%s', (_, meta, beside, above, version) => {
    const bare = { ...diagnostic(SAMPLED, {}), diagnosticMetaData: { bundleIdentifier: 'example.harbor', ...meta } };
    const report = read({ ...payload({ hangDiagnostics: [{ ...bare, ...beside }] }), ...above });
    expect(report.app.version).toBe(version);
  });
});

describe('a payload without anything', () => {
  it('is named', () => {
    const result = readReport(JSON.stringify(payload({ crashDiagnostics: [] })));
    expect(result).toMatchObject({ ok: false, fault: { kind: 'unreadable-report' } });
  });
});
