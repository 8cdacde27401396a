/** Feedback as files: in a folder, in a zip, and from the command line. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../../../electron/cli/program.ts';
import { exportToFolder } from '../../../../../electron/inbox/appstore/export.ts';
import { makeFolder, openLibrary } from '../../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../../fixtures/results.ts';
import { createScreen } from '../../cli/screen.ts';

async function openSamples(): Promise<OpenLibrary & { readonly ids: readonly string[] }> {
  const library = await openLibrary();
  valueOf(await library.api['samples.add']({ job: 'samples' }));
  const { rows } = valueOf(await library.api['feedback.page']({}));
  return { ...library, ids: rows.map(({ id }) => id) };
}

/** Names of all files below a folder, and their bytes. */
function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

describe('a folder', () => {
  it('has for each feedback its text, its pictures and its crash', async () => {
    const { services, api, ids } = await openSamples();
    const folder = join(await makeFolder(), 'out');
    expect(valueOf(await exportToFolder(services.library, ids, folder))).toBe(ids.length);
    const files = filesBelow(folder);
    const folders = new Set([...files.keys()].map((name) => name.split('/')[0]));
    expect(folders.size).toBe(ids.length);
    const written = [...files].filter(([name]) => name.endsWith('.json')).map(([, bytes]) => bytes.toString());
    const { rows } = valueOf(await api['feedback.page']({}));
    for (const { id, comment, screenshots, report } of rows) {
      const json: unknown = JSON.parse(written.find((text) => text.includes(id)) ?? 'null');
      expect(json).toMatchObject({ id, comment, report });
      const own = [...files].find(([, bytes]) => bytes.includes(id))?.[0].split('/')[0] ?? '';
      const names = [...files.keys()].filter((name) => name.startsWith(`${own}/`)).map((name) => name.split('/')[1]);
      expect(names.filter((name) => name?.startsWith('screenshot-'))).toHaveLength(screenshots.length);
      expect(names.includes('crash.ips')).toBe(report !== null);
    }
    for (const [name, bytes] of files) expect(bytes.includes('@example.com'), name).toBe(false);
  });

  it('is not made of nothing', async () => {
    const { services } = await openSamples();
    const folder = join(await makeFolder(), 'out');
    expect(faultOf(await exportToFolder(services.library, ['ffff'], folder)).kind).toBe('not-found');
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a zip', () => {
  it('holds the same files, as any tool reads them, and is offered once', async () => {
    const { services, api, ids } = await openSamples();
    const offered = valueOf(await api['feedback.export']({ ids: [...ids] }));
    if (offered.kind !== 'download') throw new Error(`expected a download, got ${offered.kind}`);
    expect(offered.exported).toBe(ids.length);
    expect(offered.fileName).toMatch(/\.zip$/);
    const token = offered.href.split('/').at(-1) ?? '';
    const download = services.downloads.take(token);
    if (download === null) throw new Error('nothing is offered');
    const folder = await makeFolder();
    execFileSync('python3', ['-m', 'zipfile', '-e', download.path, join(folder, 'zip')]);
    execFileSync('python3', ['-m', 'zipfile', '-t', download.path]);
    valueOf(await exportToFolder(services.library, ids, join(folder, 'plain')));
    expect(filesBelow(join(folder, 'zip'))).toEqual(filesBelow(join(folder, 'plain')));
    expect(services.downloads.take(token)).toBeNull();
    await download.done();
    expect(existsSync(download.path)).toBe(false);
  });

  it('is not made where a host asks for a folder', async () => {
    const out = await makeFolder();
    const answers = [null, out];
    const { api } = await openLibrary(undefined, { chooseFolder: async () => answers.shift() ?? null });
    valueOf(await api['samples.add']({ job: 'samples' }));
    const [row] = valueOf(await api['feedback.page']({})).rows;
    const ids = [row?.id ?? ''];
    expect(valueOf(await api['feedback.export']({ ids }))).toEqual({ kind: 'dismissed' });
    expect(valueOf(await api['feedback.export']({ ids }))).toEqual({ kind: 'folder', path: out, exported: 1 });
    expect(filesBelow(out).size).toBeGreaterThan(1);
  });
});

describe('faultline feedback', () => {
  it('prints and exports what matches', async () => {
    const { path, services, ids } = await openSamples();
    await services.close();
    const table = createScreen();
    expect(await runProgram(['feedback', '--library', path], table)).toBe(0);
    expect(table.output()).toContain(`${ids.length} feedback`);
    const json = createScreen();
    const filters = ['--crash', '--app', 'Harbor', '--build', '412', '--format', 'json'];
    expect(await runProgram(['feedback', '--library', path, ...filters], json)).toBe(0);
    const lines = json.output().trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ kind: 'crash', build: '412' });

    const out = join(await makeFolder(), 'out');
    const named = ['--screenshot', '--device', 'iPhone 15 Pro', '--since', '2026-11-01', '--to', out];
    expect(await runProgram(['feedback', 'export', '--library', path, ...named], createScreen())).toBe(0);
    expect([...filesBelow(out).keys()].filter((name) => name.endsWith('.md'))).toHaveLength(1);
  });

  it('says which option is wrong', async () => {
    const screen = createScreen();
    await expect(
      runProgram(['feedback', '--since', 'yesterday', '--library', await makeFolder()], screen),
    ).rejects.toThrow(/--since/);
  });
});
