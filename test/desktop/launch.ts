/** Launches the built app on the double, in a process and with a library of its own. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project } from './build.ts';
import type { MenuItem } from './double/window.ts';

export interface LaunchOptions {
  readonly platform?: 'darwin' | 'linux';
  readonly packaged?: boolean;
  readonly second?: boolean;
  readonly dark?: boolean;
  /** After the program's own arguments. */
  readonly argv?: readonly string[];
  /** A home folder to start with; a new one that is removed after, when left out. */
  readonly home?: string;
}

export interface App {
  readonly home: string;
  /** Tells the stage to do something; see stage.ts for what it knows. */
  do(command: string, ...values: readonly string[]): Promise<unknown>;
  /** What was noted under a name. */
  deeds(what: string): Promise<readonly unknown[]>;
  /** The menu bar, without what its items do. */
  menu(): Promise<readonly MenuItem[]>;
  /** Ends the process and removes what it left. */
  stop(): Promise<void>;
}

/** The app before it is ready: its main module has run. */
export async function launch(options: LaunchOptions = {}): Promise<App> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'faultline-desktop-')));
  const own = options.packaged === true ? [] : [project];
  const child = fork(new URL('./stage.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [
      '--import',
      new URL('./double/register.ts', import.meta.url).href,
      '--disable-warning=ExperimentalWarning',
    ],
    env: {
      PATH: process.env['PATH'],
      FAULTLINE_LIBRARY: join(home, 'Library'),
      DOUBLE_USER_DATA: home,
      DOUBLE_HOME: home,
      DOUBLE_APP_PATH: project,
      DOUBLE_PLATFORM: options.platform ?? 'darwin',
      DOUBLE_PACKAGED: options.packaged === true ? '1' : '0',
      DOUBLE_SECOND: options.second === true ? '1' : '0',
      DOUBLE_DARK: options.dark === true ? '1' : '0',
      DOUBLE_ARGV: [...own, ...(options.argv ?? [])].join('\n'),
    },
  });
  let asked = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('id' in message) || typeof message.id !== 'number') return;
    const question = waiting.get(message.id);
    if ('error' in message) question?.reject(new Error(String(message.error)));
    else question?.resolve('value' in message ? message.value : undefined);
    waiting.delete(message.id);
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The app’s process ended with ${code}`));
  });

  const app: App = {
    home,
    do: (command, ...values) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        child.send({ id: asked, command, values });
      }),
    async deeds(what) {
      const all = await app.do('deeds');
      if (!Array.isArray(all)) return [];
      const deeds: readonly { what: string; with: unknown }[] = all;
      return deeds.filter((deed) => deed.what === what).map((deed) => deed.with);
    },
    async menu() {
      const menu = await app.do('menu');
      return Array.isArray(menu) ? menu.filter(isMenuItem) : [];
    },
    async stop() {
      child.kill();
      await ended;
      if (options.home === undefined) await rm(home, { recursive: true, force: true });
    },
  };
  await app.do('load', join(project, 'out', 'main', 'main.js'));
  return app;
}

function isMenuItem(value: unknown): value is MenuItem {
  return typeof value === 'object' && value !== null;
}

/** The app once it is ready and has its window. */
export async function start(options: LaunchOptions = {}): Promise<App> {
  const app = await launch(options);
  await app.do('ready');
  return app;
}
