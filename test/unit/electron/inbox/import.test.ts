import { mkdir, readFile, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../../../shared/contract.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

const NOTHING: ImportSummary = {
  added: 0,
  duplicates: 0,
  unread: 0,
  notReports: 0,
  dsyms: 0,
  symbolicated: 0,
  cancelled: false,
  signature: null,
  report: null,
  faults: [],
};

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await makeFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function add({ api }: OpenLibrary, ...paths: string[]): Promise<ImportSummary> {
  return valueOf(await api['import.paths']({ job: 'import', paths }));
}

describe('a report', () => {
  it('is shown under its signature, as it was read', async () => {
    const library = await openLibrary();
    const text = buildIps({ version: '2.1', build: '57', os: '17.5' });
    const summary = valueOf(await library.api['import.text']({ job: 'paste', text }));
    const { signature, report } = summary;
    expect(summary).toEqual({ ...NOTHING, added: 1, signature, report });
    const id = summary.report ?? '';
    const page = valueOf(await library.api['inbox.page']({}));
    expect(page.rows).toMatchObject([{ id: summary.signature, count: 1, app: 'Pier', versions: ['2.1'], devices: 1 }]);
    const detail = valueOf(await library.api['report.detail']({ id }));
    expect(detail).toMatchObject({ id, signature: summary.signature, fileName: 'Pasted text' });
    expect(detail.report.threads[0]?.frames[0]).toMatchObject({ symbol: 'Dock.moor()', image: 'Pier' });
    expect(detail.deviceName).toBe('iPhone 14 Pro');
    const raw = valueOf(await library.api['report.text']({ id, format: 'raw' }));
    expect(raw.text).toBe(text);
  });

  it('is selected when it came again', async () => {
    const library = await openLibrary();
    const folder = await folderWith({
      'old.ips': buildIps({ seed: 1, crashedAt: '2026-01-01 12:00:00.0000 +0000' }),
      'new.ips': buildIps({ seed: 2, crashedAt: '2026-02-01 12:00:00.0000 +0000', frames: [{ symbol: 'other()' }] }),
    });
    const first = await add(library, folder);
    const second = await add(library, join(folder, 'old.ips'));
    expect(second).toMatchObject({ added: 0, duplicates: 1 });
    expect(second.signature).not.toBe(first.signature);
    const detail = valueOf(await library.api['report.detail']({ id: second.report ?? '' }));
    expect(detail.report.crashedAt).toContain('2026-01-01');
  });
});

describe('importing again', () => {
  it('adds nothing that is there', async () => {
    const library = await openLibrary();
    const folder = await folderWith({
      'a.ips': buildIps({ seed: 1 }),
      'b.txt': 'no report',
      'c.ips': buildIps({ seed: 2 }),
    });
    expect(await add(library, folder)).toMatchObject({ added: 2, notReports: 1, duplicates: 0 });
    const before = valueOf(await library.api['library.summary']({}));
    expect(await add(library, folder)).toMatchObject({ added: 0, notReports: 1, duplicates: 2 });
    expect(valueOf(await library.api['library.summary']({}))).toEqual(before);
  });

  it('knows the same crash in another file by its incident', async () => {
    const library = await openLibrary();
    const text = buildIps();
    const folder = await folderWith({ 'a.ips': text, 'b.ips': text.replaceAll('\n', '\r\n') });
    expect(await add(library, folder)).toMatchObject({ added: 1, duplicates: 1 });
    const originals = await readdir(join(library.path, 'reports'), { recursive: true });
    expect(originals.filter((name) => name.length > 60)).toHaveLength(1);
  });

  it('does not take a repeated incident for the same crash where time or app differ', async () => {
    const library = await openLibrary();
    const incident = '00000000-1111-2222-3333-444444444444';
    const folder = await folderWith({
      'a.ips': buildIps({ incident }),
      'b.ips': buildIps({ incident, crashedAt: '2026-07-01 12:00:00.0000 +0000' }),
      'c.ips': buildIps({ incident, app: 'Buoy' }),
    });
    expect(await add(library, folder)).toMatchObject({ added: 3, duplicates: 0 });
  });
});

describe('a file that is no report', () => {
  it('is kept with its reason and its beginning, and can be read', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'note.txt': 'dear diary\u0007' });
    await add(library, folder);
    const [file] = valueOf(await library.api['unread.list']({}));
    expect(file).toMatchObject({
      fileName: 'note.txt',
      bytes: 11,
      fault: { kind: 'not-a-report' },
      beginning: 'dear diary·',
    });
    expect(valueOf(await library.api['unread.text']({ id: file?.id ?? '' }))).toEqual({
      fileName: 'note.txt',
      text: 'dear diary\u0007',
    });
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['bytes of chance', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)],
    ['nested brackets', '['.repeat(200_000)],
    ['half a report', buildIps().slice(0, 300)],
  ])('does not stop the rest: %s', async (_, content) => {
    const library = await openLibrary();
    const folder = await folderWith({ 'a.ips': content, 'b.ips': buildIps() });
    const { added, unread, notReports, faults } = await add(library, folder);
    expect([added + unread + notReports, faults]).toEqual([2, []]);
    expect(added).toBeGreaterThanOrEqual(1);
  });

  it('is not kept when it merely lies in a folder among others', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'main.swift': 'let x = 1', 'b.ips': buildIps(), '.DS_Store': 'x' });
    expect(await add(library, folder)).toMatchObject({ added: 1, notReports: 1 });
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
    expect(await add(library, join(folder, 'main.swift'))).toMatchObject({ notReports: 1 });
    expect(valueOf(await library.api['unread.list']({}))).toHaveLength(1);
  });

  it('is a report whatever its name says', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'holiday.png': buildIps() });
    expect(await add(library, folder)).toMatchObject({ added: 1 });
  });
});

describe('what cannot be opened', () => {
  it('is named with its reason', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'b.ips': buildIps() });
    const missing = join(folder, 'missing.ips');
    const { added, faults } = await add(library, missing, join(folder, 'b.ips'));
    expect(added).toBe(1);
    expect(faults).toMatchObject([{ file: missing, fault: { kind: 'not-found' } }]);
  });

  it('is refused and not stored when it is too large', async () => {
    const library = await openLibrary(undefined, { largestFile: 1024 * 1024 });
    const folder = await folderWith({ 'huge.ips': '', 'b.ips': buildIps() });
    await truncate(join(folder, 'huge.ips'), 1024 * 1024 + 1);
    const { added, faults } = await add(library, folder);
    expect(added).toBe(1);
    expect(faults).toMatchObject([{ file: join(folder, 'huge.ips'), fault: { kind: 'too-large' } }]);
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
  });
});

describe('hostile input', () => {
  it('does not follow links out of what was given', async () => {
    const library = await openLibrary();
    const outside = await folderWith({ 'secret.ips': buildIps({ seed: 'secret' }) });
    const folder = await folderWith({ 'b.ips': buildIps() });
    await symlink(join(outside, 'secret.ips'), join(folder, 'link.ips'));
    await symlink(outside, join(folder, 'folder'));
    await symlink(folder, join(folder, 'circle'));
    const { signature, report, ...counts } = await add(library, folder);
    expect({ ...counts, signature: null, report: null }).toEqual({ ...NOTHING, added: 1 });
    const detail = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    expect([detail.fileName, detail.signature]).toEqual(['b.ips', signature]);
  });

  it('shows file names and never uses them as paths', async () => {
    const library = await openLibrary();
    const name = 'a\\..\\..\\<img src=x onerror=alert(1)>\n; rm -rf ~.ips';
    const folder = await folderWith({ [name]: buildIps() });
    const { report } = await add(library, folder);
    const detail = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    expect(detail.fileName).toBe(name);
    const saved = valueOf(await library.api['report.text']({ id: report ?? '', format: 'text' }));
    expect(saved.fileName).not.toMatch(/[/\\]/);
    expect(await readdir(join(library.path, 'reports', (report ?? '').slice(0, 2)))).toEqual([report]);
  });

  it('keeps the original bytes exactly', async () => {
    const library = await openLibrary();
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(buildIps()), Buffer.from([0xff, 0x00])]);
    const folder = await folderWith({ 'odd.ips': bytes });
    const { report } = await add(library, folder);
    const id = report ?? '';
    expect(await readFile(join(library.path, 'reports', id.slice(0, 2), id))).toEqual(bytes);
  });
});

describe('a job', () => {
  it('says how far it is', async () => {
    const library = await openLibrary();
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, seed) => [`${seed}.ips`, buildIps({ seed })]));
    await add(library, await folderWith(files));
    const progress = library.pushed['import.progress'].filter(({ phase }) => phase === 'reading');
    expect(progress[0]).toEqual({ job: 'import', phase: 'reading', done: 0, total: null });
    expect(progress.at(-1)).toEqual({ job: 'import', phase: 'reading', done: 120, total: 120 });
    const done = progress.map(({ done }) => done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it('keeps what was added when it is cancelled, and goes on from there next time', async () => {
    const library = await openLibrary();
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, seed) => [`${seed}.ips`, buildIps({ seed })]));
    const folder = await folderWith(files);
    library.services.events.subscribe((name, payload) => {
      if (name === 'import.progress' && 'done' in payload && payload.done > 0) {
        void library.api['import.cancel']({ job: 'import' });
      }
    });
    const { added, cancelled } = await add(library, folder);
    expect(cancelled).toBe(true);
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(1000);
    expect(valueOf(await library.api['library.summary']({})).crashes).toBe(added);
    const again = valueOf(await library.api['import.paths']({ job: 'again', paths: [folder] }));
    expect(again).toMatchObject({ added: 1000 - added, duplicates: added, cancelled: false });
  });

  it('is not started twice under one name', async () => {
    const library = await openLibrary();
    const folder = await folderWith({ 'a.ips': buildIps() });
    const [first, second] = await Promise.all([
      library.api['import.paths']({ job: 'one', paths: [folder] }),
      library.api['import.paths']({ job: 'one', paths: [folder] }),
    ]);
    expect(valueOf(first).added).toBe(1);
    expect(faultOf(second).kind).toBe('bad-input');
  });
});
