/**
 * What a crash that comes does to what was decided about its signature: it opens what was fixed before its build, and
 * what was ignored until just this. Pure.
 */
import type { AppRelease, Decision } from '../store/decisions-row.ts';
import { compareReleases, compareVersions } from '../store/versions.ts';

/** `2.1.0 (57)` as people and this program write it. */
function readRelease(named: string): AppRelease | null {
  const found = /^(\S.*?)\s*\((.+)\)$/.exec(named);
  const [, version, build] = found ?? [];
  return version === undefined || build === undefined ? null : { version, build };
}

function parts(version: string): number {
  return version.split('.').length;
}

/**
 * Whether a release has the fix that came with the named one. People name a build (`57`), a version (`2.1.0`) or both
 * (`2.1.0 (57)`): what looks more like this release's version is taken for one. What a report does not say has no fix.
 */
export function hasFix({ version, build }: AppRelease, named: string): boolean {
  const stated = /^build\s+/i.test(named)
    ? { version: '', build: named.replace(/^build\s+/i, '') }
    : readRelease(named);
  if (stated !== null && stated.version !== '') {
    if (version === '') return false;
    const order = compareVersions(version, stated.version);
    return order > 0 || (order === 0 && build !== '' && compareVersions(build, stated.build) >= 0);
  }
  const name = stated?.build ?? named;
  const isBuild = stated !== null || version === '' || parts(name) === 1 || (build !== '' && name === build);
  if (isBuild && build !== '') return compareVersions(build, name) >= 0;
  return version !== '' && compareVersions(version, name) >= 0;
}

/** Whether a release came after the newest that was known. */
function isNewer(release: AppRelease, newest: AppRelease | null): boolean {
  if (newest === null || (release.version === '' && release.build === '')) return false;
  // Where one of them has no version, builds are all there is to compare.
  const unversioned = (release.version === '' || newest.version === '') && release.build !== '' && newest.build !== '';
  return unversioned ? compareVersions(release.build, newest.build) > 0 : compareReleases(release, newest) > 0;
}

function open(decision: Decision, now: number): Decision {
  return { ...decision, status: 'open', decidedAt: now, newest: null, resolvedIn: null, ignoredUntil: null };
}

function cameBack({ newest, resolvedIn }: Decision, release: AppRelease): boolean {
  return resolvedIn === null ? isNewer(release, newest) : hasFix(release, resolvedIn);
}

/** The decision once a crash of that release was found to be one of its signature, which came before; only its build counts. */
export function afterMoving(decision: Decision, release: AppRelease, now: number): Decision {
  if (decision.status !== 'resolved' || !cameBack(decision, release)) return decision;
  const build = release.build || release.version;
  return { ...open(decision, now), regressed: { build: build === '' ? null : build, at: now } };
}

/** The decision once a crash of that release came. */
export function afterCrash(decision: Decision, release: AppRelease, now: number): Decision {
  const { status, ignoredUntil: until, newest } = decision;
  if (status === 'resolved') return afterMoving(decision, release, now);
  if (status !== 'ignored' || until === null) return decision;
  switch (until.kind) {
    case 'ever':
      return decision;
    case 'date':
      return until.at <= now ? open(decision, now) : decision;
    case 'more':
      return until.left <= 1 ? open(decision, now) : { ...decision, ignoredUntil: { ...until, left: until.left - 1 } };
    case 'next-build':
      return isNewer(release, newest) ? open(decision, now) : decision;
  }
}

/** The decision at a moment at which nothing came. */
export function atTime(decision: Decision, now: number): Decision {
  const { status, ignoredUntil: until } = decision;
  return status === 'ignored' && until?.kind === 'date' && until.at <= now ? open(decision, now) : decision;
}
