import { describe, expect, it } from 'vitest';
import { unwrapDump } from '../../../../shared/formats/dump.ts';
import { partsOf } from '../../../../shared/formats/parts.ts';
import { read } from './harbor.ts';

const FRAME = `{
    address = 4345298944;
    binaryName = "Harbor Tray";
    binaryUUID = "11111111-2222-3333-4444-555555555555";
    offsetIntoBinaryTextSegment = 24576;
    sampleCount = 20;
    subFrames =     (
        {
            address = 4345303040;
            binaryName = Harbor;
            binaryUUID = "11111111-2222-3333-4444-555555555555";
            offsetIntoBinaryTextSegment = 28672;
            sampleCount = 20;
        }
    );
}`;
const diagnostic = (more: string): string => `{
    callStackTree = {
        callStackPerThread = 0;
        callStacks = ( { callStackRootFrames = ( ${FRAME} ); threadAttributed = 1; } );
    };
    diagnosticMetaData = {
        appVersion = "2.1";
        deviceType = "iPhone15,2";
        ${more}
        osVersion = "iPhone OS 17.5 (21F79)";
        platformArchitecture = arm64e;
    };
    version = "1.0.0";
}`;

const OBJECTIVE_C = `2026-03-02 10:11:12.345 Harbor[512:77] payload: {
    hangDiagnostics = (
        ${diagnostic('hangDuration = "2 sec";')}
    );
    timeStampEnd = "2026-03-02 09:00:00 +0000";
}
`;
const SWIFT = `[AnyHashable("timeStampEnd"): 2026-03-02 09:00:00 +0000, AnyHashable("hangDiagnostics"): <__NSArrayM 0x280b68720>(
${diagnostic('hangDuration = "2 sec";')}
)
, AnyHashable("diskWriteExceptionDiagnostics"): <__NSArrayM 0x280b68721>(
${diagnostic('writesCaused = "1,073.7 MB";')}
)
]`;

describe('payloads that an app printed', () => {
  it('are read as NSLog writes them', () => {
    const report = read(OBJECTIVE_C);
    expect(report).toMatchObject({
      kind: 'hang',
      format: 'metrickit',
      app: { version: '2.1' },
      device: 'iPhone15,2',
      os: { name: 'iPhone OS', version: '17.5', build: '21F79' },
      crashedAt: '2026-03-02T09:00:00+00:00',
      body: { cost: { used: 2 } },
    });
    expect(report.body?.trees[0]?.nodes.map(({ depth, count }) => [depth, count])).toEqual([
      [0, 20],
      [1, 20],
    ]);
    expect(report.images.map(({ name }) => name)).toEqual(['Harbor Tray', 'Harbor']);
  });

  it('are parted as print writes them', () => {
    const parts = partsOf(SWIFT) ?? [];
    expect(parts.map(({ name }) => name)).toEqual(['hang 1', 'disk writes 1']);
    expect(parts.map(({ text }) => read(text).body?.cost?.used)).toEqual([2, 1_073_700_000]);
    expect(parts.map(({ text }) => read(text).crashedAt)).toEqual(Array(2).fill('2026-03-02T09:00:00+00:00'));
  });

  it('become the JSON that they would have been', () => {
    const text = '{ callStackTree = ( 1, "a \\U79d2 \\"b\\"", 1.50, { } ); "x y" = word; last = 7 }';
    expect(JSON.parse(unwrapDump(text) ?? '')).toEqual({
      callStackTree: [1, 'a 秒 "b"', '1.50', {}],
      'x y': 'word',
      last: 7,
    });
  });

  it('may break off anywhere, and nest as deep as they like', () => {
    for (let end = 40; end < OBJECTIVE_C.length; end += 7) {
      const json = unwrapDump(OBJECTIVE_C.slice(0, end)) ?? '{}';
      expect(() => void JSON.parse(json)).not.toThrow();
    }
    const deep = `{ callStackTree = ${'( '.repeat(50_000)}`;
    expect(unwrapDump(deep)?.length).toBeLessThan(200_000);
  });

  it('are told from any other text', () => {
    expect(unwrapDump('Process: Harbor [512]\nThread 0:\n')).toBeNull();
    expect(unwrapDump('the callStackTree = was empty')).toBeNull();
  });

  it('in JSON are read behind the words of a log', () => {
    const json = unwrapDump(OBJECTIVE_C) ?? '';
    expect(read(`[Harbor] Received payload (1 of 1):\n${json}`)).toMatchObject({ kind: 'hang', warnings: [] });
  });
});
