import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPageFiles, readPageFile } from '../../../../electron/page/files.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'faultline-files-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), 'page');
});
afterEach(() => rm(root, { recursive: true }));

const list = async () => {
  const files = await listPageFiles(root);
  if (!files.ok) throw new Error(files.fault.message);
  return files.value;
};

describe('the page’s files', () => {
  it('are what stands in its folder, of the kinds that a page has', async () => {
    await writeFile(join(root, 'assets', 'index-C0ffee12.js'), '');
    await writeFile(join(root, 'assets', 'plain.css'), '');
    await writeFile(join(root, 'assets', 'index.js.map'), '');
    await writeFile(join(root, '.env'), '');
    const files = [...(await list())].map(([name, { type, immutable }]) => ({ name, type, immutable }));
    expect(files.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'assets/index-C0ffee12.js', type: 'text/javascript; charset=utf-8', immutable: true },
      { name: 'assets/plain.css', type: 'text/css; charset=utf-8', immutable: false },
      { name: 'index.html', type: 'text/html; charset=utf-8', immutable: false },
    ]);
  });

  it('are no symbolic links, which could lead anywhere', async () => {
    await writeFile(join(root, 'secret'), 'secret');
    await symlink(join(root, 'secret'), join(root, 'link.html'));
    expect((await list()).has('link.html')).toBe(false);
  });

  it('are a fault while there is no page', async () => {
    await rm(join(root, 'index.html'));
    expect(await listPageFiles(root)).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
    expect(await listPageFiles(join(root, 'nowhere'))).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
  });

  it('may go away while they are served', async () => {
    const file = (await list()).get('index.html');
    if (file === undefined) throw new Error('There is no page');
    expect(String(await readPageFile(file))).toBe('page');
    await rm(join(root, 'index.html'));
    expect(await readPageFile(file)).toBeNull();
    await writeFile(join(root, 'index.html'), 'page');
  });
});
