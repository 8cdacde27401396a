import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { buildZip } from '../../../fixtures/zip.ts';
import { keepUnread } from '../../../../electron/store/unread.ts';
import { keepOriginal } from '../../../../electron/store/originals.ts';
import { createHash, generateKeyPairSync } from 'node:crypto';

/** A report that a Faultline of earlier could not read. */
async function keepAsUnread({ path, services }: OpenLibrary, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const id = createHash('sha256').update(bytes).digest('hex');
  await keepOriginal(path, id, bytes);
  const fault = { kind: 'unreadable-report', message: 'Not read yet.' } as const;
  const file = { id, fileName: 'old.ips', bytes: bytes.length, importedAt: 0, fault, beginning: '', sample: false };
  keepUnread(services.library.database, file);
  return id;
}

describe('trying again', () => {
  it('makes reports of what can be read today, and leaves the rest', async () => {
    const library = await openLibrary();
    const id = await keepAsUnread(library, buildIps());
    await library.api['import.text']({ job: 'paste', text: 'no report' });
    const summary = valueOf(await library.api['unread.retry']({}));
    expect(summary).toMatchObject({ added: 1, notReports: 1, unread: 0, duplicates: 0, report: id });
    expect(valueOf(await library.api['unread.list']({})).map(({ fileName }) => fileName)).toEqual(['Pasted text']);
    const { report } = valueOf(await library.api['report.detail']({ id }));
    expect(report.appName).toBe('Pier');
  });
});

describe('what was kept whole', () => {
  it('becomes what it holds: an archive, or several reports', async () => {
    const library = await openLibrary();
    const bytes = (seed: number): Uint8Array => new TextEncoder().encode(buildIps({ seed }));
    const zip = buildZip([1, 2].map((seed) => ({ name: `${seed}.ips`, bytes: bytes(seed) })));
    const id = await keepAsUnread(library, zip);
    expect(valueOf(await library.api['unread.retry']({}))).toMatchObject({ added: 2, unread: 0, faults: [] });
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
    expect(existsSync(join(library.path, 'reports', id.slice(0, 2), id))).toBe(false);
  });
});

describe('trying one again', () => {
  it('leaves the others alone', async () => {
    const library = await openLibrary();
    const id = await keepAsUnread(library, buildIps());
    const other = await keepAsUnread(library, buildIps({ seed: 'other', app: 'Moor' }));
    expect(valueOf(await library.api['unread.retry']({ ids: [id] }))).toMatchObject({ added: 1, report: id });
    expect(valueOf(await library.api['unread.list']({})).map((file) => file.id)).toEqual([other]);
    expect(faultOf(await library.api['unread.retry']({ ids: [id] })).kind).toBe('not-found');
  });
});

describe('deleting', () => {
  it('removes the file and its bytes', async () => {
    const library = await openLibrary();
    await library.api['import.text']({ job: 'paste', text: 'no report' });
    const [file] = valueOf(await library.api['unread.list']({}));
    const id = file?.id ?? '';
    const path = join(library.path, 'reports', id.slice(0, 2), id);
    expect(existsSync(path)).toBe(true);
    expect(valueOf(await library.api['unread.delete']({ ids: [id] }))).toEqual({ deleted: 1 });
    expect(existsSync(path)).toBe(false);
    expect(valueOf(await library.api['library.summary']({})).unread).toBe(0);
    expect(faultOf(await library.api['unread.delete']({ ids: [id] })).kind).toBe('not-found');
  });

  it('never removes a report', async () => {
    const library = await openLibrary();
    const { report } = valueOf(await library.api['import.text']({ job: 'paste', text: buildIps() }));
    const id = report ?? '';
    expect(faultOf(await library.api['unread.delete']({ ids: [id] })).kind).toBe('not-found');
    expect(valueOf(await library.api['report.detail']({ id })).id).toBe(id);
  });
});

describe('a private key', () => {
  it('is refused, and no byte of it is kept', async () => {
    const library = await openLibrary();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const summary = valueOf(await library.api['import.text']({ job: 'paste', text: pem }));
    expect(summary).toMatchObject({ added: 0, unread: 0, notReports: 0 });
    expect(summary.faults[0]?.fault.kind).toBe('forbidden');
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
    const secret = pem.split('\n')[1] ?? '';
    const files = readdirSync(library.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name)).includes(secret), name).toBe(false);
    }
  });
});
