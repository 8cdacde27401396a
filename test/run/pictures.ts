/**
 * `npm run pictures`: the screenshots of the README, taken of the real window with the sample crashes, and one of each
 * family of reports, of the small files that tests read. Needs a built window and Chromium (`FAULTLINE_CHROMIUM` names
 * another).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';

const project = resolve(import.meta.dirname, '..', '..');
const images = join(project, 'docs', 'images');

const PICTURES = [
  { name: 'inbox-light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'inbox-dark', colorScheme: 'dark', viewport: { width: 1600, height: 1000 } },
] as const;

/** Families, by a row of theirs in the inbox of the tests' files. */
const FAMILIES = [
  { name: 'hang', row: /Hang · 2.6 s/, colorScheme: 'light' },
  { name: 'spin', row: /Dock.moor.*Spin/, colorScheme: 'dark' },
  { name: 'cpu', row: /CPU · 90 s over 179 s/, colorScheme: 'light' },
  { name: 'wakeups', row: /Wakeups · 45,001/, colorScheme: 'dark' },
  { name: 'disk-writes', row: /Disk writes · 2.15 GB/, colorScheme: 'light' },
  { name: 'resource', row: /Memory limit/, colorScheme: 'dark' },
  { name: 'launch', row: /Slow launch/, colorScheme: 'light' },
  { name: 'sample', row: /1,690 samples/, colorScheme: 'light' },
  { name: 'stackshot', row: /Stackshot/, colorScheme: 'dark' },
  { name: 'jetsam', row: /per-process-limit/, colorScheme: 'light' },
  { name: 'panic', row: /watchdog timeout/, colorScheme: 'dark' },
  { name: 'forced-reset', row: /Forced restart/, colorScheme: 'light' },
  { name: 'watchdog', row: /Watchdog · tided/, colorScheme: 'dark' },
  { name: 'os-fault', row: /OS fault · EXC_GUARD/, colorScheme: 'light' },
  { name: 'metrics', row: /Metrics of an app/, colorScheme: 'light' },
  { name: 'other', row: /CoreAnalytics/, colorScheme: 'light' },
] as const;

const main = join(project, 'electron', 'cli', 'main.ts');

interface Host {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts a command that serves the window. */
async function serve(...words: string[]): Promise<Host> {
  const host = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    env: { ...process.env, CI: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface(host.stdout).on('line', (line) => {
      if (line.startsWith('http://127.0.0.1:')) found(line);
    });
    host.once('exit', (code) => failed(new Error(`The host ended with ${code}.`)));
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => host.once('exit', resolve));
    host.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

const LOOK = { locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' } as const;

/** One picture of each family, of a library of the tests' own files. */
async function takeFamilies(browser: Browser): Promise<void> {
  const folder = join(images, 'families');
  mkdirSync(folder, { recursive: true });
  const library = mkdtempSync(join(tmpdir(), 'faultline-pictures-'));
  const files = join(project, 'test', 'fixtures', 'families');
  const words = ['--disable-warning=ExperimentalWarning', main, 'import', files, '--library', library];
  spawnSync(process.execPath, words, { stdio: 'inherit' });
  const host = await serve('web', '--port', '0', '--library', library);
  try {
    const page = await browser.newPage({ ...LOOK, viewport: { width: 1280, height: 800 } });
    await page.goto(host.url);
    for (const { name, row, colorScheme } of FAMILIES) {
      await page.emulateMedia({ colorScheme });
      // A virtual list has only what is in sight.
      for (let turn = 0; (await page.getByRole('option').filter({ hasText: row }).count()) === 0; turn += 1) {
        if (turn === 20) throw new Error(`There is no row of ${name}.`);
        await page.getByRole('listbox').evaluate((list, at) => list.scrollTo(0, at), (turn % 10) * 500);
        await page.waitForTimeout(200);
      }
      await page.getByRole('option').filter({ hasText: row }).first().click();
      await page.getByRole('tabpanel').waitFor();
      // The call tree's part of the window is loaded when the first is looked at.
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }
    await page.close();
  } finally {
    await host.stop();
    rmSync(library, { recursive: true, force: true });
  }
}

mkdirSync(images, { recursive: true });
const host = await serve('demo');
const browser = await chromium.launch({
  executablePath: process.env['FAULTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const { name, ...look } of PICTURES) {
    const context = await browser.newContext({ ...LOOK, ...look });
    const page = await context.newPage();
    await page.goto(host.url);
    await page.getByRole('option').filter({ hasText: 'User.avatarURL.getter' }).click();
    await page.getByText('UserManager.swift:42').first().waitFor();
    await page.waitForFunction(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
    await page.screenshot({ path: join(images, `${name}.png`) });
    if (name === 'inbox-light') {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Feedback/ })
        .click();
      await page.getByRole('option').first().click();
      await page.getByRole('main').getByRole('img').first().waitFor();
      await page.screenshot({ path: join(images, 'feedback-light.png') });
    }
    await context.close();
  }
  await takeFamilies(browser);
} finally {
  await browser.close();
  await host.stop();
}
