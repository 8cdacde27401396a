/** A web host of its own for each test, over a library that is empty and removed after. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';

export const project = resolve(import.meta.dirname, '..', '..');

/** A running `faultline web`. */
export interface Host {
  /** The link with this run's token. */
  readonly url: string;
  stop(): Promise<void>;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Starts the command line as its users do, and reads the link from its output. */
async function startHost(folder: string): Promise<Host> {
  const child = spawn(
    join(project, 'node_modules', '.bin', 'node'),
    [
      '--disable-warning=ExperimentalWarning',
      join(project, 'electron', 'cli', 'main.ts'),
      'web',
      '--port',
      '0',
      '--library',
      join(folder, 'library'),
    ],
    // A home of its own: whatever archives the developer has, the test sees none. CI: no browser is opened.
    { env: { ...process.env, HOME: folder, CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('http://127.0.0.1:')) found(line);
    });
    child.once('exit', (code) => failed(new Error(`The host ended with ${code}: ${complaints}`)));
  });
  return { url, stop: async () => stopProcess(child) };
}

/** `window` is the page with the empty library open. What it logs as an error fails the test. */
export const test = base.extend<{ host: Host; window: Page }>({
  // Playwright wants the destructuring even where nothing is taken.
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-web-test-'));
    const host = await startHost(folder);
    await provide(host);
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  },

  window: async ({ page, host }, provide) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(host.url);
    await provide(page);
    base.expect(problems, 'errors of the page').toEqual([]);
  },
});

export { expect } from '@playwright/test';
