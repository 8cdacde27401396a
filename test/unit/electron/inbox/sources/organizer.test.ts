/** What Xcode's Organizer cached, in a folder of products like Xcode's. */
import { mkdir, rm, utimes, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { AppleEvidence } from '../../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../../shared/no-filter.ts';
import { makeFolder, openLibrary } from '../../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../../fixtures/library.ts';
import { listableJson, writeOldPoint, writePoint } from '../../../../fixtures/organizer.ts';
import { buildIps } from '../../../../fixtures/reports.ts';
import { valueOf } from '../../../../fixtures/results.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
const LAST_YEAR = new Date('2025-11-01T12:00:00Z');

/** Two crashes that are grouped apart. */
const moor = (seed: number): string => buildIps({ seed, frames: [{ symbol: 'Dock.moor()' }] });
const sink = (seed: number): string => buildIps({ seed, frames: [{ symbol: 'Hull.sink()' }] });

/** As if Xcode had written it long ago. */
async function age(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), LAST_YEAR, LAST_YEAR);
  }
}

async function openOn(products: string, path?: string): Promise<OpenLibrary> {
  await age(products);
  const library = await openLibrary(path, { reportPlaces: [{ kind: 'organizer', path: products }] });
  await library.services.settled;
  return library;
}

async function evidence({ api }: OpenLibrary, title: string): Promise<AppleEvidence | null> {
  const { rows } = valueOf(await api['inbox.page']({}));
  const row = rows.find((one) => one.title === title);
  return valueOf(await api['signature.detail']({ id: row?.id ?? '' })).evidence;
}

async function crashes({ api }: OpenLibrary): Promise<number> {
  return valueOf(await api['inbox.page']({ filter: { ...NO_FILTER, sources: ['organizer'] } })).crashes;
}

describe('a point', () => {
  it('gives its logs as reports, and Apple’s counts as evidence of their signature', async () => {
    const products = await makeFolder();
    const crashesFolder = join(products, 'com.example.Pier', 'Crashes');
    await writePoint(crashesFolder, 'B7bekG5z', {
      logs: { 'a.crash': moor(1), 'b.crash': moor(2) },
      periods: {
        P2W: { families: { iPhone: 3 } },
        P1Y: { families: { iPhone: 40, iPad: 2 }, systems: { 'iOS 18.1': 42 }, channels: { 'App Store': 42 } },
      },
    });
    const library = await openOn(products);
    expect(await crashes(library)).toBe(2);
    expect(await evidence(library, 'Dock.moor()')).toMatchObject({
      devices: 42,
      period: 'P1Y',
      byOs: [{ label: 'iOS 18.1', count: 42 }],
      byDevice: [
        { label: 'iPhone', count: 40 },
        { label: 'iPad', count: 2 },
      ],
      byChannel: [{ label: 'App Store', count: 42 }],
      points: [{ point: 'B7bekG5z', name: 'Dock.moor()', devices: 42, versions: ['2.1'], reports: 2, elsewhere: 0 }],
    });
    const [row] = valueOf(await library.api['inbox.page']({})).rows;
    expect(row).toMatchObject({ count: 2 });
  });

  it('is read in all layouts and at all places', async () => {
    const products = await makeFolder();
    const app = join(products, 'com.example.Pier');
    await writeOldPoint(join(app, '1.0 (100)', 'Crashes', 'AppStore'), 'old', { 'a.crash': moor(1) });
    await writePoint(join(app, '2.0 (200)', 'Crashes', 'TestFlight'), 'new', { logs: { 'a.crash': moor(2) } });
    await writePoint(join(app, 'Crashes'), 'newest', { logs: { 'a.crash': moor(3) } });
    const library = await openOn(products);
    expect(await crashes(library)).toBe(3);
    expect((await evidence(library, 'Dock.moor()'))?.points.map(({ point }) => point).toSorted()).toEqual([
      'new',
      'newest',
      'old',
    ]);
  });

  it('counts by the ranked list of all versions before that of one', async () => {
    const products = await makeFolder();
    const folder = join(products, 'com.example.Pier', 'Crashes');
    await writePoint(folder, 'p', { logs: { 'a.crash': moor(1) }, periods: { P1Y: { families: { iPhone: 5 } } } });
    const lists = listableJson([
      { version: null, points: { p: 60, q: 7 } },
      { version: '2.1', points: { p: 5 } },
    ]);
    await writeFile(join(folder, 'ListablePoints.json'), lists);
    expect(await evidence(await openOn(products), 'Dock.moor()')).toMatchObject({ devices: 60, devicesToday: 1 });
  });

  it('is counted where most of its logs are, and shown where any is', async () => {
    const products = await makeFolder();
    await writePoint(join(products, 'com.example.Pier', 'Crashes'), 'mixed', {
      logs: { 'a.crash': moor(1), 'b.crash': moor(2), 'c.crash': sink(3) },
      periods: { P1Y: { families: { iPhone: 9 } } },
    });
    const library = await openOn(products);
    expect(await evidence(library, 'Dock.moor()')).toMatchObject({
      devices: 9,
      points: [{ reports: 2, elsewhere: 1 }],
    });
    expect(await evidence(library, 'Hull.sink()')).toMatchObject({
      devices: null,
      points: [{ devices: 9, reports: 1, elsewhere: 2 }],
    });
  });

  it('takes the copy with symbols where Xcode made one', async () => {
    const products = await makeFolder();
    await writePoint(join(products, 'com.example.Pier', 'Crashes'), 'p', {
      logs: { 'a.crash': buildIps({ frames: [{ offset: 0x4000 }] }) },
      symbolicated: { 'a.crash': buildIps({ frames: [{ symbol: 'Dock.moor()', offset: 0x4000 }] }) },
    });
    const library = await openOn(products);
    expect(valueOf(await library.api['inbox.page']({})).rows.map(({ title }) => title)).toEqual(['Dock.moor()']);
  });

  it('stays when Xcode deletes it, and grows when Xcode asks Apple again', async () => {
    const products = await makeFolder();
    // As many apps are called.
    const folder = join(products, 'com.example.app', 'Crashes');
    const point = (devices: number, ...seeds: number[]) =>
      writePoint(folder, 'p', {
        logs: Object.fromEntries(seeds.map((seed) => [`${seed}.crash`, moor(seed)])),
        periods: { P1Y: { families: { iPhone: devices } } },
      });
    await point(1, 1);
    const library = await openOn(products);
    await point(8, 1, 2);
    await vi.waitFor(async () => expect(await crashes(library)).toBe(2), PATIENCE);
    await vi.waitFor(async () => expect((await evidence(library, 'Dock.moor()'))?.devices).toBe(8), PATIENCE);
    await rm(products, { recursive: true });
    await mkdir(products);
    valueOf(await library.api['sources.look']({}));
    expect(await crashes(library)).toBe(2);
    expect((await evidence(library, 'Dock.moor()'))?.devices).toBe(8);
    await library.services.close();
    const again = await openOn(products, library.path);
    expect((await evidence(again, 'Dock.moor()'))?.devices).toBe(8);
  });

  it('is one report with what came as a file', async () => {
    const products = await makeFolder();
    await writePoint(join(products, 'com.example.Pier', 'Crashes'), 'p', {
      logs: { 'a.crash': `${moor(1)}\n` },
      periods: { P1Y: { families: { iPhone: 4 } } },
    });
    const path = join(await makeFolder(), 'library');
    const before = await openLibrary(path);
    valueOf(await before.api['import.text']({ job: 'paste', text: moor(1) }));
    await before.services.close();
    const library = await openOn(products, path);
    expect(valueOf(await library.api['inbox.page']({})).crashes).toBe(1);
    expect(await evidence(library, 'Dock.moor()')).toMatchObject({ devices: 4 });
  });

  it('counts also where somebody copied it to a folder that is watched', async () => {
    const folder = await makeFolder();
    const write = (devices: number) =>
      writePoint(join(folder, 'from a colleague'), 'p', {
        logs: { 'a.crash': moor(1) },
        periods: { P1Y: { families: { iPhone: devices } } },
      });
    await write(4);
    await age(folder);
    const library = await openLibrary(undefined, { watchReports: false, clock: () => Date.now() + 60_000 });
    valueOf(await library.api['sources.addFolder']({ path: folder }));
    expect(valueOf(await library.api['sources.look']({})).added).toBe(1);
    expect(await evidence(library, 'Dock.moor()')).toMatchObject({ devices: 4 });
    await write(12);
    valueOf(await library.api['sources.look']({}));
    expect(await evidence(library, 'Dock.moor()')).toMatchObject({ devices: 12 });
  });

  it('is left alone where the setting says so', async () => {
    const products = await makeFolder();
    const path = join(await makeFolder(), 'library');
    const before = await openLibrary(path);
    valueOf(await before.api['settings.change']({ organizer: false }));
    await before.services.close();
    await writePoint(join(products, 'com.example.Pier', 'Crashes'), 'p', { logs: { 'a.crash': moor(1) } });
    expect(await crashes(await openOn(products, path))).toBe(0);
  });
});
