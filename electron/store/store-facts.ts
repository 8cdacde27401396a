/** What App Store Connect knows beside submissions: apps, builds with their versions, testers. */
import type { StoreApp, StoreBuild, Tester } from '../../shared/appstore/submissions.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Enters apps; later words replace earlier. */
export function keepStoreApps(database: Database, apps: readonly StoreApp[], sample = false): void {
  const sql = `INSERT INTO store_apps (id, name, bundle_id, sku, sample) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, bundle_id = excluded.bundle_id, sku = excluded.sku`;
  for (const { id, name, bundleId, sku } of apps) database.run(sql, id, name, bundleId, sku, sample ? 1 : 0);
}

/** Enters an app that is named in passing: what is known of it stays. */
export function fillStoreApp(database: Database, { id, name, bundleId, sku }: StoreApp, sample: boolean): void {
  const sql = `INSERT INTO store_apps (id, name, bundle_id, sku, sample) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = coalesce(name, excluded.name), bundle_id = coalesce(bundle_id, excluded.bundle_id)`;
  database.run(sql, id, name, bundleId, sku, sample ? 1 : 0);
}

/** The id of an app's build of that number, which is entered under one of our own where Apple's is not known. */
export function buildNumbered(
  database: Database,
  app: string,
  { number, version }: Pick<StoreBuild, 'number' | 'version'>,
  sample: boolean,
): string {
  const sql = `SELECT id FROM store_builds WHERE app = ? AND number = ? AND (version IS ? OR version IS NULL) ORDER BY id`;
  const known = database.get(sql, app, number, version);
  if (known) return text(known, 'id');
  const id = `${app}/${version ?? ''}/${number ?? ''}`;
  const build = { id, number, version, versionId: null, platform: null, uploadedAt: null, expiresAt: null };
  keepStoreBuilds(database, app, [{ ...build, expired: null, minOs: null, processing: null }], sample);
  return id;
}

/** Enters builds; what is not said this time stays as it was, since some answers leave the version out. */
export function keepStoreBuilds(database: Database, app: string, builds: readonly StoreBuild[], sample = false): void {
  const sql = `INSERT INTO store_builds (id, app, number, version, platform, uploaded_at, expires_at, sample)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET number = coalesce(excluded.number, number),
      version = coalesce(excluded.version, version), platform = coalesce(excluded.platform, platform),
      uploaded_at = coalesce(excluded.uploaded_at, uploaded_at), expires_at = coalesce(excluded.expires_at, expires_at)`;
  for (const { id, number, version, platform, uploadedAt, expiresAt } of builds) {
    database.run(sql, id, app, number, version, platform, uploadedAt, expiresAt, sample ? 1 : 0);
  }
}

/** Whether that build's version is known. */
export function isBuildKnown(database: Database, id: string): boolean {
  return database.get('SELECT 1 FROM store_builds WHERE id = ? AND version IS NOT NULL', id) !== undefined;
}

/** Builds that submissions of an app name and whose version is not known, at most `limit`. */
export function namelessBuilds(database: Database, app: string, limit: number): readonly string[] {
  const sql = `SELECT DISTINCT build FROM submissions LEFT JOIN store_builds ON store_builds.id = build
    WHERE submissions.app = ? AND build IS NOT NULL AND version IS NULL ORDER BY build LIMIT ?`;
  return database.all(sql, app, limit).map((row) => text(row, 'build'));
}

/** Enters testers; what is not said this time stays as it was. */
export function keepTesters(database: Database, testers: readonly Tester[], sample = false): void {
  const sql = `INSERT INTO testers (id, first_name, last_name, email, sample) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET first_name = coalesce(excluded.first_name, first_name),
      last_name = coalesce(excluded.last_name, last_name), email = coalesce(excluded.email, email)`;
  for (const { id, firstName, lastName, email } of testers) {
    database.run(sql, id, firstName, lastName, email, sample ? 1 : 0);
  }
}
