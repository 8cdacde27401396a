/**
 * The world as JSON:API, as Apple writes it: a field list that leaves `build` or `tester` out takes their linkages away,
 * and linkages hold data only for what is included.
 */
import { listed } from './exchange.ts';
import type { FakeApp, FakeBuild, FakeSubmission, FakeTester, FakeVersion, World } from './world.ts';

export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, unknown>>;
  readonly links: { readonly self: string };
}

function iso(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** Leaves out what a field list does not name. */
function choose(resource: Resource, url: URL): Resource {
  const fields = listed(url, `fields[${resource.type}]`);
  if (fields === null) return resource;
  const named = (part: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(part).filter(([name]) => fields.includes(name)));
  const { relationships } = resource;
  return {
    ...resource,
    attributes: named(resource.attributes),
    ...(relationships === undefined ? {} : { relationships: named(relationships) }),
  };
}

function linkage(url: URL, name: string, type: string, id: string): Record<string, unknown> {
  return listed(url, 'include')?.includes(name) === true ? { [name]: { data: { type, id } } } : { [name]: {} };
}

export function appResource({ id, name, bundleId }: FakeApp, url: URL): Resource {
  const attributes = { name, bundleId, sku: bundleId.toUpperCase(), primaryLocale: 'en-GB' };
  return choose({ type: 'apps', id, attributes, links: { self: `${url.origin}/v1/apps/${id}` } }, url);
}

export function versionResource({ id, version, platform }: FakeVersion, url: URL): Resource {
  const links = { self: `${url.origin}/v1/preReleaseVersions/${id}` };
  return choose({ type: 'preReleaseVersions', id, attributes: { version, platform }, links }, url);
}

export function buildResource({ id, number, uploadedAt, versionId }: FakeBuild, url: URL): Resource {
  const attributes = {
    version: number,
    uploadedDate: iso(uploadedAt),
    expirationDate: iso(uploadedAt + 90 * 86_400_000),
    expired: false,
    minOsVersion: '17.0',
    processingState: 'VALID',
    buildAudienceType: 'APP_STORE_ELIGIBLE',
    usesNonExemptEncryption: false,
  };
  const relationships = linkage(url, 'preReleaseVersion', 'preReleaseVersions', versionId);
  return choose(
    { type: 'builds', id, attributes, relationships, links: { self: `${url.origin}/v1/builds/${id}` } },
    url,
  );
}

export function testerResource({ id, firstName, lastName, email }: FakeTester, url: URL): Resource {
  const attributes = { firstName, lastName, email, inviteType: 'EMAIL', state: 'INSTALLED' };
  return choose({ type: 'betaTesters', id, attributes, links: { self: `${url.origin}/v1/betaTesters/${id}` } }, url);
}

/** How a submission is written: where its images lie now, and whether Apple uses words that its contract lacks. */
export interface SubmissionStyle {
  readonly image: (submission: FakeSubmission, at: number) => { readonly url: string; readonly expiresAt: number };
  readonly unknownValues: boolean;
}

export function submissionResource(submission: FakeSubmission, url: URL, style: SubmissionStyle): Resource {
  const { id, kind, buildId, testerId } = submission;
  const type = kind === 'crash' ? 'betaFeedbackCrashSubmissions' : 'betaFeedbackScreenshotSubmissions';
  const self = `${url.origin}/v1/${type}/${id}`;
  const screenshots = submission.images.map(({ width, height }, at) => {
    const image = style.image(submission, at);
    return { url: image.url, width, height, expirationDate: iso(image.expiresAt) };
  });
  const odd = { devicePlatform: 'XR_OS', connectionType: 'SATELLITE', deviceFamily: 'GLASSES' };
  const resource: Resource = {
    type,
    id,
    attributes: {
      createdDate: iso(submission.createdAt),
      ...submission.attributes,
      ...(style.unknownValues ? odd : {}),
      ...(kind === 'crash' ? {} : { screenshots }),
    },
    relationships: {
      ...(kind === 'crash'
        ? { crashLog: { links: { self: `${self}/relationships/crashLog`, related: `${self}/crashLog` } } }
        : {}),
      ...linkage(url, 'build', 'builds', buildId),
      ...linkage(url, 'tester', 'betaTesters', testerId),
    },
    links: { self },
  };
  return choose(resource, url);
}

/** What `include` asks for beside some submissions, each once. */
export function includedWith(submissions: readonly FakeSubmission[], world: World, url: URL): Resource[] {
  const include = listed(url, 'include') ?? [];
  const builds = new Set(submissions.map(({ buildId }) => buildId));
  const testers = new Set(submissions.map(({ testerId }) => testerId));
  const bare = new URL(url);
  bare.searchParams.delete('include');
  return [
    ...(include.includes('build')
      ? world.builds.filter(({ id }) => builds.has(id)).map((build) => buildResource(build, bare))
      : []),
    ...(include.includes('tester')
      ? world.testers.filter(({ id }) => testers.has(id)).map((tester) => testerResource(tester, bare))
      : []),
  ];
}
