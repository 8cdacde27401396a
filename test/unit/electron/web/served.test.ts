/** Pictures of the library and zips to download, as the web host serves them. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from './fixture.ts';
import type { Running } from './fixture.ts';

const ID = 'ab'.repeat(32);
const PAGE_ID = 'cd'.repeat(32);

let running: Running;
beforeAll(async () => {
  running = await start();
  running.images.set(ID, { type: 'image/png', bytes: Buffer.from('a picture') });
  running.images.set(PAGE_ID, { type: 'text/html', bytes: Buffer.from('<script>') });
});
afterAll(() => running.stop());

describe('a screenshot', () => {
  it('is served as the picture it is, to be kept by the page', async () => {
    const answer = await running.sendAsPage({ path: `/screenshot/${ID}` });
    expect(answer).toMatchObject({ status: 200, text: 'a picture' });
    expect(answer.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('needs the session', async () => {
    expect((await running.send({ path: `/screenshot/${ID}` })).status).toBe(401);
  });

  it.each([
    `/screenshot/${'00'.repeat(32)}`,
    `/screenshot/${ID}/`,
    `/screenshot/${ID.toUpperCase()}`,
    `/screenshot/../screenshot/${ID}`,
    '/screenshot/',
    '/screenshot/..%2f..%2fetc%2fpasswd',
    `/screenshot/${PAGE_ID}`,
  ])('is nothing else: %s', async (path) => {
    const answer = await running.sendAsPage({ path });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('script');
  });
});

describe('a download', () => {
  async function offer(token: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-served-'));
    const path = join(folder, 'export.zip');
    await writeFile(path, 'zipped');
    const done = (): Promise<void> => rm(folder, { recursive: true });
    running.downloads.set(token, { path, fileName: 'Feedback “März”.zip', done });
    return path;
  }

  it('comes once, as a file to save, and is removed after', async () => {
    const path = await offer('secret');
    const answer = await running.sendAsPage({ path: '/download/secret' });
    expect(answer).toMatchObject({ status: 200, text: 'zipped' });
    expect(answer.headers['content-type']).toBe('application/zip');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('Feedback “März”.zip')}`,
    );
    await expect.poll(() => existsSync(path)).toBe(false);
    expect((await running.sendAsPage({ path: '/download/secret' })).status).toBe(404);
  });

  it('is not spent by those who have no session, or only look', async () => {
    await offer('second');
    expect((await running.send({ path: '/download/second' })).status).toBe(401);
    expect((await running.sendAsPage({ method: 'HEAD', path: '/download/second' })).status).toBe(404);
    expect((await running.sendAsPage({ path: '/download/second' })).status).toBe(200);
  });
});
