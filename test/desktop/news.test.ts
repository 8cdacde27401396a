/** Notifications, the badge and the progress bar, on the double: what the app asks the system to show, and when. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildIps } from '../fixtures/reports.ts';
import { buildDesktop } from './build.ts';
import { start } from './launch.ts';
import type { App } from './launch.ts';

let apps: App[] = [];

beforeAll(buildDesktop);

afterEach(async () => {
  for (const app of apps) await app.stop();
  apps = [];
});

async function started(): Promise<App> {
  const app = await start();
  apps.push(app);
  return app;
}

const PATIENCE = { timeout: 20_000 };

/** Pastes a crash of `hours` ago, in a function of its own. */
async function crash(app: App, name: string, hours: number): Promise<void> {
  const at = new Date(Date.now() - hours * 3600_000).toISOString().replace('T', ' ').replace('Z', '0 +0000');
  const text = buildIps({ seed: name, crashedAt: at, frames: [{ symbol: `${name}()` }] });
  await app.do('call', 'import.text', JSON.stringify({ job: name, text }));
}

/** Signatures that the page was told to open. */
function openedBy(heard: unknown): readonly string[] {
  return (Array.isArray(heard) ? heard : []).map((event: unknown) => {
    const [id] = /(?<="signature":")[^"]+/.exec(JSON.stringify(event)) ?? [];
    if (id === undefined) throw new Error(`Not an opening: ${JSON.stringify(event)}`);
    return id;
  });
}

function notifications(app: App): Promise<readonly unknown[]> {
  return app.deeds('Notification.show');
}

async function badge(app: App): Promise<unknown> {
  return (await app.deeds('app.setBadgeCount')).at(-1);
}

describe('crashes of today, while another app is in front', () => {
  it('are told as one notification, whose click leads to the crash', async () => {
    const app = await started();
    await app.do('blur');
    await crash(app, 'moor', 1);
    await crash(app, 'anchor', 2);
    await expect.poll(() => notifications(app), PATIENCE).toHaveLength(1);
    expect(JSON.stringify(await notifications(app))).toMatch(
      /^\[\{"title":"2 new crashes in Pier","body":"(moor|anchor)\(\) and 1 more"\}\]$/,
    );
    await app.do('listen', 'window.open');
    await app.do('clickNotification');
    await expect.poll(() => app.do('heard'), PATIENCE).toHaveLength(1);
    const [opened] = openedBy(await app.do('heard'));
    const detail = await app.do('call', 'signature.detail', JSON.stringify({ id: opened }));
    expect(JSON.stringify(detail)).toMatch(/"title":"(moor|anchor)\(\)"/);
    expect(await app.do('windows')).toMatchObject([{ visible: true }]);
  });

  it('are counted by the badge until somebody looks', async () => {
    const app = await started();
    await app.do('blur');
    await crash(app, 'moor', 1);
    await crash(app, 'anchor', 1);
    await expect.poll(() => badge(app), PATIENCE).toBe(2);
    await app.do('emit', 'browser-window-focus');
    await expect.poll(() => badge(app), PATIENCE).toBe(0);
  });

  it('are neither told nor counted where the settings say so', async () => {
    const app = await started();
    await app.do('call', 'settings.change', JSON.stringify({ notifyNew: false, badge: false }));
    await app.do('blur');
    await crash(app, 'moor', 1);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await notifications(app)).toEqual([]);
    expect(await badge(app)).toBeUndefined();
    // Turned on again, the badge shows what came meanwhile.
    await app.do('call', 'settings.change', JSON.stringify({ badge: true }));
    await expect.poll(() => badge(app), PATIENCE).toBe(1);
  });
});

it('old crashes that are imported are neither told nor counted', async () => {
  const app = await started();
  await app.do('blur');
  await app.do('call', 'samples.add', JSON.stringify({ job: 'samples' }));
  await crash(app, 'moor', 24 * 30);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect(await notifications(app)).toEqual([]);
  expect(await badge(app)).toBeUndefined();
});

it('nobody who looks is notified', async () => {
  const app = await started();
  await app.do('emit', 'browser-window-focus');
  await crash(app, 'moor', 1);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect(await notifications(app)).toEqual([]);
});
