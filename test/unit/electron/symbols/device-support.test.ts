import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSupportFor, supportFoldersFor, systemVersionOf } from '../../../../electron/symbols/device-support.ts';
import { deviceSupportPlaces } from '../../../../electron/symbols/places.ts';
import { makeFolder } from '../../../fixtures/library.ts';

const SYSTEM = { name: 'iOS', version: '17.5', build: '21F79' };

it.each([
  ['17.5 (21F79)', true],
  ['iPhone15,2 17.5 (21F79)', true],
  ['17.5 (21F79) arm64e', true],
  ['iPhone15,2 17.5 (21F80a)', false],
  ['17.5', false],
  ['', false],
])('a folder named “%s” is for iOS 17.5 (21F79): %s', (folder, is) => {
  expect(isSupportFor(folder, 'iOS DeviceSupport', [SYSTEM])).toBe(is);
});

it('a report without a build is served by its version, of its own system only', () => {
  const system = { ...SYSTEM, build: null };
  expect(isSupportFor('17.5 (21F79)', 'iOS DeviceSupport', [system])).toBe(true);
  expect(isSupportFor('17.5.1 (21F90)', 'iOS DeviceSupport', [system])).toBe(false);
  expect(isSupportFor('Watch6,1 17.5 (21T1)', 'watchOS DeviceSupport', [system])).toBe(false);
  expect(isSupportFor('17.5 (21F79)', 'iOS DeviceSupport', [{ ...system, name: 'iPadOS' }])).toBe(true);
});

it('a label has a name and a version, or is none', () => {
  expect(systemVersionOf('iOS 17.5', '21F79')).toEqual(SYSTEM);
  expect(systemVersionOf('Mac OS X 10.15.7', null)).toEqual({ name: 'Mac OS X', version: '10.15.7', build: null });
  expect(systemVersionOf('Unknown', null)).toBeNull();
});

it('only folders of wanted systems are taken, from the places that are there', async () => {
  const home = await makeFolder();
  const places = deviceSupportPlaces(home);
  const [ios = { path: '' }, watch = { path: '' }] = places;
  const wanted = join(ios.path, 'iPhone15,2 17.5 (21F79)');
  for (const folder of [wanted, join(ios.path, '16.0 (20A362)'), join(watch.path, 'Watch6,1 10.5 (21T576)')]) {
    await mkdir(folder, { recursive: true });
  }
  expect(await supportFoldersFor(places, [SYSTEM])).toEqual([wanted]);
  expect(await supportFoldersFor(places, [])).toEqual([]);
});
