import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAddress, toLoadAddress } from '../../../../shared/report/address.ts';
import { imageLookup } from '../../../../shared/report/image-lookup.ts';
import type { BinaryImage } from '../../../../shared/report/report.ts';

function image(base: bigint, size: bigint): BinaryImage {
  return {
    name: null,
    bundleId: null,
    version: null,
    uuid: null,
    arch: null,
    archName: null,
    base: toLoadAddress(base),
    size,
    path: null,
    inApp: false,
    symbols: { kind: 'unsearched' },
  };
}

describe('the image that holds an address', () => {
  it('is the one that a search through all of them finds', () => {
    const ranges = fc.array(fc.tuple(fc.bigInt(0n, 20n), fc.bigInt(0n, 9n)), { maxLength: 12 });
    fc.assert(
      fc.property(ranges, fc.bigInt(0n, 300n), (list, at) => {
        // Ten apart, so that none overlap.
        const starts = new Map(list.map(([slot, size]) => [slot * 10n, size]));
        const images = Array.from(starts, ([base, size]) => image(base, size));
        const found = images.findIndex(({ base, size }) => at >= base && at < base + size);
        expect(imageLookup(images)(toAddress(at))).toBe(found === -1 ? null : found);
      }),
    );
  });

  it('is the inner one where images overlap', () => {
    const find = imageLookup([image(0n, 1000n), image(100n, 50n)]);
    expect([99n, 100n, 149n, 150n, 1000n].map((at) => find(toAddress(at)))).toEqual([0, 1, 1, 0, null]);
  });

  it('is none for images of no known size', () => {
    expect(imageLookup([image(0n, 0n)])(toAddress(0n))).toBeNull();
  });
});
