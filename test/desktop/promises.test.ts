/** What a Mac expects of an app besides its window: Open Recent, the roles of its menus, the accent colour. */
import { beforeAll, afterEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { buildDesktop, project } from './build.ts';
import type { MenuItem } from './double/window.ts';
import { start } from './launch.ts';
import type { App, LaunchOptions } from './launch.ts';

beforeAll(buildDesktop);

const running: App[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
});

const started = async (options: LaunchOptions = {}): Promise<App> => {
  const app = await start(options);
  running.push(app);
  return app;
};

const all = (menu: readonly MenuItem[]): readonly MenuItem[] =>
  menu.flatMap((item) => [item, ...all(item.submenu ?? [])]);

describe('Open Recent', () => {
  it('lists what was opened by a panel or a drop, as well as what Finder opened', async () => {
    const app = await started();
    const path = join(project, 'resources', 'samples', 'reports');
    await app.do('call', 'import.paths', JSON.stringify({ job: 'a', paths: [path] }));
    expect(await app.deeds('app.addRecentDocument')).toEqual([path]);
  });

  it('lists nothing for a call that makes no sense', async () => {
    const app = await started();
    await app.do('call', 'import.paths', JSON.stringify({ job: 'a', paths: [7] }));
    await app.do('call', 'import.paths', '{}');
    expect(await app.deeds('app.addRecentDocument')).toEqual([]);
  });
});

describe('the menus of a Mac', () => {
  it('close a window, quit the app, and have the help that the system searches', async () => {
    const menu = await (await started({ platform: 'darwin' })).menu();
    const rolesOf = (items: readonly MenuItem[]): readonly string[] => all(items).flatMap(({ role }) => role ?? []);
    const titled = (label: string): readonly MenuItem[] => menu.find((item) => item.label === label)?.submenu ?? [];
    expect(rolesOf(titled('&File'))).toEqual(expect.arrayContaining(['close', 'recentDocuments']));
    expect(rolesOf(menu.find(({ role }) => role === 'appMenu')?.submenu ?? [])).toContain('quit');
    expect(menu.at(-1)?.role).toBe('help');
  });

  it('keep settings in the menu of the app, under the key that every app has for them', async () => {
    const app = await started({ platform: 'darwin' });
    const own = (await app.menu()).find(({ role }) => role === 'appMenu')?.submenu ?? [];
    expect(own.find(({ id }) => id === 'app.settings')).toMatchObject({ accelerator: 'CmdOrCtrl+,' });
    await app.do('click', 'app.settings');
    await expect.poll(() => app.do('windows')).toMatchObject([{}, { options: { title: 'Settings' } }]);
  });
});

describe('the accent colour of the system', () => {
  it.each(['darwin', 'linux'] as const)('is told to the page, and again when it changes (%s)', async (platform) => {
    const app = await started({ platform });
    await app.do('listen', 'window.accent');
    await app.do('chooseAccent', 'FFC600FF');
    // A system that has none to tell changes nothing.
    await app.do('chooseAccent', '');
    const heard = ['#0a84ff', '#ffc600'].map((colour) => ({ name: 'window.accent', payload: { colour } }));
    await expect.poll(() => app.do('heard')).toEqual(heard);
  });
});

describe('the share menu', () => {
  it('offers what the page gives it, over the window', async () => {
    const app = await started({ platform: 'darwin' });
    await app.do('share', '# A crash');
    await app.do('share', '');
    await app.do('shareFrom', 'https://example.com/', 'from elsewhere');
    expect(await app.deeds('ShareMenu.popup')).toEqual([{ texts: ['# A crash'] }]);
  });

  it('is nothing where the system has none', async () => {
    const app = await started({ platform: 'linux' });
    await app.do('share', '# A crash');
    expect(await app.deeds('ShareMenu.popup')).toEqual([]);
  });
});
