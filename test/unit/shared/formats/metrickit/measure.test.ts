import { describe, expect, it } from 'vitest';
import { bytesOf, secondsOf } from '../../../../../shared/formats/metrickit/measure.ts';

describe('measurements of MetricKit', () => {
  it.each<[unknown, number | null]>([
    ['20 sec', 20],
    ['20 secs.', 20],
    ['4,2 Sek.', 4.2],
    ['4.25 s', 4.25],
    ['1,091 sec', 1091],
    ['1,234,567 ms', 1234.567],
    ['1.234,5 s', 1234.5],
    ['20000 ms', 20],
    ['2 min', 120],
    ['3 秒', 3],
    ['2,717秒', 2717],
    ['1,530毫秒', 1.53],
    ['12 мс', 0.012],
    [7, 7],
    [{ value: 2.5, unit: { symbol: 'ms' } }, 0.0025],
    [{ value: 2.5, unit: 's' }, 2.5],
    ['20 parsecs', null],
    ['soon', null],
    [null, null],
    ['1'.repeat(400), null],
  ])('%j are seconds: %j', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it.each<[unknown, number | null]>([
    ['2000 byte', 2000],
    ['2,000 byte', 2000],
    ['2.000 bytes', 2000],
    ['1\u00a0073\u00a0741 B', 1_073_741],
    ['1.5 kB', 1500],
    ['1,073.74 MB', 1_073_740_000],
    ['2 GiB', 2_147_483_648],
    ['1,106,818千字节', 1_106_818_000],
    ['1\u202f073,74 Mo', 1_073_740_000],
    ['2 apples', null],
  ])('%j are bytes: %j', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });
});
