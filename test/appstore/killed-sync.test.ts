/**
 * A synchronisation that is killed at ten random points, each time with SIGKILL, and started again: nothing is lost, nothing
 * comes twice, and no more is fetched again than was under way.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { openSyncedLibrary } from './library.ts';
import { makeKey } from './server/keys.ts';
import { createDice } from './server/random.ts';
import { startAppStore } from './server/server.ts';
import type { FakeAppStore, Seen } from './server/server.ts';
import { createWorld } from './server/world.ts';

const CRASHES = 5000;
const SCREENSHOTS = 5000;
const KILLS = 10;
/** Things that may be under way when a process is killed: fetched, not committed. */
const UNDER_WAY = 48;

interface Run {
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  kill(): void;
}

function startSync(library: string, base: string, keyFile: string): Run {
  const file = fileURLToPath(new URL('./sync-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, library, base, keyFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}

const LOGS = /\/crashLog$/;
const IMAGES = /^\/files\/screenshots\//;

/** Resolves when that many logs and screenshots were given out, or the process ended. */
async function given(store: FakeAppStore, count: number, ended: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  const isGiven = ({ path, status }: Seen): boolean => status === 200 && (LOGS.test(path) || IMAGES.test(path));
  let [looked, found] = [0, 0];
  while (!over.signal.aborted && found < count) {
    found += store.seen.slice(looked).filter(isGiven).length;
    looked = store.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function fetchedTwice(store: FakeAppStore, pattern: RegExp): { readonly distinct: number; readonly again: number } {
  const paths = store.seen.filter(({ path, status }) => status === 200 && pattern.test(path)).map(({ path }) => path);
  const distinct = new Set(paths).size;
  return { distinct, again: paths.length - distinct };
}

it(
  `${CRASHES} crashes and ${SCREENSHOTS} screenshots come once, whatever is killed`,
  { timeout: 300_000 },
  async () => {
    const key = await makeKey();
    const world = createWorld({ apps: 1, crashes: CRASHES, screenshots: SCREENSHOTS });
    const store = await startAppStore({ keys: [key], world, limits: { perHour: 1_000_000 } });
    onTestFinished(() => store.close());
    const folder = await makeFolder();
    const [path, keyFile] = [join(folder, 'library'), join(folder, 'AuthKey_2X9R4HXF34.p8')];
    writeFileSync(keyFile, key.p8);

    const dice = createDice(Date.now());
    const cuts = Array.from({ length: KILLS }, () => 2 + dice.below(Math.floor(0.95 * (CRASHES + SCREENSHOTS))));
    for (const cut of cuts.sort((a, b) => a - b)) {
      const run = startSync(path, store.base, keyFile);
      await given(store, cut, run.ended);
      run.kill();
      expect(await run.ended).toMatchObject({ code: null });
    }
    const last = await startSync(path, store.base, keyFile).ended;
    expect(last).toMatchObject({ code: 0 });
    expect(last.output).toContain('"state":"done"');

    const library = await openSyncedLibrary(store.base, { path });
    const rows = await library.feedback();
    const submitted = [...world.submissions(world.apps[0]?.id ?? '', 'crash')];
    const shown = [...world.submissions(world.apps[0]?.id ?? '', 'screenshot')];
    expect(rows).toHaveLength(submitted.length + shown.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const reports = rows.flatMap(({ report }) => report ?? []);
    expect(new Set(reports).size).toBe(CRASHES);
    expect(valueOf(await library.api['library.summary']({}))).toMatchObject({ crashes: CRASHES, unread: 0 });
    expect(valueOf(await library.api['library.verify']({ job: 'verify' })).findings).toEqual([]);
    expect(rows.filter(({ missingScreenshots, withdrawn }) => missingScreenshots > 0 || withdrawn)).toEqual([]);
    const images = rows.reduce((sum, { screenshots }) => sum + screenshots.length, 0);
    expect(images).toBe(shown.reduce((sum, one) => sum + one.images.length, 0));

    const logs = fetchedTwice(store, LOGS);
    expect(logs.distinct).toBe(CRASHES);
    expect(logs.again).toBeLessThanOrEqual(KILLS * UNDER_WAY);
    const pictures = fetchedTwice(store, IMAGES);
    expect(pictures.distinct).toBe(images);
    expect(pictures.again).toBeLessThanOrEqual(KILLS * UNDER_WAY);
  },
);
