/**
 * What a saved answer without errors shows all the same: empty lists and their reasons, missing days, dead addresses. Only
 * what the answer itself proves is said; otherwise it is no failure.
 */
import { date, isObject, list, text } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { AppStoreFailure } from '../failure.ts';
import type { Observation } from './observation.ts';

/** Apple's largest page has 200 entries. */
const MOST_ENTRIES = 1000;
const DAY = 86_400_000;
/** A longer span than this holds no daily reports without end; its gaps are not counted. */
const MOST_DAYS = 800;

type Finding = AppStoreFailure | Observation;

function attributesOf(entry: unknown): JsonObject {
  const attributes = isObject(entry) ? entry['attributes'] : null;
  return isObject(attributes) ? attributes : {};
}

function ofType(entries: readonly unknown[], type: string): readonly JsonObject[] {
  return entries.filter(isObject).filter((entry) => entry['type'] === type);
}

/** The app filter that cannot match: anything that is no number. */
function uselessFilter(self: string): Finding | null {
  const value = /[?&]filter(?:\[|%5B)app(?:\]|%5D)=([^&#]{1,200})/i.exec(self)?.[1];
  if (value === undefined || /^[\d,]+$/.test(value)) return null;
  return { kind: 'observed', seen: 'filter-matches-nothing', parameter: 'filter[app]', value };
}

function emptyList(self: string): Finding | null {
  const useless = uselessFilter(self);
  if (useless !== null) return useless;
  const path = self.split('?')[0] ?? '';
  if (path.endsWith('/analyticsReportRequests')) return { kind: 'observed', seen: 'analytics-none' };
  if (/\/analyticsReportRequests\/[^/]+\/reports$|\/analyticsReports\/[^/]+\/instances$/.test(path)) {
    return { kind: 'observed', seen: 'analytics-waiting', hours: null };
  }
  if (path.endsWith('/diagnosticSignatures')) {
    return { kind: 'observed', seen: 'no-diagnostics', platform: null, testFlight: null };
  }
  return path.endsWith('/betaFeedbackCrashSubmissions') ? { kind: 'observed', seen: 'no-feedback' } : null;
}

/** Days between the first and the last daily report that have none, and how many days have two. */
function missingDays(entries: readonly unknown[]): Finding | null {
  const days = ofType(entries, 'analyticsReportInstances')
    .map(attributesOf)
    .filter((attributes) => attributes['granularity'] === 'DAILY')
    .flatMap((attributes) => date(attributes['processingDate']) ?? []);
  if (days.length < 2) return null;
  const known = new Set(days.map((day) => Math.floor(day / DAY)));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  if (last - first > MOST_DAYS) return null;
  const span = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const missing = span.filter((day) => !known.has(day)).map((day) => new Date(day * DAY).toISOString().slice(0, 10));
  if (missing.length === 0) return null;
  return { kind: 'observed', seen: 'days-missing', days: missing, duplicates: days.length - known.size };
}

function isStopped(entries: readonly unknown[]): boolean {
  const requests = ofType(entries, 'analyticsReportRequests').map(attributesOf);
  const ongoing = requests.filter((attributes) => attributes['accessType'] !== 'ONE_TIME_SNAPSHOT');
  return ongoing.length > 0 && ongoing.every((attributes) => attributes['stoppedDueToInactivity'] === true);
}

function feedbackFinding(entries: readonly unknown[], now: number | null): Finding | null {
  const shots = ofType(entries, 'betaFeedbackScreenshotSubmissions');
  const feedback = [...shots, ...ofType(entries, 'betaFeedbackCrashSubmissions')];
  if (feedback.length === 0) return null;
  if (feedback.every(({ relationships }) => !isObject(relationships) || !('build' in relationships))) {
    return { kind: 'observed', seen: 'linkages-missing' };
  }
  const ends = shots
    .flatMap((entry) => list(attributesOf(entry)['screenshots'], 50))
    .flatMap((shot) => (isObject(shot) ? (date(shot['expirationDate']) ?? []) : []));
  const areDead = now !== null && ends.length > 0 && ends.every((end) => end < now);
  return areDead ? { kind: 'observed', seen: 'screenshot-expired' } : null;
}

/** Builds that came with their bundles, none of which has an address for symbols. */
function hasNoSymbols(included: readonly unknown[]): boolean {
  const bundles = ofType(included, 'buildBundles').map(attributesOf);
  return bundles.length > 0 && bundles.every((attributes) => text(attributes['dSYMUrl'], 10) === null);
}

/**
 * What a document without errors shows.
 * @param now milliseconds since 1970, for addresses that expire; `null` where unknown
 */
export function observeAnswer(document: JsonObject, now: number | null): Finding {
  const links = isObject(document['links']) ? document['links'] : {};
  const self = text(links['self'], 4000) ?? '';
  if (self !== '' && links['next'] === self) return { kind: 'local', reason: 'loop', detail: '' };
  const entries = Array.isArray(document['data']) ? list(document['data'], MOST_ENTRIES) : [document['data']];
  const found =
    entries.length === 0
      ? emptyList(self)
      : isStopped(entries)
        ? ({ kind: 'observed', seen: 'analytics-stopped' } as const)
        : (missingDays(entries) ?? feedbackFinding(entries, now));
  if (found !== null) return found;
  if (hasNoSymbols(list(document['included'], MOST_ENTRIES))) return { kind: 'observed', seen: 'no-dsym-address' };
  return { kind: 'observed', seen: 'no-failure' };
}
