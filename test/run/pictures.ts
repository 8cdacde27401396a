/**
 * `npm run pictures`: the screenshots of the README, taken of the real window with the sample crashes. Needs a built window
 * and Chromium (`FAULTLINE_CHROMIUM` names another).
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';

const project = resolve(import.meta.dirname, '..', '..');
const images = join(project, 'docs', 'images');

const PICTURES = [
  { name: 'inbox-light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'inbox-dark', colorScheme: 'dark', viewport: { width: 1600, height: 1000 } },
] as const;

const main = join(project, 'electron', 'cli', 'main.ts');
const host = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'demo'], {
  env: { ...process.env, CI: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise<string>((found, failed) => {
  createInterface(host.stdout).on('line', (line) => {
    if (line.startsWith('http://127.0.0.1:')) found(line);
  });
  host.once('exit', (code) => failed(new Error(`The host ended with ${code}.`)));
});

mkdirSync(images, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['FAULTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const { name, ...look } of PICTURES) {
    const context = await browser.newContext({
      ...look,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(url);
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
} finally {
  await browser.close();
  host.kill('SIGTERM');
}
