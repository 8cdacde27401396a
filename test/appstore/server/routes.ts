/** The paths that the fake server knows: for each what it answers and which parameters it takes, as Apple's contract says. */
import { crashLog } from './crash-logs.ts';
import { analyticsRoutes } from './analytics.ts';
import {
  appResource,
  buildResource,
  includedWith,
  submissionResource,
  testerResource,
  versionResource,
} from './documents.ts';
import type { Resource, SubmissionStyle } from './documents.ts';
import { json, listed, NOT_FOUND, refusal } from './exchange.ts';
import type { FakeRequest, Reply } from './exchange.ts';
import type { Role } from './keys.ts';
import { page } from './paging.ts';
import type { Quirks } from './quirks.ts';
import type { FakeBuild, FakeSubmission, Kind, World } from './world.ts';

/** What a route works with. */
export interface Scene {
  readonly world: World;
  readonly quirks: Quirks;
  readonly style: SubmissionStyle;
  /** The server's own address. */
  readonly base: string;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** One group: the id in the path. */
  readonly path: RegExp;
  readonly parameters: RegExp;
  /** The only media type besides any; `application/json` where it is left out. */
  readonly type?: string;
  /** Roles that may ask; everyone where it is left out. */
  readonly roles?: readonly Role[];
  answer(request: FakeRequest, scene: Scene, id: string): Reply;
}

const FEEDBACK: readonly Role[] = ['ADMIN', 'APP_MANAGER', 'DEVELOPER'];
const LIST = /^(?:limit|cursor|sort|include|(?:filter|fields|exists|limit)\[[A-Za-z.]+\])$/;
const SINGLE = /^(?:include|fields\[[A-Za-z]+\])$/;
const METRICS = 'application/vnd.apple.xcode-metrics+json';

/** Entries that each filter lets through. A filter with values that are unknown lets none, and is no error. */
function filtered<Entry>(
  url: URL,
  entries: readonly Entry[],
  filters: Readonly<Record<string, (entry: Entry) => unknown>>,
): readonly Entry[] {
  return Object.entries(filters).reduce((kept, [name, valueOf]) => {
    const wanted = listed(url, `filter[${name}]`);
    return wanted === null ? kept : kept.filter((entry) => wanted.includes(String(valueOf(entry))));
  }, entries);
}

function buildsPage(url: URL, builds: readonly FakeBuild[], { world, quirks }: Scene): Reply {
  const isIncluded = listed(url, 'include')?.includes('preReleaseVersion') === true;
  return page(url, builds, quirks.next, (shown) => {
    const versions = world.versions.filter(({ id }) => shown.some(({ versionId }) => versionId === id));
    return {
      data: shown.map((build) => buildResource(build, url)),
      ...(isIncluded ? { included: versions.map((version) => versionResource(version, url)) } : {}),
    };
  });
}

function submissionsPage(request: FakeRequest, { world, quirks, style }: Scene, appId: string, kind: Kind): Reply {
  const { url } = request;
  const found = filtered<FakeSubmission>(url, world.submissions(appId, kind), {
    build: ({ buildId }) => buildId,
    tester: ({ testerId }) => testerId,
    deviceModel: ({ attributes }) => attributes['deviceModel'],
    osVersion: ({ attributes }) => attributes['osVersion'],
  });
  const sorted = url.searchParams.get('sort') === '-createdDate' ? found : found.toReversed();
  return page(url, sorted, quirks.next, (shown) => {
    const included = includedWith(shown, world, url);
    return {
      data: shown.map((submission) => submissionResource(submission, url, style)),
      ...(included.length > 0 ? { included } : {}),
    };
  });
}

function single(resource: Resource, url: URL, included: readonly Resource[] = []): Reply {
  return json({ data: resource, links: { self: url.href }, ...(included.length > 0 ? { included } : {}) });
}

function submissionRoute(kind: Kind): Route {
  const type = kind === 'crash' ? 'betaFeedbackCrashSubmissions' : 'betaFeedbackScreenshotSubmissions';
  return {
    method: 'GET',
    path: new RegExp(`^/v1/${type}/([^/]+)$`),
    parameters: SINGLE,
    roles: FEEDBACK,
    answer({ url }, { world, style }, id) {
      const submission = world.submission(id);
      if (submission?.kind !== kind) return refusal(NOT_FOUND);
      return single(submissionResource(submission, url, style), url, includedWith([submission], world, url));
    },
  };
}

function listRoute(kind: Kind): Route {
  const type = kind === 'crash' ? 'betaFeedbackCrashSubmissions' : 'betaFeedbackScreenshotSubmissions';
  return {
    method: 'GET',
    path: new RegExp(`^/v1/apps/([^/]+)/${type}$`),
    parameters: LIST,
    roles: FEEDBACK,
    answer(request, scene, id) {
      const isApp = scene.world.apps.some((app) => app.id === id);
      return isApp ? submissionsPage(request, scene, id, kind) : refusal(NOT_FOUND);
    },
  };
}

const crashLogRoute: Route = {
  method: 'GET',
  path: /^\/v1\/betaFeedbackCrashSubmissions\/([^/]+)\/crashLog$/,
  parameters: SINGLE,
  roles: FEEDBACK,
  answer({ url }, { world }, id) {
    const submission = world.submission(id);
    if (submission?.kind !== 'crash') return refusal(NOT_FOUND);
    const attributes = { logText: crashLog(submission.index) };
    const self = `${url.origin}/v1/betaCrashLogs/${id}`;
    return single({ type: 'betaCrashLogs', id, attributes, links: { self } }, url);
  },
};

const storeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/v1\/apps()$/,
    parameters: LIST,
    answer({ url }, { world, quirks }) {
      const apps = filtered(url, world.apps, { id: ({ id }) => id, bundleId: ({ bundleId }) => bundleId });
      return page(url, apps, quirks.next, (shown) => ({ data: shown.map((app) => appResource(app, url)) }));
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/builds()$/,
    parameters: LIST,
    answer({ url }, scene) {
      const builds = filtered(url, scene.world.builds.toReversed(), { app: ({ appId }) => appId, id: ({ id }) => id });
      return buildsPage(url, builds, scene);
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/apps\/([^/]+)\/builds$/,
    parameters: LIST,
    // As the real one: across pages some builds come twice, and as many never.
    answer({ url }, scene, id) {
      const builds = scene.world.builds.filter(({ appId }) => appId === id);
      return buildsPage(
        url,
        builds.map((build, at) => (at % 5 === 4 ? (builds[at - 1] ?? build) : build)),
        scene,
      );
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/preReleaseVersions()$/,
    parameters: LIST,
    answer({ url }, { world, quirks }) {
      const versions = filtered(url, world.versions, { app: ({ appId }) => appId, version: ({ version }) => version });
      return page(url, versions, quirks.next, (shown) => ({ data: shown.map((entry) => versionResource(entry, url)) }));
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/betaTesters()$/,
    parameters: LIST,
    answer({ url }, { world, quirks }) {
      const testers = filtered(url, world.testers, { id: ({ id }) => id, email: ({ email }) => email });
      return page(url, testers, quirks.next, (shown) => ({ data: shown.map((entry) => testerResource(entry, url)) }));
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/(?:apps|builds)\/([^/]+)\/perfPowerMetrics$/,
    parameters: /^filter\[(?:platform|metricType|deviceType)\]$/,
    type: METRICS,
    answer: () =>
      json({ version: '1.0.0', insights: { regressions: [], trendingUp: [] }, productData: [] }, 200, METRICS),
  },
  {
    method: 'GET',
    path: /^\/v1\/builds\/([^/]+)\/diagnosticSignatures$/,
    parameters: LIST,
    answer: ({ url }, { quirks }) => page(url, [], quirks.next, () => ({ data: [] })),
  },
];

/** All of them; the first that matches answers. */
export const routes: readonly Route[] = [
  listRoute('crash'),
  listRoute('screenshot'),
  submissionRoute('crash'),
  submissionRoute('screenshot'),
  crashLogRoute,
  ...storeRoutes,
  ...analyticsRoutes,
];
