import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost } from '../../../../electron/web/host.ts';
import { openSession, page, start } from './fixture.ts';
import type { Running } from './fixture.ts';

let running: Running;
beforeAll(async () => {
  running = await start();
});
afterAll(() => running.stop());

describe('the link', () => {
  it('is on the loopback address and holds 256 bits', () => {
    const url = new URL(running.host.url);
    expect(url.hostname).toBe('127.0.0.1');
    expect(Buffer.from(url.searchParams.get('token') ?? '', 'base64url')).toHaveLength(32);
  });

  it('is exchanged for a cookie that scripts and other sites do not get, and that is not the token', async () => {
    const token = new URL(running.host.url).searchParams.get('token');
    const answer = await running.send({ path: `/?token=${token}` });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    const [pair = '', ...flags] = cookie.split('; ');
    const [name, value = ''] = pair.split('=');
    expect(name).toContain(String(running.host.port));
    expect(Buffer.from(value, 'base64url')).toHaveLength(32);
    expect(value).not.toBe(token);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  });

  it('works again, for another tab', async () => {
    expect(await openSession(running.host)).toBe(await openSession(running.host));
  });

  it('may be opened from anywhere, for instance a chat', async () => {
    const path = running.host.url.slice(running.host.url.indexOf('/?'));
    const answer = await running.send({ path, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(303);
  });

  it.each(['/', '/?token=', '/?token=AAAA', `/?token=${'A'.repeat(43)}`, '/?token=%ff'])(
    'is told to have expired at %s',
    async (path) => {
      const answer = await running.send({ path });
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.text).toContain('This link has expired');
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('of another run does not work', async () => {
    const other = await start();
    const path = other.host.url.slice(other.host.url.indexOf('/?'));
    expect((await running.send({ path })).status).toBe(401);
    await other.stop();
  });
});

describe('without a session', () => {
  it.each([
    ['GET', '/assets/index-C0ffee12.js'],
    ['GET', '/events'],
    ['GET', '/nowhere'],
    ['POST', '/api/host.abilities'],
    ['PUT', '/upload/job/file.ips'],
    ['POST', '/upload/job/finish'],
  ])('%s %s is refused with a fault', async (method, path) => {
    const { port } = running.host;
    const cookies = ['', `faultline-${port}=`, `faultline-${port}=${'A'.repeat(43)}`, 'other=1; faultline=2'];
    for (const cookie of cookies) {
      const headers = { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' };
      const answer = await running.send({ method, path, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.text)).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    }
    expect(running.asked).toEqual([]);
  });

  it('a cookie of another name before ours does no harm', async () => {
    const cookie = `a=b; ${await openSession(running.host)}; c=d`;
    expect((await running.send({ headers: { cookie } })).status).toBe(200);
  });
});

describe('the address', () => {
  it('is bound on loopback alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of ['127.0.0.2', ...others]) expect(await reaches(address, running.host.port)).toBe(false);
    expect(await reaches('127.0.0.1', running.host.port)).toBe(true);
  });

  it('answers under its own names only, against DNS rebinding', async () => {
    const { port } = running.host;
    const cookie = await openSession(running.host);
    const statusAs = async (host: string) => (await running.send({ headers: { host, cookie } })).status;
    expect(await statusAs(`127.0.0.1:${port}`)).toBe(200);
    expect(await statusAs(`localhost:${port}`)).toBe(200);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `[::1]:${port}`,
    ]) {
      expect(await statusAs(host)).toBe(421);
    }
  });

  it('that is taken is told as a fault', async () => {
    const second = await startWebHost({ ...running.options, port: running.host.port });
    expect(second).toMatchObject({ ok: false, fault: { kind: 'bad-input' } });
  });

  it('is not even tried while there is no window to show', async () => {
    const started = await startWebHost({ ...running.options, rendererPath: '/nowhere' });
    expect(started).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
  });
});

describe('other pages', () => {
  const call = { method: 'POST', path: '/api/host.abilities', body: '{}' };

  it('cannot write: a foreign origin, or none, is refused', async () => {
    const { port } = running.host;
    const foreign = ['https://evil.example', `http://127.0.0.1:${port + 1}`, `https://127.0.0.1:${port}`, 'null', ''];
    for (const origin of foreign) {
      for (const sent of [call, { method: 'PUT', path: '/upload/job/a.ips', body: 'x' }]) {
        const answer = await running.sendAsPage({ ...sent, headers: { origin } });
        expect([origin, answer.status]).toEqual([origin, 403]);
      }
    }
    expect((await running.sendAsPage(call)).status).toBe(200);
  });

  it('cannot read: requests that a browser marks as another site’s are refused', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      expect((await running.sendAsPage({ path: '/events', headers })).status).toBe(403);
      expect((await running.sendAsPage({ path: '/assets/index-C0ffee12.js', headers })).status).toBe(403);
      expect((await running.sendAsPage({ ...call, headers })).status).toBe(403);
    }
  });
});

describe('the page', () => {
  it('is served with its policy, and no answer is without it', async () => {
    const answers = [
      await running.sendAsPage({}),
      await running.sendAsPage({ path: '/assets/index-C0ffee12.js' }),
      await running.sendAsPage({ path: '/nowhere' }),
      await running.sendAsPage({ method: 'POST', path: '/api/host.abilities', body: '{}' }),
      await running.send({}),
      await running.send({ path: '/api/host.abilities' }),
      await running.send({ headers: { host: 'evil.example' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 401, 401, 421]);
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect(answers[0]?.text).toBe(page);
  });

  it('is never cached, while its hashed files are for good', async () => {
    const caching = async (path: string) => (await running.sendAsPage({ path })).headers['cache-control'];
    expect(await caching('/')).toBe('no-cache');
    expect(await caching('/assets/index-C0ffee12.js')).toContain('immutable');
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '//etc/passwd',
    '/etc/passwd',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/%00',
    '/constructor',
    '/__proto__',
  ])('does not give out %s', async (path) => {
    const answer = await running.sendAsPage({ path });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret');
  });

  it('has no other methods', async () => {
    for (const method of ['DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      expect((await running.sendAsPage({ method })).status).toBe(405);
    }
    expect((await running.sendAsPage({ method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe('a call', () => {
  const post = (name: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    running.sendAsPage({ method: 'POST', path: `/api/${name}`, body, headers });

  it('answers with the API’s result, uncached', async () => {
    const answer = await post('host.abilities', '{}');
    expect(JSON.parse(answer.text)).toEqual({
      ok: true,
      value: { host: 'web', platform: 'Linux', version: '1.2.3', paths: false, editors: [] },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('answers faults of the contract with 200 as well', async () => {
    for (const [name, body] of [
      ['library.summary', '{}'],
      ['no.such.call', '{}'],
      ['constructor', '{}'],
    ] as const) {
      const answer = await post(name, body);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toMatchObject({ ok: false });
    }
  });

  it('cannot import by path', async () => {
    const asked = running.asked.length;
    const answer = await post('import.paths', JSON.stringify({ job: 'j', paths: ['/etc/passwd'] }));
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(running.asked).toHaveLength(asked);
  });

  it('takes JSON and nothing else', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      expect((await post('host.abilities', '{}', { 'content-type': type })).status).toBe(415);
    }
    expect((await post('host.abilities', '{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      200,
    );
    for (const body of ['', '{', 'nothing']) expect((await post('host.abilities', body)).status).toBe(400);
  });

  it('is refused before it is read when it says that it is too long', async () => {
    const answer = await running.sendAsPage({
      method: 'POST',
      path: '/api/import.text',
      headers: { 'content-length': String(65 * 1024 * 1024 + 1) },
      unfinished: true,
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, fault: { kind: 'too-large' } });
  });

  it('is refused while it is read when it does not say so', async () => {
    const headers = { 'transfer-encoding': 'chunked' };
    const body = Buffer.alloc(1024 * 1024 + 1, ' ');
    expect((await post('host.abilities', body, headers)).status).toBe(413);
  });

  it('takes a long pasted text', async () => {
    const answer = await post('import.text', JSON.stringify({ job: 'paste', text: 'x'.repeat(20 * 1024 * 1024) }));
    expect(JSON.parse(answer.text)).toMatchObject({ ok: true, value: { added: 1 } });
  });

  it('that throws tells nothing of the inside', async () => {
    const answer = await post('report.text', JSON.stringify({ id: 'a', format: 'raw' }));
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, fault: { kind: 'unexpected' } });
    expect(answer.text).not.toContain('a secret of the inside');
    expect(running.warnings.join()).toContain('a secret of the inside');
  });
});

describe('the server', () => {
  it('survives what is no HTTP', async () => {
    for (const bytes of ['\0\0\0', 'GET / HTTP/1.1\r\n\r\n', 'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n']) {
      await new Promise<void>((resolve) => {
        const socket = connect(running.host.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    expect((await running.sendAsPage({})).status).toBe(200);
  });
});

/** Whether a TCP connection to the address comes about. */
function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });
}
