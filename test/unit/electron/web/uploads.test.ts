import { access, readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploads } from '../../../../electron/web/uploads.ts';
import { ok } from '../../../../shared/result.ts';
import { send } from './client.ts';
import { nothing, openSession, pageHeaders, start } from './fixture.ts';
import type { Running } from './fixture.ts';

let running: Running;
beforeEach(async () => {
  running = await start();
});
afterEach(() => running.stop());

const put = (job: string, path: string, body: string | Buffer) =>
  running.sendAsPage({ method: 'PUT', path: `/upload/${job}/${path}`, body });
const finish = async (job: string): Promise<unknown> =>
  JSON.parse((await running.sendAsPage({ method: 'POST', path: `/upload/${job}/finish` })).text);

describe('an upload', () => {
  it('is imported from a folder of its own, with the tree that was dropped, and leaves nothing behind', async () => {
    const folders: string[] = [];
    running.onImport = async (paths) => {
      expect(new Set(paths.map((path) => basename(path)))).toEqual(new Set(['Harbor.dSYM', 'a.ips']));
      for (const path of paths) {
        if (path.endsWith('a.ips')) expect(await readFile(path, 'utf8')).toBe('first');
        else expect(await readFile(`${path}/Contents/Info.plist`, 'utf8')).toBe('second');
        folders.push(dirname(path));
      }
      return ok({ ...nothing, added: 1, dsyms: 1 });
    };
    expect((await put('job-1', 'a.ips', 'first')).status).toBe(204);
    expect((await put('job-1', 'Harbor.dSYM%2FContents%2FInfo.plist', 'second')).status).toBe(204);
    expect(await finish('job-1')).toEqual(ok({ ...nothing, added: 1, dsyms: 1 }));
    expect(running.asked).toMatchObject([{ name: 'import.paths', input: { job: 'job-1' } }]);
    for (const folder of folders) await expect(access(folder)).rejects.toThrow('ENOENT');
  });

  it('keeps bytes as they are', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 256));
    let received: Buffer | null = null;
    running.onImport = async ([path = '']) => {
      received = await readFile(path);
      return ok(nothing);
    };
    await put('bytes', 'a.bin', bytes);
    await finish('bytes');
    expect(bytes.equals(received ?? Buffer.alloc(0))).toBe(true);
  });

  it('of many files at once, in several jobs, mixes nothing up', async () => {
    const imported = new Map<string, string[]>();
    running.onImport = async (paths) => {
      const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
      imported.set(texts[0]?.split(' ')[0] ?? '', texts.toSorted());
      return ok(nothing);
    };
    const jobs = ['a', 'b', 'c', 'd'];
    const names = Array.from({ length: 25 }, (_, index) => `${String(index).padStart(2, '0')}.ips`);
    await Promise.all(jobs.flatMap((job) => names.map((name) => put(job, name, `${job} ${name}`))));
    await Promise.all(jobs.map((job) => finish(job)));
    for (const job of jobs) expect(imported.get(job)).toEqual(names.map((name) => `${job} ${name}`));
  });

  it('keeps two files of one path apart', async () => {
    let texts: string[] = [];
    running.onImport = async (paths) => {
      expect(new Set(paths.map((path) => basename(path).toLowerCase()))).toEqual(new Set(['a.ips']));
      texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
      return ok(nothing);
    };
    await Promise.all([put('twice', 'a.ips', 'one'), put('twice', 'A.ips', 'two'), put('twice', 'a.ips', 'three')]);
    await finish('twice');
    expect(texts.toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('speaks of files by the paths that the browser gave', async () => {
    running.onImport = ([path = '']) =>
      Promise.resolve(
        ok({
          ...nothing,
          faults: [
            {
              file: `${path}/b.ips`,
              fault: { kind: 'unreadable-file', message: `${path}/b.ips is locked.`, detail: path },
            },
          ],
        }),
      );
    await put('names', 'folder/b.ips', 'x');
    expect(await finish('names')).toMatchObject({
      value: { faults: [{ file: 'folder/b.ips', fault: { message: 'folder/b.ips is locked.', detail: 'folder' } }] },
    });
  });

  it.each(['..%2Fa.ips', '..%2F..%2Fa.ips', 'a/..%2F..%2F..%2Fb', '%2Fetc%2Fpasswd', 'a%00b', ''])(
    'to %s is refused',
    async (path) => {
      expect((await put('bad', path, 'x')).status).toBe(400);
      expect(await finish('bad')).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
    },
  );

  it.each(['..', '%2e%2e', 'A', 'a'.repeat(65), ''])('of a job named “%s” is refused', async (job) => {
    expect((await put(job, 'a.ips', 'x')).status).toBe(400);
  });

  it('of more than 4 GiB is refused at once', async () => {
    const answer = await running.sendAsPage({
      method: 'PUT',
      path: '/upload/large/a.bin',
      headers: { 'content-length': String(4 * 1024 ** 3 + 1) },
      unfinished: true,
    });
    expect(answer.status).toBe(413);
  });

  it('where a folder stands already is refused, and the host goes on', async () => {
    await put('clash', 'a/b.ips', 'x');
    const answer = await put('clash', 'a', 'x');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text)).toMatchObject({ fault: { kind: 'unreadable-file' } });
    expect((await put('clash', 'c', 'x')).status).toBe(204);
  });

  it('that is cut off leaves nothing to import', async () => {
    let imported: string[] = [];
    running.onImport = (paths) => {
      imported = paths.map((path) => basename(path));
      return Promise.resolve(ok(nothing));
    };
    const { port } = running.host;
    const headers = { ...pageHeaders(port, await openSession(running.host)), 'content-length': '1000' };
    await put('cut', 'whole.ips', 'x');
    const half = request({ host: '127.0.0.1', port, method: 'PUT', path: '/upload/cut/half.ips', headers });
    half.on('error', () => undefined);
    await new Promise((resolve) => half.write('half of it', resolve));
    half.destroy();
    await finish('cut');
    expect(imported).toEqual(['whole.ips']);
  });
});

describe('a cancelled upload', () => {
  const cancel = (job: string) =>
    running.sendAsPage({ method: 'POST', path: '/api/import.cancel', body: JSON.stringify({ job }) });

  it('takes no more files and imports nothing', async () => {
    await put('stop', 'a.ips', 'x');
    expect((await cancel('stop')).status).toBe(200);
    expect((await put('stop', 'b.ips', 'x')).status).toBe(409);
    expect(await finish('stop')).toMatchObject({ ok: true, value: { cancelled: true, added: 0 } });
    expect(running.asked.map(({ name }) => name)).toEqual(['import.cancel']);
  });

  it('stops the file that is under way', async () => {
    await put('half', 'a.ips', 'x');
    const body = Buffer.alloc(1000);
    const half = running.sendAsPage({ method: 'PUT', path: '/upload/half/b.ips', body, trickles: true });
    await cancel('half');
    expect((await half).status).toBe(409);
    expect(await finish('half')).toMatchObject({ ok: true, value: { cancelled: true } });
    expect(running.asked.map(({ name }) => name)).not.toContain('import.paths');
  });

  it('reaches an import that runs already', async () => {
    let arrived = (): void => undefined;
    let end = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    running.onImport = () => {
      arrived();
      return new Promise((resolve) => {
        end = () => resolve(ok({ ...nothing, cancelled: true }));
      });
    };
    await put('late', 'a.ips', 'x');
    const finished = finish('late');
    await started;
    await cancel('late');
    expect(running.asked).toContainEqual({ name: 'import.cancel', input: { job: 'late' } });
    expect((await put('late', 'b.ips', 'x')).status).toBe(409);
    expect(await finish('late')).toMatchObject({ ok: false });
    end();
    expect(await finished).toMatchObject({ ok: true, value: { cancelled: true } });
  });
});

describe('the limits of uploads', () => {
  let ends: (() => void)[] = [];
  let port = 0;
  let stop = (): Promise<void> => Promise.resolve();
  let finishLimited = (_job: string): Promise<unknown> => Promise.resolve();

  beforeEach(async () => {
    ends = [];
    const uploads = await createUploads({
      importPaths: () =>
        new Promise((resolve) => {
          ends.push(() => resolve(ok(nothing)));
        }),
      warn: () => undefined,
      limits: { bytesOfFile: 1000, filesOfJob: 3, jobs: 2 },
    });
    const server = createServer((incoming, response) => {
      const [, job = '', path = ''] = (incoming.url ?? '').split('/');
      const answer = async (): Promise<void> => {
        const refusal = await uploads.put(job, path, incoming);
        incoming.resume();
        response.writeHead(refusal?.status ?? 204).end();
      };
      void answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    finishLimited = (job) => uploads.finish(job);
    stop = async () => {
      server.close();
      await uploads.close();
    };
  });
  afterEach(() => stop());

  const status = async (path: string, length: number) => {
    const headers = { 'transfer-encoding': 'chunked' };
    return (await send(port, { method: 'PUT', path, headers, body: Buffer.alloc(length) })).status;
  };

  it('hold for the bytes of a file of unknown length, and for the files of a job', async () => {
    expect(await status('/a/1', 1000)).toBe(204);
    expect(await status('/a/2', 1001)).toBe(413);
    expect(await status('/a/3', 1)).toBe(204);
    expect(await status('/a/4', 1)).toBe(413);
    expect(await status('/b/1', 1)).toBe(204);
  });

  it('let the oldest idle job go for a new one, but never one that is being imported', async () => {
    expect(await status('/a/1', 1)).toBe(204);
    expect(await status('/b/1', 1)).toBe(204);
    const importing = [finishLimited('b')];
    expect(await status('/c/1', 1)).toBe(204);
    expect(await finishLimited('a')).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
    importing.push(finishLimited('c'));
    expect(await status('/d/1', 1)).toBe(429);
    await expect.poll(() => ends.length).toBe(2);
    for (const end of ends) end();
    await Promise.all(importing);
    expect(await status('/d/1', 1)).toBe(204);
  });
});
