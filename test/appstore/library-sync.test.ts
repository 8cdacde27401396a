/** What synchronisation brings into the library, and what it makes of everything that may go wrong on the way. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dropLease, takeLease } from '../../electron/store/accounts.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { imagePath } from '../../electron/store/images.ts';
import { makeFolder } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { openSyncedLibrary } from './library.ts';
import { incidentOf } from './server/crash-logs.ts';
import { refusal } from './server/exchange.ts';
import { imageOf } from './server/files.ts';
import { ISSUER, makeKey } from './server/keys.ts';
import type { FakeKey } from './server/keys.ts';
import { startAppStore } from './server/server.ts';
import type { FakeAppStore, FakeOptions, Seen } from './server/server.ts';
import { createWorld } from './server/world.ts';
import type { FakeSubmission, WorldOptions } from './server/world.ts';

async function startStore(
  world: WorldOptions,
  options: Partial<FakeOptions> = {},
): Promise<{ readonly store: FakeAppStore; readonly key: FakeKey }> {
  const key = await makeKey();
  const store = await startAppStore({ keys: [key], world: createWorld(world), ...options });
  onTestFinished(() => store.close());
  return { store, key };
}

function allSubmissions({ world }: FakeAppStore): readonly FakeSubmission[] {
  return world.apps.flatMap(({ id }) => [...world.submissions(id, 'crash'), ...world.submissions(id, 'screenshot')]);
}

function successes(seen: readonly Seen[], pattern: RegExp): readonly string[] {
  return seen.filter(({ path, status }) => status === 200 && pattern.test(path)).map(({ path }) => path);
}

const LOGS = /\/crashLog$/;
const IMAGES = /^\/files\/screenshots\//;

describe('a first synchronisation', () => {
  it('brings every submission once, with its log as a report and its screenshots as files', async () => {
    const { store, key } = await startStore({ apps: 2, crashes: 70, screenshots: 60 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    const state = await library.sync();
    expect(state.accounts[0]).toMatchObject({ phase: 'idle', offline: false, problem: null });
    expect(library.warnings).toEqual([]);

    const rows = await library.feedback();
    const submitted = allSubmissions(store);
    expect(rows).toHaveLength(submitted.length);
    expect(rows.map(({ createdAt }) => createdAt)).toEqual(
      submitted.map(({ createdAt }) => createdAt).sort((a, b) => b - a),
    );
    expect(rows.every(({ version, build, app, tester }) => [version, build, app, tester].every(Boolean))).toBe(true);

    const crashes = rows.filter(({ kind }) => kind === 'crash');
    const reports = await Promise.all(
      crashes.map(async ({ report }) => valueOf(await library.api['report.detail']({ id: report ?? '' }))),
    );
    const incidents = reports.map(({ report }) => report.incident ?? '');
    const expected = submitted.filter(({ kind }) => kind === 'crash').map(({ index }) => incidentOf(index));
    expect(incidents.toSorted()).toEqual(expected.toSorted());
    expect(reports.every(({ feedback }, at) => feedback?.row.id === crashes[at]?.id)).toBe(true);

    const hashes = rows.flatMap(({ screenshots }) => screenshots.map(({ id }) => id));
    const images = submitted.flatMap((one) => one.images.map((_, at) => imageOf(one, at)));
    const drawn = images.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    expect(hashes.toSorted()).toEqual(drawn.toSorted());
    for (const { id, type, bytes } of rows.flatMap(({ screenshots }) => screenshots).slice(0, 20)) {
      const file = readFileSync(imagePath(library.path, { id, type }));
      expect(file).toHaveLength(bytes);
      expect(createHash('sha256').update(file).digest('hex')).toBe(id);
    }
  });

  it('fetches nothing a second time', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 30, screenshots: 30 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    const checked = store.seen.length;
    await library.sync();
    const before = store.seen.length;
    await library.sync();
    const after = store.seen.slice(before);
    expect(successes(after, LOGS)).toEqual([]);
    expect(successes(after, IMAGES)).toEqual([]);
    // One page of apps, of builds, and of each kind of submission.
    expect(after).toHaveLength(4);
    const all = store.seen.slice(checked);
    const fetched = [...successes(all, LOGS), ...successes(all, IMAGES)];
    expect(new Set(fetched).size).toBe(fetched.length);
  });
});

describe('what comes and goes', () => {
  it('brings what is new and marks what was withdrawn, which stays', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 250, screenshots: 12 });
    const [app] = store.world.apps;
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    await library.sync();
    const gone = store.world.submissions(app?.id ?? '', 'crash')[240];
    store.world.withdraw(gone?.id ?? '');
    const come = store.world.submit(app?.id ?? '', 'screenshot');
    await library.sync();
    const rows = await library.feedback();
    expect(rows).toHaveLength(263);
    expect(rows[0]).toMatchObject({ createdAt: come.createdAt, missingScreenshots: 0 });
    const withdrawn = rows.filter((row) => row.withdrawn);
    expect(withdrawn.map(({ createdAt }) => createdAt)).toEqual([gone?.createdAt]);
    expect(withdrawn[0]?.report).not.toBeNull();
  });

  it('takes dead addresses of screenshots for what they are and asks for new ones', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 0, screenshots: 25 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    store.fail(23);
    await library.sync();
    const rows = await library.feedback();
    expect(rows.map(({ missingScreenshots }) => missingScreenshots)).toEqual(rows.map(() => 0));
  });
});

describe('being offline', () => {
  it('is a state, keeps what is there, and ends by itself', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 4, screenshots: 4 });
    let reachable = true;
    const through: typeof fetch = (...request) => {
      if (reachable) return fetch(...request);
      return Promise.reject(
        Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
        }),
      );
    };
    const library = await openSyncedLibrary(store.base, { appStore: { fetch: through } });
    await library.addAccount(key);
    await library.sync();
    reachable = false;
    const offline = await library.sync();
    expect(offline.accounts[0]).toMatchObject({ offline: true, problem: null });
    expect(offline.accounts[0]?.lastSynced).not.toBeNull();
    expect(await library.feedback()).toHaveLength(8);
    reachable = true;
    expect((await library.sync()).accounts[0]).toMatchObject({ offline: false, problem: null });
  });
});

describe('limits', () => {
  it('stops at the limit by the hour, says so, and goes on where it was', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 60, screenshots: 40 }, { limits: { perHour: 55 } });
    let now = Date.now();
    const later = await startAppStore({ keys: [key], world: store.world, limits: { perHour: 100_000 } });
    onTestFinished(() => later.close());
    const path = join(await makeFolder(), 'library');
    const first = await openSyncedLibrary(store.base, { path, clock: () => now });
    await first.addAccount(key);
    const stopped = await first.sync();
    expect(stopped.accounts[0]?.problem?.rule).toMatch(/^rate-/);
    expect(stopped.accounts[0]?.rateLimit).toEqual({ limit: 55, remaining: 0 });
    const before = (await first.feedback()).filter(({ report }) => report !== null).length;
    expect(before).toBeGreaterThan(0);
    await first.services.close();

    now += 3_600_000;
    const second = await openSyncedLibrary(later.base, { path, appStore: { keychain: first.keychain } });
    expect((await second.sync()).accounts[0]?.problem).toBeNull();
    const rows = await second.feedback();
    expect(rows).toHaveLength(100);
    expect(rows.filter(({ kind, report }) => kind === 'crash' && report === null)).toEqual([]);
    // What came before the limit was not asked for again.
    expect(successes(later.seen, LOGS)).toHaveLength(60 - before);
  });
});

describe('answers of every kind', () => {
  const reply = (body: string, type = 'application/json') =>
    ({ kind: 'bytes', status: 200, bytes: Buffer.from(body), type }) as const;
  const logOf = (logText: string): string =>
    JSON.stringify({ data: { type: 'betaCrashLogs', id: 'log', attributes: { logText } }, links: { self: '' } });

  it('keeps a log that no reader knows as an unread file, linked to its feedback', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 3, screenshots: 0 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    let count = 0;
    store.answerWith(({ url }) =>
      LOGS.test(url.pathname) ? reply(logOf(`No crash report, number ${count++}`)) : null,
    );
    await library.sync();
    const [row] = await library.feedback();
    const detail = valueOf(await library.api['feedback.detail']({ id: row?.id ?? '' }));
    expect(detail).toMatchObject({ log: 'unread', row: { report: null } });
    expect(valueOf(await library.api['unread.list']({}))).toHaveLength(3);
  });

  it('gives up a log that is never one, and nothing else', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 30, screenshots: 2 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    const [bad] = store.world.submissions(store.world.apps[0]?.id ?? '', 'crash').slice(11);
    store.answerWith(({ url }) => (url.pathname.includes(`/${bad?.id}/`) ? reply('{"data": []}') : null));
    for (let run = 0; run < 6; run += 1) await library.sync();
    const rows = await library.feedback();
    expect(rows.filter(({ report }) => report !== null)).toHaveLength(29);
    const lost = rows.find(({ kind, report }) => kind === 'crash' && report === null);
    expect(valueOf(await library.api['feedback.detail']({ id: lost?.id ?? '' })).log).toBe('none');
    const asked = store.seen.filter(({ path }) => path.includes(`/${bad?.id}/`)).length;
    await library.sync();
    expect(store.seen.filter(({ path }) => path.includes(`/${bad?.id}/`))).toHaveLength(asked);
  });

  it('keeps no page that stands in for a picture', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 0, screenshots: 3 });
    const instead: typeof fetch = (input, options) => {
      const isImage = input instanceof URL && IMAGES.test(input.pathname);
      if (!isImage) return fetch(input, options);
      const page = '<script>alert(1)</script>';
      return Promise.resolve(new Response(page, { headers: { 'content-type': 'image/png' } }));
    };
    const library = await openSyncedLibrary(store.base, { appStore: { fetch: instead } });
    await library.addAccount(key);
    await library.sync();
    const rows = await library.feedback();
    expect(rows.flatMap(({ screenshots }) => screenshots)).toEqual([]);
    expect(rows.every(({ missingScreenshots }) => missingScreenshots > 0)).toBe(true);
  });

  it.each([8, 24, 25, 26, 28])('ends with a sentence at failure %i, and is whole after it', async (row) => {
    const { store, key } = await startStore({ apps: 1, crashes: 230, screenshots: 3 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    store.fail(row);
    const failed = await library.sync();
    expect(failed.accounts[0]?.problem?.what).toMatch(/\.$/);
    store.heal();
    expect((await library.sync()).accounts[0]?.problem).toBeNull();
    const rows = await library.feedback();
    expect(rows).toHaveLength(233);
    expect(rows.filter(({ kind, report }) => kind === 'crash' && report === null)).toEqual([]);
  });

  it('names the data that a role does not open, and brings the rest', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 3, screenshots: 3 });
    const library = await openSyncedLibrary(store.base);
    const forbidden = { status: 403, code: 'FORBIDDEN_ERROR', title: 'This request is forbidden for security reasons' };
    store.answerWith(({ url }) => (/CrashSubmissions/.test(url.pathname) ? refusal(forbidden) : null));
    const account = await library.addAccount(key);
    expect(account.missingRoles.map(({ role }) => role)).toContain('the role Admin, App Manager or Developer');
    const state = await library.sync();
    expect(state.accounts[0]?.problem).toBeNull();
    const rows = await library.feedback();
    expect(rows.map(({ kind }) => kind)).toEqual(['screenshot', 'screenshot', 'screenshot']);
    const [after] = valueOf(await library.api['accounts.list']({}));
    expect(after?.missingRoles.length).toBeGreaterThan(0);
    store.heal();
    await library.sync();
    expect(valueOf(await library.api['accounts.list']({}))[0]?.missingRoles).toEqual([]);
  });
});

describe('accounts', () => {
  it('are not saved when Apple refuses the key', async () => {
    const { store } = await startStore({ apps: 1, crashes: 1, screenshots: 1 });
    const { keyId, p8 } = await makeKey('WRONGKEY99');
    const library = await openSyncedLibrary(store.base);
    const key = { name: 'Wrong', keyId, issuerId: ISSUER, privateKey: p8 };
    const { account, check } = valueOf(await library.api['accounts.add'](key));
    expect(account).toBeNull();
    expect(check.diagnosis?.severity).toBe('error');
    expect(valueOf(await library.keychain.load(keyId))).toBeNull();
    expect(valueOf(await library.api['accounts.list']({}))).toEqual([]);
  });

  it('take their key along when they go; what they brought stays', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 2, screenshots: 2 });
    const library = await openSyncedLibrary(store.base);
    const { id } = await library.addAccount(key);
    await library.sync();
    expect(valueOf(await library.keychain.load(key.keyId))).not.toBeNull();
    valueOf(await library.api['accounts.remove']({ id }));
    expect(valueOf(await library.keychain.load(key.keyId))).toBeNull();
    expect(valueOf(await library.api['accounts.list']({}))).toEqual([]);
    expect(await library.feedback()).toHaveLength(4);
  });

  it('leave no word of the key in the library, in logs, in answers', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 2, screenshots: 2 });
    const lines: string[] = [];
    const library = await openSyncedLibrary(store.base, { appStore: { log: (line) => lines.push(line) } });
    const account = await library.addAccount(key);
    await library.sync();
    const checks = valueOf(await library.api['accounts.doctor']({ id: account.id }));
    const secret = key.p8.split('\n').slice(1, -2).join('').slice(20, 80);
    const files = readdirSync(library.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const written = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const said = [...lines, ...library.warnings, JSON.stringify([account, checks, library.pushed])];
    const tokens = store.seen.map(({ authorization }) => authorization?.split('.').at(-1) ?? '').filter(Boolean);
    expect(tokens.length).toBeGreaterThan(0);
    for (const text of [...written, ...said]) {
      expect(text.includes(secret) || text.includes('PRIVATE KEY')).toBe(false);
      expect(tokens.some((token) => text.includes(token))).toBe(false);
    }
  });
});

describe('one at a time', () => {
  it('lets two hosts share a library without fetching anything twice', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 40, screenshots: 10 });
    const first = await openSyncedLibrary(store.base);
    await first.addAccount(key);
    const asked = store.seen.length;
    const database = valueOf(openDatabase(join(first.path, 'faultline.sqlite')));
    onTestFinished(() => database.close());
    // Process 1 is alive on every computer, and is not this one.
    expect(takeLease(database, 1, Date.now(), Date.now() + 60_000, () => true)).toBe(true);
    expect(await first.api['sync.start']({})).toMatchObject({ ok: false, fault: { kind: 'library-busy' } });
    expect(store.seen).toHaveLength(asked);
    dropLease(database, 1);
    await first.sync();
    expect(await first.feedback()).toHaveLength(50);
  });

  it('is cancelled at once and goes on from there', async () => {
    const { store, key } = await startStore({ apps: 1, crashes: 120, screenshots: 20 }, { latency: 2 });
    const library = await openSyncedLibrary(store.base);
    await library.addAccount(key);
    const asked = store.seen.length;
    valueOf(await library.api['sync.start']({}));
    while (store.seen.length < asked + 40) await new Promise((resolve) => setTimeout(resolve, 5));
    valueOf(await library.api['sync.cancel']({}));
    await library.services.sync.finished();
    expect(valueOf(await library.api['accounts.list']({}))[0]?.lastSync?.state).toBe('cancelled');
    await library.sync();
    const rows = await library.feedback();
    expect(rows).toHaveLength(140);
    expect(rows.filter(({ kind, report }) => kind === 'crash' && report === null)).toEqual([]);
  });
});

it('starts by the clock: soon after the host, then every quarter of an hour, give or take', async () => {
  const { store, key } = await startStore({ apps: 1, crashes: 1, screenshots: 1 });
  let now = Date.now();
  const turns: (() => void)[] = [];
  const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      turns.push(() => {
        now += milliseconds;
        resolve();
      });
    });
  const pass = async (): Promise<void> => {
    turns.shift()?.();
    while (turns.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const syncTiming = { wait, random: () => 0.5 };
  const library = await openSyncedLibrary(store.base, { clock: () => now, syncTiming });
  await library.addAccount(key);
  const lists = (): number => store.seen.filter(({ path }) => path.endsWith('/betaFeedbackCrashSubmissions')).length;
  const before = lists();
  library.services.sync.schedule();
  await pass();
  expect(lists()).toBe(before + 1);
  const { nextAt } = valueOf(await library.api['sync.state']({})).accounts[0] ?? {};
  expect(nextAt).toBe(now + 15 * 60_000);
  for (let minute = 0; minute < 14; minute += 1) await pass();
  expect(lists()).toBe(before + 1);
  await pass();
  expect(lists()).toBe(before + 2);
});
