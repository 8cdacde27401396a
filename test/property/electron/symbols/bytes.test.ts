/** Positioned reads through the page cache are what one read of the whole would give; numbers survive their encoding. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, integer, nat, property, string } from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import { Cursor } from '../../../../electron/symbols/bytes/cursor.ts';
import { Pages } from '../../../../electron/symbols/bytes/pages.ts';
import { lowerBound, upperBound } from '../../../../electron/symbols/bytes/search.ts';
import { memorySource, openSource, within } from '../../../../electron/symbols/bytes/source.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { Writer } from '../../../fixtures/symbols/macho-builder.ts';

const SIZE = 50_000;
const BYTES = Uint8Array.from({ length: SIZE }, (_, index) => (index * 7919) >>> 3);
const VIEW = new DataView(BYTES.buffer);

const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
const path = join(folder, 'file');
writeFileSync(path, BYTES);
const file = valueOf(openSource(path));

afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

describe('pages', () => {
  // Three pages hold half of the file: the cache must turn over.
  const pages = new Pages(file, 3);

  it('give every number of the file, wherever the page ends', () => {
    assert(
      property(nat(SIZE - 5), (at) => {
        expect(pages.u8(at)).toBe(VIEW.getUint8(at));
        expect(pages.u16(at)).toBe(VIEW.getUint16(at, true));
        expect(pages.u32(at)).toBe(VIEW.getUint32(at, true));
        const length = Math.min(300, SIZE - at);
        expect(pages.peek(at, length)).toEqual(BYTES.subarray(at, at + length));
      }),
    );
  });

  it('give texts that run over the ends of pages, and none that never ends', () => {
    assert(
      property(nat(8300), string({ unit: 'grapheme', maxLength: 9000 }), (before, text) => {
        const clean = text.replaceAll('\0', '');
        const bytes = new Writer().bytes(new Uint8Array(before)).cstring(clean).done();
        expect(new Pages(memorySource(bytes)).cstring(before, bytes.length)).toBe(clean);
        expect(() => new Pages(memorySource(bytes)).cstring(before, bytes.length - 1)).toThrow('a text has no end');
      }),
      { numRuns: 50 },
    );
  });

  it('refuse what lies outside', () => {
    for (const at of [-1, SIZE, 2 ** 53, Number.NaN]) expect(() => pages.u8(at), String(at)).toThrow('behind the end');
    expect(() => pages.u32(SIZE - 3)).toThrow('behind the end');
    expect(() => within(file, SIZE - 1, 2)).toThrow('behind the end');
  });

  it('of a closed file are refused: its number may be another file’s', () => {
    const other = valueOf(openSource(path));
    other.close();
    expect(() => new Pages(other).u8(0)).toThrow('was closed');
  });
});

describe('a cursor', () => {
  it('reads LEB128 numbers of any length back', () => {
    assert(
      property(nat(Number.MAX_SAFE_INTEGER), integer(), (unsigned, signed) => {
        const cursor = new Cursor(new Writer().uleb(unsigned).sleb(signed).uleb(unsigned).u8(9).done());
        expect([cursor.uleb(), cursor.sleb()]).toEqual([unsigned, signed]);
        cursor.skipLeb();
        expect(cursor.u8()).toBe(9);
      }),
    );
  });

  it('does not read a number for ever', () => {
    const endless = new Uint8Array(100).fill(0x80);
    expect(() => new Cursor(endless).uleb()).toThrow('longer than 64 bits');
    expect(() => new Cursor(endless).sleb()).toThrow('longer than 64 bits');
  });
});

it('a search finds the place that counting would', () => {
  assert(
    property(array(integer({ min: -50, max: 50 })), integer({ min: -60, max: 60 }), (numbers, value) => {
      const sorted = Float64Array.from(numbers).sort();
      expect(lowerBound(sorted, value)).toBe(numbers.filter((number) => number < value).length);
      expect(upperBound(sorted, value)).toBe(numbers.filter((number) => number <= value).length);
    }),
  );
});
