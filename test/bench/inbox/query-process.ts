/**
 * A host in a process of its own that answers what a window asks of a large inbox: pages, filters, orders and searches, no
 * two alike, so that nothing is answered from what was kept. `node query-process.js <library> <worker>`; answers the times
 * as JSON.
 */
import { createApi } from '../../../electron/api.ts';
import type { Api } from '../../../shared/contract.ts';
import { openHost } from './host.ts';

/** Milliseconds of each call. */
export interface QueryTimes {
  /** Opening the library and its first page, in a process that did nothing before. */
  readonly opening: number;
  readonly page: readonly number[];
  readonly filter: readonly number[];
  readonly sort: readonly number[];
  readonly search: readonly number[];
}

type PageInput = Parameters<Api['inbox.page']>[0];

const RUNS = 60;
const SORTS = ['last-seen', 'first-seen', 'count', 'share', 'devices', 'priority', 'trend', 'title'] as const;
const APPS = ['harbor', 'lighthouse', 'pier', 'tidewater', 'skipper', 'drydock', 'seachart', 'gangway', 'foghorn'];
const WORDS =
  'fetchHeader loadBuffer selectrow Manager objc_msgSend RouteLoader closure didSelect nil index watchdog mergeAccount Harbor -[Sail CFRunLoop allowance decode FerryQueue insertItems renderP'.split(
    ' ',
  );

function filterOf(index: number): PageInput['filter'] {
  const app = `com.example.${APPS[index % APPS.length] ?? 'pier'}`;
  switch (index % 6) {
    case 0:
      return { app, when: { days: 7 + index } };
    case 1:
      return { devices: ['iPhone15,2', `iPhone${12 + (index % 5)},1`], when: { days: 90 + index } };
    case 2:
      return { app, version: `${1 + (index % 3)}.${index % 4}` };
    case 3:
      return { systems: [`iOS ${16 + (index % 3)}.${index % 8}`], status: 'all' };
    case 4:
      return { app, symbols: ['waiting'], when: { days: 30 + index } };
    default:
      return { platforms: ['iOS'], kinds: ['crash'], when: { days: 200 + index }, seen: false };
  }
}

const [library = '', worker = ''] = process.argv.slice(2);
const start = performance.now();
const services = await openHost(library, worker);
const api = createApi(services);

async function time(input: PageInput): Promise<number> {
  const begin = performance.now();
  const page = await api['inbox.page'](input);
  const taken = performance.now() - begin;
  if (!page.ok) throw new Error(page.fault.message);
  return taken;
}

async function timeAll(inputs: readonly PageInput[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const input of inputs) times.push(await time(input));
  return times;
}

await time({});
const opening = performance.now() - start;
await services.settled;
const numbers = [...Array(RUNS).keys()];
// Each page after a view of something else, as one who comes back to the inbox.
const page: number[] = [];
for (const index of numbers) {
  await time({ filter: { app: 'com.example.bosun', when: { days: 400 + index } } });
  page.push(await time({}));
}
const filter = await timeAll(numbers.map((index) => ({ filter: filterOf(index) })));
const sort = await timeAll(
  numbers.map((index) => ({ sort: SORTS[index % SORTS.length] ?? 'count', filter: { when: { days: 150 + index } } })),
);
const search = await timeAll(
  numbers.map((index) => ({
    filter: { search: (WORDS[index % WORDS.length] ?? '').slice(0, 20 - Math.floor(index / 20)) },
  })),
);
const times: QueryTimes = { opening, page, filter, sort, search };
await services.close();
process.stdout.write(JSON.stringify(times));
