/** How requests are made: what is tried again and what is not, what is withheld, what ends, and that nothing leaks. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listApps } from '../../electron/appstore/builds.ts';
import type { ClientOptions } from '../../electron/appstore/client.ts';
import { getCrashLog, listCrashSubmissions } from '../../electron/appstore/feedback.ts';
import { all, failureOf, openClient, valueOf } from './open.ts';
import type { Opened } from './open.ts';
import { json, refusal } from './server/exchange.ts';
import type { Reply } from './server/exchange.ts';
import { makeKey } from './server/keys.ts';
import type { FakeKey } from './server/keys.ts';
import { startAppStore } from './server/server.ts';
import type { FakeAppStore } from './server/server.ts';
import { createWorld } from './server/world.ts';

const APP = '1480000000';
const whole = (document: unknown): unknown => document;

let store: FakeAppStore;
let key: FakeKey;
beforeAll(async () => {
  key = await makeKey();
});
beforeEach(async () => {
  store = await startAppStore({ keys: [key], world: createWorld({ crashes: 60 }) });
});
afterEach(() => store.close());

const begin = (options: Partial<ClientOptions> = {}): Promise<Opened> => openClient(store.base, key, options);

/** Answers with each reply in turn, then as the server would. */
function script(...replies: Reply[]): void {
  store.answerWith(() => replies.shift() ?? null);
}

function trouble(status: number, headers: Record<string, string> = {}): Reply {
  return refusal({ status, code: 'UNEXPECTED_ERROR', title: 'Something happened' }, headers);
}

function bytes(body: string | Uint8Array, type: string, status = 200): Reply {
  return { kind: 'bytes', status, bytes: Buffer.from(body), type };
}

describe('what is tried again', () => {
  it.each([429, 500, 502, 503, 504, 408])('reading, after %i, later each time', async (status) => {
    script(trouble(status), trouble(status), trouble(status));
    const { client, waits } = await begin();
    expect((await all(listApps(client))).flat()).toHaveLength(2);
    expect(waits).toEqual([375, 750, 1500]);
  });

  it.each([400, 403, 404, 406, 409, 422])('nothing, after %i', async (status) => {
    script(trouble(status));
    const { client } = await begin();
    expect(failureOf(await client.get('/v1/apps', { read: whole }))).toMatchObject({ status });
    expect(store.seen).toHaveLength(1);
  });

  it('only five times in all', async () => {
    store.answerWith(() => trouble(503));
    const { client } = await begin();
    expect(failureOf(await client.get('/v1/apps', { read: whole }))).toMatchObject({ status: 503 });
    expect(store.seen).toHaveLength(5);
  });

  it('never what changes something', async () => {
    store.answerWith(() => trouble(503));
    const { client } = await begin();
    const answer = await client.post('/v1/analyticsReportRequests', { data: {} }, { read: whole });
    expect(failureOf(answer)).toMatchObject({ status: 503, method: 'POST' });
    expect(store.seen).toHaveLength(1);
  });

  it('once after 401, with a new token, whatever the method', async () => {
    store.answerWith(() => refusal({ status: 401, code: 'NOT_AUTHORIZED', title: 'No' }));
    const { client } = await begin();
    failureOf(await client.get('/v1/apps', { read: whole }));
    failureOf(await client.post('/v1/analyticsReportRequests', {}, { read: whole }));
    expect(store.seen).toHaveLength(4);
    expect(store.seen[0]?.authorization).not.toBe(store.seen[1]?.authorization);
  });

  it('as late as Retry-After asks, in seconds or as a date', async () => {
    script(trouble(429, { 'retry-after': '7' }));
    const first = await begin();
    await first.client.get('/v1/apps', { read: whole });
    expect(first.waits[0]).toBe(7000);
    script(trouble(503, { 'retry-after': new Date(Date.now() + 20_000).toUTCString() }));
    const second = await begin();
    await second.client.get('/v1/apps', { read: whole });
    expect(second.waits[0]).toBeGreaterThan(17_000);
    expect(second.waits[0]).toBeLessThanOrEqual(22_000);
  });

  it('not at all when Retry-After asks for an hour: that is the caller’s to wait', async () => {
    script(trouble(429, { 'retry-after': '3600' }));
    const { client, waits } = await begin();
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ status: 429, headers: { retryAfter: '3600' } });
    expect(waits).toEqual([]);
  });

  it('after a connection that broke within the body', async () => {
    script({ kind: 'broken' });
    const { client } = await begin();
    expect((await all(listApps(client))).flat()).toHaveLength(2);
    expect(store.seen).toHaveLength(2);
  });

  it('after a broken connection for ever: a reset, named', async () => {
    store.answerWith(() => ({ kind: 'broken' }));
    const { client } = await begin({ attempts: 2 });
    expect(failureOf(await client.get('/v1/apps', { read: whole }))).toMatchObject({
      kind: 'network',
      reason: 'reset',
    });
  });
});

describe('limits', () => {
  it.each([1, 2, 4])('keeps %i requests open at most', async (concurrency) => {
    await store.close();
    store = await startAppStore({ keys: [key], world: createWorld({ crashes: 60 }), latency: 15 });
    const { client } = await begin({ concurrency });
    await Promise.all(
      store.world
        .submissions(APP, 'crash')
        .slice(0, 12)
        .map(({ id }) => getCrashLog(client, id)),
    );
    expect(store.peak()).toBe(concurrency);
  });

  it('keeps four open at most, whatever it is told', async () => {
    await store.close();
    store = await startAppStore({ keys: [key], world: createWorld({ crashes: 60 }), latency: 15 });
    const { client } = await begin({ concurrency: 50 });
    await Promise.all(
      store.world
        .submissions(APP, 'crash')
        .slice(0, 20)
        .map(({ id }) => getCrashLog(client, id)),
    );
    expect(store.peak()).toBe(4);
  });

  it('knows how many requests are left', async () => {
    const { client } = await begin();
    expect(client.rateLimit()).toBeNull();
    await all(listApps(client));
    await all(listApps(client));
    expect(client.rateLimit()).toEqual({ limit: 3600, remaining: 3598 });
  });

  it('reports a quota that is used up', async () => {
    await store.close();
    store = await startAppStore({ keys: [key], limits: { perHour: 3 } });
    const { client } = await begin();
    for (let count = 0; count < 3; count += 1) valueOf(await client.get('/v1/apps', { read: whole }));
    expect(failureOf(await client.get('/v1/apps', { read: whole }))).toMatchObject({ status: 429 });
    expect(client.rateLimit()).toEqual({ limit: 3, remaining: 0 });
  });

  it('gets everything past a limit by the moment that Apple does not tell', async () => {
    await store.close();
    const limits = { burst: { most: 5, window: 120 } };
    store = await startAppStore({ keys: [key], world: createWorld({ crashes: 30 }), limits });
    const wait = (milliseconds: number): Promise<unknown> =>
      new Promise((resolve) => setTimeout(resolve, milliseconds / 10));
    const { client } = await begin({ wait, attempts: 12 });
    const crashes = store.world.submissions(APP, 'crash');
    const logs = await Promise.all(crashes.map(({ id }) => getCrashLog(client, id)));
    expect(logs.map(valueOf)).toHaveLength(30);
    expect(store.seen.some(({ status }) => status === 429)).toBe(true);
  });
});

describe('what is withheld', () => {
  /** A server that is not Apple's, and what it heard. */
  async function stranger(): Promise<{ readonly base: string; readonly heard: string[]; close(): void }> {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(`${request.url} ${request.headers.authorization ?? 'no token'}`);
      response.setHeader('content-type', 'application/json');
      response.end('{"data":[],"links":{"self":""}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return { base: `http://127.0.0.1:${port}`, heard, close: () => server.close() };
  }

  it.each([
    'http://127.0.0.1:9',
    'https://evil.example',
    'https://api.appstoreconnect.apple.com.evil.example',
    '//evil.example',
  ])('the token, when the next page lies at %s', async (host) => {
    script(json({ data: [], links: { self: '', next: `${host}/v1/apps?cursor=a` } }));
    const asked: string[] = [];
    const { client } = await begin({
      fetch: (input, init) => {
        asked.push(new Request(input, init).url);
        return fetch(input, init);
      },
    });
    const answers = [];
    for await (const answer of listApps(client)) answers.push(answer);
    expect(failureOf(answers[1] ?? expect.unreachable())).toMatchObject({ kind: 'local', reason: 'foreign-host' });
    expect(asked.every((url) => url.startsWith(store.base))).toBe(true);
  });

  it('the request, when it is sent on to elsewhere', async () => {
    const other = await stranger();
    script({ kind: 'json', status: 302, document: {}, headers: { location: `${other.base}/v1/apps` } });
    const { client } = await begin();
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ kind: 'local', reason: 'foreign-host' });
    expect(other.heard).toEqual([]);
    other.close();
  });

  it('the token, from a file’s host', async () => {
    const other = await stranger();
    const { client } = await openClient(other.base, key);
    valueOf(await client.download(`${other.base}/file?Signature=secret`, { largest: 1000 }));
    expect(other.heard).toEqual(['/file?Signature=secret no token']);
    other.close();
  });

  it.each(['http://files.example/a.png', 'file:///etc/passwd', 'data:image/png;base64,AAAA', 'nonsense'])(
    'a file at %s',
    async (address) => {
      const { client } = await begin();
      expect(failureOf(await client.download(address, { largest: 1000 })).kind).toBe('local');
      expect(store.seen).toEqual([]);
    },
  );
});

describe('answers of no use', () => {
  it('a page of HTML with status 200 is not parsed', async () => {
    script(bytes('<html><body>Sign in to the Wi-Fi of ada@example.com</body></html>', 'text/html'));
    const { client } = await begin();
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ kind: 'response', status: 200, contentType: 'text/html', errors: [] });
    expect(failure.kind === 'response' && failure.excerpt).toBe(
      '<html><body>Sign in to the Wi-Fi of [e-mail]</body></html>',
    );
  });

  it.each([
    ['HTML that says it is JSON', '<html>', 'application/json'],
    ['half of a document', '{"data":[', 'application/json'],
    ['a document without data', '{"links":{}}', 'application/json'],
    ['a document of another kind', '[1,2]', 'application/json'],
    ['a number', '7', 'application/json'],
    ['nothing', '', 'application/json'],
  ])('%s is malformed', async (_, body, type) => {
    script(bytes(body, type));
    const { client } = await begin();
    const answer = await listApps(client).next();
    const result = answer.done === true ? expect.unreachable() : answer.value;
    expect(failureOf(result)).toMatchObject({ kind: 'local', reason: 'malformed' });
  });

  it('more than is reasonable is not read', async () => {
    script(bytes(Buffer.alloc(200_000), 'image/png'));
    const { client } = await begin();
    await client.get('/v1/apps', { read: whole });
    const address = `${store.base}/files/segments/2026-11-10?X-Amz-Signature=live`;
    expect(failureOf(await client.download(address, { largest: 50 }))).toMatchObject({ reason: 'too-large' });
  });

  it('a small file that unpacks to a huge one is not unpacked', async () => {
    script(bytes(gzipSync(Buffer.alloc(100 * 1024 * 1024)), 'application/json'));
    const { client } = await begin();
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ kind: 'local', reason: 'too-large' });
  });

  it('JSON in undeclared gzip is read, cut gzip is told', async () => {
    const packed = gzipSync(JSON.stringify({ data: [], links: { self: '' } }));
    script(bytes(packed, 'application/json'));
    const { client } = await begin({ attempts: 1 });
    expect(await all(listApps(client))).toEqual([[]]);
    script(bytes(packed.subarray(0, packed.length - 12), 'application/json'));
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ kind: 'local', reason: 'truncated' });
  });
});

describe('the end of waiting', () => {
  it('is a timeout when nothing comes', async () => {
    store.answerWith(() => ({ kind: 'silent' }));
    const { client } = await begin({ timeout: 80, attempts: 2 });
    const failure = failureOf(await client.get('/v1/apps', { read: whole }));
    expect(failure).toMatchObject({ kind: 'network', reason: 'timeout' });
    expect(store.seen).toHaveLength(2);
  });

  it.each<readonly [string, Reply]>([
    ['while it waits for an answer', { kind: 'silent' }],
    ['between attempts', trouble(503, { 'retry-after': '30' })],
  ])('is at once when cancelled %s', async (_, reply) => {
    store.answerWith(() => reply);
    const { client } = await begin({
      wait: (milliseconds, signal) => sleep(milliseconds, undefined, signal && { signal }),
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 60);
    const started = Date.now();
    const failure = failureOf(await client.get('/v1/apps', { read: whole, signal: abort.signal }));
    expect(failure).toMatchObject({ kind: 'network', reason: 'cancelled' });
    expect(Date.now() - started).toBeLessThan(300);
  });

  it('comes for those in the queue too', async () => {
    store.answerWith(() => ({ kind: 'silent' }));
    const { client } = await begin({ concurrency: 1 });
    const abort = new AbortController();
    const { signal } = abort;
    const asked = Promise.all([1, 2, 3].map(() => client.get('/v1/apps', { read: whole, signal })));
    setTimeout(() => abort.abort(), 40);
    for (const answer of await asked) expect(failureOf(answer)).toMatchObject({ reason: 'cancelled' });
    expect(store.seen.length).toBeLessThanOrEqual(1);
  });

  it('asks nothing when it was cancelled before', async () => {
    const { client } = await begin();
    const answer = await client.get('/v1/apps', { read: whole, signal: AbortSignal.abort() });
    expect(failureOf(answer)).toMatchObject({ reason: 'cancelled' });
    expect(store.seen).toEqual([]);
  });

  it('names why nobody answered', async () => {
    const reasons = [];
    for (const base of ['http://127.0.0.1:9', 'http://no-such-host.invalid']) {
      const { client } = await openClient(base, key, { attempts: 1 });
      const failure = failureOf(await client.get('/v1/apps', { read: whole }));
      reasons.push(failure.kind === 'network' ? failure.reason : failure.kind);
    }
    expect(reasons[0]).toMatch(/refused|other/);
    expect(reasons[1]).toBe('dns');
  });
});

describe('secrets', () => {
  it('are in no failure and no line of the log, even when the server says them', async () => {
    const { client, lines } = await begin({ attempts: 2 });
    await all(listCrashSubmissions(client, APP));
    const token = (store.seen.at(-1)?.authorization ?? '').replace('Bearer ', '');
    const body = key.p8.split('\n')[1] ?? '';
    const signature = 'Signature=0123456789abcdef';
    const said = `Bearer ${token} and ${key.p8} and https://files.example/a.png?${signature} of ada@example.com`;
    const failed: unknown[] = [];
    for (const reply of [
      refusal({ status: 400, code: 'PARAMETER_ERROR', title: said, detail: said }),
      bytes(said, 'text/html', 502),
      bytes(`<html>${said}`, 'text/html', 200),
      bytes(said, 'application/json'),
    ]) {
      store.answerWith(() => reply);
      failed.push(failureOf(await client.get(`/v1/apps`, { read: whole, query: { 'filter[name]': 'ada' } })));
    }
    store.heal();
    failed.push(failureOf(await client.download(`${store.base}/files/segments/x?${signature}`, { largest: 10 })));
    const heard = JSON.stringify([failed, lines]);
    for (const secret of [token, token.split('.')[2] ?? '', body, body.slice(0, 24), signature, 'ada@example.com']) {
      expect(heard).not.toContain(secret);
    }
    expect(heard).toContain('[token]');
    expect(heard).toContain('[key]');
    expect(lines[0]).toMatch(/^GET \/v1\/apps\/\d+\/betaFeedbackCrashSubmissions 200 \d+ ms$/);
  });
});
