import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../electron/store/sums.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { addAll, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const moor = makeGrouping('moor');

async function harbour(): Promise<OpenLibrary> {
  const library = await openLibrary(undefined, { clock: () => NOON });
  addAll(library.services.library.database, [
    [makeFacts('1', { version: '1.9', build: '90', deviceKey: 'a', device: 'iPhone15,2' }), moor],
    [makeFacts('2', { version: '1.10', build: '95', deviceKey: 'a', crashedAt: NOON - 3 * DAY }), moor],
    [makeFacts('3', { version: '1.10', build: '96', deviceKey: 'b', crashedAt: NOON - 3 * DAY, os: null }), moor],
    [makeFacts('4', { version: null, build: null, deviceKey: null, crashedAt: null, device: null }), moor],
    [makeFacts('5', { crashedAt: NOON - 20 * DAY, device: 'iPhone15,3', os: 'iOS 16.4' }), moor],
    [makeFacts('6', { deviceKey: 'z' }), makeGrouping('anchor')],
  ]);
  return library;
}

describe('the overview of a signature', () => {
  it('counts crashes per day up to the newest, and says what is not in it', async () => {
    const { api } = await harbour();
    const { trend } = valueOf(await api['signature.overview']({ id: 'moor', days: 14 }));
    expect(trend).toMatchObject({ earlier: 1, undated: 1 });
    expect(trend?.counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1]);
    expect((trend?.from ?? 0) % DAY).toBe(0);
    const longer = valueOf(await api['signature.overview']({ id: 'moor' })).trend;
    expect(longer?.counts).toHaveLength(30);
    expect(longer?.earlier).toBe(0);
  });

  it('never loses a crash between the days', async () => {
    const { api } = await harbour();
    for (const days of [14, 30, 90] as const) {
      const { trend } = valueOf(await api['signature.overview']({ id: 'moor', days }));
      const counted = (trend?.counts ?? []).reduce((sum, count) => sum + count, 0);
      expect(counted + (trend?.earlier ?? 0) + (trend?.undated ?? 0)).toBe(5);
    }
  });

  it('has bars that narrow an inbox to exactly their crashes', async () => {
    const { api } = await harbour();
    const { byRelease, bySystem, byDevice } = valueOf(await api['signature.overview']({ id: 'moor' }));
    expect(byRelease.map(({ label }) => label)).toEqual(['Unknown', '1.0 (100)', '1.9 (90)', '1.10 (95)', '1.10 (96)']);
    expect(bySystem.map(({ label, count }) => [label, count])).toEqual([
      ['iOS 17.5', 3],
      ['Unknown', 1],
      ['iOS 16.4', 1],
    ]);
    expect(byDevice.map(({ label }) => label)).toEqual(['iPhone 14 Pro', 'Unknown', 'iPhone 14 Pro Max']);
    for (const { label, count, narrow } of [...byRelease, ...bySystem, ...byDevice]) {
      if (label === 'Unknown') expect(narrow).toBeNull();
      else {
        const { rows } = valueOf(await api['inbox.page']({ filter: { ...narrow, status: 'all' } }));
        expect(rows.find(({ id }) => id === 'moor')?.count, label).toBe(count);
      }
    }
  });

  it('counts devices, and users where somebody said how many', async () => {
    const { api, services } = await harbour();
    const before = valueOf(await api['signature.overview']({ id: 'moor' }));
    expect(before).toMatchObject({ devices: 3, users: null });
    services.library.database.run("INSERT INTO app_users (app, users) VALUES ('com.example.Pier', 12000)");
    expect(valueOf(await api['signature.overview']({ id: 'moor' })).users).toBe(12_000);
  });

  it('is not there for a signature that is not', async () => {
    const { api } = await harbour();
    expect(faultOf(await api['signature.overview']({ id: 'nobody' })).kind).toBe('not-found');
  });
});
