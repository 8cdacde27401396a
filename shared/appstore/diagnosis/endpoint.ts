/**
 * What a path of App Store Connect is for, in the words of a person, and which role opens it. Roles are Apple's where
 * its documents name them; for metrics and diagnostics they do not, and the sentence says so.
 */

/** What a request was for. `file` kinds are signed addresses outside the API. */
export type Endpoint =
  | 'apps'
  | 'builds'
  | 'crash-submissions'
  | 'crash-log'
  | 'screenshot-submissions'
  | 'screenshot-file'
  | 'metrics'
  | 'diagnostics'
  | 'analytics-create'
  | 'analytics-requests'
  | 'analytics-reports'
  | 'analytics-segments'
  | 'segment-file'
  | 'other';

const PATHS: readonly (readonly [RegExp, Endpoint])[] = [
  [/\/betaFeedbackCrashSubmissions\/[^/]+\/crashLog$|\/betaCrashLogs\//, 'crash-log'],
  [/\/betaFeedbackCrashSubmissions/, 'crash-submissions'],
  [/\/betaFeedbackScreenshotSubmissions/, 'screenshot-submissions'],
  [/\/perfPowerMetrics$|\/performanceOverviews$/, 'metrics'],
  [/\/diagnosticSignatures/, 'diagnostics'],
  [/\/analyticsReportInstances\/[^/]+\/segments$|\/analyticsReportSegments\//, 'analytics-segments'],
  [/\/analyticsReportRequests\/[^/]+\/reports$|\/analyticsReports\/|\/analyticsReportInstances\//, 'analytics-reports'],
  [/\/analyticsReportRequests/, 'analytics-requests'],
  [/\/builds(\/|$)|\/preReleaseVersions/, 'builds'],
  [/\/v\d+\/apps(\/[^/]*)?$/, 'apps'],
];

/** What the path is for. @param url a path of the API, without its query */
export function endpointOf(method: string, url: string): Endpoint {
  const path = url.slice(0, 500);
  const found = PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
  return found === 'analytics-requests' && method.toUpperCase() === 'POST' ? 'analytics-create' : found;
}

/** The endpoint in words that fit into “… refuses this key …”. */
export const ENDPOINT_WORDS: Readonly<Record<Endpoint, string>> = {
  apps: 'the list of apps',
  builds: 'the builds',
  'crash-submissions': 'TestFlight’s crash feedback',
  'crash-log': 'the log of a TestFlight crash',
  'screenshot-submissions': 'TestFlight’s feedback with screenshots',
  'screenshot-file': 'a screenshot',
  metrics: 'the power and performance metrics',
  diagnostics: 'the diagnostics of hangs, disk writes and launches',
  'analytics-create': 'a new analytics report request',
  'analytics-requests': 'the analytics report requests',
  'analytics-reports': 'the analytics reports',
  'analytics-segments': 'the parts of an analytics report',
  'segment-file': 'a part of an analytics report',
  other: 'this part of App Store Connect',
};

const ANALYTICS_READ = 'the role Admin, Sales and Reports, or Finance';
const FEEDBACK = 'the role Admin, App Manager or Developer';

/** The role that opens an endpoint, in words; `null` where Apple names none. */
export const ROLES: Readonly<Record<Endpoint, string | null>> = {
  apps: null,
  builds: null,
  'crash-submissions': FEEDBACK,
  'crash-log': FEEDBACK,
  'screenshot-submissions': FEEDBACK,
  'screenshot-file': null,
  metrics: null,
  diagnostics: null,
  'analytics-create': 'the role Admin',
  'analytics-requests': ANALYTICS_READ,
  'analytics-reports': ANALYTICS_READ,
  'analytics-segments': ANALYTICS_READ,
  'segment-file': null,
  other: null,
};
