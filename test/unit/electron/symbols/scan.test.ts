import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { SymbolIndex } from '../../../../electron/symbols/index.ts';
import { bundleAround, defaultSymbolPlaces, foldersOf, isWatched } from '../../../../electron/symbols/places.ts';
import { scanSymbols, type Scan } from '../../../../electron/symbols/scan.ts';
import { extractDsyms } from '../../../../electron/symbols/zip.ts';
import { parseUuid, type Uuid } from '../../../../shared/report/uuid.ts';
import { buildZip } from '../../../fixtures/zip.ts';
import { buildMacho, buildUniversal } from '../../../fixtures/symbols/macho-builder.ts';

const ARM64 = 0x0100_000c;
const X86_64 = 0x0100_0007;
const DWARF = { __debug_info: Uint8Array.of(1) };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function uuid(digit: number): Uuid {
  const parsed = parseUuid(digit.toString(16).repeat(32));
  if (parsed === null) throw new Error('not a UUID');
  return parsed;
}

function put(path: string, bytes: Uint8Array | string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, bytes);
  return full;
}

function dsym(name: string, of: Uuid): string {
  return put(`${name}.app.dSYM/Contents/Resources/DWARF/${name}`, buildMacho({ uuid: of, dwarf: DWARF }));
}

describe('a scan', () => {
  it('finds dSYMs, archives and plain binaries by their bytes, whatever they are called', async () => {
    const archive = 'Archives/2026-05-01/Harbor.xcarchive';
    const found = [
      dsym('Harbor', uuid(1)),
      put(
        `${archive}/dSYMs/Pier.appex.dSYM/Contents/Resources/DWARF/Pier`,
        buildMacho({ uuid: uuid(2), dwarf: DWARF }),
      ),
      put(`${archive}/Products/Applications/Harbor.app/Harbor`, buildMacho({ uuid: uuid(3) })),
      put('odd.txt', buildMacho({ uuid: uuid(4) })),
    ];
    put('Harbor.app.dSYM/Contents/Info.plist', '<plist/>');
    put('notes', 'no Mach-O');
    put('empty', '');
    const { entries, problems, files, cancelled } = await scanSymbols([folder]);
    expect(entries.map(({ path }) => path).sort()).toEqual(found.sort());
    expect({ problems, files, cancelled }).toEqual({ problems: [], files: 7, cancelled: false });
    expect(entries.find(({ name }) => name === 'Pier')).toMatchObject({
      uuid: uuid(2),
      arch: 'arm64',
      hasDebug: true,
      textVmaddr: 0x1_0000_0000n,
    });
  });

  it('has an entry for each slice of a universal file, and none for files without UUID', async () => {
    const slices = [
      { cpuType: ARM64, bytes: buildMacho({ uuid: uuid(1) }) },
      { cpuType: X86_64, bytes: buildMacho({ uuid: uuid(2), cpuType: X86_64 }) },
    ];
    put('both', buildUniversal(slices));
    put('nameless', buildMacho({ uuid: null }));
    const { entries } = await scanSymbols([folder]);
    expect(entries.map(({ uuid, arch }) => [uuid, arch])).toEqual([
      [uuid(1), 'arm64'],
      [uuid(2), 'x86_64'],
    ]);
  });

  it('lists what it could not read and goes on', async () => {
    put('broken', buildMacho().slice(0, 60));
    const sound = dsym('Harbor', uuid(1));
    const { entries, problems } = await scanSymbols([join(folder, 'nowhere'), folder]);
    expect(entries.map(({ path }) => path)).toEqual([sound]);
    expect(problems.map(({ path, fault }) => [path, fault.kind])).toEqual([
      [join(folder, 'nowhere'), 'unreadable-file'],
      [join(folder, 'broken'), 'malformed-macho'],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'lists folders and files that it may not open (skipped for root, who may)',
    async () => {
      chmodSync(put('locked/secret', 'x'), 0o000);
      const { problems } = await scanSymbols([folder]);
      expect(problems.map(({ fault }) => fault.kind)).toEqual(['unreadable-file']);
    },
  );

  it('says of a file that somebody named when it holds no symbols', async () => {
    const { problems } = await scanSymbols([put('notes.txt', 'no Mach-O')]);
    expect(problems.map(({ fault }) => fault.kind)).toEqual(['bad-input']);
  });

  it('follows a link that somebody named, and none inside a folder: links may go in circles', async () => {
    dsym('deep/Harbor', uuid(1));
    symlinkSync(folder, join(folder, 'deep', 'circle'));
    symlinkSync(join(folder, 'deep'), join(folder, 'door'));
    const { entries } = await scanSymbols([join(folder, 'door')]);
    expect(entries).toHaveLength(1);
  });

  it('passes over what builds leave behind', async () => {
    put('DerivedData/Harbor/Build/Intermediates.noindex/Harbor.o', buildMacho());
    expect((await scanSymbols([folder])).files).toBe(0);
  });

  it('can be stopped, and tells how far it is', async () => {
    for (let index = 0; index < 20; index++) put(`${index}/file`, buildMacho());
    const stop = new AbortController();
    const seen: number[] = [];
    const progress = (files: number): void => {
      seen.push(files);
      if (files >= 5) stop.abort();
    };
    const { cancelled, files } = await scanSymbols([folder], { signal: stop.signal, progress });
    expect(cancelled).toBe(true);
    expect(files).toBeLessThan(20);
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('a scan of places that were looked through before', () => {
  async function twice(between: () => void): Promise<readonly [first: Scan, second: Scan]> {
    dsym('Harbor', uuid(1));
    put('notes', 'no Mach-O');
    const first = await scanSymbols([folder]);
    between();
    return [first, await scanSymbols([folder], { known: first.folders })];
  }

  it('opens no file that is as it was', async () => {
    const [first, second] = await twice(() => {});
    expect(first).toMatchObject({ files: 2, opened: 2 });
    expect(second).toMatchObject({ files: 2, opened: 0, entries: [] });
    expect(second.folders).toEqual(new Map());
  });

  it('opens what is new or has changed, and that alone', async () => {
    const [first, second] = await twice(() => {
      dsym('Harbor', uuid(2));
      utimesSync(join(folder, 'Harbor.app.dSYM/Contents/Resources/DWARF/Harbor'), 5000, 5000);
      put('more', buildMacho({ uuid: uuid(3) }));
    });
    expect(second.opened).toBe(2);
    expect(second.entries.map(({ uuid }) => uuid).sort()).toEqual([uuid(2), uuid(3)]);
    const third = await scanSymbols([folder], { known: new Map([...first.folders, ...second.folders]) });
    expect(third.opened).toBe(0);
  });

  it('opens again what could not be read: the next look may tell more', async () => {
    put('broken', buildMacho().slice(0, 60));
    const [, second] = await twice(() => {});
    expect(second).toMatchObject({ opened: 1 });
    expect(second.problems).toHaveLength(1);
  });

  it('notices that a folder lost a file', async () => {
    const [, second] = await twice(() => rmSync(join(folder, 'notes')));
    expect(second.opened).toBe(0);
    expect([...second.folders.keys()]).toEqual([folder]);
  });
});

describe('a zip among the files', () => {
  const bytes = buildZip([
    { name: `Harbor.dSYM/Contents/Resources/DWARF/Harbor`, bytes: buildMacho({ uuid: uuid(1), dwarf: DWARF }) },
  ]);
  const unzip = (zip: string) => extractDsyms(zip, join(folder, 'unpacked'));

  it('is unpacked and looked through; its slices say where they came from', async () => {
    const zip = put('in/builds.zip', bytes);
    const first = await scanSymbols([join(folder, 'in')], { unzip });
    expect(first.entries).toMatchObject([{ uuid: uuid(1), name: 'Harbor', origin: zip }]);
    const again = await scanSymbols([join(folder, 'in')], { unzip, known: first.folders });
    expect(again).toMatchObject({ opened: 0, entries: [] });
  });

  it('without dSYMs is a problem only where somebody named it', async () => {
    const zip = put('in/notes.zip', buildZip([{ name: 'notes.txt', bytes: Buffer.from('notes') }]));
    expect((await scanSymbols([join(folder, 'in')], { unzip })).problems).toEqual([]);
    const { problems } = await scanSymbols([zip], { unzip });
    expect(problems.map(({ fault }) => fault.kind)).toEqual(['bad-input']);
  });

  it('that is damaged is listed', async () => {
    put('in/cut.zip', bytes.slice(0, 90));
    const { problems } = await scanSymbols([join(folder, 'in')], { unzip });
    expect(problems.map(({ fault }) => fault.kind)).toEqual(['unreadable-file']);
  });
});

describe('the index', () => {
  it('prefers a file with debug information, then the newest', async () => {
    const binary = put('Products/Harbor', buildMacho({ uuid: uuid(1) }));
    const old = put('old/Harbor', buildMacho({ uuid: uuid(1), dwarf: DWARF }));
    const recent = put('new/Harbor', buildMacho({ uuid: uuid(1), dwarf: DWARF }));
    utimesSync(old, 1000, 1000);
    const index = new SymbolIndex();
    await index.scan([binary]);
    expect(index.find(uuid(1))?.path).toBe(binary);
    await index.scan([folder]);
    expect(index.find(uuid(1))?.path).toBe(recent);
    expect(index.entries().map(({ path }) => path)).toEqual([recent, old, binary]);
    expect(index.find(uuid(2))).toBeNull();
  });

  it('knows files of a name, of whatever build, the newest first', async () => {
    utimesSync(dsym('one/Harbor', uuid(1)), 1000, 1000);
    dsym('two/Harbor', uuid(2));
    const index = new SymbolIndex();
    await index.scan([folder]);
    expect(index.findByName('Harbor').map(({ uuid }) => uuid)).toEqual([uuid(2), uuid(1)]);
    expect(index.findByName('Pier')).toEqual([]);
  });

  it('holds a slice once, however often it is scanned', async () => {
    dsym('Harbor', uuid(1));
    const index = new SymbolIndex();
    await index.scan([folder]);
    await index.scan([folder]);
    expect(index.entries()).toHaveLength(1);
  });
});

describe('the places on a Mac', () => {
  it('are Xcode’s archives and builds, and the downloads', () => {
    expect(defaultSymbolPlaces('/Users/me').map(({ path }) => path)).toEqual([
      '/Users/me/Library/Developer/Xcode/Archives',
      '/Users/me/Library/Developer/Xcode/DerivedData',
      '/Users/me/Downloads',
    ]);
  });

  it('of builds are the products alone', async () => {
    put('DerivedData/Harbor-abc/Build/Products/Debug-iphoneos/x', '');
    put('DerivedData/Other-def/Index.noindex/x', '');
    const place = { kind: 'derived-data', path: join(folder, 'DerivedData') } as const;
    expect(await foldersOf(place)).toEqual([join(place.path, 'Harbor-abc/Build/Products')]);
    expect(await foldersOf({ ...place, path: join(folder, 'nowhere') })).toEqual([]);
    const archives = { kind: 'archives', path: folder } as const;
    expect(await foldersOf(archives)).toEqual([folder]);
  });

  it.each([
    ['', true],
    ['Harbor-abc/Build/Products/Debug-iphoneos', true],
    ['Harbor-abc/Build/Products/Debug-iphoneos/Pods/Kit.framework.dSYM/Contents/Resources/DWARF/Kit', true],
    ['Harbor-abc/Build/Products/Debug-iphoneos/Harbor.app', false],
    ['Harbor-abc/Build/Intermediates.noindex', false],
    ['Harbor-abc/Index.noindex', false],
  ])('watch of builds “%s”: %s', (path, is) => {
    expect(isWatched({ kind: 'derived-data', path: '/DerivedData' }, join('/DerivedData', path))).toBe(is);
  });

  it('look at a dSYM as a whole, whatever in it is news', () => {
    expect(bundleAround('/a/Kit.framework.dSYM/Contents/Resources/DWARF/Kit')).toBe('/a/Kit.framework.dSYM');
    expect(bundleAround('/a/Kit.dSYM')).toBe('/a/Kit.dSYM');
    expect(bundleAround('/a/builds.zip')).toBe('/a/builds.zip');
  });
});
