/** What belongs together in a folder or an archive: feedback with its crash and pictures, crash points with their logs. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepPoint } from '../../../../electron/store/points.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { writeOldPoint, writePoint } from '../../../fixtures/organizer.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { buildTar } from '../../../fixtures/tar.ts';
import { buildZip } from '../../../fixtures/zip.ts';

type Packing = 'folder' | 'zip' | 'tar' | 'files';

const WEB_FEEDBACK = {
  id: 'AHx3kQ0tRl2mVn8sYpW5zEd',
  timestamp: '2026-06-01T12:00:30.574Z[UTC]',
  appAppleId: 1_234_567_890,
  cfBundleShortVersion: '1.0',
  cfBundleVersion: '100',
  deviceModel: 'iPhone15,2',
  osVersion: '17.5',
  locale: 'de-DE',
  carrier: 'Example',
  timezone: 'Europe/Berlin',
  architecture: 'arm64e',
  connectionStatus: 'WI_FI',
  pairedAppleWatch: '',
  appUptimeMillis: null,
  availableDiskBytes: 12_400_000_000,
  totalDiskBytes: 128_000_000_000,
  networkType: 'LTE',
  batteryPercentage: 40,
  screenWidth: 393,
  screenHeight: 852,
  emailAddress: 'tester@example.com',
  comment: 'It closed when I moored.',
};

async function picture(): Promise<Uint8Array> {
  const folder = join(SAMPLES, 'feedback');
  const name = (await readdir(folder)).find((file) => /\.(?:png|jpg)$/.test(file)) ?? '';
  return readFile(join(folder, name));
}

async function filesBelow(folder: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) files[name] = await readFile(path);
  }
  return files;
}

/** The files in that packing, as paths to import. */
async function pack(files: Readonly<Record<string, Uint8Array>>, packing: Packing): Promise<readonly string[]> {
  const folder = await makeFolder();
  const entries = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
  if (packing === 'zip' || packing === 'tar') {
    const path = join(folder, `packed.${packing}`);
    // Backwards, so that what explains a file comes after it.
    await writeFile(path, packing === 'zip' ? buildZip(entries.toReversed()) : buildTar(entries));
    return [path];
  }
  for (const { name, bytes } of entries) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return packing === 'folder' ? [folder] : entries.map(({ name }) => join(folder, name));
}

async function add({ api }: OpenLibrary, paths: readonly string[]) {
  return valueOf(await api['import.paths']({ job: 'import', paths: [...paths] }));
}

async function feedbackOf({ api }: OpenLibrary) {
  const { rows } = valueOf(await api['feedback.page']({}));
  return Promise.all(rows.map(async ({ id }) => valueOf(await api['feedback.detail']({ id }))));
}

describe('feedback from the website', () => {
  const encoder = new TextEncoder();
  const json = encoder.encode(JSON.stringify(WEB_FEEDBACK));

  it.each<Packing>(['folder', 'zip', 'tar', 'files'])(
    'is shown with its crash and its pictures: %s',
    async (packing) => {
      const library = await openLibrary();
      const files = {
        'crashlog.crash': encoder.encode(buildIps({})),
        'feedback.json': json,
        'screenshot-1.png': await picture(),
      };
      const summary = await add(library, await pack(files, packing));
      expect(summary).toMatchObject({ added: 1, unread: 0, notReports: 0, feedback: 1, faults: [] });
      const [detail] = await feedbackOf(library);
      expect(detail).toMatchObject({
        row: {
          kind: 'crash',
          app: 'Pier',
          bundleId: 'com.example.Pier',
          version: '1.0',
          build: '100',
          device: 'iPhone 14 Pro',
          os: 'iOS 17.5',
          comment: 'It closed when I moored.',
          createdAt: Date.UTC(2026, 5, 1, 12, 0, 30, 574),
          report: summary.report,
          signature: summary.signature,
          withdrawn: false,
        },
        hasEmail: true,
        log: 'read',
      });
      expect(detail?.row.screenshots).toHaveLength(1);
      expect(detail?.fields.map(({ name, words }) => [name, words])).toEqual(
        expect.arrayContaining([
          ['battery', '40 %'],
          ['disk', '12.4 GB of 128 GB free'],
          ['connection', 'Wi-Fi'],
        ]),
      );
      const report = valueOf(await library.api['report.detail']({ id: summary.report ?? '' }));
      expect(report.feedback?.row.id).toBe(detail?.row.id);
    },
  );

  it('without a crash is feedback with pictures', async () => {
    const library = await openLibrary();
    const files = { 'a/feedback.json': json, 'a/image.png': await picture() };
    expect(await add(library, await pack(files, 'zip'))).toMatchObject({ added: 0, feedback: 1, faults: [] });
    const [detail] = await feedbackOf(library);
    expect(detail?.row).toMatchObject({ kind: 'screenshot', report: null, missingScreenshots: 0 });
    expect(detail?.row.screenshots).toHaveLength(1);
  });

  it('is one when it comes again, and gets what it lacked', async () => {
    const library = await openLibrary();
    await add(library, await pack({ 'feedback.json': json }, 'folder'));
    const whole = { 'feedback.json': json, 'crashlog.crash': encoder.encode(buildIps({})), 'b.png': await picture() };
    const { report } = await add(library, await pack(whole, 'zip'));
    await add(library, await pack(whole, 'tar'));
    const all = await feedbackOf(library);
    expect(all).toHaveLength(1);
    expect(all[0]?.row).toMatchObject({ report });
    expect(all[0]?.row.screenshots).toHaveLength(1);
  });

  it('lies in folders of their own, each with its own crash', async () => {
    const library = await openLibrary();
    const files: Record<string, Uint8Array> = {};
    for (const name of ['one', 'two']) {
      const web = { ...WEB_FEEDBACK, id: `AH${name}`, comment: name };
      files[`${name}/feedback.json`] = encoder.encode(JSON.stringify(web));
      files[`${name}/crashlog.crash`] = encoder.encode(buildIps({ seed: name }));
    }
    expect(await add(library, await pack(files, 'zip'))).toMatchObject({ added: 2, feedback: 2 });
    const reports = (await feedbackOf(library)).map(({ row }) => row.report);
    expect(new Set(reports).size).toBe(2);
    expect(reports).not.toContain(null);
  });

  it('is none where the file says something else', async () => {
    const library = await openLibrary();
    const files = { 'feedback.json': encoder.encode('{"stars":5}'), 'a.ips': encoder.encode(buildIps({})) };
    expect(await add(library, await pack(files, 'folder'))).toMatchObject({ added: 1, notReports: 1 });
    expect(await feedbackOf(library)).toEqual([]);
  });
});

describe('a crash point', () => {
  const log = buildIps({ seed: 'log' });
  // As Xcode names it: the same crash, with names.
  const named = log.replace('"imageOffset": 16384', '"symbol": "named()", "imageOffset": 16384');

  async function evidence({ api }: OpenLibrary) {
    const { rows } = valueOf(await api['inbox.page']({}));
    return Promise.all(rows.map(async ({ id }) => valueOf(await api['signature.detail']({ id })).evidence));
  }

  it.each<Packing>(['folder', 'zip', 'tar'])('gives each crash once, with Apple’s counts: %s', async (packing) => {
    const library = await openLibrary();
    const crashes = await makeFolder();
    await writePoint(crashes, 'sq7WDHJt', {
      logs: { 'a.crash': log, 'b.crash': buildIps({ seed: 'other' }) },
      symbolicated: { 'a.crash': named },
      periods: { P1Y: { systems: { 'iOS 17.5': 17, 'iOS 17.4': 4 } } },
    });
    const summary = await add(library, await pack(await filesBelow(crashes), packing));
    expect(summary).toMatchObject({ added: 2, duplicates: 0, unread: 0, notReports: 0, faults: [] });
    const [first] = await evidence(library);
    expect(first).toMatchObject({ devices: 21, points: [{ point: 'sq7WDHJt', reports: 2 }] });
    expect(first?.byOs.map(({ count }) => count)).toEqual([17, 4]);
  });

  it('is known whatever the case of its ending, and dropped by itself', async () => {
    const library = await openLibrary();
    const crashes = await makeFolder();
    const bundle = await writePoint(crashes, 'Sample.XCCrashPoint/../Odd', { logs: { 'a.crash': log } });
    const files = await filesBelow(bundle);
    const odd = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`Odd.XCCrashPoint/${name}`, bytes]));
    const [folder = ''] = await pack(odd, 'folder');
    expect(await add(library, [join(folder, 'Odd.XCCrashPoint')])).toMatchObject({ added: 1, notReports: 0 });
  });

  it.each(['folder', 'zip', 'tar'] as const)(
    'is found in the product of an app that is called like a program (%s)',
    async (packing) => {
      const library = await openLibrary();
      const crashes = await makeFolder();
      await writePoint(crashes, 'mooring', { logs: { 'a.crash': log } });
      const files = await filesBelow(crashes);
      const product = Object.entries(files).map(
        ([name, bytes]) => [`Products/com.example.app/Crashes/${name}`, bytes] as const,
      );
      const given = { ...Object.fromEntries(product), 'Products/Pier.app/a.crash': new TextEncoder().encode(log) };
      const paths = await pack(given, packing);
      expect(await add(library, paths)).toMatchObject({ added: 1, unread: 0, notReports: 0 });
    },
  );

  it('of before Xcode 13 is one, too', async () => {
    const library = await openLibrary();
    const folder = await makeFolder();
    const bundle = await writeOldPoint(folder, 'old', { 'a.crash': log });
    expect(relative(folder, bundle)).toBe('old.xccrashpoint');
    expect(await add(library, [folder])).toMatchObject({ added: 1, unread: 0, notReports: 0 });
    expect((await evidence(library))[0]).toMatchObject({ points: [{ point: 'old', name: 'Dock.moor()' }] });
  });

  it('is counted once when Xcode’s own folder has it, too', async () => {
    const library = await openLibrary();
    const crashes = await makeFolder();
    await writePoint(crashes, 'both', { logs: { 'a.crash': log }, periods: { P1Y: { systems: { 'iOS 17.5': 3 } } } });
    await add(library, await pack(await filesBelow(crashes), 'zip'));
    const facts = { point: 'both', filters: [], listed: [] };
    const { database } = library.services.library;
    keepPoint(database, 'com.example.Pier/Crashes/Points/both.xccrashpoint', facts, 0);
    expect((await evidence(library))[0]?.points).toMatchObject([{ point: 'both', reports: 1 }]);
    await add(library, await pack(await filesBelow(crashes), 'tar'));
    expect((await evidence(library))[0]?.points).toMatchObject([{ point: 'both', reports: 1 }]);
  });

  it('without logs is a sentence', async () => {
    const library = await openLibrary();
    const [folder = ''] = await pack({ 'a.xccrashpoint/Info.json': new TextEncoder().encode('{}') }, 'folder');
    const { faults } = await add(library, [join(folder, 'a.xccrashpoint')]);
    expect(faults).toMatchObject([{ file: 'a.xccrashpoint', fault: { kind: 'not-a-report' } }]);
  });
});
