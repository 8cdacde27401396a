import { describe, expect, it } from 'vitest';
import { guessPlatform, parseSystem, platformOf, systemText } from '../../../../shared/formats/system.ts';

describe('an operating system', () => {
  it.each([
    ['iPhone OS 17.5 (21F79)', 'iPhone OS', '17.5', '21F79', 'iOS'],
    ['Mac OS X 10.11.3 (15D21)', 'Mac OS X', '10.11.3', '15D21', 'macOS'],
    ['macOS 26.3 (25D125)', 'macOS', '26.3', '25D125', 'macOS'],
    ['Bridge OS 7.5 (20P5058)', 'Bridge OS', '7.5', '20P5058', 'bridgeOS'],
    ['Watch OS 9.1 (20S75)', 'Watch OS', '9.1', '20S75', 'watchOS'],
    ['xrOS 1.0 (21N301)', 'xrOS', '1.0', '21N301', 'visionOS'],
    ['tvOS 16.0', 'tvOS', '16.0', null, 'tvOS'],
  ])('%s in its parts', (text, name, version, build, platform) => {
    const os = parseSystem(text);
    expect(os).toEqual({ name, version, build });
    expect(systemText(os)).toBe(text);
    expect(guessPlatform(os, null, null)).toBe(platform);
  });

  it('may be a build alone', () => {
    const os = parseSystem('16A123');
    expect(os).toEqual({ name: null, version: null, build: '16A123' });
    expect(parseSystem(systemText(os))).toEqual(os);
  });

  it('is read from MetricKit’s wording too', () => {
    expect(parseSystem('macOS Version 13.0 (Build 22A5358e)')).toEqual({
      name: 'macOS',
      version: '13.0',
      build: '22A5358e',
    });
  });

  it.each([
    ['/x/CoreSimulator/Devices/0/data/Containers/Bundle/Application/0/A.app/A', null, 'iOS Simulator'],
    ['/x/WatchSimulator.platform/y/a', null, 'watchOS Simulator'],
    ['/Applications/A.app/Contents/MacOS/A', 'launchd_sim', 'iOS Simulator'],
    ['/Applications/A.app/Contents/MacOS/A', 'launchd', 'macOS'],
  ])('of the Mac tells a simulator by %s and %s', (path, parent, platform) => {
    expect(guessPlatform(parseSystem('macOS 14.5 (23F79)'), path, parent)).toBe(platform);
  });

  it('has Mach-O’s numbers for platforms', () => {
    expect([1, 2, 6, 7, 11, 12, 99].map(platformOf)).toEqual([
      'macOS',
      'iOS',
      'Mac Catalyst',
      'iOS Simulator',
      'visionOS',
      'visionOS Simulator',
      null,
    ]);
  });
});
