/** Where symbols come from by themselves, with the sample app's dSYMs and a double of Spotlight. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SymbolPlace } from '../../../../shared/contract.ts';
import type { ServicesOptions } from '../../../../electron/services.ts';
import { foldersBelow } from '../../../../electron/store/folders.ts';
import { listSlices } from '../../../../electron/store/slices.ts';
import { extractDsyms } from '../../../../electron/symbols/zip.ts';
import { bundleOf } from '../../../../shared/report/symbol-words.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps, uuidFor } from '../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { buildMacho } from '../../../fixtures/symbols/macho-builder.ts';
import { mdfindDouble } from '../../../fixtures/symbols/mdfind.ts';
import { slicesOf } from '../../../fixtures/symbols/slices.ts';
import { buildZip } from '../../../fixtures/zip.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
const REPORTS = join(SAMPLES, 'reports');
const DSYMS = join(SAMPLES, 'dSYMs');
const DSYM_412 = join(DSYMS, 'Harbor 2.1.0 (412)', 'Harbor.dSYM');
const DWARF = 'Contents/Resources/DWARF';

/** As on a Mac whose home is a fresh folder. */
async function macAt(home: string, options: Partial<ServicesOptions> = {}): Promise<OpenLibrary> {
  const spawn = mdfindDouble(home).spawn;
  const library = await openLibrary(undefined, { home, platform: 'darwin', engine: 'builtin', spawn, ...options });
  await library.services.settled;
  return library;
}

async function add({ api }: OpenLibrary, ...paths: string[]) {
  return valueOf(await api['import.paths']({ job: 'import', paths }));
}

async function places({ api }: OpenLibrary): Promise<readonly SymbolPlace[]> {
  return valueOf(await api['symbols.places']({}));
}

async function waiting({ api }: OpenLibrary): Promise<number> {
  return valueOf(await api['library.summary']({})).waiting;
}

/** All dSYMs of the samples as a build server zips them. */
async function zippedDsyms(): Promise<Uint8Array> {
  const files = await readdir(DSYMS, { recursive: true, withFileTypes: true });
  return buildZip(
    await Promise.all(
      files
        .filter((item) => item.isFile())
        .map(async (item) => {
          const path = join(item.parentPath, item.name);
          return { name: path.slice(DSYMS.length + 1), bytes: await readFile(path), deflate: true };
        }),
    ),
  );
}

describe('a folder that is added', () => {
  it('is looked through, remembered and watched; what waited gets its names', async () => {
    const folder = await makeFolder();
    await cp(DSYM_412, join(folder, 'in', 'Harbor.dSYM'), { recursive: true });
    const library = await openLibrary();
    await add(library, REPORTS);
    const before = await waiting(library);
    valueOf(await library.api['symbols.addPlace']({ path: folder }));
    await vi.waitFor(() => expect(library.pushed['symbols.arrived']).not.toEqual([]), PATIENCE);
    await vi.waitFor(
      async () =>
        expect(await places(library)).toMatchObject([{ kind: 'added', path: folder, files: 1, looking: false }]),
      PATIENCE,
    );
    expect(await waiting(library)).toBeLessThan(before);

    await cp(join(DSYMS, 'Analytics 60'), join(folder, 'later'), { recursive: true });
    await vi.waitFor(async () => expect(await places(library)).toMatchObject([{ files: 2 }]), PATIENCE);

    await library.services.close();
    const again = await openLibrary(library.path);
    await again.services.settled;
    expect(await places(again)).toMatchObject([{ path: folder, files: 2, exists: true, fault: null }]);
  });

  it('is not read again where nothing changed', async () => {
    const folder = await makeFolder();
    await cp(DSYMS, join(folder, 'dSYMs'), { recursive: true });
    const library = await openLibrary();
    valueOf(await library.api['symbols.addPlace']({ path: folder }));
    await vi.waitFor(async () => expect((await places(library))[0]?.files).toBeGreaterThan(3), PATIENCE);
    const { pool, database } = library.services.library;
    const scan = { kind: 'scan', places: [folder], known: foldersBelow(database, folder), depth: null } as const;
    expect(valueOf(await pool.run<'scan'>(scan))).toMatchObject({ opened: 0, entries: [] });
    const run = vi.spyOn(pool, 'run');
    await library.services.discovery.lookAgain([{ kind: 'added', path: folder }]);
    expect(run.mock.calls.map(([task]) => task)).toEqual([scan]);
  });

  it('is removed with its symbols, while what they said stays', async () => {
    const folder = await makeFolder();
    await cp(DSYMS, join(folder, 'dSYMs'), { recursive: true });
    const library = await openLibrary();
    const { report } = await add(library, REPORTS);
    valueOf(await library.api['symbols.addPlace']({ path: folder }));
    await vi.waitFor(() => expect(library.pushed['symbols.arrived']).not.toEqual([]), PATIENCE);
    await vi.waitFor(async () => expect((await places(library))[0]?.looking).toBe(false), PATIENCE);
    const before = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    expect(valueOf(await library.api['symbols.removePlace']({ path: folder }))).toEqual([]);
    expect(valueOf(await library.api['library.summary']({})).dsyms).toBe(0);
    const after = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    expect(after.report.threads).toEqual(before.report.threads);
    // Added again, it is looked through again.
    valueOf(await library.api['symbols.addPlace']({ path: folder }));
    await vi.waitFor(async () => expect((await places(library))[0]?.files).toBeGreaterThan(3), PATIENCE);
  });

  it('must be a folder that is there, and neither the disk nor the library', async () => {
    const library = await openLibrary();
    const file = join(await makeFolder(), 'file');
    await writeFile(file, '');
    const kinds = await Promise.all(
      ['relative/path', '/', library.path, file, '/nowhere/at/all'].map(
        async (path) => faultOf(await library.api['symbols.addPlace']({ path })).kind,
      ),
    );
    expect(kinds).toEqual(['bad-input', 'bad-input', 'bad-input', 'bad-input', 'not-found']);
    expect(await places(library)).toEqual([]);
    expect(faultOf(await library.api['symbols.removePlace']({ path: '/etc' })).kind).toBe('not-found');
  });
});

describe('a zip of dSYMs', () => {
  it('that is dropped is unpacked into the library; reports get their names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-passing-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'appDsyms.zip'), await zippedDsyms());
    const [library, twin] = [await openLibrary(), await openLibrary()];
    await add(twin, REPORTS, DSYMS);
    await add(library, REPORTS);
    const { dsyms, symbolicated, notReports, faults } = await add(library, join(folder, 'appDsyms.zip'));
    expect({ notReports, faults }).toEqual({ notReports: 0, faults: [] });
    expect(dsyms).toBeGreaterThan(3);
    expect(symbolicated).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
    expect(await waiting(library)).toBe(await waiting(twin));
    expect(await readdir(join(library.path, 'symbols', 'zips'))).toHaveLength(1);
  });

  it('that lay in an imported folder may hold none: that is no fault', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'notes.zip'), buildZip([{ name: 'notes.txt', bytes: Buffer.from('notes') }]));
    await writeFile(join(folder, 'Pier.ips'), buildIps());
    const library = await openLibrary();
    expect(await add(library, folder)).toMatchObject({ added: 1, notReports: 1, faults: [] });
    const [fault] = (await add(library, join(folder, 'notes.zip'))).faults;
    expect(fault?.fault.message).toContain('no report in it, and no dSYM');
  });

  it('in an added folder is unpacked once, and its files go with the folder', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'dSYMs.zip'), await zippedDsyms());
    const library = await openLibrary();
    valueOf(await library.api['symbols.addPlace']({ path: folder }));
    await vi.waitFor(async () => expect((await places(library))[0]?.files).toBeGreaterThan(3), PATIENCE);
    const zips = join(library.path, 'symbols', 'zips');
    expect(await readdir(zips)).toHaveLength(1);
    // What was unpacked may be deleted at any time: it is unpacked again.
    await library.services.close();
    await rm(zips, { recursive: true });
    const again = await openLibrary(library.path);
    await again.services.settled;
    expect((await places(again))[0]?.files).toBeGreaterThan(3);
    valueOf(await again.api['symbols.removePlace']({ path: folder }));
    expect(await readdir(zips)).toEqual([]);
  });
});

describe('the downloads', () => {
  it('are left alone until a report waits for a dSYM', async () => {
    const home = await makeFolder();
    await cp(DSYM_412, join(home, 'Downloads', 'Harbor.dSYM'), { recursive: true });
    const library = await macAt(home);
    expect(await places(library)).toMatchObject([
      {},
      {},
      { kind: 'downloads', exists: true, files: 0 },
      {},
      {},
      {},
      {},
    ]);
    await add(library, REPORTS);
    await vi.waitFor(() => expect(library.pushed['symbols.arrived']).not.toEqual([]), PATIENCE);
    expect((await places(library))[2]).toMatchObject({ kind: 'downloads', files: 1 });
  });
});

describe('Spotlight', () => {
  it('is asked for what no place has, and its answer is looked at like all others', async () => {
    const home = await makeFolder();
    const elsewhere = join(await makeFolder(), 'Harbor 2.1.0.dSYM');
    await cp(DSYM_412, elsewhere, { recursive: true });
    const double = mdfindDouble(home);
    const [slice] = slicesOf(join(DSYM_412, DWARF, 'Harbor'));
    double.know(slice?.uuid ?? '', elsewhere);
    // One that Spotlight only believes to be there.
    double.know(slice?.uuid ?? '', '/nowhere/Harbor.dSYM');
    const library = await macAt(home, { spawn: double.spawn });
    expect(double.asked()).toEqual([]);
    await add(library, REPORTS);
    await vi.waitFor(() => expect(library.pushed['symbols.arrived']).not.toEqual([]), PATIENCE);
    expect(valueOf(await library.api['library.summary']({})).dsyms).toBe(1);
  });

  it('is not asked for the same missing build with every import, and again when the answer has expired', async () => {
    const home = await makeFolder();
    const double = mdfindDouble(home);
    let now = Date.UTC(2026, 10, 20);
    const library = await macAt(home, { spawn: double.spawn, clock: () => now });
    const waitingReport = async (seed: number): Promise<void> => {
      await writeFile(join(home, `${seed}.ips`), buildIps({ seed, frames: [{ offset: 0x4000 + seed }] }));
      await add(library, join(home, `${seed}.ips`));
    };
    await waitingReport(1);
    await vi.waitFor(() => expect(double.asked()).toHaveLength(1), PATIENCE);
    await waitingReport(2);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(double.asked()).toHaveLength(1);
    now += 25 * 3_600_000;
    await waitingReport(3);
    await vi.waitFor(() => expect(double.asked()).toHaveLength(2), PATIENCE);
    // Somebody who asks for it is not put off with yesterday's answer.
    const uuids = [uuidFor('Pier 1.0 100')];
    expect(valueOf(await library.api['symbols.search']({ uuids }))).toEqual({
      found: 0,
      missing: 1,
      spotlight: 'found',
      reason: null,
    });
    expect(double.asked()).toHaveLength(3);
  });

  it('that is off costs nothing but itself', async () => {
    const home = await makeFolder();
    const double = mdfindDouble(home, 'off');
    const library = await macAt(home, { spawn: double.spawn });
    await writeFile(join(home, 'Pier.ips'), buildIps({ frames: [{ offset: 0x4000 }] }));
    await add(library, join(home, 'Pier.ips'));
    const uuids = [uuidFor('Pier 1.0 100')];
    expect(valueOf(await library.api['symbols.search']({ uuids }))).toMatchObject({
      missing: 1,
      spotlight: 'failed',
      reason: 'Spotlight server is disabled.',
    });
    expect(library.warnings).toEqual([]);
  });

  it('is no part of other systems', async () => {
    const library = await openLibrary();
    const found = valueOf(await library.api['symbols.search']({ uuids: [uuidFor('a')] }));
    expect(found).toMatchObject({ missing: 1, spotlight: 'unavailable' });
  });
});

describe('device support', () => {
  const SYSTEM = '/usr/lib/system/libsystem_kernel.dylib';

  async function supportAt(home: string, folder: string): Promise<void> {
    const path = join(home, 'Library/Developer/Xcode/iOS DeviceSupport', folder, 'Symbols', SYSTEM);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      buildMacho({
        uuid: uuidFor(basename(SYSTEM)),
        textVmaddr: 0x1_8000_0000n,
        symbols: [{ name: '___pthread_kill', address: 0x1_8000_1100n }],
      }),
    );
  }

  it('names what Apple left as addresses, of the system that a report is of', async () => {
    const home = await makeFolder();
    await supportAt(home, 'iPhone15,2 17.5 (21F79)');
    await supportAt(home, '16.0 (20A362)');
    const library = await macAt(home);
    await writeFile(join(home, 'Pier.ips'), buildIps({ frames: [{ image: 1, offset: 0x1108 }, { symbol: 'main' }] }));
    const { report } = await add(library, join(home, 'Pier.ips'));
    const framesNow = async () =>
      valueOf(await library.api['report.detail']({ id: report ?? '' })).report.threads[0]?.frames ?? [];
    expect((await framesNow())[0]).toMatchObject({ symbol: null, status: 'system' });
    await vi.waitFor(() => expect(library.pushed['symbols.arrived']).toEqual([{ crashes: 1 }]), PATIENCE);
    expect((await framesNow())[0]).toMatchObject({ symbol: '__pthread_kill', symbolOffset: 8, status: 'symbolicated' });
    const files = (await places(library)).filter(({ kind }) => kind === 'device-support').map(({ files }) => files);
    expect(files).toEqual([1, 0, 0, 0]);
    // A system's libraries are no dSYMs to count.
    expect(valueOf(await library.api['library.summary']({})).dsyms).toBe(0);
  });

  it('is not looked through for reports whose frames Apple named', async () => {
    const home = await makeFolder();
    await supportAt(home, '17.5 (21F79)');
    const library = await macAt(home);
    await writeFile(join(home, 'Pier.ips'), buildIps({ frames: [{ image: 1, symbol: 'kevent' }, { symbol: 'main' }] }));
    await add(library, join(home, 'Pier.ips'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect((await places(library)).map(({ files }) => files)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

it('symbols that come are looked up for exactly the reports that waited for them', async () => {
  const library = await openLibrary();
  await add(library, REPORTS);
  const run = vi.spyOn(library.services.library.pool, 'run');
  await add(library, join(DSYMS, 'Harbor 2.0.4 (391)'));
  const studied = run.mock.calls.flatMap(([task]) => (task.kind === 'study' ? task.items : []));
  const details = await Promise.all(
    studied.map(async ({ fileName }) => valueOf(await library.api['report.detail']({ id: fileName }))),
  );
  expect(details.length).toBeGreaterThan(0);
  expect(new Set(details.map(({ report }) => report.build))).toEqual(new Set(['391']));
  expect(library.pushed['symbols.arrived']).toEqual([{ crashes: studied.length }]);
  // The same again is no news to anybody.
  run.mockClear();
  await add(library, join(DSYMS, 'Harbor 2.0.4 (391)'));
  expect(run.mock.calls.filter(([task]) => task.kind === 'study')).toEqual([]);
});

it('a dSYM adds file and line to frames that Apple named', async () => {
  const library = await openLibrary();
  const [slice] = slicesOf(join(DSYM_412, DWARF, 'Harbor'));
  const folder = await makeFolder();
  const named = buildIps({
    app: 'Harbor',
    appUuid: slice?.uuid ?? '',
    frames: [
      { symbol: 'Apple’s name', offset: 0x4010 },
      { symbol: 'main', offset: 0x4040 },
    ],
  });
  await writeFile(join(folder, 'named.ips'), named);
  const { report } = await add(library, join(folder, 'named.ips'));
  await add(library, DSYM_412);
  expect(library.pushed['symbols.arrived']).toEqual([{ crashes: 1 }]);
  const detail = valueOf(await library.api['report.detail']({ id: report ?? '' }));
  expect(detail.report.threads[0]?.frames.some(({ file, line }) => file !== null && line !== null)).toBe(true);
});

it('a file is revealed only where it is among the symbols, by a host that can', async () => {
  const revealed: string[] = [];
  const library = await openLibrary(undefined, { reveal: (path) => void revealed.push(path) });
  await add(library, DSYM_412);
  // Where the library knows it: a checkout in the temporary folder has its symbols copied.
  const path = listSlices(library.services.library.database)[0]?.path ?? '';
  valueOf(await library.api['symbols.reveal']({ path }));
  expect(revealed).toEqual([bundleOf(path)]);
  expect(basename(bundleOf(path))).toBe('Harbor.dSYM');
  expect(faultOf(await library.api['symbols.reveal']({ path: '/etc/passwd' })).kind).toBe('not-found');
  const other = await openLibrary();
  await add(other, DSYM_412);
  const known = listSlices(other.services.library.database)[0]?.path ?? '';
  const answer = await other.api['symbols.reveal']({ path: known });
  expect(faultOf(answer).kind).toBe('forbidden');
});

it('what was half unpacked by a run that ended is no obstacle', async () => {
  const library = await openLibrary();
  const zip = join(await makeFolder(), 'dSYMs.zip');
  await writeFile(zip, await zippedDsyms());
  const zips = join(library.path, 'symbols', 'zips');
  const whole = valueOf(await extractDsyms(zip, zips)) ?? '';
  await cp(whole, `${whole}.unfinished`, { recursive: true });
  await rm(whole, { recursive: true });
  expect((await add(library, zip)).dsyms).toBeGreaterThan(3);
});
