/** What Apple says of feedback, as a person would say it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubmissionFacts } from '../../../../shared/appstore/submissions.ts';
import { bytesInWords, deviceOf, durationInWords, fieldsInWords, systemOf } from '../../../../shared/appstore/words.ts';

const NOTHING: SubmissionFacts = {
  id: '1',
  createdAt: null,
  comment: null,
  email: null,
  deviceModel: null,
  osVersion: null,
  locale: null,
  timeZone: null,
  architecture: null,
  connection: null,
  pairedWatch: null,
  appUptime: null,
  diskAvailable: null,
  diskTotal: null,
  battery: null,
  screenWidth: null,
  screenHeight: null,
  appPlatform: null,
  devicePlatform: null,
  deviceFamily: null,
  bundleId: null,
  buildId: null,
  testerId: null,
};

function wordsOf(facts: Partial<SubmissionFacts>): Readonly<Record<string, string>> {
  return Object.fromEntries(fieldsInWords({ ...NOTHING, ...facts }).map(({ name, words }) => [name, words]));
}

describe('devices and systems', () => {
  it('writes model codes as everybody else does', () => {
    expect(deviceOf({ ...NOTHING, deviceModel: 'iPhone17_1' })).toBe('iPhone17,1');
    expect(deviceOf({ ...NOTHING, deviceModel: 'iPhone17,1' })).toBe('iPhone17,1');
    expect(wordsOf({ deviceModel: 'iPhone17_1' })['device']).toBe('iPhone 16 Pro (iPhone17,1)');
    expect(wordsOf({ deviceModel: 'iPhone99_9' })['device']).toBe('iPhone99,9');
  });

  it.each([
    ['IOS', 'IPHONE', '18.1', 'iOS 18.1'],
    ['IOS', 'IPAD', '18.1', 'iPadOS 18.1'],
    ['MAC_OS', 'MAC', '15.1', 'macOS 15.1'],
    ['TV_OS', 'APPLE_TV', '18', 'tvOS 18'],
    ['VISION_OS', 'VISION', '2.1', 'visionOS 2.1'],
    ['XR_OS', 'VISION', '2.1', 'visionOS 2.1'],
    ['IOS', 'APPLE_WATCH', '11.1', 'watchOS 11.1'],
    ['CAR_OS', null, '1.0', 'CAR_OS 1.0'],
    ['IOS', 'IPHONE', 'iOS 18.1', 'iOS 18.1'],
    ['IOS', 'IPHONE', null, 'iOS'],
    [null, null, '18.1', '18.1'],
  ])('names the system of %s, %s, %s', (devicePlatform, deviceFamily, osVersion, system) => {
    expect(systemOf({ ...NOTHING, devicePlatform, deviceFamily, osVersion })).toBe(system);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [12_400_000_000, '12.4 GB'],
    [128_000_000_000, '128 GB'],
    [2_000_000_000_000, '2 TB'],
  ])('says %i bytes in the units of Apple’s systems', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

  it('keeps the order of sizes and never runs out of units', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 50), (bytes) => {
        expect(bytesInWords(bytes)).toMatch(/^\d{1,4}(\.\d)? (bytes|KB|MB|GB|TB|PB)$/);
      }),
    );
  });

  it.each([
    [0, 'less than a second'],
    [1000, '1 second'],
    [61_000, '1 minute 1 second'],
    [7_500_000, '2 hours 5 minutes'],
    [86_400_000, '1 day'],
    [180_061_000, '2 days 2 hours'],
  ])('says %i milliseconds', (milliseconds, words) => expect(durationInWords(milliseconds)).toBe(words));
});

describe('fields', () => {
  it('says what a person would', () => {
    const words = wordsOf({
      createdAt: Date.UTC(2026, 10, 18),
      battery: 78,
      diskAvailable: 12.4e9,
      diskTotal: 128e9,
      connection: 'MOBILE_DATA',
      locale: 'de_DE',
      timeZone: 'Europe/Berlin',
      appUptime: 7_500_000,
      screenWidth: 393,
      screenHeight: 852,
      architecture: 'arm64e',
      pairedWatch: 'Watch7_1',
    });
    expect(words).toEqual({
      architecture: 'arm64e',
      battery: '78 %',
      disk: '12.4 GB of 128 GB free',
      connection: 'Mobile data',
      locale: 'German (Germany)',
      timeZone: 'Europe/Berlin (GMT+01:00)',
      uptime: '2 hours 5 minutes',
      screen: '393 × 852 points',
      watch: 'Apple Watch Series 9',
    });
  });

  it('shows what it does not know as it is, and leaves out what Apple did not say', () => {
    expect(wordsOf({ connection: 'SATELLITE', locale: '???', timeZone: 'Mars/Olympus' })).toEqual({
      connection: 'SATELLITE',
      locale: '???',
      timeZone: 'Mars/Olympus',
    });
    expect(wordsOf({})).toEqual({});
  });

  it('never holds the address of a tester', () => {
    const facts = { ...NOTHING, email: 'ada@example.com', deviceModel: 'iPhone17_1', battery: 5 };
    expect(JSON.stringify(fieldsInWords(facts))).not.toContain('@');
  });

  it('takes anything that Apple may send', () => {
    const word = fc.option(fc.string());
    fc.assert(
      fc.property(word, word, word, fc.option(fc.nat()), (locale, timeZone, deviceModel, appUptime) => {
        const fields = fieldsInWords({ ...NOTHING, locale, timeZone, deviceModel, appUptime, createdAt: 0 });
        expect(fields.every(({ words }) => typeof words === 'string')).toBe(true);
      }),
    );
  });
});
