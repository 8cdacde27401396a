import { describe, expect, it } from 'vitest';

import { memorySource } from '../../../../../electron/symbols/bytes/source.ts';
import { looksLikeMacho, readSlices } from '../../../../../electron/symbols/macho/container.ts';
import { hasDebugInfo } from '../../../../../electron/symbols/macho/slice.ts';
import { faultOf, valueOf } from '../../../../fixtures/results.ts';
import { buildMacho, buildUniversal, BUILT_UUID, Writer } from '../../../../fixtures/symbols/macho-builder.ts';

const ARM64 = 0x0100_000c;
const X86_64 = 0x0100_0007;

function read(bytes: Uint8Array): ReturnType<typeof readSlices> {
  return readSlices(memorySource(bytes), 'Harbor');
}

describe('a thin file', () => {
  it.each([
    ['arm64', ARM64, 0],
    ['arm64e', ARM64, 2],
    ['arm64e', ARM64, 0x8000_0002],
    ['arm64_32', 0x0200_000c, 1],
    ['x86_64', X86_64, 0x8000_0003],
    ['x86_64h', X86_64, 8],
  ])('is %s by its processor %i and subtype %i', (arch, cpuType, cpuSubtype) => {
    expect(valueOf(read(buildMacho({ cpuType, cpuSubtype })))[0]?.arch).toBe(arch);
  });

  it.each([
    ['armv7', 12, 9],
    ['armv7s', 12, 11],
    ['armv7k', 12, 12],
    ['i386', 7, 3],
  ])('of 32 bits is %s by its processor %i and subtype %i', (arch, cpuType, cpuSubtype) => {
    const [slice] = valueOf(read(buildMacho({ cpuType, cpuSubtype, is64: false, textVmaddr: 0x4000n })));
    expect(slice).toMatchObject({ arch, is64: false, textVmaddr: 0x4000n, uuid: BUILT_UUID });
  });

  it('has its UUID, its segments and its sections', () => {
    const [slice] = valueOf(read(buildMacho({ dwarf: { __debug_info: Uint8Array.of(1, 2, 3) } })));
    expect(slice).toMatchObject({ uuid: BUILT_UUID, textVmaddr: 0x1_0000_0000n, fileType: 0xa });
    expect(slice?.sections.map(({ segment, name, size }) => [segment, name, size])).toEqual([
      ['__TEXT', '__text', 0x1000n],
      ['__DWARF', '__debug_info', 3n],
    ]);
  });

  it('has debug information only where __debug_info has bytes', () => {
    const debug = (bytes: Uint8Array): boolean => valueOf(read(bytes)).every(hasDebugInfo);
    expect(debug(buildMacho({ dwarf: { __debug_info: Uint8Array.of(0) } }))).toBe(true);
    expect(debug(buildMacho({ dwarf: { __debug_info: Uint8Array.of() } }))).toBe(false);
    expect(debug(buildMacho())).toBe(false);
  });
});

describe('a universal file', () => {
  for (const wide of [false, true]) {
    it(`holds a slice for each architecture, with ${wide ? '64' : '32'}-bit entries`, () => {
      const slices = [
        { cpuType: ARM64, bytes: buildMacho() },
        { cpuType: X86_64, bytes: buildMacho({ cpuType: X86_64, uuid: '11111111-2222-3333-4444-555555555555' }) },
      ];
      const found = valueOf(read(buildUniversal(slices, wide)));
      expect(found.map(({ arch, uuid }) => [arch, uuid])).toEqual([
        ['arm64', BUILT_UUID],
        ['x86_64', '11111111-2222-3333-4444-555555555555'],
      ]);
    });
  }

  it('leaves out parts that are static libraries or of processors of long ago', () => {
    const library = { cpuType: X86_64, bytes: new Writer().bytes(Buffer.from('!<arch>\n'.padEnd(64))).done() };
    const powerPc = { cpuType: 18, bytes: buildMacho({ cpuType: 18 }) };
    expect(valueOf(read(buildUniversal([library, powerPc, { cpuType: ARM64, bytes: buildMacho() }])))).toHaveLength(1);
  });
});

describe('what is not readable', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'behind the end'],
    ['text', Buffer.from('Incident Identifier: none of your business'), 'not a Mach-O'],
    ['a Java class', Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, 0, 0), '61 architectures'],
    ['a big-endian file', Uint8Array.of(0xfe, 0xed, 0xfa, 0xce, 0, 0, 0, 18, 0, 0), 'big endian'],
    [
      'a universal file whose slice lies outside',
      buildUniversal([{ cpuType: ARM64, bytes: buildMacho() }]).slice(0, 100),
      'behind the end',
    ],
    ['a universal file without slices', buildUniversal([]), 'no slice'],
  ])('is named: %s', (_what, bytes, words) => {
    expect(faultOf(read(bytes))).toMatchObject({ kind: 'malformed-macho' });
    expect(faultOf(read(bytes)).message).toContain(words);
  });

  it('is every part of a file that was cut off within its headers', () => {
    const whole = buildMacho({ dwarf: { __debug_info: Uint8Array.of(1) } });
    const headers = 32 + new DataView(whole.buffer).getUint32(20, true);
    for (let length = 0; length < headers; length++) {
      expect(faultOf(read(whole.slice(0, length))).kind, `${length} bytes`).toBe('malformed-macho');
    }
    expect(read(whole.slice(0, headers)).ok).toBe(true);
  });

  it('is a segment that claims more sections than it has room for', () => {
    const bytes = buildMacho();
    new DataView(bytes.buffer).setUint32(32 + 64, 0xffff_ffff, true);
    expect(faultOf(read(bytes)).message).toContain('4294967295 sections');
  });

  it('is a load command without length, which would never end', () => {
    const bytes = buildMacho();
    new DataView(bytes.buffer).setUint32(32 + 4, 0, true);
    expect(faultOf(read(bytes)).message).toContain('size of 0 bytes');
  });
});

describe('the first bytes of a file', () => {
  it('tell a Mach-O from a Java class, which has the same magic', () => {
    expect(looksLikeMacho(buildMacho())).toBe(true);
    expect(looksLikeMacho(buildUniversal([{ cpuType: ARM64, bytes: buildMacho() }]))).toBe(true);
    expect(looksLikeMacho(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52))).toBe(false);
    expect(looksLikeMacho(Uint8Array.of(0xcf, 0xfa))).toBe(false);
  });
});
