import { describe, expect, it } from 'vitest';
import { flatten } from '../../../../shared/report/frames.ts';
import { body, containing, HARBOR_UUID, header, ips, read } from './harbor.ts';

const [thread] = body.threads;
const [harbor] = body.usedImages;

describe('.ips with a JSON body', () => {
  it('keeps the Objective-C exception that newer systems give apart', () => {
    const reason = { name: 'NSRangeException', composed_message: 'index 4 beyond bounds', type: 'objc-exception' };
    const { exception } = read(ips({ exceptionReason: reason }));
    expect(exception?.message).toBe(
      "Terminating app due to uncaught exception 'NSRangeException', reason: 'index 4 beyond bounds'",
    );
  });

  it('reads who crashed, where and how', () => {
    const report = read(ips());
    expect(report).toMatchObject({
      format: 'ips-json',
      bugType: '309',
      incident: header.incident_id,
      process: { name: 'Harbor', pid: 512, parent: 'launchd', parentPid: 1 },
      app: { name: 'Harbor', bundleId: 'com.example.harbor', version: '2.1', build: '34' },
      os: { name: 'iPhone OS', version: '17.5', build: '21F79' },
      platform: 'iOS',
      device: 'iPhone15,2',
      codeType: 'ARM-64 (Native)',
      arch: 'arm64',
      crashedAt: '2025-05-06T07:08:09.1234+02:00',
      launchedAt: '2025-05-06T07:00:00.0000+02:00',
      crashedThread: 0,
      exception: { type: 'EXC_BAD_ACCESS', signal: 'SIGSEGV', rawCodes: [1n, 16n] },
      termination: { namespace: 'SIGNAL', code: 11n, byProcess: 'exc handler', byPid: 512 },
      warnings: [],
    });
  });

  it('adds load address and offset, and says why a frame has no name', () => {
    const [app, system] = read(ips()).threads[0]?.frames ?? [];
    expect(app).toMatchObject({ image: 0, address: 0x1_0278_4000n, imageOffset: 16_384n, status: 'missing-dsym' });
    expect(system).toMatchObject({ location: { symbol: 'start' }, symbolOffset: 520n, status: 'symbolicated' });
  });

  it('tells the app from the system', () => {
    const [own, dyld] = read(ips()).images;
    expect(own).toMatchObject({ uuid: HARBOR_UUID, inApp: true, symbols: { kind: 'unsearched' } });
    expect(dyld).toMatchObject({ inApp: false, symbols: { kind: 'system' } });
  });

  it('keeps all digits of 64-bit values', () => {
    const text = ips().replace('"rawCodes": [\n      1,\n      16\n    ]', '"rawCodes": [9223372036854775807, -1]');
    expect(read(text).exception?.rawCodes).toEqual([0x7fff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn]);
  });

  it('takes numbers that another tool has rounded', () => {
    const text = ips({ exception: { rawCodes: ['X'] } }).replace('"X"', '1.8446744073709550e+19');
    expect(read(text).exception?.rawCodes).toEqual([18_446_744_073_709_549_568n]);
  });

  it('reads metadata and body in one document', () => {
    expect(read(JSON.stringify({ ...header, ...body }))).toEqual(read(ips()));
  });

  it('leaves long digits inside of text alone', () => {
    const message = 'codes: [1234567890123456789, 12345678901234567890]';
    const text = ips({ asi: { Harbor: [message] }, exception: { ...body.exception, rawCodes: [1] } });
    expect(read(text).appInformation).toEqual([{ image: 'Harbor', messages: [message] }]);
  });

  it('folds inlined calls into the frame that holds them and unfolds them in the same order', () => {
    const at = { imageIndex: 0, imageOffset: 64 };
    const frames = [
      { ...at, symbol: 'inner()', sourceFile: 'Map.swift', sourceLine: 7, inline: true },
      { ...at, symbol: 'middle()', sourceFile: '<compiler-generated>', inline: true },
      { ...at, symbol: 'outer()', sourceFile: 'Map.swift', sourceLine: 40, symbolLocation: 12 },
      { imageIndex: 0, imageOffset: 128, symbol: 'main', symbolLocation: 4 },
    ];
    const [crashed] = read(ips({ threads: [{ ...thread, frames }] })).threads;
    expect(crashed?.frames).toHaveLength(2);
    expect(crashed?.frames[0]?.inlined.map(({ symbol, line }) => [symbol, line])).toEqual([
      ['inner()', 7],
      ['middle()', null],
    ]);
    const lines = flatten(crashed?.frames ?? []);
    expect(lines.map(({ symbol }) => symbol)).toEqual(['inner()', 'middle()', 'outer()', 'main']);
    expect(lines.map(({ inline }) => inline)).toEqual([true, true, false, false]);
  });

  it('keeps recursion apart from inlining: equal lines are calls of their own', () => {
    const frame = {
      imageIndex: 0,
      imageOffset: 64,
      symbol: 'loop()',
      symbolLocation: 8,
      sourceLine: 3,
      sourceFile: 'a.c',
    };
    const [crashed] = read(ips({ threads: [{ ...thread, frames: [frame, frame, frame] }] })).threads;
    expect(crashed?.frames).toHaveLength(3);
  });

  it('keeps frames that point nowhere, and images that have no name', () => {
    const nameless = { source: 'A', base: 0, size: 0, uuid: '00000000-0000-0000-0000-000000000000' };
    const frames = [{ imageIndex: 1, imageOffset: 77 }, { imageIndex: 9, imageOffset: 5 }, { imageIndex: 0 }, null, 3];
    const report = read(ips({ threads: [{ ...thread, frames }], usedImages: [harbor, nameless] }));
    expect(report.images).toHaveLength(2);
    expect(report.images[1]).toMatchObject({ name: null, uuid: null, arch: null, path: null });
    const read1 = report.threads[0]?.frames ?? [];
    expect(read1.map(({ status }) => status)).toEqual([
      'unknown-image',
      'malformed',
      'malformed',
      'malformed',
      'malformed',
    ]);
    expect(read1[0]).toMatchObject({ address: 77n, imageName: '???' });
    expect(report.warnings).not.toHaveLength(0);
  });

  it('reads the registers in Apple’s order, with what the report says of them', () => {
    const threadState = {
      flavor: 'ARM_THREAD_STATE64',
      pc: { value: 4_336_402_432, matchesCrashFrame: 1 },
      esr: { value: 2_449_473_540, description: '(Data Abort) byte read Translation fault' },
      x: [{ value: 0 }, { value: 1, symbol: 'Map.shared', symbolLocation: 8 }],
      lr: { value: 5 },
    };
    const state = read(ips({ threads: [{ ...thread, threadState }] })).threads[0]?.state;
    expect(state?.registers.map(({ name }) => name)).toEqual(['x0', 'x1', 'lr', 'pc', 'esr']);
    expect(state?.registers[1]?.note).toBe('Map.shared + 8');
  });

  it('reads a body of macOS 11: registers outside of the threads, no bug type', () => {
    const threadState = { flavor: 'ARM_THREAD_STATE64', x: [{ value: 7 }] };
    const report = read(JSON.stringify({ ...body, threadState, is_corpse: true }));
    expect(report.bugType).toBeNull();
    expect(report.threads[0]?.state?.registers).toHaveLength(1);
    expect(report.exception?.note).toBe('EXC_CORPSE_NOTIFY');
  });

  it('reads an OS fault (308), which has a crash’s shape', () => {
    expect(read(ips({}, { bug_type: '308' })).bugType).toBe('308');
  });

  it('takes codes of terminations as numbers or as hex text', () => {
    const code = (value: unknown): bigint | null | undefined =>
      read(ips({ termination: { namespace: 'FRONTBOARD', code: value } })).termination?.code;
    expect(code(2_343_432_205)).toBe(0x8bad_f00dn);
    expect(code('0x8BADF00D')).toBe(0x8bad_f00dn);
  });

  it('reads the last exception, backtraces as text, kernel triage and either spelling of the VM region', () => {
    const report = read(
      ips({
        lastExceptionBacktrace: [{ imageIndex: 0, imageOffset: 32, symbol: 'throwing()' }],
        asiBacktraces: ['0   Harbor   0x0000000102780020 throwing() + 4\n1   dyld   0x00000001c0000320 start + 520'],
        ktriageinfo: 'VM - (arg = 0x3) mach_vm_allocate_kernel failed\nVM - (arg = 0x0) out of memory\n',
        reportNotes: ['one'],
        vmregioninfo: '0x10 is not in any region.',
      }),
    );
    expect(report.lastException).toHaveLength(1);
    expect(report.backtraces).toMatchObject([{ title: 'Application Specific Backtrace 0' }]);
    expect(report.backtraces[0]?.frames).toMatchObject([{ image: 0 }, { image: 1, status: 'symbolicated' }]);
    expect(report.notes).toHaveLength(3);
    expect(report.vmRegion).toBe('0x10 is not in any region.');
  });

  it('does not mind factorPackIds as an array', () => {
    expect(read(ips({ trialInfo: { rollouts: [{ factorPackIds: ['a'] }] } })).warnings).toEqual([]);
  });

  it.each([
    ['threads', 7],
    ['threads', [null, 'x', { frames: 'none' }]],
    ['usedImages', { a: 1 }],
    ['usedImages', [null, 5, { base: 'x', size: -1, uuid: 3, path: [] }]],
    ['exception', 'EXC_CRASH'],
    ['exception', { codes: 3, rawCodes: 'x', type: null }],
    ['termination', []],
    ['termination', { reasons: 'one', details: [1, null], code: {}, byPid: 'x' }],
    ['osVersion', 'macOS 14.1 (23B74)'],
    ['asi', ['a', 1]],
    ['faultingThread', 99],
    ['bundleInfo', false],
  ])('survives %s of a wrong type: %j', (key, value) => {
    expect(read(ips({ [key]: value })).process.name).toBe('Harbor');
  });
});

describe('how .ips files are packed', () => {
  it.each([
    ['CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['an empty line behind every line', (text: string) => text.replaceAll('\n', '\n\n')],
    ['empty lines in front', (text: string) => `\n \n${text}`],
    ['metadata over several lines', () => `${JSON.stringify(header, null, 2)}\n\n${JSON.stringify(body)}`],
    ['the hardware model behind the end', (text: string) => `${text}\nModel: iPhone15,2, BootROM 1\n`],
    ['EOF behind the end', (text: string) => `${text}\nEOF\n`],
    ['a code fence around it', (text: string) => `\`\`\`\n${text}\n\`\`\`\n`],
  ])('reads a file with %s, without a warning', (_name, bend) => {
    expect(read(bend(ips()))).toEqual(read(ips()));
  });

  it('passes over comments and says so', () => {
    const report = read(ips().replace('"pid": 512,', '// trimmed\n"pid": 512, /* more */'));
    expect(report.process.pid).toBe(512);
    expect(report.warnings).toMatchObject([{ message: containing('comments') }]);
  });

  it('names text behind the end', () => {
    const report = read(`${ips()}\nand so on`);
    expect(report.warnings).toMatchObject([{ message: 'Text behind the end of the report was passed over.' }]);
  });

  it('reads a report that breaks off as far as it goes', () => {
    const text = ips();
    const report = read(text.slice(0, text.indexOf('"usedImages"') - 60));
    expect(report.threads[0]?.frames.length).toBeGreaterThan(0);
    expect(report.exception?.type).toBe('EXC_BAD_ACCESS');
    expect(report.warnings.some(({ message }) => /^The JSON breaks off in line \d+/.test(message))).toBe(true);
  });
});
