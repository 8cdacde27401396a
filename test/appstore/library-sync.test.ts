/** What synchronisation brings into the library, and what it makes of everything that may go wrong on the way. */
import { createHash } from 'node:crypto';
import { onTestFinished, describe, expect, it } from 'vitest';
import { imagePath } from '../../electron/store/images.ts';
import { readFileSync } from 'node:fs';
import { valueOf } from '../fixtures/results.ts';
import { openSyncedLibrary } from './library.ts';
import { incidentOf } from './server/crash-logs.ts';
import { imageOf } from './server/files.ts';
import { makeKey } from './server/keys.ts';
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
