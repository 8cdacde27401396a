/** How a signature reads in a row of the inbox. */
import type { AppSummary, SignatureRow } from '../../shared/contract.ts';

/** `2.1.0`, `2.0.4 – 2.1.0`; null where no report names one. */
export function versionRange(versions: readonly string[]): string | null {
  const first = versions[0];
  const last = versions.at(-1);
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first} – ${last}`;
}

/** The newest version of each app of which older ones are known. */
export type NewestVersions = ReadonlyMap<string, string>;

function appKey({ name, bundleId }: { readonly name: string; readonly bundleId: string | null }): string {
  return `${bundleId ?? ''} ${name}`;
}

export function newestVersions(apps: readonly AppSummary[]): NewestVersions {
  const newest = new Map<string, string>();
  for (const app of apps) {
    const [first] = app.versions;
    if (first && app.versions.some(({ version }) => version !== first.version)) newest.set(appKey(app), first.version);
  }
  return newest;
}

/**
 * Whether all its crashes are of the app's newest version while older versions are known: what a release brought with it.
 */
export function isNew({ app, bundleId, versions }: SignatureRow, newest: NewestVersions): boolean {
  return versions.length === 1 && versions[0] === newest.get(appKey({ name: app, bundleId }));
}
