import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../../shared/report/device.ts';

describe('deviceName', () => {
  it.each([
    ['iPhone4,1', 'iPhone 4s'],
    ['iPhone16,1', 'iPhone 15 Pro'],
    ['iPhone18,4', 'iPhone Air'],
    ['iPad13,6', 'iPad Pro 11-inch (3rd generation)'],
    ['Watch6,18', 'Apple Watch Ultra'],
    ['AppleTV14,1', 'Apple TV 4K (3rd generation)'],
    ['RealityDevice14,1', 'Apple Vision Pro'],
    ['MacBookPro18,3', 'MacBook Pro 14-inch (2021)'],
    ['Mac14,2', 'MacBook Air 13-inch (M2)'],
  ])('%s was sold as %s', (model, name) => {
    expect(deviceName(model)).toBe(name);
  });

  it('covers every model of a range and no more', () => {
    expect(['iPad8,5', 'iPad8,8', 'iPad8,9'].map(deviceName)).toEqual([
      'iPad Pro 12.9-inch (3rd generation)',
      'iPad Pro 12.9-inch (3rd generation)',
      'iPad Pro 11-inch (2nd generation)',
    ]);
  });

  it('keeps codes that it does not know, rather than guess', () => {
    expect(deviceName('iPhone99,1')).toBe('iPhone99,1');
    expect(deviceName('constructor')).toBe('constructor');
    expect(deviceName(null)).toBeNull();
  });

  it.each(['arm64', 'x86_64', 'i386'])('knows %s as what simulators call themselves', (model) => {
    expect(deviceName(model)).toBe('Simulator');
  });
});
