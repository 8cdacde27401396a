/**
 * The built app in the real Electron, driven by Playwright. It needs Electron's binary (`npx electron --version` fetches it)
 * and a display; where there is none, the double's tests are all there is, and this one shows as skipped.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { beforeAll, expect, it } from 'vitest';
import { buildDesktop, project } from './build.ts';

const hasElectron = existsSync(join(project, 'node_modules', 'electron', 'path.txt'));
const hasDisplay = process.platform === 'darwin' || process.env['DISPLAY'] !== undefined;
const reason = hasElectron && hasDisplay ? '' : ' (skipped: no Electron binary or no display here)';

beforeAll(() => {
  if (hasElectron && hasDisplay) buildDesktop();
});

it.skipIf(reason !== '')(`the real app opens a sample and shows its file and line${reason}`, async () => {
  const home = await mkdtemp(join(tmpdir(), 'faultline-smoke-'));
  const app = await _electron.launch({
    args: [project, `--user-data-dir=${join(home, 'user')}`],
    env: { ...definedEnvironment(), FAULTLINE_LIBRARY: join(home, 'Library') },
  });
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState();
    expect(page.url()).toBe('faultline://app/');

    // The page has what the preload gave it and nothing of Node; its policy holds.
    const found = await page.evaluate(() => ({
      host: Reflect.get(globalThis, 'faultline') !== undefined,
      node: Reflect.has(globalThis, 'require') || Reflect.has(globalThis, 'process'),
    }));
    expect(found).toEqual({ host: true, node: false });
    await expect(page.evaluate('eval("1")')).rejects.toThrow('Content Security Policy');

    const samples = join(project, 'resources', 'samples');
    const reports = (await readdir(join(samples, 'reports'))).map((name) => join(samples, 'reports', name));
    const paths = [join(samples, 'dSYMs'), ...reports];
    await app.evaluate(({ app }, paths) => {
      for (const path of paths) app.emit('open-file', { preventDefault: () => undefined }, path);
    }, paths);
    await page
      .getByText(/\.(swift|m|mm|c|cpp|cc):\d+/)
      .first()
      .waitFor({ timeout: 30_000 });
  } finally {
    await app.close();
    await rm(home, { recursive: true, force: true });
  }
});

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
