/** The doctor's questions about one app, in the order in which they are asked; later ones use what earlier ones learnt. */
import type { Observation } from '../../../shared/appstore/diagnose.ts';
import type { Endpoint } from '../../../shared/appstore/diagnosis/endpoint.ts';
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import { isObject, list } from '../../../shared/appstore/json.ts';
import type { JsonObject } from '../../../shared/appstore/json.ts';
import { readBuilds, readCrashSubmissions, readScreenshotSubmissions } from '../../../shared/appstore/read.ts';
import type { StoreApp } from '../../../shared/appstore/submissions.ts';
import type { Client } from '../client.ts';

/** What a question came to. */
export type Outcome =
  | { readonly kind: 'fine'; readonly sentence: string }
  /** There is nothing to ask about. */
  | { readonly kind: 'nothing'; readonly sentence: string }
  | { readonly kind: 'observed'; readonly observation: Observation }
  | { readonly kind: 'failed'; readonly failure: AppStoreFailure };

/** A report request as far as the doctor looks at it. */
interface ReportRequest {
  readonly isOngoing: boolean;
  readonly isStopped: boolean;
}

/** What questions are asked about, and what they leave for those after them. */
export interface ProbeSubject {
  readonly client: Pick<Client, 'get' | 'download'>;
  readonly app: StoreApp;
  readonly memory: { build: string | null; screenshot: string | null; requests: readonly ReportRequest[] | null };
  readonly signal: AbortSignal | undefined;
}

/** One question. */
export interface Probe {
  readonly id: string;
  readonly title: string;
  readonly endpoint: Endpoint;
  /** Whether Faultline can do little without it. */
  readonly needed: boolean;
  readonly ask: (subject: ProbeSubject) => Promise<Outcome>;
}

/** Bytes; the largest screens make pictures of some megabytes. */
const LARGEST_SCREENSHOT = 64 * 1024 * 1024;

function fine(sentence: string): Outcome {
  return { kind: 'fine', sentence };
}

function nothing(sentence: string): Outcome {
  return { kind: 'nothing', sentence };
}

function nameOf({ name, bundleId, id }: StoreApp): string {
  return name ?? bundleId ?? id;
}

/** The part of a path that names an app or a build. */
function segment(id: string): string {
  return encodeURIComponent(id);
}

function readDocument(document: unknown): JsonObject | null {
  return isObject(document) ? document : null;
}

function readEntries(document: unknown): readonly unknown[] | null {
  return isObject(document) && Array.isArray(document['data']) ? list(document['data'], 200) : null;
}

function readRequests(document: unknown): readonly ReportRequest[] | null {
  const entries = readEntries(document);
  if (entries === null) return null;
  return entries.filter(isObject).map(({ attributes }) => {
    const known = isObject(attributes) ? attributes : {};
    return {
      isOngoing: known['accessType'] !== 'ONE_TIME_SNAPSHOT',
      isStopped: known['stoppedDueToInactivity'] === true,
    };
  });
}

async function askBuilds({ client, app, memory, signal }: ProbeSubject): Promise<Outcome> {
  const query = { 'filter[app]': app.id, sort: '-uploadedDate', limit: 1 };
  const builds = await client.get('/v1/builds', { query, read: readBuilds, signal });
  if (!builds.ok) return { kind: 'failed', failure: builds.fault };
  memory.build = builds.value[0]?.id ?? null;
  return fine(memory.build === null ? `${nameOf(app)} has no build yet.` : `The builds of ${nameOf(app)} can be read.`);
}

async function askCrashes({ client, app, signal }: ProbeSubject): Promise<Outcome> {
  const path = `/v1/apps/${segment(app.id)}/betaFeedbackCrashSubmissions`;
  const page = await client.get(path, { query: { limit: 1 }, read: readCrashSubmissions, signal });
  if (!page.ok) return { kind: 'failed', failure: page.fault };
  return fine(
    page.value.submissions.length === 0
      ? `Open to the key; no tester of ${nameOf(app)} has sent a crash yet.`
      : `The crashes that testers of ${nameOf(app)} sent can be read.`,
  );
}

async function askScreenshots({ client, app, memory, signal }: ProbeSubject): Promise<Outcome> {
  const path = `/v1/apps/${segment(app.id)}/betaFeedbackScreenshotSubmissions`;
  const query = { sort: '-createdDate', limit: 10 };
  const page = await client.get(path, { query, read: readScreenshotSubmissions, signal });
  if (!page.ok) return { kind: 'failed', failure: page.fault };
  const { submissions } = page.value;
  memory.screenshot = submissions.flatMap(({ screenshots }) => screenshots)[0]?.url ?? null;
  return fine(
    submissions.length === 0
      ? `Open to the key; no tester of ${nameOf(app)} has sent feedback yet.`
      : `The feedback that testers of ${nameOf(app)} sent can be read.`,
  );
}

/** Addresses of files are fetched outside the API, by way of other computers; a firewall may stop only them. */
async function askScreenshotFile({ client, memory, signal }: ProbeSubject): Promise<Outcome> {
  if (memory.screenshot === null) return nothing('There is no screenshot to try.');
  const file = await client.download(memory.screenshot, { largest: LARGEST_SCREENSHOT, signal });
  if (!file.ok) return { kind: 'failed', failure: file.fault };
  return fine(`The newest screenshot can be downloaded (${Math.ceil(file.value.byteLength / 1000)} kB).`);
}

async function askMetrics({ client, app, signal }: ProbeSubject): Promise<Outcome> {
  const accept = 'application/vnd.apple.xcode-metrics+json';
  const path = `/v1/apps/${segment(app.id)}/perfPowerMetrics`;
  const metrics = await client.get(path, { accept, read: readDocument, signal });
  if (!metrics.ok) return { kind: 'failed', failure: metrics.fault };
  const isEmpty = list(metrics.value['productData'], 1).length === 0;
  return fine(isEmpty ? `Open to the key; Apple has none for ${nameOf(app)} yet.` : 'Metrics can be read.');
}

async function askDiagnostics({ client, app, memory, signal }: ProbeSubject): Promise<Outcome> {
  if (memory.build === null) return nothing(`${nameOf(app)} has no build to ask about.`);
  const path = `/v1/builds/${segment(memory.build)}/diagnosticSignatures`;
  const signatures = await client.get(path, { query: { limit: 1 }, read: readEntries, signal });
  if (!signatures.ok) return { kind: 'failed', failure: signatures.fault };
  return fine(
    signatures.value.length === 0
      ? 'Open to the key; Apple has none for the newest build yet.'
      : 'Diagnostics of the newest build can be read.',
  );
}

async function askAnalytics({ client, app, memory, signal }: ProbeSubject): Promise<Outcome> {
  const path = `/v1/apps/${segment(app.id)}/analyticsReportRequests`;
  const requests = await client.get(path, { query: { limit: 200 }, read: readRequests, signal });
  if (!requests.ok) return { kind: 'failed', failure: requests.fault };
  memory.requests = requests.value;
  return fine('Analytics reports are open to the key.');
}

/** How the request stands that the list before told of. */
function judgeRequests({ app, memory }: ProbeSubject): Outcome {
  if (memory.requests === null) return nothing('Not found out, for the list of requests cannot be read.');
  const ongoing = memory.requests.filter(({ isOngoing }) => isOngoing);
  if (ongoing.length === 0) return { kind: 'observed', observation: { kind: 'observed', seen: 'analytics-none' } };
  return ongoing.every(({ isStopped }) => isStopped)
    ? { kind: 'observed', observation: { kind: 'observed', seen: 'analytics-stopped' } }
    : fine(`Apple makes analytics reports for ${nameOf(app)}.`);
}

/** All questions. */
export const PROBES: readonly Probe[] = [
  { id: 'builds', title: 'Builds', endpoint: 'builds', needed: true, ask: askBuilds },
  { id: 'crashes', title: 'Crash feedback', endpoint: 'crash-submissions', needed: true, ask: askCrashes },
  {
    id: 'screenshots',
    title: 'Screenshot feedback',
    endpoint: 'screenshot-submissions',
    needed: true,
    ask: askScreenshots,
  },
  { id: 'screenshot-file', title: 'Screenshots', endpoint: 'screenshot-file', needed: true, ask: askScreenshotFile },
  { id: 'metrics', title: 'Metrics', endpoint: 'metrics', needed: false, ask: askMetrics },
  { id: 'diagnostics', title: 'Diagnostics', endpoint: 'diagnostics', needed: false, ask: askDiagnostics },
  { id: 'analytics', title: 'Analytics', endpoint: 'analytics-requests', needed: false, ask: askAnalytics },
  {
    id: 'analytics-request',
    title: 'Analytics request',
    endpoint: 'analytics-requests',
    needed: false,
    ask: (subject) => Promise.resolve(judgeRequests(subject)),
  },
];
