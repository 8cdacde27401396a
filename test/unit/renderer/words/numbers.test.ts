import { describe, expect, it } from 'vitest';
import { bytes, count, counted, percent } from '../../../../renderer/words/numbers.ts';

describe('numbers', () => {
  it('group their thousands and know their plurals', () => {
    expect(count(100_000)).toBe('100,000');
    expect(counted(1, 'crash', 'crashes')).toBe('1 crash');
    expect(counted(0, 'crash', 'crashes')).toBe('0 crashes');
    expect(counted(1204, 'dSYM')).toBe('1,204 dSYMs');
  });

  it('show shares without false precision', () => {
    expect(percent(0.4512)).toBe('45 %');
    expect(percent(0.004)).toBe('< 1 %');
    expect(percent(0)).toBe('0 %');
    expect(percent(1)).toBe('100 %');
  });

  it('show sizes as Finder does', () => {
    expect(bytes(812)).toBe('812 bytes');
    expect(bytes(48_213)).toBe('48.2 KB');
    expect(bytes(1_000_000)).toBe('1.0 MB');
    expect(bytes(250_000_000_000)).toBe('250 GB');
  });
});
