import { describe, expect, it } from 'vitest';
import { digest, hash128 } from '../../../../shared/signature/hash.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('hash128', () => {
  it('agrees with the published values of FNV-1a, 128 bit', () => {
    expect(hash128([]).toString(16)).toBe('6c62272e07bb014262b821756295c58d');
    expect(hash128(bytes('a')).toString(16)).toBe('d228cb696f1a8caf78912b704e4a8964');
    expect(hash128(bytes('foobar')).toString(16)).toBe('343e1662793c64bf6f0d3597ba446f18');
  });
});

describe('digest', () => {
  it('is 26 characters that no one mistakes for one another', () => {
    for (const parts of [[], [''], ['a'], ['\ud800', 'ß', '🙂']]) {
      expect(digest(parts)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    }
  });

  it('tells lists apart that read alike', () => {
    const lists = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['a","b']];
    expect(new Set(lists.map(digest)).size).toBe(lists.length);
  });
});
