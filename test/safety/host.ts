/**
 * A host of its own for the tests that kill one: opens a library as hosts do and does one thing to it, saying on standard output
 * what it has acknowledged, a line each. `node host.ts <library> <what> [<argument>…]`
 *
 *     import <folder>         prints `crashes <count>` whenever it tells windows how many there are
 *     triage <seed>           decides without end, and prints a line after each step
 *     rebuild                 in place; prints `done`
 *     replace                 with a new database; prints `done`
 *     backup <to>             prints `done`
 *     move <to>               prints `remembered <path>` when it does, and `done`
 *     open                    opens (which migrates), prints `done` and closes
 */
import { spawn } from 'node:child_process';
import { createApi } from '../../electron/api.ts';
import { careJob } from '../../electron/inbox/library-care.ts';
import { deleteLibrary, moveLibrary } from '../../electron/inbox/library-care-move.ts';
import { replaceDatabase } from '../../electron/inbox/library-care-replace.ts';
import { openServices } from '../../electron/services.ts';
import type { Services, ServicesOptions } from '../../electron/services.ts';
import type { Api } from '../../shared/contract.ts';
import { valueOf } from '../fixtures/results.ts';
import { decisions, importFolder } from './contents.ts';

const [libraryPath = '', what = '', argument = ''] = process.argv.slice(2);

const options: ServicesOptions = {
  libraryPath,
  home: libraryPath,
  platform: 'linux',
  abilities: { host: 'web', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
  clock: Date.now,
  spawn,
  samplesPath: '',
  logger: { warn: (line) => process.stderr.write(`${line}\n`) },
};

/** At once, so that what was said was said before the next thing is begun. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const job = careJob('care', new AbortController().signal, {
  emit: () => {},
});

async function decideForEver(api: Api, seed: number): Promise<void> {
  for await (const step of decisions(api, seed)) say(step);
}

async function inLibrary(use: (api: Api, services: Services) => Promise<void>): Promise<void> {
  const services = valueOf(await openServices(options));
  const api = createApi(services);
  services.events.subscribe((name) => {
    if (name !== 'import.progress') return;
    void api['library.summary']({}).then((summary) => {
      if (summary.ok) say(`crashes ${summary.value.crashes}`);
      return null;
    });
  });
  await use(api, services);
  await services.close();
}

switch (what) {
  case 'import':
    await inLibrary((api) => importFolder(api, argument));
    break;
  case 'triage':
    await inLibrary((api) => decideForEver(api, Number(argument)));
    break;
  case 'rebuild':
    await inLibrary(async (api) => void valueOf(await api['library.rebuild']({ job: 'care' })));
    break;
  case 'backup':
    await inLibrary(async (api) => void valueOf(await api['library.backUp']({ job: 'care', to: argument })));
    break;
  case 'open':
    await inLibrary((_api, services) => services.settled);
    break;
  case 'replace':
    valueOf(await replaceDatabase(libraryPath, (databaseName) => openServices({ ...options, databaseName }), job));
    break;
  case 'move':
    valueOf(await moveLibrary(libraryPath, argument, job, (path) => say(`remembered ${path}`)));
    await deleteLibrary(libraryPath);
    break;
  default:
    throw new Error(`nothing is called ${what}`);
}
say('done');
