/**
 * App Store Connect's documents (JSON:API) → what Faultline keeps. Pure and forgiving: an entry without type and id is left
 * out (and counted, for submissions), an attribute of the wrong type is null, unknown values of enumerations stay as they are.
 *
 * A reader gives null only where the document as a whole is not what it should be (no `data`).
 */
import { amount, date, flag, isObject, list, text } from './json.ts';
import type { JsonObject } from './json.ts';
import type {
  CrashSubmission,
  PreReleaseVersion,
  RemoteScreenshot,
  ScreenshotSubmission,
  StoreApp,
  StoreBuild,
  SubmissionFacts,
  SubmissionPage,
  Tester,
} from './submissions.ts';

/** Apple's largest page is 200; with two things included for each, three times that. */
const MOST_ENTRIES = 1000;
const MOST_SCREENSHOTS = 50;
const LONGEST_COMMENT = 100_000;
const LONGEST_URL = 8192;

interface Resource {
  readonly id: string;
  readonly attributes: JsonObject;
  readonly relationships: JsonObject;
}

function resource(value: unknown, type: string): Resource | null {
  if (!isObject(value) || value['type'] !== type) return null;
  const id = text(value['id'], 200);
  if (id === null) return null;
  const { attributes, relationships } = value;
  return {
    id,
    attributes: isObject(attributes) ? attributes : {},
    relationships: isObject(relationships) ? relationships : {},
  };
}

/** The id that a to-one relationship names; null where Apple sent no linkage. */
function linkage({ relationships }: Resource, name: string): string | null {
  const relationship = relationships[name];
  const linked = isObject(relationship) ? relationship['data'] : null;
  return isObject(linked) ? text(linked['id'], 200) : null;
}

/** Reads what of a document's `data` (or `included`) is of a type. */
function resources<Value>(value: unknown, type: string, read: (entry: Resource) => Value): Value[] {
  return list(value, MOST_ENTRIES).flatMap((entry) => {
    const found = resource(entry, type);
    return found === null ? [] : [read(found)];
  });
}

function hasList(document: unknown): document is JsonObject {
  return isObject(document) && Array.isArray(document['data']);
}

function single<Value>(document: unknown, type: string, read: (entry: Resource) => Value): Value | null {
  if (!isObject(document)) return null;
  const found = resource(document['data'], type);
  return found === null ? null : read(found);
}

function toApp({ id, attributes }: Resource): StoreApp {
  return {
    id,
    name: text(attributes['name'], 500),
    bundleId: text(attributes['bundleId'], 500),
    sku: text(attributes['sku'], 500),
  };
}

function toVersion({ id, attributes }: Resource): PreReleaseVersion {
  return { id, version: text(attributes['version'], 100), platform: text(attributes['platform'], 50) };
}

function toTester({ id, attributes }: Resource): Tester {
  return {
    id,
    firstName: text(attributes['firstName'], 300),
    lastName: text(attributes['lastName'], 300),
    email: text(attributes['email'], 500),
    inviteType: text(attributes['inviteType'], 50),
    state: text(attributes['state'], 50),
  };
}

function toBuild(entry: Resource, versions: ReadonlyMap<string, PreReleaseVersion>): StoreBuild {
  const { id, attributes } = entry;
  const versionId = linkage(entry, 'preReleaseVersion');
  const version = versionId === null ? undefined : versions.get(versionId);
  return {
    id,
    number: text(attributes['version'], 100),
    version: version?.version ?? null,
    versionId,
    platform: version?.platform ?? null,
    uploadedAt: date(attributes['uploadedDate']),
    expiresAt: date(attributes['expirationDate']),
    expired: flag(attributes['expired']),
    minOs: text(attributes['minOsVersion'], 50),
    processing: text(attributes['processingState'], 50),
  };
}

function toBuilds(data: unknown, included: unknown): StoreBuild[] {
  const versions = new Map(resources(included, 'preReleaseVersions', toVersion).map((entry) => [entry.id, entry]));
  return resources(data, 'builds', (entry) => toBuild(entry, versions));
}

function toFacts(entry: Resource): SubmissionFacts {
  const { id, attributes } = entry;
  const battery = amount(attributes['batteryPercentage']);
  return {
    id,
    createdAt: date(attributes['createdDate']),
    comment: text(attributes['comment'], LONGEST_COMMENT),
    email: text(attributes['email'], 500),
    deviceModel: text(attributes['deviceModel'], 200),
    osVersion: text(attributes['osVersion'], 200),
    locale: text(attributes['locale'], 100),
    timeZone: text(attributes['timeZone'], 100),
    architecture: text(attributes['architecture'], 100),
    connection: text(attributes['connectionType'], 50),
    pairedWatch: text(attributes['pairedAppleWatch'], 200),
    appUptime: amount(attributes['appUptimeInMilliseconds']),
    diskAvailable: amount(attributes['diskBytesAvailable']),
    diskTotal: amount(attributes['diskBytesTotal']),
    battery: battery === null ? null : Math.min(100, battery),
    screenWidth: amount(attributes['screenWidthInPoints']),
    screenHeight: amount(attributes['screenHeightInPoints']),
    appPlatform: text(attributes['appPlatform'], 50),
    devicePlatform: text(attributes['devicePlatform'], 50),
    deviceFamily: text(attributes['deviceFamily'], 50),
    bundleId: text(attributes['buildBundleId'], 500),
    buildId: linkage(entry, 'build'),
    testerId: linkage(entry, 'tester'),
  };
}

function toScreenshot(value: unknown): RemoteScreenshot[] {
  if (!isObject(value)) return [];
  const url = text(value['url'], LONGEST_URL + 1);
  if (url === null || url.length > LONGEST_URL) return [];
  return [
    { url, width: amount(value['width']), height: amount(value['height']), expiresAt: date(value['expirationDate']) },
  ];
}

function toCrash(entry: Resource): CrashSubmission {
  return { kind: 'crash', ...toFacts(entry) };
}

function toScreenshotSubmission(entry: Resource): ScreenshotSubmission {
  const screenshots = list(entry.attributes['screenshots'], MOST_SCREENSHOTS).flatMap(toScreenshot);
  return { kind: 'screenshot', ...toFacts(entry), screenshots };
}

function page<Submission>(
  document: unknown,
  type: string,
  read: (entry: Resource) => Submission,
): SubmissionPage<Submission> | null {
  if (!hasList(document)) return null;
  const { data, included } = document;
  const submissions = resources(data, type, read);
  return {
    submissions,
    unread: list(data, MOST_ENTRIES).length - submissions.length,
    builds: toBuilds(included, included),
    testers: resources(included, 'betaTesters', toTester),
  };
}

/** `GET /v1/apps` */
export function readApps(document: unknown): StoreApp[] | null {
  return hasList(document) ? resources(document['data'], 'apps', toApp) : null;
}

/** `GET /v1/builds`, with `include=preReleaseVersion` for their versions. */
export function readBuilds(document: unknown): StoreBuild[] | null {
  return hasList(document) ? toBuilds(document['data'], document['included']) : null;
}

/** `GET /v1/preReleaseVersions` */
export function readVersions(document: unknown): PreReleaseVersion[] | null {
  return hasList(document) ? resources(document['data'], 'preReleaseVersions', toVersion) : null;
}

/** `GET /v1/betaTesters` */
export function readTesters(document: unknown): Tester[] | null {
  return hasList(document) ? resources(document['data'], 'betaTesters', toTester) : null;
}

/** `GET /v1/apps/{id}/betaFeedbackCrashSubmissions` */
export function readCrashSubmissions(document: unknown): SubmissionPage<CrashSubmission> | null {
  return page(document, 'betaFeedbackCrashSubmissions', toCrash);
}

/** `GET /v1/apps/{id}/betaFeedbackScreenshotSubmissions` */
export function readScreenshotSubmissions(document: unknown): SubmissionPage<ScreenshotSubmission> | null {
  return page(document, 'betaFeedbackScreenshotSubmissions', toScreenshotSubmission);
}

/** `GET /v1/betaFeedbackCrashSubmissions/{id}` */
export function readCrashSubmission(document: unknown): CrashSubmission | null {
  return single(document, 'betaFeedbackCrashSubmissions', toCrash);
}

/** `GET /v1/betaFeedbackScreenshotSubmissions/{id}`, for fresh addresses. */
export function readScreenshotSubmission(document: unknown): ScreenshotSubmission | null {
  return single(document, 'betaFeedbackScreenshotSubmissions', toScreenshotSubmission);
}

/** `GET /v1/betaFeedbackCrashSubmissions/{id}/crashLog`: the report as text, never cut. Null where there is none. */
export function readCrashLog(document: unknown): string | null {
  return single(document, 'betaCrashLogs', ({ attributes }) => {
    const log = attributes['logText'];
    return typeof log === 'string' && log !== '' ? log : null;
  });
}
