/** Apps and their releases: the keys by which everything else refers to them. */
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** An app as its reports name it. The bundle id identifies it; without one its name has to. */
export interface AppName {
  readonly name: string;
  readonly bundleId: string | null;
}

/** The app's key; it is entered when new. */
export function appKey(database: Database, app: AppName): number {
  const identity = app.bundleId ?? `name:${app.name}`;
  const known = database.get('SELECT key FROM apps WHERE identity = ?', identity);
  if (known) return integer(known, 'key');
  const sql = 'INSERT INTO apps (identity, bundle_id, name) VALUES (?, ?, ?) RETURNING key';
  return integer(database.get(sql, identity, app.bundleId, app.name) ?? {}, 'key');
}

/** The release's key; it is entered when new. */
export function releaseKey(database: Database, app: number, version: string | null, build: string | null): number {
  const find = 'SELECT key FROM releases WHERE app = ? AND version = ? AND build = ?';
  const known = database.get(find, app, version ?? '', build ?? '');
  if (known) return integer(known, 'key');
  const enter = 'INSERT INTO releases (app, version, build) VALUES (?, ?, ?) RETURNING key';
  return integer(database.get(enter, app, version ?? '', build ?? '') ?? {}, 'key');
}

/** Forgets apps and releases that no report names any more. */
export function forgetUnusedApps(database: Database): void {
  database.run('DELETE FROM releases WHERE key NOT IN (SELECT release FROM reports)');
  database.run(
    'DELETE FROM apps WHERE key NOT IN (SELECT app FROM releases) AND key NOT IN (SELECT app FROM signatures)',
  );
}

/** How reports of the apps that the library knows name them: bundle ids, and names where there is none. */
export function knownApps(database: Database): readonly string[] {
  return database.all('SELECT coalesce(bundle_id, name) AS app FROM apps').map((row) => text(row, 'app'));
}
