import { describe, expect, it } from 'vitest';

import { lineOf, lookupBuilt } from '../../../fixtures/symbols/built-lookup.ts';
import { buildMacho, type BuiltSymbol } from '../../../fixtures/symbols/macho-builder.ts';

const CODE = 0x1_0000_1000n;

const SYMBOLS: readonly BuiltSymbol[] = [
  { name: '_second', address: CODE + 0x100n },
  { name: '_first', address: CODE },
  { name: '-[Lantern light]', address: CODE + 0x200n },
];

function names(
  symbols: readonly BuiltSymbol[],
  distances: readonly number[],
  functionStarts: readonly number[] = [],
): readonly string[] {
  return lookupBuilt(buildMacho({ symbols, functionStarts }), distances).map(lineOf);
}

describe('the symbol table', () => {
  it('names an address by the nearest symbol before it, in whatever order they are, without C’s underscore', () => {
    expect(names(SYMBOLS, [0x1000, 0x10ff, 0x1100, 0x1fff])).toEqual(['first', 'first', 'second', '-[Lantern light]']);
  });

  it('says how far behind the symbol’s start an address lies', () => {
    expect(lookupBuilt(buildMacho({ symbols: SYMBOLS }), [0x1104])).toMatchObject([
      { kind: 'found', symbolOffset: 4n },
    ]);
  });

  it('names nothing before the first symbol and nothing behind the section', () => {
    expect(names(SYMBOLS, [0xfff, 0x2000, 0x1_0000])).toEqual(['-', '-', '-']);
  });

  it('passes over entries for debuggers, undefined and absolute symbols', () => {
    const others: readonly BuiltSymbol[] = [
      { name: '_stab', address: CODE + 0x10n, type: 0x24 },
      { name: '_undefined', address: CODE + 0x10n, type: 0x01 },
      { name: '_absolute', address: CODE + 0x10n, type: 0x03 },
    ];
    expect(names([...SYMBOLS, ...others], [0x1020])).toEqual(['first']);
  });

  it('takes the last of several symbols at one address', () => {
    expect(names([...SYMBOLS, { name: '_alias', address: CODE }], [0x1000])).toEqual(['alias']);
  });

  it('does not give the code of a stripped function to the symbol before it', () => {
    expect(names(SYMBOLS, [0x103f, 0x1040, 0x10ff, 0x1100], [0x1000, 0x40, 0xc0, 0x100])).toEqual([
      'first',
      '-',
      '-',
      'second',
    ]);
  });

  it('reads 32-bit tables, where function starts may carry the mark of Thumb code', () => {
    const symbols = [{ name: '_thumb', address: 0x5100n }];
    const file = buildMacho({
      is64: false,
      cpuType: 12,
      cpuSubtype: 9,
      textVmaddr: 0x4000n,
      symbols,
      functionStarts: [0x1101],
    });
    expect(lookupBuilt(file, [0x1100, 0x10ff]).map(lineOf)).toEqual(['thumb', '-']);
  });

  it('that claims more than the file has is a fault, not a name', () => {
    const file = buildMacho({ symbols: SYMBOLS });
    const view = new DataView(file.buffer);
    const at = 32 + 2 * 72 + 80;
    expect(view.getUint32(at, true)).toBe(2);
    view.setUint32(at + 12, 0x7fff_ffff, true);
    expect(lookupBuilt(file, [0x1000])).toMatchObject([{ kind: 'none', fault: { kind: 'malformed-macho' } }]);
  });
});
