import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildDesktop } from './build.ts';
import { start } from './launch.ts';
import type { App, LaunchOptions } from './launch.ts';

beforeAll(buildDesktop);

let home = '';
const running: App[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'faultline-window-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
  await rm(home, { recursive: true });
});

const started = async (options: LaunchOptions = {}): Promise<App> => {
  const app = await start({ home, ...options });
  running.push(app);
  return app;
};

describe('the window', () => {
  it('gives its page nothing of Node', async () => {
    expect(await (await started()).do('windows')).toMatchObject([
      {
        options: {
          webPreferences: {
            contextIsolation: true,
            sandbox: true,
            nodeIntegration: false,
            nodeIntegrationInWorker: false,
            nodeIntegrationInSubFrames: false,
            webSecurity: true,
            allowRunningInsecureContent: false,
            experimentalFeatures: false,
            webviewTag: false,
          },
        },
      },
    ]);
  });

  it('is a Mac’s on a Mac: inset title bar, sidebar vibrancy that nothing covers', async () => {
    expect(await (await started({ platform: 'darwin' })).do('windows')).toMatchObject([
      { options: { show: false, titleBarStyle: 'hiddenInset', vibrancy: 'sidebar', backgroundColor: '#00000000' } },
    ]);
  });

  it.each([
    [false, '#ffffff'],
    [true, '#1e1e1e'],
  ])('elsewhere begins in the colour of its theme (dark: %s)', async (dark, backgroundColor) => {
    expect(await (await started({ platform: 'linux', dark })).do('windows')).toMatchObject([
      { options: { backgroundColor } },
    ]);
  });

  it('has no developer tools in a packaged app', async () => {
    for (const packaged of [true, false]) {
      const app = await started({ packaged });
      expect(await app.do('windows')).toMatchObject([{ options: { webPreferences: { devTools: !packaged } } }]);
    }
  });

  it('opens again where it stood', async () => {
    const first = await started();
    await first.do('moveWindow', '1900', '100', '1200', '800');
    await first.do('closeWindow');
    expect(JSON.parse(await readFile(join(home, 'window.json'), 'utf8'))).toMatchObject({ last: '2' });
    const second = await started();
    expect(await second.do('windows')).toMatchObject([{ bounds: { x: 1900, y: 100, width: 1200, height: 800 } }]);
  });

  it('opens in view although its file is broken', async () => {
    await writeFile(join(home, 'window.json'), '{"last":7');
    expect(await (await started()).do('windows')).toMatchObject([
      { visible: true, bounds: { width: 1360, height: 860 } },
    ]);
  });
});

describe('its page', () => {
  let app: App;
  beforeAll(async () => {
    app = await start();
  });
  afterAll(() => app.stop());

  it('is served with its policy, from listed files alone', async () => {
    const answer = await app.do('get', 'faultline://app/');
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
    expect(answer).toHaveProperty('headers.content-security-policy', expect.stringContaining("default-src 'none'"));
    for (const asset of assetsOf(answer))
      expect(await app.do('get', `faultline://app/${asset}`)).toMatchObject({ status: 200 });
  });

  it.each([
    'faultline://app/../main/main.js',
    'faultline://app/%2e%2e/main/main.js',
    'faultline://app/..%2fmain%2fmain.js',
    'faultline://app//etc/passwd',
    'faultline://app/assets',
    'faultline://other/index.html',
    'faultline://app/constructor',
  ])('does not give out %s', async (url) => {
    expect(await app.do('get', url)).toMatchObject({ status: 404, text: '' });
  });

  it('is only read', async () => {
    expect(await app.do('get', 'faultline://app/', 'POST')).toMatchObject({ status: 404 });
  });
});

/** The scripts and styles that the page names. */
function assetsOf(answer: unknown): string[] {
  const text = typeof answer === 'object' && answer !== null && 'text' in answer ? String(answer.text) : '';
  const assets = [...text.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)].map(([, path = '']) => path);
  expect(assets.length).toBeGreaterThan(0);
  return assets;
}
