import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../renderer/commands/registry.ts';
import { buildDesktop } from './build.ts';
import type { MenuItem } from './double/window.ts';
import { start } from './launch.ts';
import type { LaunchOptions } from './launch.ts';

beforeAll(buildDesktop);

/** Read once for each way to launch. */
const menus = new Map<string, Promise<readonly MenuItem[]>>();

function menuOf(options: LaunchOptions): Promise<readonly MenuItem[]> {
  const key = JSON.stringify({ platform: 'darwin', packaged: false, ...options });
  const menu = menus.get(key) ?? readMenu(options);
  menus.set(key, menu);
  return menu;
}

async function readMenu(options: LaunchOptions): Promise<readonly MenuItem[]> {
  const app = await start(options);
  const menu = await app.menu();
  await app.stop();
  return menu;
}

const all = (menu: readonly MenuItem[]): readonly MenuItem[] =>
  menu.flatMap((item) => [item, ...all(item.submenu ?? [])]);

describe('the menu bar', () => {
  it('has the order of every Mac app', async () => {
    const menu = await menuOf({ platform: 'darwin' });
    expect(menu.map(({ role, label }) => label ?? role)).toEqual([
      'appMenu',
      '&File',
      '&Edit',
      '&View',
      '&Report',
      'window',
      'help',
    ]);
  });

  it('offers what people look for in it', async () => {
    const roles = (menu: readonly MenuItem[]) => all(menu).flatMap(({ role }) => role ?? []);
    const everywhere = ['cut', 'copy', 'paste', 'minimize', 'close', 'quit', 'about', 'togglefullscreen'];
    const mac = roles(await menuOf({ platform: 'darwin' }));
    expect(mac).toEqual(
      expect.arrayContaining([...everywhere, 'hide', 'hideOthers', 'services', 'recentDocuments', 'front']),
    );
    expect(roles(await menuOf({ platform: 'linux' }))).toEqual(expect.arrayContaining(everywhere));
  });

  it('has every command of the window, under its title, with its key where that has a modifier', async () => {
    const items = all(await menuOf({ platform: 'darwin' })).filter(({ id }) => id !== undefined);
    const expected = COMMANDS.map(({ id, title, keys, inboxKeys = [] }) => {
      const key = [...keys, ...inboxKeys].find((candidate) => candidate.includes('mod+'));
      return {
        id,
        label: title,
        accelerator: key === undefined || id === 'edit.copy-frame' ? null : acceleratorOf(key),
      };
    });
    const byId = (a: { readonly id?: string }, b: { readonly id?: string }) => (a.id ?? '').localeCompare(b.id ?? '');
    const actual = items.map(({ id = '', label, accelerator = null }) => ({ id, label, accelerator }));
    expect(actual.toSorted(byId)).toEqual(expected.toSorted(byId));
  });

  it('takes no key twice, and no bare letter from text fields', async () => {
    for (const platform of ['darwin', 'linux'] as const) {
      const keys = all(await menuOf({ platform })).flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys) expect(key).toContain('CmdOrCtrl');
    }
  });

  it('says what would be undone, and disables what cannot run, as the page tells it', async () => {
    const app = await start();
    const commands = [
      { id: 'edit.undo', title: 'Undo Mark 3 Crashes as Done', enabled: true },
      { id: 'report.done', title: 'Mark as Done', enabled: false },
    ];
    await app.do('showCommands', JSON.stringify(commands));
    const items = all(await app.menu());
    await app.stop();
    expect(items.find(({ id }) => id === 'edit.undo')?.label).toBe('Undo Mark 3 Crashes as Done');
    expect(items.find(({ id }) => id === 'report.done')).toMatchObject({ label: 'Mark as Done', enabled: false });
  });

  it('has developer tools only in development', async () => {
    const tools = (menu: readonly MenuItem[]) => all(menu).some(({ role }) => role === 'toggleDevTools');
    expect(tools(await menuOf({ packaged: false }))).toBe(true);
    expect(tools(await menuOf({ packaged: true }))).toBe(false);
  });
});

/** The renderer's way of writing keys in Electron's: `shift+mod+c` is `Shift+CmdOrCtrl+C`. */
function acceleratorOf(keys: string): string {
  return keys
    .split('+')
    .map((part) => (part === 'mod' ? 'CmdOrCtrl' : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('+');
}
