import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop } from './build.ts';
import { start } from './launch.ts';
import type { App } from './launch.ts';

let app: App;
beforeAll(async () => {
  buildDesktop();
  app = await start();
});
afterAll(() => app.stop());

describe('the preload', () => {
  it('exposes seven members and nothing of Electron’s', async () => {
    expect(await app.do('exposed')).toEqual({
      host: 'desktop',
      call: 'function',
      on: 'function',
      pathsForFiles: 'function',
      openDialog: 'function',
      showCommands: 'function',
      share: 'function',
    });
  });

  it('carries calls to the API and its results back', async () => {
    expect(await app.do('call', 'host.abilities')).toMatchObject({
      ok: true,
      value: {
        host: 'desktop',
        platform: 'macOS',
        version: '0.0.0-double',
        paths: true,
        editors: ['xcode', 'vscode', 'custom'],
      },
    });
  });

  it('knows the paths of files from disk and leaves out those made in the page', async () => {
    expect(await app.do('pathsForFiles', '/a/b.ips', '', '/c d.crash')).toEqual(['/a/b.ips', '/c d.crash']);
  });

  it('opens the system’s panel for files and folders', async () => {
    expect(await app.do('openDialog', '/a.ips', '/b.dSYM')).toEqual(['/a.ips', '/b.dSYM']);
    expect(await app.deeds('dialog.showOpenDialog')).toMatchObject([
      { properties: ['openFile', 'multiSelections', 'openDirectory'] },
    ]);
    expect(await app.do('openDialog')).toEqual([]);
  });

  it('hears events, also those from before it listened', async () => {
    await app.do('click', 'view.inbox');
    await app.do('listen', 'window.command');
    await app.do('click', 'view.detail');
    await expect
      .poll(() => app.do('heard'))
      .toEqual([
        { name: 'window.command', payload: { command: 'view.inbox' } },
        { name: 'window.command', payload: { command: 'view.detail' } },
      ]);
  });
});

describe('a call', () => {
  it.each([
    'subframe',
    'closed frame',
    'https://evil.example/',
    'faultline://other/',
    'file:///app/index.html',
    'data:text/html,x',
    '',
  ])('from %s is refused', async (sender) => {
    expect(await app.do('callFrom', sender, 'host.abilities')).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
    expect(await app.do('openDialogFrom', sender)).toEqual([]);
  });

  it('from the page’s main frame is answered', async () => {
    expect(await app.do('callFrom', 'page', 'host.abilities')).toMatchObject({ ok: true });
  });

  it.each(['no.such.call', 'constructor', '__proto__', ''])('named “%s” is a fault, not a throw', async (name) => {
    expect(await app.do('call', name)).toMatchObject({ ok: false });
  });

  it('with an input that the contract does not know is a fault', async () => {
    expect(await app.do('call', 'host.abilities', '{"more":1}')).toMatchObject({
      ok: false,
      fault: { kind: 'bad-input' },
    });
    expect(await app.do('call', 'report.detail', '{"id":"../x"}')).toMatchObject({
      ok: false,
      fault: { kind: 'bad-input' },
    });
  });
});

describe('a page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('cannot leave by %s', async (event) => {
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'faultline://other/',
      'data:text/html,x',
      'javascript:1',
    ]) {
      expect(await app.do('navigate', event, url)).toBe(true);
    }
    expect(await app.do('navigate', event, 'faultline://app/')).toBe(false);
  });

  it('cannot make windows; links to known sites open in the browser', async () => {
    const links = {
      'https://developer.apple.com/documentation/xcode': true,
      'https://github.com/': true,
      'http://developer.apple.com/': false,
      'https://user@github.com/': false,
      'https://github.com.evil.example/': false,
      'https://evil.example/': false,
      'file:///Applications/Calculator.app': false,
      'faultline://app/': false,
    };
    for (const url of Object.keys(links)) expect(await app.do('open', url)).toEqual({ action: 'deny' });
    const opened = Object.entries(links).flatMap(([url, opens]) => (opens ? [url] : []));
    expect(await app.deeds('shell.openExternal')).toEqual(opened);
  });

  it('cannot attach a webview', async () => {
    expect(await app.do('navigate', 'will-attach-webview', 'faultline://app/')).toBe(true);
  });

  it('may copy, and may do nothing else', async () => {
    expect(await app.do('requestPermission', 'clipboard-sanitized-write', 'faultline://app/')).toBe(true);
    expect(await app.do('checkPermission', 'clipboard-sanitized-write', 'faultline://app/')).toBe(true);
    expect(await app.do('requestPermission', 'clipboard-sanitized-write', 'faultline://app/', 'sub')).toBe(false);
    expect(await app.do('requestPermission', 'clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
      'hid',
    ]) {
      expect(await app.do('requestPermission', permission, 'faultline://app/')).toBe(false);
      expect(await app.do('checkPermission', permission, 'faultline://app/')).toBe(false);
    }
    expect(await app.do('useDevice')).toBe(false);
  });
});
