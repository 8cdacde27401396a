/** Apps, their builds and versions, and testers. Lists come page by page. */
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';
import { readApps, readBuilds, readTesters, readVersions } from '../../shared/appstore/read.ts';
import type { PreReleaseVersion, StoreApp, StoreBuild, Tester } from '../../shared/appstore/submissions.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from './client.ts';
import type { Page } from './paging.ts';

/** Apple's largest page. */
export const PAGE = 200;

/** How to walk a list. */
export interface ListOptions {
  readonly signal?: AbortSignal | undefined;
  /** `next` of a page read before, to go on from there. */
  readonly from?: string | undefined;
  /** Entries a page, 1…200. Default 200. */
  readonly limit?: number;
}

/** Pages as they come; ends after the last one or the first failure. */
export type Pages<Value> = AsyncGenerator<Result<Page<Value>, AppStoreFailure>, void, undefined>;

/** All apps that the key may see. */
export function listApps(client: Client, { limit = PAGE, ...options }: ListOptions = {}): Pages<StoreApp[]> {
  const query = { 'fields[apps]': ['name', 'bundleId', 'sku'], sort: 'bundleId', limit };
  return client.pages('/v1/apps', { ...options, query, read: readApps });
}

const BUILD_FIELDS = {
  'fields[builds]': [
    'version',
    'uploadedDate',
    'expirationDate',
    'expired',
    'minOsVersion',
    'processingState',
    'preReleaseVersion',
  ],
  'fields[preReleaseVersions]': ['version', 'platform'],
  include: ['preReleaseVersion'],
};

/**
 * Builds of an app with their versions, newest first. `appId` is Apple's number: a bundle id gives an empty list. The
 * path `/v1/apps/{id}/builds` would repeat builds and leave others out.
 */
export function listBuilds(
  client: Client,
  appId: string,
  { limit = PAGE, ...options }: ListOptions = {},
): Pages<StoreBuild[]> {
  const query = { 'filter[app]': appId, ...BUILD_FIELDS, sort: '-uploadedDate', limit };
  return client.pages('/v1/builds', { ...options, query, read: readBuilds });
}

/** Builds by id with their versions, at most 200: feedback names builds, but cannot include their versions. */
export function readBuildsById(
  client: Client,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Result<StoreBuild[], AppStoreFailure>> {
  const query = { 'filter[id]': ids.slice(0, PAGE), ...BUILD_FIELDS, limit: PAGE };
  return client.get('/v1/builds', { query, read: readBuilds, signal });
}

/** Versions that builds of an app belong to. */
export function listVersions(
  client: Client,
  appId: string,
  { limit = PAGE, ...options }: ListOptions = {},
): Pages<PreReleaseVersion[]> {
  const query = { 'filter[app]': appId, 'fields[preReleaseVersions]': ['version', 'platform'], limit };
  return client.pages('/v1/preReleaseVersions', { ...options, query, read: readVersions });
}

/** Testers of an app. */
export function listTesters(
  client: Client,
  appId: string,
  { limit = PAGE, ...options }: ListOptions = {},
): Pages<Tester[]> {
  const query = {
    'filter[apps]': appId,
    'fields[betaTesters]': ['firstName', 'lastName', 'email', 'inviteType', 'state'],
    limit,
  };
  return client.pages('/v1/betaTesters', { ...options, query, read: readTesters });
}
