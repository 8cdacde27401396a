import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildMacho } from '../../../fixtures/symbols/macho-builder.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { buildTar } from '../../../fixtures/tar.ts';
import { unpack } from '../../../fixtures/unpacked.ts';
import { buildZip } from '../../../fixtures/zip.ts';

const encoder = new TextEncoder();

function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? encoder.encode(content) : content,
    deflate: true,
  }));
  return buildZip(entries);
}

describe('a container', () => {
  it('gives the files of a zip, named by where they are', async () => {
    const { files, refused } = await unpack(zipOf({ 'a.ips': 'one', 'deep/b.crash': 'two' }), 'x.zip');
    expect(files).toEqual({ 'x.zip › a.ips': 'one', 'x.zip › deep/b.crash': 'two' });
    expect(refused).toEqual({});
  });

  it('gives those of a tar, packed or not, and of a path as of bytes', async () => {
    const long = `${'folder/'.repeat(20)}c.ips`;
    const tar = buildTar([
      { name: 'a.ips', bytes: 'one' },
      { name: 'dir/', type: '5' },
      { name: long, bytes: 'x'.repeat(1500) },
    ]);
    const wanted = { 'x.tgz › a.ips': 'one', [`x.tgz › ${long}`]: 'x'.repeat(1500) };
    expect((await unpack(tar, 'x.tgz')).files).toEqual(wanted);
    expect((await unpack(gzipSync(tar), 'x.tgz')).files).toEqual(wanted);
    const path = join(await makeFolder(), 'no ending');
    await writeFile(path, gzipSync(tar));
    expect((await unpack(path, 'x.tgz')).files).toEqual(wanted);
  });

  it('is known by its first bytes, whatever it is called', async () => {
    const inner = zipOf({ 'a.ips': 'one' });
    expect((await unpack(zipOf({ 'odd.log': inner }), 'x.txt')).files).toEqual({ 'x.txt › odd.log › a.ips': 'one' });
  });

  it('may be one file that was packed', async () => {
    expect((await unpack(gzipSync('one'), 'Pier.ips.gz')).files).toEqual({ 'Pier.ips.gz': 'one' });
  });

  it('may lie in others', async () => {
    const tar = gzipSync(buildTar([{ name: 'in/a.ips', bytes: 'one' }]));
    const { files } = await unpack(zipOf({ 'logs/b.tar.gz': tar, 'c.ips.gz': gzipSync('two') }), 'x.zip');
    expect(files).toEqual({ 'x.zip › logs/b.tar.gz › in/a.ips': 'one', 'x.zip › c.ips.gz': 'two' });
  });

  it('gives nothing that cannot be a report: code, other files’ doubles, hidden files, media', async () => {
    const movie = new Uint8Array(2000);
    const { files, refused } = await unpack(
      zipOf({
        'Pier.app/Info.json': '{}',
        '__MACOSX/._a.ips': 'x',
        '.DS_Store': 'x',
        'movie.mov': movie,
        'run.sh': 'echo',
      }),
      'x.zip',
    );
    expect(files).toEqual({ 'x.zip › run.sh': 'echo' });
    expect(refused).toEqual({});
  });

  it('gives symbols that lie in it', async () => {
    const dwarf = buildMacho({});
    const dsym = 'Pier.app.dSYM/Contents/Resources/DWARF/Pier';
    expect(await unpack(zipOf({ [dsym]: dwarf }), 'x.zip')).toMatchObject({ files: {}, symbols: 1 });
    expect(await unpack(buildTar([{ name: dsym, bytes: dwarf }]), 'x.tar')).toMatchObject({ files: {}, symbols: 1 });
    expect(await unpack(zipOf({ Pier: dwarf }), 'x.zip')).toMatchObject({ files: {}, symbols: 1 });
  });

  it('of another kind is named', async () => {
    const bzip2 = encoder.encode('BZh91AY&SY...');
    const { refused } = await unpack(zipOf({ 'logs.tar.bz2': bzip2 }), 'x.zip');
    expect(Object.values(refused)).toEqual([expect.stringContaining('bzip2')]);
  });
});

describe('a sysdiagnose', () => {
  const root = 'sysdiagnose_2026.03.31_20-32-15+0200_iPhone-OS_iPhone_23D60';
  const tar = buildTar([
    { name: `${root}/crashes_and_spins/Pier-2026-03-31.ips`, bytes: 'one' },
    { name: `${root}/crashes_and_spins/Panics/panic-full.ips`, bytes: 'two' },
    { name: `${root}/crashes_and_spins/notes`, bytes: 'text' },
    { name: `${root}/logs/powerlogs/big.log`, bytes: 'log' },
    { name: `${root}/logs/CrashReporter/Pier.crash`, bytes: 'three' },
    { name: `${root}/spindump-nosymbols.txt`, bytes: 'four' },
    { name: `${root}/ps.txt`, bytes: 'ps' },
    { name: `${root}/system_logs.logarchive/version.plist`, bytes: 'x' },
  ]);

  it('gives what its crash folders hold, and the stacks at its top', async () => {
    const { all } = await unpack(gzipSync(tar), `${root}.tar.gz`);
    const given = all.flatMap((one) => (one.kind === 'file' ? [[one.name.split('/').at(-1), one.interest]] : []));
    expect(given).toEqual([
      ['Pier-2026-03-31.ips', 'report'],
      ['panic-full.ips', 'report'],
      ['notes', 'maybe'],
      ['Pier.crash', 'report'],
      ['spindump-nosymbols.txt', 'maybe'],
    ]);
  });

  it('is one without its outer folder, too', async () => {
    const flat = buildTar([
      { name: 'crashes_and_spins/a.ips', bytes: 'one' },
      { name: 'ps.txt', bytes: 'x' },
    ]);
    expect(Object.values((await unpack(gzipSync(flat), `${root}.tar.gz`)).files)).toEqual(['one']);
  });
});

describe('tricks', () => {
  it('with names are refused, and do not stop the others', async () => {
    const bytes = encoder.encode('x');
    const names = ['../up.ips', '/etc/root.ips', 'C:\\win.ips', 'a/../../b.ips', '..\\back.ips'];
    const zip = buildZip([...names.map((name) => ({ name, bytes })), { name: 'good.ips', bytes }]);
    const tar = buildTar([...names.map((name) => ({ name, bytes })), { name: 'good.ips', bytes }]);
    for (const packed of [zip, tar]) {
      const { files, refused } = await unpack(packed, 'x');
      expect(files).toEqual({ 'x › good.ips': 'x' });
      expect(Object.keys(refused)).toHaveLength(names.length);
      expect(Object.values(refused)[0]).toContain('leads out of the archive');
    }
  });

  it('with links are refused', async () => {
    const bytes = encoder.encode('/etc/passwd');
    const zip = buildZip([{ name: 'link.ips', bytes, mode: 0o120777 }]);
    const tar = buildTar([
      { name: 'link.ips', type: '2' },
      { name: 'hard.ips', type: '1' },
    ]);
    expect(Object.keys((await unpack(zip, 'x')).refused)).toEqual(['x › link.ips']);
    expect(Object.keys((await unpack(tar, 'x')).refused)).toEqual(['x › link.ips', 'x › hard.ips']);
  });

  it('with what is no plain file are refused', async () => {
    const tar = buildTar([
      { name: 'sparse.ips', type: 'S', bytes: 'x' },
      { name: 'pipe', type: '6' },
      { name: 'good.ips', bytes: 'x' },
    ]);
    const { files, refused } = await unpack(tar, 'x');
    expect(Object.keys(files)).toEqual(['x › good.ips']);
    expect(refused['x › sparse.ips']).toContain('not read here');
  });

  it('with equal names hide nothing', async () => {
    const zip = buildZip(['one', 'two'].map((text) => ({ name: 'a.ips', bytes: encoder.encode(text) })));
    const { all } = await unpack(zip, 'x');
    expect(all).toHaveLength(2);
  });

  it('with sizes, checksums and encryption cost the one entry', async () => {
    const bytes = encoder.encode('x'.repeat(100));
    const zip = buildZip([
      { name: 'long.ips', bytes, deflate: true, claims: { size: 10 } },
      { name: 'short.ips', bytes, deflate: true, claims: { size: 1000 } },
      { name: 'sum.ips', bytes, claims: { crc32: 1 } },
      { name: 'secret.ips', bytes, flags: 1 },
      { name: 'good.ips', bytes },
    ]);
    const { files, refused } = await unpack(zip, 'x');
    expect(Object.keys(files)).toEqual(['x › good.ips']);
    expect(Object.keys(refused)).toEqual(['long', 'short', 'sum', 'secret'].map((name) => `x › ${name}.ips`));
    expect(refused['x › secret.ips']).toContain('encrypted');
  });

  it('end with a sentence where an archive is cut off, and what came before stays', async () => {
    const noise = Array.from({ length: 40_000 }, (_, index) => String.fromCharCode(33 + ((index * 7919) % 89))).join(
      '',
    );
    const tar = buildTar([
      { name: 'a.ips', bytes: 'one' },
      { name: 'b.ips', bytes: noise },
    ]);
    const cut = [tar.subarray(0, 2000), gzipSync(tar).subarray(0, -200)];
    for (const packed of cut) {
      const { files, refused } = await unpack(packed, 'x.tar');
      expect(files).toEqual({ 'x.tar › a.ips': 'one' });
      expect(Object.keys(refused)).toEqual(['x.tar › b.ips']);
    }
    const zip = zipOf({ 'a.ips': 'one' });
    const { refused } = await unpack(zip.subarray(0, -30), 'x.zip');
    expect(refused['x.zip']).toContain('damaged');
  });
});

describe('bombs', () => {
  const zeros = new Uint8Array(4 * 1024 ** 2);

  it('of one file cost that file', async () => {
    const zip = zipOf({ 'bomb.ips': zeros, 'a.ips': 'one' });
    const { files, refused } = await unpack(zip, 'x.zip', { file: 1024 ** 2 });
    expect(files).toEqual({ 'x.zip › a.ips': 'one' });
    expect(refused['x.zip › bomb.ips']).toContain('larger than 1 MB');
    const gzip = await unpack(gzipSync(zeros), 'x.gz', { file: 1024 ** 2 });
    expect(gzip.refused['x.gz']).toContain('larger than 1 MB');
  });

  it('of many bytes end the archive', async () => {
    const zip = zipOf({ 'a.ips': 'one', 'b.ips': zeros, 'c.ips': zeros, 'd.ips': 'late' });
    const { files, refused } = await unpack(zip, 'x.zip', { bytes: 6 * 1024 ** 2 });
    expect(Object.keys(files)).toEqual(['x.zip › a.ips', 'x.zip › b.ips']);
    expect(refused['x.zip']).toContain('far larger');
  });

  it('of archives in archives end at a depth', async () => {
    let bomb: Uint8Array = zipOf({ 'a.ips': 'one' });
    for (let depth = 0; depth < 10; depth += 1) bomb = zipOf({ 'next.zip': bomb });
    const { files, refused } = await unpack(bomb, 'x.zip');
    expect(files).toEqual({});
    expect(Object.values(refused)).toEqual([expect.stringContaining('more than 8 others')]);
  });

  it('of entries end at a number', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.ips`, 'x']));
    const { files, refused } = await unpack(zipOf(many), 'x.zip', { entries: 10 });
    expect(Object.keys(files)).toHaveLength(10);
    expect(refused['x.zip']).toContain('more than 10 entries');
  });
});
