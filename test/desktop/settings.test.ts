import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop } from './build.ts';
import { start } from './launch.ts';
import type { App, LaunchOptions } from './launch.ts';

beforeAll(buildDesktop);

const running: App[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
});

async function started(options: LaunchOptions = {}): Promise<App> {
  const app = await start(options);
  running.push(app);
  return app;
}

/** Main window and settings, once both pages are there. */
async function bothOf(app: App): Promise<readonly unknown[]> {
  await expect.poll(async () => JSON.stringify(await windowsOf(app))).toContain('faultline://app/?settings');
  return windowsOf(app);
}

async function windowsOf(app: App): Promise<readonly unknown[]> {
  const windows: unknown = await app.do('windows');
  const list: readonly unknown[] = Array.isArray(windows) ? windows : [];
  return list;
}

describe('the settings', () => {
  it('have a window of their own, and one at most', async () => {
    const app = await started();
    await app.do('click', 'app.settings');
    await app.do('click', 'app.settings');
    const [main, settings, ...others] = await bothOf(app);
    expect(main).toMatchObject({ url: 'faultline://app/' });
    expect(settings).toMatchObject({ url: 'faultline://app/?settings', visible: true });
    expect(others).toEqual([]);
  });

  it('are confined as the main window is', async () => {
    const app = await started();
    await app.do('click', 'app.settings');
    const [main, settings] = await bothOf(app);
    const preferences = {
      options: { webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true } },
    };
    expect(main).toMatchObject(preferences);
    expect(settings).toMatchObject(preferences);
  });

  it('show the tab that the page asks for', async () => {
    const app = await started();
    const answer = await app.do('call', 'settings.show', '{"tab":"editors","unmapped":"/build"}');
    expect(answer).toEqual({ ok: true, value: { shown: true } });
    await bothOf(app);
    await app.do('listen', 'settings.tab');
    await expect
      .poll(() => app.do('heard'))
      .toContainEqual({ name: 'settings.tab', payload: { tab: 'editors', unmapped: '/build' } });
  });
});

describe('the appearance', () => {
  it('is followed by all that the system draws, now and at the next launch', async () => {
    const app = await started();
    await app.do('call', 'settings.change', '{"appearance":"dark"}');
    await expect.poll(() => app.deeds('nativeTheme.themeSource')).toEqual(['system', 'dark']);
    await app.do('call', 'settings.change', '{"appearance":"auto"}');
    await expect.poll(() => app.deeds('nativeTheme.themeSource')).toEqual(['system', 'dark', 'system']);
  });
});

describe('an editor command', () => {
  it('is set only when the user says so to the system', async () => {
    const app = await started();
    const input = '{"editorCommand":"subl {file}"}';
    await app.do('press', '1');
    expect(await app.do('call', 'settings.change', input)).toMatchObject({ ok: false, fault: { kind: 'cancelled' } });
    await app.do('press', '0');
    expect(await app.do('call', 'settings.change', input)).toMatchObject({
      ok: true,
      value: { editorCommand: 'subl {file}' },
    });
    const [question] = await app.deeds('dialog.showMessageBox');
    expect(question).toMatchObject({ defaultId: 1, cancelId: 1 });
    expect(JSON.stringify(question)).toContain('subl {file}');
  });
});

describe('an export', () => {
  it('goes to the file that the save panel names', async () => {
    const app = await started();
    await app.do('call', 'samples.add', '{"job":"samples"}');
    const file = join(app.home, 'out.csv');
    const wish = {
      job: 'export',
      target: { kind: 'view', filter: { status: 'all' }, expected: 0 },
      format: 'csv',
      reports: 'newest',
      redact: false,
    };
    const page: unknown = await app.do('call', 'inbox.page', '{"filter":{"status":"all"}}');
    const total = Number(/"total":(\d+)/.exec(JSON.stringify(page))?.[1]);
    const input = JSON.stringify({ ...wish, target: { ...wish.target, expected: total } });
    expect(await app.do('call', 'export.run', input)).toEqual({ ok: true, value: { kind: 'dismissed' } });
    await app.do('chooseFile', file);
    expect(await app.do('call', 'export.run', input)).toMatchObject({
      ok: true,
      value: { kind: 'file', path: file, signatures: total },
    });
    expect((await readFile(file, 'utf8')).split('\r\n')).toHaveLength(total + 2);
    const panels = await app.deeds('dialog.showSaveDialog');
    expect(panels).toHaveLength(2);
    expect(JSON.stringify(panels)).toMatch(/Downloads\/Crashes [^"]*\.csv"/);
  });
});
