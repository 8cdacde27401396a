/**
 * What testers submitted. Lists are newest first: there is no filter by date, so a caller that synced before stops at the
 * first id it knows. Field lists must name `build` and `tester`, or Apple leaves the linkages out.
 */
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';
import {
  readCrashLog as readLog,
  readCrashSubmission,
  readCrashSubmissions,
  readScreenshotSubmission,
  readScreenshotSubmissions,
} from '../../shared/appstore/read.ts';
import type { CrashSubmission, ScreenshotSubmission, SubmissionPage } from '../../shared/appstore/submissions.ts';
import type { Result } from '../../shared/result.ts';
import { PAGE } from './builds.ts';
import type { ListOptions, Pages } from './builds.ts';
import type { Client } from './client.ts';

const FIELDS = [
  'createdDate',
  'comment',
  'email',
  'deviceModel',
  'osVersion',
  'locale',
  'timeZone',
  'architecture',
  'connectionType',
  'pairedAppleWatch',
  'appUptimeInMilliseconds',
  'diskBytesAvailable',
  'diskBytesTotal',
  'batteryPercentage',
  'screenWidthInPoints',
  'screenHeightInPoints',
  'appPlatform',
  'devicePlatform',
  'deviceFamily',
  'buildBundleId',
  'build',
  'tester',
];

const INCLUDED = {
  'fields[builds]': ['version', 'uploadedDate', 'expirationDate', 'expired', 'minOsVersion', 'processingState'],
  'fields[betaTesters]': ['firstName', 'lastName', 'email', 'inviteType', 'state'],
  include: ['build', 'tester'],
};
const CRASH_FIELDS = { 'fields[betaFeedbackCrashSubmissions]': FIELDS, ...INCLUDED };
const SCREENSHOT_FIELDS = { 'fields[betaFeedbackScreenshotSubmissions]': [...FIELDS, 'screenshots'], ...INCLUDED };
const NEWEST_FIRST = '-createdDate';

/** An id as part of a path. */
function segment(id: string): string {
  return encodeURIComponent(id);
}

/** Crashes that testers of an app submitted, newest first. */
export function listCrashSubmissions(
  client: Client,
  appId: string,
  { limit = PAGE, ...options }: ListOptions = {},
): Pages<SubmissionPage<CrashSubmission>> {
  const query = { ...CRASH_FIELDS, sort: NEWEST_FIRST, limit };
  const path = `/v1/apps/${segment(appId)}/betaFeedbackCrashSubmissions`;
  return client.pages(path, { ...options, query, read: readCrashSubmissions });
}

/** Feedback with screenshots of an app, newest first. */
export function listScreenshotSubmissions(
  client: Client,
  appId: string,
  { limit = PAGE, ...options }: ListOptions = {},
): Pages<SubmissionPage<ScreenshotSubmission>> {
  const query = { ...SCREENSHOT_FIELDS, sort: NEWEST_FIRST, limit };
  const path = `/v1/apps/${segment(appId)}/betaFeedbackScreenshotSubmissions`;
  return client.pages(path, { ...options, query, read: readScreenshotSubmissions });
}

/** One crash submission; a 404 says that it was withdrawn or deleted. */
export function getCrashSubmission(
  client: Client,
  id: string,
  signal?: AbortSignal,
): Promise<Result<CrashSubmission, AppStoreFailure>> {
  const path = `/v1/betaFeedbackCrashSubmissions/${segment(id)}`;
  return client.get(path, { query: CRASH_FIELDS, read: readCrashSubmission, signal });
}

/** One screenshot submission, with fresh addresses; a 404 says that it was withdrawn or deleted. */
export function getScreenshotSubmission(
  client: Client,
  id: string,
  signal?: AbortSignal,
): Promise<Result<ScreenshotSubmission, AppStoreFailure>> {
  const path = `/v1/betaFeedbackScreenshotSubmissions/${segment(id)}`;
  return client.get(path, { query: SCREENSHOT_FIELDS, read: readScreenshotSubmission, signal });
}

/** The report of a crash submission, as text: `.ips` or Apple's older layout. A request of its own for each crash. */
export function getCrashLog(
  client: Client,
  submissionId: string,
  signal?: AbortSignal,
): Promise<Result<string, AppStoreFailure>> {
  const path = `/v1/betaFeedbackCrashSubmissions/${segment(submissionId)}/crashLog`;
  return client.get(path, { query: { 'fields[betaCrashLogs]': ['logText'] }, read: readLog, signal });
}
