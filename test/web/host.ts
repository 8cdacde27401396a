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
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
}

/** What a host is started with besides its library. */
export interface HostOptions {
  /** A fake App Store Connect on this computer, with a keychain of the test's own for its keys. */
  readonly appStore?: string;
  /** Added to what the host knows of its surroundings. */
  readonly environment?: Readonly<Record<string, string>>;
}

const NODE = join(project, 'node_modules', '.bin', 'node');
/** Unlocks a new keyring in the session's own bus, then becomes the host. */
const IN_KEYRING =
  'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" "$@"';

function environment(folder: string, { appStore, environment: more = {} }: HostOptions): NodeJS.ProcessEnv {
  // A home of its own: whatever archives and keys the developer has, the test sees none. CI: no browser is opened.
  const own = { ...process.env, HOME: folder, CI: '1', ...more };
  if (appStore === undefined) return own;
  const folders = {
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: folder,
  };
  return { ...own, ...folders, FAULTLINE_APPSTORE_URL: appStore };
}

/** Starts the command line as its users do, and reads the link from its output. */
export async function startHost(folder: string, options: HostOptions = {}): Promise<Host> {
  const main = join(project, 'electron', 'cli', 'main.ts');
  const host = ['--disable-warning=ExperimentalWarning', main, 'web', '--port', '0'];
  const line = [NODE, ...host, '--library', join(folder, 'library')];
  const [program = '', ...words] =
    options.appStore === undefined ? line : ['dbus-run-session', '--', 'sh', '-c', IN_KEYRING, ...line];
  const child = spawn(program, words, {
    env: environment(folder, options),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the session, its keyring and the host end together.
    detached: true,
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (text) => {
      if (text.startsWith('http://127.0.0.1:')) found(text);
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
