import { describe, expect, it } from 'vitest';
import { readPoint } from '../../../../shared/formats/xccrashpoint.ts';
import type { PointFiles } from '../../../../shared/formats/xccrashpoint.ts';

const POINT: PointFiles = { point: 'sq7WDHJt-BgHY', filter: null, distribution: null, info: null };

function point(files: { readonly distribution?: unknown; readonly info?: unknown; readonly filter?: string }) {
  const write = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const { filter = null } = files;
  return readPoint({ ...POINT, filter, distribution: write(files.distribution), info: write(files.info) });
}

describe('the counts of a crash point', () => {
  it('are Apple’s devices, by system and by model, the most frequent first', () => {
    const read = point({
      distribution: {
        header: { lastRefresh: '2026-03-31T20:32:15Z' },
        deviceCount: 21,
        osVersions: { 'iOS 17.4': 4, 'iOS 17.5': 17 },
        deviceModels: [
          { model: 'iPhone14,5', count: 1 },
          { model: 'iPhone15,2', count: 20 },
        ],
      },
    });
    expect(read.devices).toBe(21);
    expect(read.distributions.os).toEqual([
      { label: 'iOS 17.5', count: 17 },
      { label: 'iOS 17.4', count: 4 },
    ]);
    expect(read.distributions.device.map(({ label }) => label)).toEqual(['iPhone15,2', 'iPhone14,5']);
    expect(read.refreshedAt).toBe(Date.UTC(2026, 2, 31, 20, 32, 15));
  });

  it('are found below other keys, and with counts written as text', () => {
    const read = point({
      distribution: {
        data: {
          uniqueDevices: '7',
          distributions: { os: [{ name: 'macOS 15.1', deviceCount: 7 }], devices: { 'Mac15,3': { count: 7 } } },
        },
      },
    });
    expect(read).toMatchObject({
      devices: 7,
      distributions: { os: [{ label: 'macOS 15.1', count: 7 }], device: [{ label: 'Mac15,3', count: 7 }] },
    });
  });

  it('are not those of one share alone', () => {
    expect(point({ distribution: { os: [{ name: 'iOS 17', deviceCount: 3 }] } }).devices).toBeNull();
  });
});

describe('the point', () => {
  it('is named by its own file', () => {
    const info = { name: 'Dock.moor()', bundleIdentifier: 'com.example.pier', version: '2.1', buildVersion: '57' };
    expect(point({ info })).toMatchObject({
      point: 'sq7WDHJt-BgHY',
      name: 'Dock.moor()',
      bundleId: 'com.example.pier',
      version: '2.1',
      build: '57',
    });
    expect(point({ info: { DefaultName: 'main' } }).name).toBe('main');
  });

  it('is of the version and platform in the name of its filter, where the files do not say', () => {
    const filter = 'Filter_sq7WDHJt-BgHY-1.4.2-com.apple.platform.iphoneos-Any';
    expect(point({ filter })).toMatchObject({ filter, version: '1.4.2', platform: 'iOS' });
    expect(point({ filter: 'Filter_x-1.4 (9)-com.apple.platform.macosx-Any' })).toMatchObject({
      version: '1.4',
      build: '9',
    });
  });

  it('is still one where its files are damaged', () => {
    const read = readPoint({ ...POINT, distribution: '{"deviceCount": 3', info: 'x' });
    expect(read).toMatchObject({ point: POINT.point, devices: null, distributions: { os: [], device: [] } });
    expect(point({ distribution: [[[{ deviceCount: -1 }]]], info: 7 }).devices).toBeNull();
  });
});
