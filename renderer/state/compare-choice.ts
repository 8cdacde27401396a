/** Which versions can be compared, and which two are at first. Pure. */
import type { AppSummary, Release } from '../../shared/contract.ts';
import { scopeOf, versionName } from './view.ts';

/** Two versions of an app, as they are asked for. */
export interface Compared {
  /** As filters name it. */
  readonly app: string;
  readonly before: Release;
  readonly after: Release;
}

/** One version or build to choose. */
export interface ReleaseChoice {
  /** Tells it from the others. */
  readonly key: string;
  readonly label: string;
  readonly release: Release;
}

function toChoice(release: Release, label: string): ReleaseChoice {
  return { key: `${release.version} ${release.build ?? ''}`, label, release };
}

/** Releases of an app, newest first: each version, and below one of several builds those. */
export function releaseChoices(app: AppSummary): readonly ReleaseChoice[] {
  const versions = new Map<string, string[]>();
  for (const { version, build } of app.versions) {
    versions.set(version, [...(versions.get(version) ?? []), ...(build === null ? [] : [build])]);
  }
  return [...versions].flatMap(([version, builds]) => {
    if (builds.length < 2)
      return [toChoice({ version, build: null }, versionName({ version, build: builds[0] ?? null }))];
    const whole = toChoice({ version, build: null }, `${version}, all builds`);
    return [whole].concat(builds.map((build) => toChoice({ version, build }, versionName({ version, build }))));
  });
}

/** The choice that is this release. */
export function keyOf({ version, build }: Release): string {
  return `${version} ${build ?? ''}`;
}

/** The two newest versions of an app, or its two newest builds where it has one version; null where it has but one. */
export function newestTwo(app: AppSummary): Compared | null {
  const choices = releaseChoices(app).map(({ release }) => release);
  const [after, before] = choices.filter(({ build }) => build === null);
  const { app: name } = scopeOf(app);
  if (after && before) return { app: name ?? app.name, before, after };
  const [newest, next] = choices.filter(({ build }) => build !== null);
  return newest && next ? { app: name ?? app.name, before: next, after: newest } : null;
}

/** What to compare at first: versions of the app that is looked at, else of the first that has two. */
export function firstCompared(apps: readonly AppSummary[], app: string | null): Compared | null {
  const wanted = apps.find((one) => scopeOf(one).app === app);
  for (const one of [...(wanted ? [wanted] : []), ...apps]) {
    const compared = newestTwo(one);
    if (compared) return compared;
  }
  return null;
}

/** Whether both sides, and the app, are still there. */
export function isThere({ app, before, after }: Compared, apps: readonly AppSummary[]): boolean {
  const found = apps.find((one) => scopeOf(one).app === app);
  const keys = new Set(found ? releaseChoices(found).map(({ key }) => key) : []);
  return keys.has(keyOf(before)) && keys.has(keyOf(after));
}
