import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop, project } from './build.ts';
import { launch, start } from './launch.ts';
import type { App, LaunchOptions } from './launch.ts';

beforeAll(buildDesktop);

const running: App[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
});

const launched = async (options: LaunchOptions = {}): Promise<App> => {
  const app = await launch(options);
  running.push(app);
  return app;
};
const started = async (options: LaunchOptions = {}): Promise<App> => {
  const app = await start(options);
  running.push(app);
  return app;
};

/** A report of the samples, and where it is. */
const samples = join(project, 'resources', 'samples', 'reports');
const sample = async (): Promise<string> => {
  const [name = ''] = (await readdir(samples))
    .filter((name) => name.endsWith('.ips'))
    .toSorted((a, b) => a.localeCompare(b));
  return join(samples, name);
};

describe('a launch', () => {
  it('shows one window, once its page is there', async () => {
    const app = await launched();
    expect(await app.do('windows')).toEqual([]);
    await app.do('ready');
    expect(await app.do('windows')).toMatchObject([{ visible: true }]);
  });

  it('registers its scheme and turns the sandbox on before it is ready', async () => {
    const app = await launched();
    expect(await app.deeds('app.enableSandbox')).toHaveLength(1);
    expect(await app.deeds('protocol.registerSchemesAsPrivileged')).toEqual([
      [{ scheme: 'faultline', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }],
    ]);
  });

  it('opens the library of the user', async () => {
    const app = await started();
    await expect(access(join(app.home, 'Library', 'faultline.sqlite'))).resolves.toBeUndefined();
    expect(await app.do('call', 'library.summary')).toMatchObject({
      ok: true,
      value: { path: join(app.home, 'Library') },
    });
  });

  it('that cannot have its library shows a window that says why', async () => {
    const home = await mkdtemp(join(tmpdir(), 'faultline-broken-'));
    await writeFile(join(home, 'Library'), 'a file where the folder should be');
    const app = await started({ home });
    expect(await app.do('windows')).toMatchObject([{}]);
    expect(await app.do('call', 'library.opening')).toMatchObject({
      ok: true,
      value: { state: 'closed', path: join(home, 'Library'), acts: ['retry', 'choose', 'reveal'] },
    });
    expect(await app.do('call', 'library.summary')).toMatchObject({ ok: false });
    await rm(home, { recursive: true });
  });

  it('beside another that runs hands over what it was to open, and ends', async () => {
    const app = await launched({ second: true, argv: ['--flag', 'a.ips', 'faultline://signature/abc'] });
    expect(await app.deeds('app.requestSingleInstanceLock')).toEqual([
      { paths: [join(process.cwd(), 'a.ips')], links: ['faultline://signature/abc'] },
    ]);
    await expect.poll(() => app.deeds('app.exit')).toEqual([0]);
    expect(await app.do('windows')).toEqual([]);
  });
});

describe('a file that is opened from Finder', () => {
  it('before the app is ready is imported and shown once it is', async () => {
    const app = await launched();
    const path = await sample();
    expect(await app.do('emit', 'open-file', path)).toBe(true);
    // Longer than files that come together are collected.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.do('ready');
    await app.do('listen', 'import.finished');
    await expect
      .poll(() => app.do('heard'), { timeout: 30_000 })
      .toMatchObject([{ name: 'import.finished', payload: { added: 1 } }]);
    expect(await app.do('call', 'library.summary')).toMatchObject({ ok: true, value: { crashes: 1 } });
    expect(await app.deeds('app.addRecentDocument')).toEqual([path]);
  });

  it('while the app runs is imported, also when its window is closed', async () => {
    const app = await started();
    await app.do('closeWindow');
    await app.do('emit', 'open-file', await sample());
    await expect.poll(() => app.do('windows')).toMatchObject([{ visible: true }]);
    await expect
      .poll(() => app.do('call', 'library.summary'), { timeout: 30_000 })
      .toMatchObject({ value: { crashes: 1 } });
  });

  it('comes by a second launch as well', async () => {
    const app = await started();
    await app.do('minimize');
    await app.do('secondInstance', JSON.stringify({ paths: [await sample()], links: [] }));
    await expect.poll(() => app.do('isMinimized')).toBe(false);
    await expect
      .poll(() => app.do('call', 'library.summary'), { timeout: 30_000 })
      .toMatchObject({ value: { crashes: 1 } });
  });

  it('that is no report is counted among those that came with it, and no dialog stands in the way', async () => {
    const app = await started();
    await app.do('listen', 'import.finished');
    await app.do('emit', 'open-file', await sample());
    await app.do('emit', 'open-file', join(project, 'electron-builder.yml'));
    await expect
      .poll(() => app.do('heard'), { timeout: 30_000 })
      .toMatchObject([{ name: 'import.finished', payload: { added: 1, notReports: 1 } }]);
    expect(await app.deeds('dialog.showMessageBox')).toEqual([]);
  });

  it('is named on the command line elsewhere than on a Mac', async () => {
    const app = await started({ platform: 'linux', packaged: true, argv: ['--no-sandbox', await sample()] });
    await expect
      .poll(() => app.do('call', 'library.summary'), { timeout: 30_000 })
      .toMatchObject({ value: { crashes: 1 } });
  });
});

describe('a second launch', () => {
  it('brings the window to the front, whatever it says', async () => {
    const app = await started();
    for (const data of [null, 'text', { paths: [1] }, { paths: [], links: [] }]) {
      await app.do('minimize');
      await app.do('secondInstance', JSON.stringify(data));
      await expect.poll(() => app.do('isMinimized')).toBe(false);
    }
  });
});

describe('a link', () => {
  it('to a crash that is there opens it', async () => {
    const app = await started();
    const imported = await app.do('call', 'import.paths', JSON.stringify({ job: 'a', paths: [await sample()] }));
    const { signature, report } = idsOf(imported);
    await app.do('listen', 'window.open');
    await app.do('emit', 'open-url', `faultline://signature/${signature}`);
    await app.do('emit', 'open-url', `faultline://report/${report}`);
    await expect
      .poll(() => app.do('heard'))
      .toEqual([
        { name: 'window.open', payload: { signature, report: null } },
        { name: 'window.open', payload: { signature, report } },
      ]);
  });

  it('that leads nowhere says so', async () => {
    const app = await started();
    const links = ['signature/gone', 'report/gone', 'app/index.html', '', 'report/../x'];
    for (const [index, link] of links.entries()) {
      await app.do('emit', 'open-url', `faultline://${link}`);
      await expect.poll(() => app.deeds('dialog.showMessageBox')).toHaveLength(index + 1);
    }
  });
});

describe('closing the last window', () => {
  it('keeps the app on a Mac, and the Dock brings the window back', async () => {
    const app = await started({ platform: 'darwin' });
    await app.do('closeWindow');
    expect(await app.do('windows')).toEqual([]);
    await app.do('emit', 'activate');
    await expect.poll(() => app.do('windows')).toMatchObject([{ visible: true }]);
    expect(await app.do('call', 'host.abilities')).toMatchObject({ ok: true });
    expect(await app.deeds('app.exit')).toEqual([]);
  });

  it('ends the app elsewhere', async () => {
    const app = await started({ platform: 'linux' });
    await app.do('closeWindow');
    await expect.poll(() => app.deeds('app.exit')).toEqual([0]);
  });
});

describe('quitting', () => {
  it('closes the library first', async () => {
    const app = await started();
    await app.do('quit');
    await expect.poll(() => app.deeds('app.exit')).toEqual([0]);
    // SQLite removes its journal as the last connection closes.
    expect((await readdir(join(app.home, 'Library'))).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });
});

function idsOf(result: unknown): { readonly signature: string; readonly report: string } {
  const value = typeof result === 'object' && result !== null && 'value' in result ? result.value : null;
  if (typeof value !== 'object' || value === null || !('signature' in value) || !('report' in value)) {
    throw new Error(`Not imported: ${JSON.stringify(result)}`);
  }
  return { signature: String(value.signature), report: String(value.report) };
}
