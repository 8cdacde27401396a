/**
 * The window over a large library in a real Chromium, served by the real web host: how long it takes until it answers a key,
 * and what scrolling costs. Needs the built window (`npm run build`) and a Chromium.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';

const PROJECT = join(import.meta.dirname, '..', '..', '..');
const CHROMIUM = process.env['FAULTLINE_CHROMIUM'] ?? '/usr/bin/chromium';

export interface WindowTimes {
  /** Milliseconds from asking for the page until the list has moved its selection by a key. */
  readonly interactive: number;
  /** Milliseconds of main-thread work for each frame of scrolling. */
  readonly frames: readonly number[];
  /** Places in sight that showed no signature, over all frames. */
  readonly blank: number;
}

/** Whether there is a window, and a browser, to measure. */
export function canOpenWindow(): boolean {
  return existsSync(join(PROJECT, 'out', 'renderer', 'index.html')) && existsSync(CHROMIUM);
}

async function startHost(library: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const main = join(PROJECT, 'electron', 'cli', 'main.ts');
  const words = ['--disable-warning=ExperimentalWarning', main, 'web', '--port', '0', '--library', library];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, CI: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (text) => {
      if (text.startsWith('http://127.0.0.1:')) found(text);
    });
    child.once('exit', (code) => failed(new Error(`the host ended with ${code}`)));
  });
  return { child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function openWindow(page: Page, url: string): Promise<number> {
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  const list = page.getByRole('listbox', { name: 'Crashes' });
  await list.getByRole('option').first().waitFor();
  await list.press('ArrowDown');
  await page.locator('[role=listbox][aria-activedescendant]').first().waitFor();
  return performance.now() - start;
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly blank: number;
}

/**
 * Scrolls by as much as a fast wheel does in each frame. The work of a frame is what lies between the beginning of its
 * callbacks and the first task after it was drawn: scripts, styles, layout and paint.
 */
function scroll(page: Page, frames: number, step: number): Promise<Scrolled> {
  return page.evaluate(
    async ({ frames, step }) => {
      const list = document.querySelector('[role=listbox][aria-label=Crashes]');
      if (list === null) throw new Error('there is no list');
      const times: number[] = [];
      let blank = 0;
      const { height, left, top, width } = list.getBoundingClientRect();
      const look = (): void => {
        for (let y = 10; y < height; y += 34) {
          const met = document.elementsFromPoint(left + width / 3, top + y);
          if (!met.some((element) => element.getAttribute('role') === 'option')) blank += 1;
        }
      };
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise<void>((done) => {
          requestAnimationFrame(() => {
            const start = performance.now();
            list.scrollTop += step;
            const channel = new MessageChannel();
            channel.port1.addEventListener('message', () => {
              times.push(performance.now() - start);
              look();
              done();
            });
            channel.port1.start();
            channel.port2.postMessage(null);
          });
        });
      }
      return { frames: times, blank };
    },
    { frames, step },
  );
}

/** Opens the window on a library and scrolls through its inbox. */
export async function measureWindow(library: string): Promise<WindowTimes> {
  const { child, url } = await startHost(library);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const interactive = await openWindow(page, url);
    const { frames, blank } = await scroll(page, 600, 100);
    return { interactive, frames, blank };
  } finally {
    await browser.close();
    await stop(child);
  }
}
