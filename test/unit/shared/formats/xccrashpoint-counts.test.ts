/** Counts in the shape that Xcode writes today. */
import { describe, expect, it } from 'vitest';
import { readPoint } from '../../../../shared/formats/xccrashpoint.ts';
import { readListedPoints } from '../../../../shared/formats/xccrashpoint-list.ts';
import { distributionJson, listableJson } from '../../../fixtures/organizer.ts';

function read(distribution: string, info: string | null = null) {
  return readPoint({ point: 'B7bekG5z', filter: null, distribution, info });
}

describe('a distribution', () => {
  it('is that of the longest period', () => {
    const json = distributionJson({
      short: { families: { iPhone: 2 } },
      long: {
        families: { iPhone: 20, iPad: 3 },
        systems: { 'iOS 18.1': 15, 'iOS 17.5': 8 },
        versions: { '2.1 (57)': 20, '2.0 (50)': 9 },
        channels: { TestFlight: 4, 'App Store': 19 },
      },
    });
    expect(read(json)).toMatchObject({
      devices: 23,
      period: 'long',
      distributions: {
        device: [
          { label: 'iPhone', count: 20 },
          { label: 'iPad', count: 3 },
        ],
        os: [
          { label: 'iOS 18.1', count: 15 },
          { label: 'iOS 17.5', count: 8 },
        ],
        version: [
          { label: '2.1 (57)', count: 20 },
          { label: '2.0 (50)', count: 9 },
        ],
        channel: [
          { label: 'App Store', count: 19 },
          { label: 'TestFlight', count: 4 },
        ],
      },
      refreshedAt: Date.UTC(2026, 10, 1, 8),
    });
  });

  it('counts devices by systems where families are not told', () => {
    expect(read(distributionJson({ year: { systems: { 'macOS 15.1': 6 } } })).devices).toBe(6);
  });

  it('leaves out what counts nothing', () => {
    const odd = {
      body: { osVersionDistribution: { osVersionMetaDatas: [7, { osVersionDatas: [{ value: -3 }, null] }] } },
    };
    expect(read(JSON.stringify(odd))).toMatchObject({ distributions: { os: [], device: [] } });
  });

  it('names the point', () => {
    expect(read('{}', JSON.stringify({ analyticsPointName: 'Dock.moor()' })).name).toBe('Dock.moor()');
  });
});

describe('the ranked lists', () => {
  it('tell devices of each point by the version that was looked at', () => {
    const json = listableJson([
      { version: null, points: { B7bekG5z: 40, other: 3 } },
      { version: '2.1', points: { B7bekG5z: 21 } },
    ]);
    expect(readListedPoints(json)).toMatchObject([
      { point: 'B7bekG5z', version: null, devices: 40, devicesToday: 1, period: 'P1Y' },
      { point: 'other', version: null, devices: 3 },
      { point: 'B7bekG5z', version: '2.1', devices: 21 },
    ]);
  });

  it.each(['', '[]', '{"recentItems":[{"value":{"crashPoints":[{}]}}]}', '{"recentItems":{"value":1}}'])(
    'say nothing where they are not as expected: %s',
    (json) => expect(readListedPoints(json)).toEqual([]),
  );
});
