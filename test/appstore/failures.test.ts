/** Each failure that people met with the real service: what the client makes of it, and that it has its sentence. */
import { SignJWT, importPKCS8 } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listApps, listBuilds } from '../../electron/appstore/builds.ts';
import type { Client } from '../../electron/appstore/client.ts';
import { getScreenshotSubmission, listCrashSubmissions } from '../../electron/appstore/feedback.ts';
import { downloadScreenshot } from '../../electron/appstore/screenshots.ts';
import { openTokens } from '../../electron/appstore/token.ts';
import { diagnose } from '../../shared/appstore/diagnose.ts';
import { isObject, list } from '../../shared/appstore/json.ts';
import { all, failureOf, openClient, valueOf } from './open.ts';
import type { Opened } from './open.ts';
import { failures } from './server/failures.ts';
import { makeKey } from './server/keys.ts';
import type { FakeKey } from './server/keys.ts';
import { startAppStore } from './server/server.ts';
import type { FakeAppStore } from './server/server.ts';
import { createWorld } from './server/world.ts';

const APP = '1480000000';
const REQUESTS = `/v1/apps/${APP}/analyticsReportRequests`;
const whole = (document: unknown): unknown => document;

let store: FakeAppStore;
let key: FakeKey;
let opened: Opened;
let client: Client;
beforeAll(async () => {
  key = await makeKey();
  const world = createWorld({ crashes: 90, screenshots: 40, buildsPerApp: 25 });
  store = await startAppStore({ keys: [key], world });
});
afterAll(() => store.close());
afterEach(() => store.heal());

/** A client without a past: no token yet, no idea of Apple's clock. */
async function begin(): Promise<void> {
  opened = await openClient(store.base, key);
  ({ client } = opened);
}

/** Entries of a document's `data`, as names of types and ids. */
function ids(document: unknown): string[] {
  const data = isObject(document) ? list(document['data'], 1000) : [];
  return data.flatMap((entry) => (isObject(entry) ? [String(entry['id'])] : []));
}

async function askPost(): Promise<ReturnType<typeof failureOf>> {
  const body = {
    data: {
      type: 'analyticsReportRequests',
      attributes: { accessType: 'ONGOING' },
      relationships: { app: { data: { type: 'apps', id: APP } } },
    },
  };
  return failureOf(await client.post('/v1/analyticsReportRequests', body, { read: whole }));
}

async function get(path: string, query: Record<string, string> = {}): ReturnType<typeof client.get<unknown>> {
  return client.get(path, { read: whole, query });
}

const apps = async (): Promise<number> => (await all(listApps(client))).flat().length;

/** What happens in each row, by its number. Those that fail end in a failure, which must have a sentence of its own. */
const rows: Readonly<Record<number, () => Promise<ReturnType<typeof failureOf> | null>>> = {
  async 1() {
    expect(await apps()).toBe(2);
    expect(Math.abs((client.clockSkew() ?? 0) - 300_000)).toBeLessThan(2000);
    expect(store.seen.slice(-2)).toMatchObject([{ status: 401, refused: 'not-yet' }, { status: 200 }]);
    return null;
  },
  async 2() {
    const before = store.seen.length;
    expect(await apps()).toBe(2);
    expect(store.seen.slice(before).every(({ status }) => status === 200)).toBe(true);
    return null;
  },
  async 3() {
    const failure = failureOf(await get('/v1/apps'));
    expect(store.seen.slice(-2)).toMatchObject([{ refused: 'kind' }, { refused: 'kind' }]);
    return failure;
  },
  4: async () => failureOf(await get('/v1/apps')),
  async 5() {
    store.heal();
    expect(await apps()).toBe(2);
    store.fail(5);
    expect(await apps()).toBe(2);
    expect(store.seen.slice(-2)).toMatchObject([{ status: 401 }, { status: 200 }]);
    return null;
  },
  async 6() {
    const broken = await openTokens({ identity: key, privateKey: key.p8.slice(0, 90), clock: Date.now });
    return failureOf(broken);
  },
  async 7() {
    expect(await apps()).toBe(2);
    return null;
  },
  8: async () => failureOf(await get('/v1/apps')),
  9: async () => failureOf(await get('/v1/apps')),
  10: async () => failureOf(await get('/v1/apps')),
  async 11() {
    const failure = failureOf(await get('/v1/apps'));
    failureOf(await get('/v1/apps'));
    expect(await apps()).toBe(2);
    return failure;
  },
  12: async () => failureOf(await get('/v1/apps')),
  13: () => askPost(),
  async 14() {
    const requests = valueOf(await get(REQUESTS));
    expect(JSON.stringify(requests)).toContain('"stoppedDueToInactivity":true');
    return failureOf(await get('/v1/analyticsReportRequests/request-1/reports'));
  },
  async 15() {
    const signer = await importPKCS8(key.p8, 'ES256');
    const now = Math.floor(Date.now() / 1000);
    const issuer = key.signer.kind === 'team' ? key.signer.issuerId : '';
    const token = await new SignJWT({ iss: issuer, scope: ['GET /v1/builds'] })
      .setProtectedHeader({ alg: 'ES256', kid: key.keyId, typ: 'JWT' })
      .setIssuedAt(now - 60)
      .setExpirationTime(now + 600)
      .setAudience('appstoreconnect-v1')
      .sign(signer);
    const answer = await fetch(`${store.base}/v1/apps`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, store.seen.at(-1)?.refused]).toEqual([401, 'scope']);
    // Ours have none, and go everywhere.
    expect(await apps()).toBe(2);
    return null;
  },
  async 16() {
    expect(ids(valueOf(await get(REQUESTS)))).toEqual([]);
    expect(failureOf(await get('/v1/analyticsReportRequests/request-1'))).toMatchObject({ status: 404 });
    return askPost();
  },
  async 17() {
    const failure = await askPost();
    expect(ids(valueOf(await get(REQUESTS)))).toEqual(['request-1']);
    return failure;
  },
  18: async () => failureOf(await get('/v1/analyticsReportInstances/instance-2026-11-10-0/segments')),
  async 19() {
    expect(ids(valueOf(await get('/v1/analyticsReportRequests/request-1/reports')))).toEqual([]);
    return null;
  },
  async 20() {
    const instances = ids(valueOf(await get('/v1/analyticsReports/report-crashes/instances')));
    expect(instances).toEqual(['instance-2026-11-10-0', 'instance-2026-11-10-1', 'instance-2026-11-12-2']);
    return null;
  },
  async 21() {
    expect(await segmentText('2026-11-10', 0)).toContain('2026-11-09\t');
    expect(await segmentText('2026-11-11', 1)).toContain('2026-11-09\t');
    return null;
  },
  async 22() {
    const address = await segmentAddress('2026-11-10', 0);
    return failureOf(await client.download(address, { largest: 1_000_000 }));
  },
  async 23() {
    store.heal();
    const id = store.world.submissions(APP, 'screenshot')[0]?.id ?? expect.unreachable();
    const submission = valueOf(await getScreenshotSubmission(client, id));
    store.fail(23);
    const failure = failureOf(await client.download(submission.screenshots[0]?.url ?? '', { largest: 1_000_000 }));
    expect(valueOf(await downloadScreenshot(client, submission, 0, { clock: Date.now })).type).toBe('png');
    return failure;
  },
  async 24() {
    const failure = failureOf(await get('/v1/apps'));
    expect(client.rateLimit()).toEqual({ limit: 3600, remaining: 3121 });
    expect(opened.waits.filter((wait) => wait > 0).length).toBeGreaterThanOrEqual(4);
    store.heal();
    store.fail(24, 2);
    expect(await apps()).toBe(2);
    return failure;
  },
  async 25() {
    const failure = failureOf(await get('/v1/apps'));
    expect(failure).toMatchObject({ status: 502, errors: [] });
    expect(failure.kind === 'response' && failure.excerpt).toContain('Correlation Key');
    return failure;
  },
  async 26() {
    const failure = failureOf(await get('/v1/apps'));
    expect(failure).toMatchObject({ headers: { requestId: 'EXAMPLE5QJ6NQ4XA7D3K2B7MBM' } });
    expect(failure.kind === 'response' && failure.errors[0]?.id).toBeTruthy();
    return failure;
  },
  async 27() {
    const [first] = await all(listCrashSubmissions(client, APP, { limit: 50 }));
    expect(first?.submissions).toHaveLength(50);
    const tokenOf = store.seen.at(-1)?.authorization ?? '';
    const twice = await fetch(`${store.base}/v1/apps?limit=2&limit=2`, { headers: { authorization: tokenOf } });
    expect([twice.status, await twice.text()]).toEqual([400, expect.stringContaining('PARAMETER_ERROR.DUPLICATE')]);
    return null;
  },
  async 28() {
    const answers = [];
    for await (const answer of listCrashSubmissions(client, APP, { limit: 50 })) answers.push(answer);
    expect(answers).toHaveLength(2);
    const failure = failureOf(answers[1] ?? expect.unreachable());
    expect(failure).toMatchObject({ kind: 'local', reason: 'loop' });
    return failure;
  },
  async 29() {
    const listed = ids(valueOf(await get(`/v1/apps/${APP}/builds`, { limit: '200' })));
    expect(new Set(listed).size).toBeLessThan(25);
    const builds = (await all(listBuilds(client, APP))).flat();
    expect(new Set(builds.map(({ id }) => id)).size).toBe(25);
    return null;
  },
  async 30() {
    const pages = await all(listCrashSubmissions(client, APP, { limit: 20 }));
    const found = pages.flatMap(({ submissions }) => submissions.map(({ id }) => id));
    expect(found).toEqual(store.world.submissions(APP, 'crash').map(({ id }) => id));
    return null;
  },
  async 31() {
    const id = store.world.submissions(APP, 'crash')[0]?.id ?? expect.unreachable();
    return failureOf(await get(`/v1/betaFeedbackCrashSubmissions/${id}`, { limit: '5' }));
  },
  async 32() {
    expect((await all(listBuilds(client, 'app.faultline.samples.Harbor'))).flat()).toEqual([]);
    return null;
  },
  async 33() {
    const fields = { 'fields[betaFeedbackCrashSubmissions]': 'comment', include: 'build,tester' };
    const bare = valueOf(await get(`/v1/apps/${APP}/betaFeedbackCrashSubmissions`, fields));
    expect(JSON.stringify(isObject(bare) ? bare['data'] : null)).not.toContain('"builds"');
    const [page] = await all(listCrashSubmissions(client, APP));
    expect(page?.submissions.every(({ buildId, testerId }) => buildId !== null && testerId !== null)).toBe(true);
    return null;
  },
  async 34() {
    const [page] = await all(listCrashSubmissions(client, APP));
    const odd = { devicePlatform: 'XR_OS', connection: 'SATELLITE', deviceFamily: 'GLASSES' };
    expect(page?.submissions[0]).toMatchObject(odd);
    return null;
  },
  async 35() {
    const path = `/v1/apps/${APP}/perfPowerMetrics`;
    const accept = 'application/vnd.apple.xcode-metrics+json';
    expect(valueOf(await client.get(path, { read: whole, accept }))).toHaveProperty('productData');
    return failureOf(await get(path));
  },
  async 36() {
    const build = store.world.builds[0]?.id ?? expect.unreachable();
    expect(ids(valueOf(await get(`/v1/builds/${build}/diagnosticSignatures`)))).toEqual([]);
    return null;
  },
  async 37() {
    const builds = valueOf(await get('/v1/builds', { 'filter[app]': APP, include: 'buildBundles' }));
    expect(JSON.stringify(builds)).not.toContain('dSYMUrl');
    return null;
  },
  async 38() {
    const found = (await all(listApps(client))).flat();
    expect(found).toHaveLength(2);
    expect(store.seen.slice(-2)).toMatchObject([{ status: 400 }, { status: 200 }]);
    expect(store.seen.at(-1)?.query.has('fields[apps]')).toBe(false);
    return null;
  },
  async 39() {
    expect(await segmentText('2026-11-10', 0)).toContain('2026-11-09\t');
    return null;
  },
};

async function segmentAddress(date: string, at: number): Promise<string> {
  const document = valueOf(await get(`/v1/analyticsReportInstances/instance-${date}-${at}/segments`));
  const [segment] = isObject(document) ? list(document['data'], 10) : [];
  const attributes = isObject(segment) ? segment['attributes'] : null;
  return isObject(attributes) ? String(attributes['url']) : expect.unreachable();
}

async function segmentText(date: string, at: number): Promise<string> {
  const bytes = valueOf(await client.download(await segmentAddress(date, at), { largest: 1_000_000 }));
  return Buffer.from(bytes).toString();
}

describe('each known failure', () => {
  const numbers = Object.keys(failures).map(Number);

  it('has a switch and a test: 39 of them', () => {
    expect(numbers).toEqual(Array.from({ length: 39 }, (_, at) => at + 1));
    expect(Object.keys(rows).map(Number)).toEqual(numbers);
  });

  it.each(numbers.map((row) => [row, failures[row]?.title ?? ''] as const))('%i: %s', async (row) => {
    await begin();
    store.fail(row);
    const failure = await (rows[row] ?? expect.unreachable)();
    if (failure === null) return;
    const { rule, what, act } = diagnose(failure);
    expect(rule).not.toBe('unknown');
    expect([what, act].join(' ')).toMatch(/\w+.*\./);
    const text = JSON.stringify(failure);
    expect(text).not.toMatch(/eyJ[\w-]{10}/);
    expect(text).not.toContain('Signature=');
  });
});
