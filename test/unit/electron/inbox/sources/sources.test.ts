/** Places whose reports come by themselves, in folders of their own. */
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Source } from '../../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../../shared/no-filter.ts';
import type { ReportPlace } from '../../../../../electron/xcode/report-places.ts';
import { makeFolder, openLibrary } from '../../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../../fixtures/library.ts';
import { buildIps } from '../../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../../fixtures/results.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
const LAST_YEAR = new Date('2025-11-01T12:00:00Z');

/** Writes a file as if it had lain there for long. */
async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await utimes(path, LAST_YEAR, LAST_YEAR);
}

interface Mac extends OpenLibrary {
  readonly mac: string;
  readonly device: string;
}

/** A library with empty places of a Mac and its devices. */
async function macWith(files: Readonly<Record<string, string>> = {}): Promise<Mac> {
  const home = await makeFolder();
  const [mac, device] = [join(home, 'mac'), join(home, 'device')];
  await mkdir(mac);
  await mkdir(device);
  for (const [name, text] of Object.entries(files)) await put(join(home, name), text);
  const reportPlaces: readonly ReportPlace[] = [
    { kind: 'mac', path: mac },
    { kind: 'device', path: device },
    { kind: 'mac', path: join(home, 'not there') },
  ];
  const library = await openLibrary(join(home, 'library'), { reportPlaces, home });
  await library.services.settled;
  return { ...library, mac, device };
}

async function set({ api, services }: OpenLibrary, fields: Parameters<OpenLibrary['api']['settings.change']>[0]) {
  valueOf(await api['settings.change'](fields));
  await services.sources.refresh();
}

async function crashes({ api }: OpenLibrary, ...sources: Source[]): Promise<number> {
  return valueOf(await api['inbox.page']({ filter: { ...NO_FILTER, sources } })).crashes;
}

async function placeAt({ api }: OpenLibrary, path: string) {
  return valueOf(await api['sources.list']({})).find((place) => place.path === path);
}

describe('reports of this Mac', () => {
  it('are left alone until somebody asks for them', async () => {
    const library = await macWith({ 'mac/a.ips': buildIps() });
    expect(await crashes(library)).toBe(0);
    expect(await placeAt(library, library.mac)).toMatchObject({ mode: 'off', exists: true, taken: 0 });
    await set(library, { macReports: 'all' });
    expect(await crashes(library, 'mac')).toBe(1);
    expect(await crashes(library, 'file')).toBe(0);
  });

  it('come also from where macOS moves old ones', async () => {
    const library = await macWith({
      'mac/Retired/a.ips': buildIps({ seed: 1 }),
      'mac/b.diag': 'no report',
      'mac/Kernel.gpuRestart': 'Event:               GPU Reset\nApplication:         Harbor\n',
      'mac/notes.rtf': buildIps({ seed: 2 }),
    });
    await set(library, { macReports: 'all' });
    expect(await crashes(library, 'mac')).toBe(2);
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
  });

  it('can be those of known apps alone, and of apps that are named', async () => {
    const library = await macWith({
      'mac/pier.ips': buildIps({ app: 'Pier' }),
      'mac/extension.ips': buildIps({ app: 'Share', bundleId: 'com.example.Pier.share' }),
      'mac/buoy.ips': buildIps({ app: 'Buoy' }),
      'mac/other.ips': buildIps({ app: 'Secret', bundleId: 'org.elsewhere.Secret' }),
    });
    await set(library, { macReports: 'known' });
    expect(await crashes(library)).toBe(0);
    expect(await placeAt(library, library.mac)).toMatchObject({ mode: 'known', taken: 0, left: 4 });

    valueOf(await library.api['import.text']({ job: 'paste', text: buildIps({ app: 'Pier', seed: 'mine' }) }));
    await vi.waitFor(async () => expect(await crashes(library, 'mac')).toBe(2), PATIENCE);

    await set(library, { reportApps: ['com.example.*'] });
    expect(await crashes(library, 'mac')).toBe(3);
    expect(await placeAt(library, library.mac)).toMatchObject({ taken: 3, left: 1 });
  });

  it('are no news when they lay there, and are when they come', async () => {
    const crashedAt = new Date().toISOString().replace('T', ' ').replace('Z', '0 +0000');
    const library = await macWith({ 'mac/a.ips': buildIps({ app: 'Pier', crashedAt }) });
    await set(library, { macReports: 'all' });
    expect(library.pushed['inbox.news']).toMatchObject([{ quiet: true }]);
    await writeFile(join(library.mac, 'b.ips'), buildIps({ app: 'Buoy', crashedAt }));
    await vi.waitFor(() => expect(library.pushed['inbox.news']).toHaveLength(2), PATIENCE);
    expect(library.pushed['inbox.news'][1]).toMatchObject({ quiet: false });
  });

  it('stay when their files go, and are not read twice', async () => {
    const library = await macWith({ 'mac/a.ips': buildIps({ seed: 1 }), 'mac/b.ips': buildIps({ seed: 2 }) });
    await set(library, { macReports: 'all' });
    await rm(join(library.mac, 'a.ips'));
    expect(valueOf(await library.api['sources.look']({}))).toMatchObject({ added: 0, duplicates: 0 });
    expect(await crashes(library)).toBe(2);
    expect(await placeAt(library, library.mac)).toMatchObject({ taken: 1 });
  });

  it('are looked at no more once they are off', async () => {
    const library = await macWith();
    await set(library, { macReports: 'all' });
    await set(library, { macReports: 'off' });
    await put(join(library.mac, 'a.ips'), buildIps());
    expect(valueOf(await library.api['sources.look']({}))).toMatchObject({ added: 0 });
  });
});

describe('a crash that comes through several doors', () => {
  it('is one report, found under each', async () => {
    const library = await macWith({ 'mac/a.ips': buildIps(), 'device/Phone/a.ips': `${buildIps()}\n` });
    valueOf(await library.api['import.text']({ job: 'paste', text: buildIps() }));
    await set(library, { macReports: 'all', deviceReports: 'all' });
    expect(await crashes(library)).toBe(1);
    for (const source of ['file', 'mac', 'device'] as const) expect(await crashes(library, source)).toBe(1);
    const [row] = valueOf(await library.api['inbox.page']({})).rows;
    const { newestReport } = valueOf(await library.api['signature.detail']({ id: row?.id ?? '' }));
    const { sources } = valueOf(await library.api['report.detail']({ id: newestReport }));
    expect(sources.map(({ source, name }) => [source, name])).toEqual([
      ['file', 'Pasted text'],
      ['mac', 'a.ips'],
      ['device', 'a.ips'],
    ]);
  });
});

describe('a folder that is added', () => {
  it('gives its reports, now and when they come, and nothing else', async () => {
    const folder = await makeFolder();
    await put(join(folder, 'deep', 'a.ips'), buildIps({ seed: 1 }));
    await put(join(folder, 'diary.txt'), 'dear diary');
    const library = await openLibrary();
    valueOf(await library.api['sources.addFolder']({ path: folder }));
    await vi.waitFor(async () => expect(await crashes(library, 'folder')).toBe(1), PATIENCE);
    await writeFile(join(folder, 'b.ips'), buildIps({ seed: 2 }));
    await vi.waitFor(async () => expect(await crashes(library, 'folder')).toBe(2), PATIENCE);
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(['b.ips', 'deep', 'diary.txt']);

    expect(valueOf(await library.api['sources.removeFolder']({ path: folder }))).toEqual([]);
    expect(await crashes(library)).toBe(2);
  });

  it('is refused where it is none', async () => {
    const { api, path } = await openLibrary();
    expect(faultOf(await api['sources.addFolder']({ path: 'relative' })).kind).toBe('bad-input');
    expect(faultOf(await api['sources.addFolder']({ path: '/' })).kind).toBe('bad-input');
    expect(faultOf(await api['sources.addFolder']({ path })).kind).toBe('bad-input');
    expect(faultOf(await api['sources.addFolder']({ path: join(path, 'nothing') })).kind).toBe('not-found');
    expect(faultOf(await api['sources.removeFolder']({ path: '/var/tmp' })).kind).toBe('not-found');
  });

  it('says when it cannot be read', async () => {
    const file = join(await makeFolder(), 'file');
    await put(file, '');
    const { api } = await openLibrary(undefined, { reportPlaces: [{ kind: 'organizer', path: file }] });
    valueOf(await api['sources.look']({}));
    expect(valueOf(await api['sources.list']({}))).toMatchObject([{ fault: { kind: 'unreadable-file' } }]);
    expect(faultOf(await api['sources.allowAccess']({})).message).toContain('Full Disk Access');
  });
});

it('hears of what another host on the library changes', async () => {
  const library = await macWith({ 'mac/a.ips': buildIps() });
  const other = await openLibrary(library.path, { watchReports: false });
  valueOf(await other.api['settings.change']({ macReports: 'all' }));
  await vi.waitFor(async () => expect(await crashes(library, 'mac')).toBe(1), PATIENCE);
});

it('reads no library that lies in a folder, and no dependencies of a project', async () => {
  const folder = await makeFolder();
  await put(join(folder, 'node_modules', 'x', 'a.ips'), buildIps({ seed: 1 }));
  await put(join(folder, 'b.ips'), buildIps({ seed: 2 }));
  const library = await openLibrary(join(folder, 'library'), { watchReports: false, clock: () => Date.now() + 60_000 });
  valueOf(await library.api['import.text']({ job: 'paste', text: buildIps({ seed: 3 }) }));
  valueOf(await library.api['sources.addFolder']({ path: folder }));
  expect(valueOf(await library.api['sources.look']({}))).toMatchObject({ added: 1, duplicates: 0 });
});

it('takes folders of hosts that name paths alone', async () => {
  const [path, abilities] = [await makeFolder(), { host: 'web', platform: 'Linux', version: '0' } as const];
  const { api } = await openLibrary(undefined, { abilities: { ...abilities, paths: false, editors: [] } });
  for (const inbox of [true, false]) {
    expect(faultOf(await api['sources.addFolder']({ path, inbox })).message).toContain('faultline sources add');
  }
});

describe('an inbox', () => {
  it('takes in all that comes there, and leaves it there', async () => {
    const folder = await makeFolder();
    const library = await openLibrary();
    valueOf(await library.api['sources.addFolder']({ path: folder, inbox: true }));
    await writeFile(join(folder, 'a.ips'), buildIps());
    await writeFile(join(folder, 'broken.ips'), '{"bug_type":"309"}\n{"proc');
    await vi.waitFor(async () => expect(await crashes(library, 'folder')).toBe(1), PATIENCE);
    await vi.waitFor(async () => expect(valueOf(await library.api['unread.list']({}))).toHaveLength(1), PATIENCE);
    expect(await readFile(join(folder, 'a.ips'), 'utf8')).toBe(buildIps());
  });
});
