/** A frame's source in an editor: where the file is not here, a path mapping mends it; then the editor gets file and line. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { addSamples, expectAccessible, frames, picture } from './acts.ts';
import { expect, startHost, test as base } from './host.ts';

/** A host with a display of which nothing is asked, and a program named `code` that notes what it was given. */
const test = base.extend<{ sources: { readonly folder: string; readonly opened: () => readonly string[] } }>({
  // Playwright wants the destructuring even where nothing is taken.
  // oxlint-disable-next-line no-empty-pattern
  sources: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-editor-test-'));
    const [notes, bin] = [join(folder, 'opened'), join(folder, 'bin')];
    mkdirSync(bin);
    writeFileSync(join(bin, 'code'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${notes}'\n`);
    chmodSync(join(bin, 'code'), 0o755);
    await provide({
      folder,
      opened: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trimEnd().split('\n') : []),
    });
    rmSync(folder, { recursive: true });
  },
  host: async ({ sources }, provide) => {
    const path = `${join(sources.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    const host = await startHost(sources.folder, { environment: { DISPLAY: ':none', PATH: path } });
    await provide(host);
    await host.stop();
  },
});

test('a frame opens at its line once a path mapping says where its sources are', async ({ window, sources }) => {
  await addSamples(window);
  const frame = frames(window).filter({ hasText: '.swift' }).first();
  const place = frame.getByRole('button', { name: /\.swift\s*:\d+$/ });
  const shown = (await place.textContent()) ?? '';
  const file = (await frame.locator('[title$=".swift"]').first().getAttribute('title')) ?? '';
  const [name, line] = shown.split(':');
  expect(basename(file)).toBe(name);

  await frame.dblclick({ position: { x: 40, y: 8 } });
  await expect(window.getByText(/is not on this computer/)).toBeVisible();
  expect(sources.opened()).toEqual([]);
  await window.getByRole('button', { name: 'Add Path Mapping…' }).click();
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByLabel('Path in reports')).toHaveValue(file.slice(0, file.lastIndexOf('/')));

  writeFileSync(join(sources.folder, basename(file)), '');
  await settings.getByLabel('Path on this computer').fill(sources.folder);
  await settings.getByRole('button', { name: 'Add' }).click();
  await expect(settings.getByRole('list', { name: 'Path mappings' }).getByRole('listitem')).toHaveCount(1);
  await settings.getByLabel('Path to try').fill(file);
  await settings.getByRole('button', { name: 'Test' }).click();
  await expect(settings.getByText('The file is there.')).toBeVisible();
  await expectAccessible(window);
  await picture(window, 'settings-editors-mapped-light');
  await window.emulateMedia({ colorScheme: 'dark' });
  await picture(window, 'settings-editors-mapped-dark');
  await window.keyboard.press('Escape');

  await frame.focus();
  await window.keyboard.press('o');
  await expect.poll(() => sources.opened()).toEqual(['--goto', `${join(sources.folder, basename(file))}:${line}`]);
  await window.keyboard.press('Enter');
  await expect.poll(() => sources.opened().length).toBe(4);

  const next = frames(window).filter({ hasText: '.swift' }).nth(1);
  await next.click({ button: 'right', position: { x: 40, y: 8 } });
  const menu = window.getByRole('menu');
  await picture(window, 'frame-menu-dark');
  await menu.getByRole('menuitem', { name: 'Copy Frame' }).click();
  await expect(window.getByText('Frame copied')).toBeVisible();
  await expect(next).toBeFocused();
  const symbol = (await next.getByRole('gridcell').nth(2).textContent()) ?? '';
  expect(await window.evaluate(() => navigator.clipboard.readText())).toContain(symbol.replace(/ inlined$/, ''));
});

test('a browser cannot choose the program that is run', async ({ window }) => {
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Editors' }).click();
  await settings.getByLabel('Open sources in').selectOption('Custom Command');
  await expect(settings.getByText('A browser may not choose a program to run.')).toBeVisible();
  await expect(settings.getByRole('textbox', { name: 'Custom command' })).toHaveCount(0);
  await expectAccessible(window);
  const refused = await window.evaluate(async () => {
    const body = JSON.stringify({ editorCommand: 'sh -c "touch /tmp/x"' });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/settings.change', { method: 'POST', headers, body });
    return answer.text();
  });
  expect(JSON.parse(refused)).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
});
