/** What is read from App Store Connect, through real sockets and real tokens. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listApps, listBuilds, listTesters, listVersions, readBuildsById } from '../../electron/appstore/builds.ts';
import type { Client } from '../../electron/appstore/client.ts';
import {
  getCrashLog,
  getCrashSubmission,
  getScreenshotSubmission,
  listCrashSubmissions,
  listScreenshotSubmissions,
} from '../../electron/appstore/feedback.ts';
import { downloadScreenshot } from '../../electron/appstore/screenshots.ts';
import { readReport } from '../../shared/formats/index.ts';
import { valueOf as reportOf } from '../fixtures/results.ts';
import { all, failureOf, openClient, valueOf } from './open.ts';
import { crashLog, incidentOf } from './server/crash-logs.ts';
import { imageOf } from './server/files.ts';
import { makeKey } from './server/keys.ts';
import type { FakeKey } from './server/keys.ts';
import { startAppStore } from './server/server.ts';
import type { FakeAppStore } from './server/server.ts';
import { createWorld } from './server/world.ts';
import type { FakeSubmission } from './server/world.ts';

const APP = '1480000000';

let store: FakeAppStore;
let key: FakeKey;
let client: Client;
beforeAll(async () => {
  key = await makeKey();
  const world = createWorld({ crashes: 430, screenshots: 230, buildsPerApp: 25, testers: 30 });
  store = await startAppStore({ keys: [key], world });
  ({ client } = await openClient(store.base, key));
});
afterAll(() => store.close());

describe('apps, builds, versions, testers', () => {
  it('gives every app once', async () => {
    const apps = (await all(listApps(client))).flat();
    expect(apps.map(({ id }) => id)).toEqual(store.world.apps.map(({ id }) => id));
    expect(apps[0]).toEqual({ ...store.world.apps[0], sku: 'APP.FAULTLINE.SAMPLES.HARBOR' });
  });

  it('gives every build of an app once with its version, newest first, over pages', async () => {
    const builds = (await all(listBuilds(client, APP, { limit: 10 }))).flat();
    const own = store.world.builds.filter(({ appId }) => appId === APP).toReversed();
    expect(builds.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(builds[0]).toMatchObject({ number: '415', version: '2.1.0', platform: 'IOS', processing: 'VALID' });
    expect(builds.at(-1)).toMatchObject({ number: '391', version: '2.0.4' });
  });

  it('gives builds by id with their versions', async () => {
    const ids = store.world.builds.slice(3, 6).map(({ id }) => id);
    const builds = valueOf(await readBuildsById(client, ids));
    expect(builds.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(builds.every(({ version }) => version === '2.0.4')).toBe(true);
  });

  it('gives versions and testers', async () => {
    expect((await all(listVersions(client, APP))).flat()).toMatchObject([{ version: '2.0.4' }, { version: '2.1.0' }]);
    expect((await all(listTesters(client, APP, { limit: 7 }))).flat()).toHaveLength(30);
  });
});

describe('submissions', () => {
  it('gives every crash once, newest first, with all that was said and who and what it names', async () => {
    const pages = await all(listCrashSubmissions(client, APP));
    const found = pages.flatMap(({ submissions }) => submissions);
    const own = store.world.submissions(APP, 'crash');
    expect(pages).toHaveLength(3);
    expect(found.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(pages.every(({ unread }) => unread === 0)).toBe(true);
    for (const [at, { buildId, testerId, createdAt, attributes }] of own.entries()) {
      expect(found[at]).toMatchObject({
        kind: 'crash',
        buildId,
        testerId,
        createdAt: createdAt - (createdAt % 1000),
        comment: attributes['comment'] ?? null,
        email: attributes['email'],
        deviceModel: attributes['deviceModel'],
        osVersion: attributes['osVersion'],
        locale: attributes['locale'],
        timeZone: attributes['timeZone'],
        architecture: attributes['architecture'],
        connection: attributes['connectionType'],
        pairedWatch: attributes['pairedAppleWatch'] ?? null,
        appUptime: attributes['appUptimeInMilliseconds'],
        diskAvailable: attributes['diskBytesAvailable'],
        diskTotal: attributes['diskBytesTotal'],
        battery: attributes['batteryPercentage'],
        screenWidth: attributes['screenWidthInPoints'],
        screenHeight: attributes['screenHeightInPoints'],
        appPlatform: attributes['appPlatform'],
        devicePlatform: attributes['devicePlatform'],
        deviceFamily: attributes['deviceFamily'],
        bundleId: attributes['buildBundleId'],
      });
    }
    const [first] = pages;
    const names = new Set(first?.builds.map(({ id }) => id));
    expect(first?.submissions.every(({ buildId }) => buildId !== null && names.has(buildId))).toBe(true);
    expect(first?.testers.every(({ email }) => email?.endsWith('@example.com'))).toBe(true);
  });

  it('goes on from a page that was read before', async () => {
    const pages = listCrashSubmissions(client, APP);
    const first = await pages.next();
    const { value, next, total } = valueOf(first.done === true ? expect.unreachable() : first.value);
    expect(total).toBe(430);
    const rest = await all(listCrashSubmissions(client, APP, { from: next ?? expect.unreachable() }));
    const ids = [value, ...rest].flatMap(({ submissions }) => submissions.map(({ id }) => id));
    expect(ids).toEqual(store.world.submissions(APP, 'crash').map(({ id }) => id));
  });

  it('gives each crash’s log whole, as a report that can be read', async () => {
    for (const { id, index } of store.world.submissions(APP, 'crash').slice(0, 10)) {
      const log = valueOf(await getCrashLog(client, id));
      expect(log).toBe(crashLog(index));
      expect(reportOf(readReport(log)).incident).toBe(incidentOf(index));
    }
  });

  it('gives every screenshot submission once, with its images', async () => {
    const found = (await all(listScreenshotSubmissions(client, APP))).flatMap(({ submissions }) => submissions);
    const own = store.world.submissions(APP, 'screenshot');
    expect(found.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(found.map(({ screenshots }) => screenshots.length)).toEqual(own.map(({ images }) => images.length));
    expect(found.some(({ screenshots }) => screenshots.length > 1)).toBe(true);
  });

  it('knows a submission that was withdrawn by its 404', async () => {
    const crash = store.world.submit(APP, 'crash');
    const shot = store.world.submit(APP, 'screenshot');
    expect(valueOf(await getCrashSubmission(client, crash.id)).buildId).toBe(crash.buildId);
    store.world.withdraw(crash.id);
    store.world.withdraw(shot.id);
    for (const answer of [
      await getCrashSubmission(client, crash.id),
      await getScreenshotSubmission(client, shot.id),
      await getCrashLog(client, crash.id),
    ]) {
      expect(failureOf(answer)).toMatchObject({ kind: 'response', status: 404, errors: [{ code: 'NOT_FOUND' }] });
    }
  });
});

describe('screenshots', () => {
  const original = (at: number): FakeSubmission =>
    store.world.submissions(APP, 'screenshot')[at] ?? expect.unreachable();

  it('brings the bytes with type, size and hash, and sends no token there', async () => {
    const own = original(3);
    const submission = valueOf(await getScreenshotSubmission(client, own.id));
    for (const [at, { width, height }] of own.images.entries()) {
      const image = valueOf(await downloadScreenshot(client, submission, at, { clock: Date.now }));
      const bytes = imageOf(own, at);
      expect(Buffer.from(image.bytes).equals(bytes)).toBe(true);
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect(image).toMatchObject({ type: 'png', width, height, hash });
    }
    const files = store.seen.filter(({ path }) => path.startsWith('/files/'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.every(({ authorization }) => authorization === null)).toBe(true);
  });

  it('reads the submission again when its address has died', async () => {
    const submission = valueOf(await getScreenshotSubmission(client, original(5).id));
    store.fail(23);
    const image = valueOf(await downloadScreenshot(client, submission, 0, { clock: Date.now }));
    store.heal();
    expect(Buffer.from(image.bytes).equals(imageOf(original(5), 0))).toBe(true);
    expect(store.seen.slice(-3).map(({ status }) => status)).toEqual([403, 200, 200]);
  });

  it('does not ask at an address whose time is over', async () => {
    const submission = valueOf(await getScreenshotSubmission(client, original(6).id));
    const before = store.seen.length;
    const clock = (): number => Date.now() + 2 * 3_600_000;
    const image = valueOf(await downloadScreenshot(client, submission, 0, { clock }));
    expect(image.type).toBe('png');
    expect(store.seen.slice(before).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('says that a submission was withdrawn between its listing and its image', async () => {
    const made = store.world.submit(APP, 'screenshot');
    const submission = valueOf(await getScreenshotSubmission(client, made.id));
    store.world.withdraw(made.id);
    const failure = failureOf(await downloadScreenshot(client, submission, 0, { clock: Date.now }));
    const url = `/v1/betaFeedbackScreenshotSubmissions/${made.id}`;
    expect(failure).toMatchObject({ kind: 'response', status: 404, url });
  });
});
