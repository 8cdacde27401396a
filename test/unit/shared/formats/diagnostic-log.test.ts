import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { valueOf } from '../../../fixtures/results.ts';

const LOAD = 0x1_0200_0000;

function node(binaryName: string, symbolName: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    sampleCount: 12,
    isBlameFrame: false,
    symbolName,
    binaryName,
    binaryUUID: '11111111-2222-4333-8444-555555555555',
    address: String(LOAD + 0x200),
    offsetIntoBinaryTextSegment: '512',
    offsetIntoSymbol: '44',
    fileName: '',
    lineNumber: '',
    insightsCategory: '',
    rawFrame: '',
    ...more,
  };
}

const BLAMED = node('Harbor', 'Map.load()', {
  isBlameFrame: true,
  insightsCategory: 'io',
  fileName: 'Map.swift',
  lineNumber: '42',
  address: String(LOAD + 0x400),
  offsetIntoBinaryTextSegment: '1024',
});

function log(event: string, meta: Record<string, unknown> = {}): Record<string, unknown> {
  const roots = [node('dyld', 'start', { binaryUUID: '99999999-2222-4333-8444-555555555555', subFrames: [BLAMED] })];
  return {
    callStackTree: [{ callStackPerThread: false, callStacks: [{ callStackRootFrames: roots }] }],
    diagnosticMetaData: {
      bundleId: 'example.harbor',
      event,
      osVersion: 'iPhone OS 17.5 (21F79)',
      appVersion: '2.1.0',
      buildVersion: '412',
      deviceType: 'iPhone16,1',
      platformArchitecture: 'arm64e',
      ...meta,
    },
  };
}

function answer(...logs: readonly Record<string, unknown>[]): string {
  const insight = {
    insightsURL: 'https://example.com/io',
    insightsCategory: 'io',
    insightsString: 'Reads on the main thread',
  };
  const product = { signatureId: 'abc', diagnosticInsights: [insight], diagnosticLogs: logs };
  return JSON.stringify({ version: '1.0', productData: [product] });
}

describe('a diagnostic log of App Store Connect', () => {
  it.each([
    ['Hang', { eventDetail: '4.2 sec' }, 'hang', 4.2],
    ['Disk Writes', { writesCaused: '1073 MB' }, 'disk-writes', 1_073_000_000],
    ['LAUNCHES', {}, 'launch', null],
  ])('of the event %j with %j is of its kind', (event, meta, kind, used) => {
    expect(valueOf(readReport(answer(log(event, meta))))).toMatchObject({
      kind,
      format: 'diagnostic-log',
      app: { bundleId: 'example.harbor', version: '2.1.0', build: '412' },
      body: { cost: { used } },
    });
  });

  it('has the names, lines and offsets that Apple found, and the frame that Apple blames', () => {
    const report = valueOf(readReport(answer(log('Hang'))));
    const tree = report.body?.trees[0];
    expect(tree?.attributed).toBe(true);
    expect(tree?.nodes.map(({ depth, count, note }) => [depth, count, note])).toEqual([
      [0, 12, null],
      [1, 12, 'blamed by Apple, io'],
    ]);
    expect(tree?.frames[1]).toMatchObject({
      address: BigInt(LOAD + 0x400),
      imageOffset: 0x400n,
      symbolOffset: 44n,
      location: { symbol: 'Map.load()', file: 'Map.swift', line: 42 },
      status: 'symbolicated',
    });
    expect(report.process.name).toBe('Harbor');
  });

  it('takes the name out of the raw line where there is no other', () => {
    const bare = node('Harbor', '', { rawFrame: '3  Harbor  0x102000200 Dock.open() + 8 (Dock.swift:7)' });
    const tree = [{ callStackPerThread: false, callStacks: [{ callStackRootFrames: [bare] }] }];
    const report = valueOf(readReport(answer({ ...log('Hang'), callStackTree: tree })));
    expect(report.body?.trees[0]?.frames[0]?.location).toMatchObject({
      symbol: 'Dock.open()',
      file: 'Dock.swift',
      line: 7,
    });
  });

  it('tells what Apple found out about it', () => {
    expect(valueOf(readReport(answer(log('Hang')))).body?.facts).toEqual([
      ['Event', 'Hang'],
      ['Signature', 'abc'],
      ['io', 'Reads on the main thread https://example.com/io'],
    ]);
  });

  it('begins with the outermost function, whatever it is called', () => {
    const called = node('Harbor', 'Map.read()', { sampleCount: 9 });
    const root = node('libdispatch.dylib', '_dispatch_call_block_and_release', {
      subFrames: [{ ...BLAMED, subFrames: [called] }],
    });
    for (const tree of [
      { callStacks: [{ callStackRootFrames: [root] }] },
      { callStackPerThread: true, callStacks: [{ callStackRootFrames: [root] }] },
    ]) {
      const { body } = valueOf(readReport(answer({ ...log('Hang'), callStackTree: [tree] })));
      const [read] = body?.trees ?? [];
      const names = read?.nodes.map(({ frame, count }) => [read.frames[frame]?.location?.symbol, count]);
      expect(names).toEqual([
        ['_dispatch_call_block_and_release', 12],
        ['Map.load()', 12],
        ['Map.read()', 9],
      ]);
    }
  });

  it('names the model as all other reports do', () => {
    expect(valueOf(readReport(answer(log('Hang', { deviceType: 'iPhone13_3' })))).device).toBe('iPhone13,3');
  });

  it('is one of several parts, each with what its product says', () => {
    const text = answer(log('Hang'), log('Hang', { appVersion: '2.0.0' }));
    expect(valueOf(readReport(text)).warnings[0]?.message).toContain('first of the 2 logs');
    const reports = (partsOf(text) ?? []).map((part) => valueOf(readReport(part.text)));
    expect(reports.map(({ app }) => app.version)).toEqual(['2.1.0', '2.0.0']);
    for (const { body, warnings } of reports) {
      expect(body?.facts).toContainEqual(['Signature', 'abc']);
      expect(warnings).toEqual([]);
    }
  });
});
