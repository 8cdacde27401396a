import { writeFile, readdir, readFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeOriginal } from '../../../../electron/store/originals.ts';
import type { ExportTarget, Outputs, Reply } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { parseCsv } from '../../../fixtures/csv.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { unzip } from '../../../fixtures/unzip.ts';

/** Two signatures: `moor` in three reports of two versions, `sink` in one. */
const REPORTS = {
  'moor-1.ips': buildIps({ seed: 1, version: '1.0', build: '100', crashedAt: '2026-06-01 12:00:00.0000 +0000' }),
  'moor-2.ips': buildIps({ seed: 2, version: '1.1', build: '110', crashedAt: '2026-06-02 12:00:00.0000 +0000' }),
  'moor-3.ips': buildIps({ seed: 3, version: '1.1', build: '110', crashedAt: '2026-06-03 12:00:00.0000 +0000' }),
  'sink.ips': buildIps({
    seed: 4,
    frames: [{ symbol: 'Dock.sink()' }, { symbol: 'main' }],
    crashedAt: '2026-06-04 12:00:00.0000 +0000',
  }),
} as const;

interface Exporting extends OpenLibrary {
  readonly folder: string;
  readonly file: string;
}

/** A library with these reports, whose host writes exports to `file`. */
async function filled(reports: Readonly<Record<string, string>> = REPORTS): Promise<Exporting> {
  const folder = await makeFolder();
  const file = join(folder, 'export');
  const library = await openLibrary(undefined, { chooseFile: async () => file });
  const inbox = join(folder, 'inbox');
  for (const [name, text] of Object.entries(reports)) {
    await mkdir(dirname(join(inbox, name)), { recursive: true });
    await writeFile(join(inbox, name), text);
  }
  valueOf(await library.api['import.paths']({ job: 'import', paths: [inbox] }));
  return { ...library, folder, file };
}

const VIEW = { kind: 'view', filter: { ...NO_FILTER, status: 'all' }, expected: 2 } as const;

async function signatureOf({ api }: OpenLibrary, title: string): Promise<string> {
  const { rows } = valueOf(await api['inbox.page']({}));
  return rows.find((row) => row.title.includes(title))?.id ?? '';
}

type Choice = Partial<{ target: ExportTarget; format: 'markdown' | 'json' | 'csv' | 'text' | 'original' }> & {
  readonly reports?: 'newest' | 'all';
  readonly redact?: boolean;
};

function run({ api }: OpenLibrary, choice: Choice): Promise<Reply<'export.run'>> {
  return api['export.run']({
    job: 'export',
    target: VIEW,
    format: 'markdown',
    reports: 'newest',
    redact: false,
    ...choice,
  });
}

async function exported(
  library: Exporting,
  choice: Choice,
): Promise<{ bytes: Buffer; summary: Outputs['export.run'] }> {
  const summary = valueOf(await run(library, choice));
  return { bytes: await readFile(library.file), summary };
}

describe('an export', () => {
  it('is counted before it is made, exactly', async () => {
    const library = await filled();
    const { api } = library;
    expect(valueOf(await api['export.count']({ target: VIEW }))).toEqual({ signatures: 2, reports: 4 });
    const ids = [await signatureOf(library, 'moor')];
    expect(valueOf(await api['export.count']({ target: { kind: 'signatures', ids } }))).toEqual({
      signatures: 1,
      reports: 3,
    });
  });

  it('is refused where the view holds another number than was said, and writes nothing', async () => {
    const library = await filled();
    const target: ExportTarget = { ...VIEW, expected: 3 };
    expect(faultOf(await run(library, { target })).kind).toBe('outdated');
    await expect(readFile(library.file)).rejects.toThrow();
  });

  it('says what it held', async () => {
    const library = await filled();
    const { summary } = await exported(library, { reports: 'all' });
    expect(summary).toEqual({ kind: 'file', path: library.file, signatures: 2, reports: 4, failed: 0 });
    expect(library.pushed['export.progress'].at(-1)).toEqual({ job: 'export', done: 4, total: 4 });
  });

  it('leaves nothing half-written beside its file', async () => {
    const library = await filled();
    await exported(library, {});
    expect((await readdir(library.folder)).toSorted()).toEqual(['export', 'inbox']);
  });

  it('comes to nothing where no file is chosen', async () => {
    const library = await openLibrary(undefined, { chooseFile: async () => null });
    valueOf(await library.api['import.text']({ job: 'paste', text: REPORTS['sink.ips'] }));
    expect(valueOf(await run(library, { target: { ...VIEW, expected: 1 } }))).toEqual({ kind: 'dismissed' });
  });

  it('waits for a download where nobody can be asked, under its own name', async () => {
    const library = await openLibrary();
    valueOf(await library.api['import.text']({ job: 'paste', text: REPORTS['sink.ips'] }));
    const summary = valueOf(await run(library, { target: { ...VIEW, expected: 1 }, format: 'csv' }));
    if (summary.kind !== 'download') throw new Error(`it is a ${summary.kind}`);
    expect(summary.fileName).toMatch(/\.csv$/);
    const download = library.services.downloads.take(summary.href.replace('/download/', ''));
    expect(parseCsv(await readFile(download?.path ?? '', 'utf8'))).toHaveLength(2);
    await download?.done();
  });

  it('remembers what was chosen', async () => {
    const library = await filled();
    await exported(library, { format: 'json', reports: 'all' });
    expect(valueOf(await library.api['settings.read']({}))).toMatchObject({
      exportFormat: 'json',
      exportReports: 'all',
    });
  });

  it('holds nothing that is imported while it is asked for a file', async () => {
    const folder = await makeFolder();
    const file = join(folder, 'export');
    const chooseFile = async (): Promise<string> => {
      valueOf(await library.api['import.text']({ job: 'late', text: REPORTS['moor-3.ips'] }));
      return file;
    };
    const library = await openLibrary(undefined, { chooseFile });
    valueOf(await library.api['import.text']({ job: 'early', text: REPORTS['moor-1.ips'] }));
    const target: ExportTarget = { ...VIEW, expected: 1 };
    expect(valueOf(await run(library, { target, format: 'json', reports: 'all' }))).toMatchObject({ reports: 1 });
    expect((await readFile(file, 'utf8')).match(/"report":/g)).toHaveLength(1);
  });

  it('ends when it is cancelled', async () => {
    const library = await filled();
    const running = run(library, { reports: 'all' });
    await library.api['import.cancel']({ job: 'export' });
    expect(faultOf(await running).kind).toBe('cancelled');
    expect((await readdir(library.folder)).toSorted()).toEqual(['inbox']);
  });
});

describe('an export of a filtered view', () => {
  /** Leaves the two older reports of `moor`, and none of `sink`. */
  const when = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 3) };
  const target: ExportTarget = { kind: 'view', filter: { ...NO_FILTER, when }, expected: 1 };
  const filesOf = async (library: Exporting): Promise<readonly string[]> =>
    [...(await unzip(library.file)).keys()].toSorted();

  it('all reports are those that match the filter, in every format', async () => {
    const library = await filled();
    const names = async (format: 'markdown' | 'json' | 'csv'): Promise<readonly string[]> => {
      const { bytes, summary } = await exported(library, { target, format, reports: 'all' });
      expect(summary).toMatchObject({ signatures: 1, reports: 2, failed: 0 });
      return [...bytes.toString().matchAll(/moor-\d\.ips|Report of 2026-06-0\d/g)].map(([name]) => name);
    };
    expect(await names('json')).toEqual(['moor-2.ips', 'moor-1.ips']);
    expect(await names('csv')).toEqual(['moor-2.ips', 'moor-1.ips']);
    expect(await names('markdown')).toEqual(['Report of 2026-06-02', 'Report of 2026-06-01']);
    await exported(library, { target, format: 'original', reports: 'all' });
    expect(await filesOf(library)).toEqual(['moor-1.ips', 'moor-2.ips']);
    await exported(library, { target, format: 'text', reports: 'all' });
    expect(await filesOf(library)).toEqual(['moor-1.crash', 'moor-2.crash']);
  });

  it('counts those, before and after', async () => {
    const library = await filled();
    expect(valueOf(await library.api['export.count']({ target }))).toEqual({ signatures: 1, reports: 2 });
    const { summary } = await exported(library, { target, format: 'original', reports: 'all' });
    expect(summary).toMatchObject({ signatures: 1, reports: 2 });
    expect(library.pushed['export.progress'].at(-1)).toEqual({ job: 'export', done: 2, total: 2 });
  });

  it('the newest of each crash is the newest that matches', async () => {
    const library = await filled();
    const { bytes, summary } = await exported(library, { target, format: 'json' });
    expect(summary).toMatchObject({ signatures: 1, reports: 1 });
    expect(bytes.toString()).toContain('"file":"moor-2.ips"');
    expect(bytes.toString()).not.toContain('"file":"moor-3.ips"');
  });
});

describe('Markdown', () => {
  it('has counts, grouping and the stack of the newest report of each signature', async () => {
    const library = await filled();
    const text = (await exported(library, {})).bytes.toString();
    expect(text.match(/^# /gm)).toHaveLength(2);
    expect(text).toContain('| Crashes | 3 |');
    expect(text).toContain('**Why together:**');
    expect(text).toContain('## Report of 2026-06-03 12:00, 1.1 (110)');
    expect(text).not.toContain('2026-06-02');
  });

  it('has all reports when asked for', async () => {
    const text = (await exported(await filled(), { reports: 'all' })).bytes.toString();
    expect(text.match(/^## Report of /gm)).toHaveLength(4);
  });
});

describe('JSON', () => {
  it('is one document with signatures and their reports', async () => {
    const { bytes } = await exported(await filled(), { format: 'json', reports: 'all' });
    const document: unknown = JSON.parse(bytes.toString());
    expect(document).toMatchObject({
      export: 'faultline',
      version: 1,
      redacted: false,
      signatures: [
        { row: { count: 1 }, exported: [{ file: 'sink.ips', report: { kind: 'crash', process: 'Pier' } }] },
        { row: { count: 3 }, exported: [{ file: 'moor-3.ips' }, { file: 'moor-2.ips' }, { file: 'moor-1.ips' }] },
      ],
    });
  });
});

describe('CSV', () => {
  it('has a line for each signature', async () => {
    const rows = parseCsv((await exported(await filled(), { format: 'csv' })).bytes.toString());
    expect(rows).toHaveLength(3);
    const crashes = rows[0]?.indexOf('crashes') ?? -1;
    expect(rows.slice(1).map((row) => row[crashes])).toEqual(['1', '3']);
    expect(rows.map((row) => row.at(-1))).toEqual(['kind', 'crash', 'crash']);
  });

  it('has a line for each report when all are asked for', async () => {
    const rows = parseCsv((await exported(await filled(), { format: 'csv', reports: 'all' })).bytes.toString());
    const file = rows[0]?.indexOf('file') ?? -1;
    expect(rows.slice(1).map((row) => row[file])).toEqual(['sink.ips', 'moor-3.ips', 'moor-2.ips', 'moor-1.ips']);
  });
});

describe('files', () => {
  it('are the original bytes, each once, in a zip', async () => {
    const library = await filled();
    await exported(library, { format: 'original', reports: 'all' });
    const files = await unzip(library.file);
    expect(Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.toString()]))).toEqual(REPORTS);
  });

  it('are Apple’s text, which can be read again', async () => {
    const library = await filled();
    await exported(library, { format: 'text', reports: 'all' });
    const files = await unzip(library.file);
    expect([...files.keys()].toSorted()).toEqual(['moor-1.crash', 'moor-2.crash', 'moor-3.crash', 'sink.crash']);
    for (const text of files.values()) expect(text.toString()).toMatch(/^Incident Identifier: /);
  });

  it('of one report need no zip', async () => {
    const library = await filled();
    const id = await signatureOf(library, 'sink');
    const { newestReport } = valueOf(await library.api['signature.detail']({ id }));
    const { bytes } = await exported(library, { target: { kind: 'report', id: newestReport }, format: 'original' });
    expect(bytes.toString()).toBe(REPORTS['sink.ips']);
  });

  it('of one name get names of their own', async () => {
    const library = await filled({ 'a/crash.ips': REPORTS['moor-1.ips'], 'b/crash.ips': REPORTS['sink.ips'] });
    await exported(library, { format: 'original', reports: 'all' });
    expect([...(await unzip(library.file)).keys()].toSorted()).toEqual(['crash 2.ips', 'crash.ips']);
  });

  it('that are gone are named, and the others exported', async () => {
    const library = await filled();
    const id = await signatureOf(library, 'sink');
    const { newestReport } = valueOf(await library.api['signature.detail']({ id }));
    await removeOriginal(library.services.library, newestReport);
    const { summary } = await exported(library, { format: 'original', reports: 'all' });
    expect(summary).toMatchObject({ reports: 4, failed: 1 });
    const files = await unzip(library.file);
    expect(files.size).toBe(4);
    expect(files.get('Not exported.txt')?.toString()).toContain(newestReport);
  });

  it('cannot be redacted as they came', async () => {
    const fault = faultOf(await run(await filled(), { format: 'original', redact: true }));
    expect(fault.message).toContain('Export Apple text instead');
  });
});

describe('redaction', () => {
  const KEY = '0123456789abcdef0123456789abcdef01234567';
  const told = (seed: number): string =>
    buildIps({ seed, deviceKey: KEY, frames: [{ symbol: 'Dock.moor()' }] }).replace(
      '"procPath": "',
      '"procPath": "/Users/zqxanna/Library',
    );

  it.each(['markdown', 'json', 'csv', 'text'] as const)('leaves nobody in %s', async (format) => {
    const library = await filled({ 'Pier_2026-06-01_Zqxannas-Mac.ips': told(1), 'Pier_Zqxannas-Mac-2.ips': told(2) });
    const target: ExportTarget = { ...VIEW, expected: 1 };
    const { bytes } = await exported(library, { target, format, reports: 'all', redact: true });
    const texts = format === 'text' ? [...(await unzip(library.file))].flat().map(String) : [bytes.toString()];
    for (const text of texts) {
      expect(text.toLowerCase()).not.toContain('zqxanna');
      expect(text).not.toContain(KEY);
    }
  });

  it('gives the same device the same placeholder in all reports', async () => {
    const library = await filled({ 'a.ips': told(1), 'b.ips': told(2) });
    const target: ExportTarget = { ...VIEW, expected: 1 };
    const { bytes } = await exported(library, { target, format: 'json', reports: 'all', redact: true });
    const keys = [...bytes.toString().matchAll(/"deviceKey":"([^"]+)"/g)].map(([, key]) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});

describe('text to share', () => {
  it('is redacted where the settings say so', async () => {
    const library = await filled();
    const id = await signatureOf(library, 'moor');
    const { newestReport } = valueOf(await library.api['signature.detail']({ id }));
    const share = async (format: 'signature' | 'text') =>
      valueOf(await library.api['export.text']({ report: newestReport, format }));
    const plain = await share('signature');
    expect(plain).toMatchObject({ fileName: 'moor-3.md', redacted: false });
    expect(plain.text).toContain('| Crashes | 3 |');
    expect((await share('text')).text).not.toContain('DEVICE-');
    valueOf(await library.api['settings.change']({ redact: true }));
    expect(await share('text')).toMatchObject({ fileName: 'report.crash', redacted: true });
    expect((await share('text')).text).toContain('DEVICE-');
  });
});
