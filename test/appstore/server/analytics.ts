/**
 * Analytics as the fake server has them: a request for reports, one report, instances by processing date, one segment
 * each. Later instances hold whole days that earlier ones held too, and replace them.
 */
import { gzipSync } from 'node:zlib';
import { json, listed, NOT_FOUND, refusal } from './exchange.ts';
import type { Reply } from './exchange.ts';
import type { Role } from './keys.ts';
import { page } from './paging.ts';
import type { Quirks } from './quirks.ts';
import type { Route } from './routes.ts';

const READERS: readonly Role[] = ['ADMIN', 'SALES_AND_REPORTS', 'FINANCE'];
const LIST = /^(?:limit|cursor|include|(?:filter|fields|limit)\[[A-Za-z.]+\])$/;
const REQUEST = 'request-1';
const REPORT = 'report-crashes';

/** Days with their crashes, by the processing date of the instance that holds them. */
const INSTANCES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '2026-11-10': { '2026-11-08': 4, '2026-11-09': 2 },
  '2026-11-11': { '2026-11-09': 9, '2026-11-10': 3 },
  '2026-11-12': { '2026-11-11': 5 },
};

function instances({ analytics }: Quirks): { readonly id: string; readonly date: string }[] {
  const dates = Object.keys(INSTANCES);
  const listedDates = analytics === 'missing-day' ? ['2026-11-10', '2026-11-10', '2026-11-12'] : dates;
  return listedDates.map((date, at) => ({ id: `instance-${date}-${at}`, date }));
}

function table(date: string): string {
  const head = 'Date\tApp Name\tApp Apple Identifier\tApp Version\tDevice\tPlatform Version\tCrashes\tUnique Devices\n';
  const rows = Object.entries(INSTANCES[date] ?? {}).map(
    ([day, crashes]) => `${day}\tHarbor\t1480000000\t2.1.0\tiPhone\tiOS 26.1\t${crashes}\t${crashes}\n`,
  );
  return head + rows.join('');
}

/** A segment's file: gzip, in two members where the server is told so. */
export function segmentFile(date: string, { analytics }: Quirks): Buffer {
  const text = table(date);
  if (analytics !== 'two-members') return gzipSync(text);
  const half = Math.floor(text.length / 2);
  return Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]);
}

function requests({ analytics }: Quirks, url: URL): { readonly id: string }[] {
  if (analytics === 'ghost') return [];
  const entry = {
    type: 'analyticsReportRequests',
    id: REQUEST,
    attributes: { accessType: 'ONGOING', stoppedDueToInactivity: analytics === 'stopped' },
    links: { self: `${url.origin}/v1/analyticsReportRequests/${REQUEST}` },
  };
  const wanted = listed(url, 'filter[accessType]');
  return wanted === null || wanted.includes('ONGOING') ? [entry] : [];
}

function exists(): Reply {
  return refusal({
    status: 409,
    code: 'STATE_ERROR',
    title: 'The request cannot be fulfilled because of the state of another resource.',
    detail: 'You already have such an entity',
    pointer: '/data/relationships/app',
  });
}

export const analyticsRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/analyticsReportRequests()$/,
    parameters: /^$/,
    roles: ['ADMIN'],
    answer: () => exists(),
  },
  {
    method: 'GET',
    path: /^\/v1\/apps\/([^/]+)\/analyticsReportRequests$/,
    parameters: LIST,
    roles: READERS,
    answer: ({ url }, { quirks }) => page(url, requests(quirks, url), quirks.next, (data) => ({ data })),
  },
  {
    method: 'GET',
    path: /^\/v1\/analyticsReportRequests\/([^/]+)$/,
    parameters: LIST,
    roles: READERS,
    answer({ url }, { quirks }, id) {
      const found = requests(quirks, url).find((entry) => entry.id === id);
      return found === undefined ? refusal(NOT_FOUND) : json({ data: found, links: { self: url.href } });
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/analyticsReportRequests\/([^/]+)\/reports$/,
    parameters: LIST,
    roles: READERS,
    answer({ url }, { quirks }) {
      const report = {
        type: 'analyticsReports',
        id: REPORT,
        attributes: { name: 'App Crashes', category: 'APP_USAGE' },
        links: { self: `${url.origin}/v1/analyticsReports/${REPORT}` },
      };
      return page(url, quirks.analytics === 'waiting' ? [] : [report], quirks.next, (data) => ({ data }));
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/analyticsReports\/([^/]+)\/instances$/,
    parameters: LIST,
    roles: READERS,
    answer({ url }, { quirks }) {
      return page(url, instances(quirks), quirks.next, (shown) => ({
        data: shown.map(({ id, date }) => ({
          type: 'analyticsReportInstances',
          id,
          attributes: { granularity: 'DAILY', processingDate: date },
          links: { self: `${url.origin}/v1/analyticsReportInstances/${id}` },
        })),
      }));
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/analyticsReportInstances\/([^/]+)\/segments$/,
    parameters: LIST,
    roles: READERS,
    answer({ url }, { quirks, base }, id) {
      const instance = instances(quirks).find((entry) => entry.id === id);
      if (instance === undefined || quirks.analytics === 'lost-segments') return refusal(NOT_FOUND);
      const file = segmentFile(instance.date, quirks);
      const state = quirks.analytics === 'dead-segments' ? 'dead' : 'live';
      const segment = {
        type: 'analyticsReportSegments',
        id: `segment-${instance.date}`,
        attributes: {
          checksum: instance.date,
          sizeInBytes: file.length,
          url: `${base}/files/segments/${instance.date}?X-Amz-Expires=300&X-Amz-Signature=${state}`,
        },
      };
      return page(url, [segment], quirks.next, (data) => ({ data }));
    },
  },
];
