/** Archives, crash points and downloaded feedback, imported into a library as people drop them. */
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../../../shared/contract.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { buildTar } from '../../../fixtures/tar.ts';
import { buildZip } from '../../../fixtures/zip.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function zipOf(files: Files): Uint8Array {
  return buildZip(Object.entries(files).map(([name, content]) => ({ name, bytes: bytesOf(content), deflate: true })));
}

function tarOf(files: Files): Uint8Array {
  return buildTar(Object.entries(files).map(([name, bytes]) => ({ name, bytes })));
}

async function folderWith(files: Files): Promise<string> {
  const folder = await makeFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function add({ api }: OpenLibrary, ...paths: string[]): Promise<ImportSummary> {
  return valueOf(await api['import.paths']({ job: 'import', paths }));
}

async function namesIn({ api }: OpenLibrary): Promise<readonly string[]> {
  const { rows } = valueOf(await api['inbox.page']({}));
  const pages = await Promise.all(rows.map(({ id }) => api['signature.reports']({ id })));
  return pages.flatMap((page) => valueOf(page).rows.map(({ fileName }) => fileName)).toSorted();
}

const ips = (seed: number): string => buildIps({ seed });

describe('an archive', () => {
  it('is imported with all that is in it, by its name or its first bytes', async () => {
    const library = await openLibrary();
    const inner = gzipSync(tarOf({ 'logs/c.ips': ips(3) }));
    const folder = await folderWith({
      'mail.zip': zipOf({ 'a.ips': ips(1), 'Friday/b.ips': ips(2), 'more.tgz': inner }),
      'odd.dat': gzipSync(tarOf({ 'd.ips': ips(4) })),
      'plain.ips': ips(5),
    });
    const summary = await add(library, folder);
    expect(summary).toMatchObject({ added: 5, unread: 0, notReports: 0, faults: [] });
    expect(summary.archives).toEqual([
      { name: 'mail.zip', added: 3 },
      { name: 'odd.dat', added: 1 },
    ]);
    expect(await namesIn(library)).toEqual([
      'mail.zip › Friday/b.ips',
      'mail.zip › a.ips',
      'mail.zip › more.tgz › logs/c.ips',
      'odd.dat › d.ips',
      'plain.ips',
    ]);
  });

  it('adds nothing when it comes again', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'a.zip': zipOf({ 'a.ips': ips(1), 'notes.txt': 'no report' }) });
    expect(await add(library, folder)).toMatchObject({ added: 1, notReports: 0 });
    expect(await add(library, folder)).toMatchObject({ added: 0, duplicates: 1, notReports: 0 });
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
  });

  it('may be larger than any report, whatever it is called', async () => {
    const library = await openLibrary(undefined, { largestFile: 20_000 });
    const bytes = Array.from({ length: 40_000 }, (_, index) => (index * index * 7919) % 251);
    const tar = tarOf({ 'a.ips': ips(1), 'noise.bin': Uint8Array.from(bytes) });
    const folder = await folderWith({ 'reports.dat': tar, 'large.txt': 'x'.repeat(30_000) });
    const { added, faults } = await add(library, folder);
    expect(added).toBe(1);
    expect(faults.map(({ fault }) => fault.kind)).toEqual(['too-large']);
  });

  it('of one file is that file', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'Pier.ips.gz': gzipSync(ips(1)) });
    expect(await add(library, join(folder, 'Pier.ips.gz'))).toMatchObject({ added: 1 });
  });

  it('of many is read in batches', async () => {
    const library = await openLibrary();
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, seed) => [`${seed}.ips`, ips(seed)]));
    const folder = await folderWith({ 'many.tar.gz': gzipSync(tarOf(many)) });
    expect(await add(library, folder)).toMatchObject({ added: 300, faults: [] });
  });

  it('that is cancelled half-way keeps what was read', async () => {
    const library = await openLibrary();
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, seed) => [`${seed}.ips`, ips(seed)]));
    const folder = await folderWith({ 'many.tar.gz': gzipSync(tarOf(many)) });
    const stop = library.services.events.subscribe((name) => {
      if (name === 'library.changed') void library.api['import.cancel']({ job: 'import' });
    });
    const { added, cancelled, faults } = await add(library, folder);
    stop();
    expect({ cancelled, faults }).toEqual({ cancelled: true, faults: [] });
    expect(added).toBeLessThan(900);
    expect(valueOf(await library.api['inbox.page']({})).crashes).toBe(added);
  });

  it('with one bad entry gives the others, and says what is wrong', async () => {
    const library = await openLibrary();
    const bytes = bytesOf(ips(1));
    const zip = buildZip([
      { name: 'bad.ips', bytes, claims: { crc32: 1 } },
      { name: '../up.ips', bytes },
      { name: 'good.ips', bytes },
    ]);
    const folder = await folderWith({ 'a.zip': zip });
    const { added, faults } = await add(library, folder);
    expect(added).toBe(1);
    expect(faults.map(({ file }) => file)).toEqual(['a.zip › bad.ips', 'a.zip › ../up.ips']);
  });

  it('without reports or symbols is a sentence where it was given, and nothing where it merely lay there', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'empty.zip': zipOf({ 'picture.gif': 'GIF89a' }), 'a.ips': ips(1) });
    const { faults } = await add(library, join(folder, 'empty.zip'));
    expect(faults).toMatchObject([{ file: 'empty.zip', fault: { kind: 'not-a-report' } }]);
    expect(await add(library, folder)).toMatchObject({ added: 1, faults: [], notReports: 1 });
  });

  it('leaves nothing behind in the system’s temporary folder', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'a.zip': zipOf({ 'inner.zip': zipOf({ 'a.ips': ips(1) }) }) });
    expect(await add(library, folder)).toMatchObject({ added: 1 });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('faultline-unpack-'))).toEqual([]);
  });
});

describe('symbols in an archive', () => {
  const dsym = 'dSYMs/Harbor 2.1.0 (412)/Harbor.dSYM/Contents/';
  const names = ['Info.plist', 'Resources/DWARF/Harbor'] as const;

  it('name what lies beside them, and stay', async () => {
    const report = await readFile(join(SAMPLES, 'reports', 'Harbor-2026-11-18-063011.ips'));
    const entries = [{ name: 'a.ips', bytes: report }];
    for (const name of names) entries.push({ name: dsym + name, bytes: await readFile(join(SAMPLES, dsym, name)) });
    const [zip, tar] = [buildZip(entries), gzipSync(buildTar(entries))];
    for (const [name, bytes] of [
      ['all.zip', zip],
      ['all.tgz', tar],
      ['nested.zip', zipOf({ 'in.zip': zip })],
    ] as const) {
      const library = await openLibrary();
      const summary = await add(library, await folderWith({ [name]: bytes }));
      expect(summary, name).toMatchObject({ added: 1, faults: [] });
      expect(summary.dsyms, name).toBeGreaterThan(0);
      const detail = valueOf(await library.api['report.detail']({ id: summary.report ?? '' }));
      const files = detail.report.threads.flatMap(({ frames }) => frames.map(({ file }) => file));
      expect(
        files.some((file) => file?.endsWith('.swift')),
        name,
      ).toBe(true);
    }
  });
});

describe('a sysdiagnose', () => {
  const root = 'sysdiagnose_2026.03.31_20-32-15+0200_iPhone-OS_iPhone_23D60';
  const files: Files = {
    [`${root}/crashes_and_spins/Pier.ips`]: ips(1),
    [`${root}/crashes_and_spins/Retired/Quay.ips`]: ips(2),
    [`${root}/crashes_and_spins/summary.txt`]: 'nothing to see',
    [`${root}/logs/other.log`]: 'text',
    [`${root}/ps.txt`]: 'text',
    [`${root}/README`]: 'text',
  };

  it('gives its crashes, packed or as a folder, and passes the rest over', async () => {
    const renamed = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name.replace(root, 'phone'), text]),
    );
    for (const content of [
      { [`${root}.tar.gz`]: gzipSync(tarOf(files)) },
      { 'x.zip': zipOf(renamed) },
      files,
      renamed,
    ]) {
      const library = await openLibrary();
      const summary = await add(library, await folderWith(content));
      expect(summary).toMatchObject({ added: 2, unread: 0, faults: [] });
      expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
    }
  });
});

describe('a file of several reports', () => {
  it('becomes a report for each, also in an archive', async () => {
    const library = await openLibrary();
    valueOf(await library.api['import.text']({ job: 'a', text: ips(1) }));
    valueOf(await library.api['import.text']({ job: 'b', text: ips(2) }));
    const { rows } = valueOf(await library.api['inbox.page']({}));
    const reports = valueOf(await library.api['signature.reports']({ id: rows[0]?.id ?? '' })).rows;
    const texts = await Promise.all(
      reports.map(async ({ id }) => valueOf(await library.api['report.text']({ id, format: 'json' })).text),
    );
    const both = `[${texts.join(',')}]`;
    const other = await openLibrary();
    const summary = await add(other, await folderWith({ 'export.json': both }));
    expect(summary).toMatchObject({ added: 2, unread: 0, notReports: 0 });
    const third = await openLibrary();
    expect(await add(third, await folderWith({ 'a.zip': zipOf({ 'export.json': both }) }))).toMatchObject({ added: 2 });
  });
});

describe('the library itself', () => {
  it('is passed over in a folder that holds it, and refused where it is named', async () => {
    const home = await makeFolder();
    const library = await openLibrary(join(home, 'library'));
    await writeFile(join(home, 'a.ips'), ips(1));
    expect(await add(library, home)).toMatchObject({ added: 1, unread: 0, notReports: 0 });
    expect(await add(library, home)).toMatchObject({ added: 0, duplicates: 1, unread: 0, notReports: 0, faults: [] });
    await symlink(library.path, join(home, 'link'));
    for (const path of [library.path, join(library.path, 'reports'), join(home, 'link')]) {
      const { faults, added } = await add(library, path);
      expect([added, faults.length]).toEqual([0, 1]);
    }
  });
});

describe('bytes that were lost', () => {
  it('come back with the file, whether they lay by themselves or in a pack', async () => {
    for (const count of [1, 40]) {
      const first = await openLibrary();
      const files = Object.fromEntries(Array.from({ length: count }, (_, seed) => [`${seed}.ips`, ips(seed)]));
      const folder = await folderWith(files);
      const { report } = await add(first, folder);
      await first.services.close();
      await rm(join(first.path, 'reports'), { recursive: true });
      const library = await openLibrary(first.path);
      const text = () => library.api['report.text']({ id: report ?? '', format: 'raw' });
      expect((await text()).ok).toBe(false);
      for (const time of ['first', 'second']) {
        expect(await add(library, folder), time).toMatchObject({ added: 0, duplicates: count });
        expect(valueOf(await text()).text).toContain('bug_type');
      }
    }
  });
});
