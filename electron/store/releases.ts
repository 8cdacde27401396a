/** The releases of apps, as decisions need them: the newest that is known, and their names. */
import type { Database } from './database.ts';
import type { AppRelease } from './decisions-row.ts';
import { integer, text } from './row.ts';
import { compareReleases } from './versions.ts';

/** The newest release of an app that any report names; '' for both where none does. */
export function newestRelease(database: Database, app: number): AppRelease {
  const releases = database
    .all('SELECT version, build FROM releases WHERE app = ?', app)
    .map((row): AppRelease => ({ version: text(row, 'version'), build: text(row, 'build') }));
  return releases.toSorted(compareReleases).at(-1) ?? { version: '', build: '' };
}

/** The app of a signature, by its key; null where there is no signature of that id. */
export function appOf(database: Database, signature: string): number | null {
  const row = database.get('SELECT app FROM signatures WHERE id = ?', signature);
  return row ? integer(row, 'app') : null;
}

/** `2.1.0 (57)`, as Apple writes a version and its build; `''` is unknown. */
export function releaseLabel(version: string, build: string): string {
  if (version === '') return build === '' ? 'Unknown' : `Build ${build}`;
  return build === '' || build === version ? version : `${version} (${build})`;
}

/** Releases of all apps by their labels, newest first. */
export function releaseLabels(database: Database, limit: number): readonly string[] {
  const releases = database
    .all("SELECT DISTINCT version, build FROM releases WHERE version <> '' OR build <> ''")
    .map((row): AppRelease => ({ version: text(row, 'version'), build: text(row, 'build') }));
  return releases
    .toSorted((a, b) => compareReleases(b, a))
    .slice(0, limit)
    .map(({ version, build }) => releaseLabel(version, build));
}
