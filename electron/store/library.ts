/** The sources pane: apps with their versions, and counts of the whole library. */
import type { AppSummary, LibrarySummary, VersionSummary } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { feedbackCounts } from './feedback.ts';
import { historyOf } from './journal.ts';
import { kindOfLibrary } from './kinds.ts';
import { integer, text, textOrNull } from './row.ts';
import { countSlices } from './slices.ts';
import { countUnread } from './unread.ts';
import { compareVersions } from './versions.ts';
import { countWaiting } from './waits.ts';

function versionsOfApps(database: Database): ReadonlyMap<number, readonly VersionSummary[]> {
  const versions = new Map<number, VersionSummary[]>();
  const sql = `SELECT releases.app, version, build, counted.signatures - coalesce(closed, 0) AS open
    FROM (SELECT release, count(*) AS signatures FROM signature_releases GROUP BY release) counted
    JOIN releases ON releases.key = counted.release
    LEFT JOIN (SELECT release, count(*) AS closed
      FROM signatures JOIN signature_releases ON signature = signatures.key
      WHERE status <> 'open' GROUP BY release) done ON done.release = counted.release
    WHERE version <> ''`;
  for (const row of database.all(sql)) {
    const app = integer(row, 'app');
    const version = { version: text(row, 'version'), build: text(row, 'build') || null, count: integer(row, 'open') };
    versions.set(app, [...(versions.get(app) ?? []), version]);
  }
  for (const list of versions.values()) {
    list.sort((a, b) => compareVersions(b.version, a.version) || compareVersions(b.build ?? '', a.build ?? ''));
  }
  return versions;
}

function apps(database: Database): readonly AppSummary[] {
  const versions = versionsOfApps(database);
  const sql = `SELECT apps.key, name, bundle_id, sum(status = 'open') AS open
    FROM apps JOIN signatures ON signatures.app = apps.key GROUP BY apps.key ORDER BY name COLLATE NOCASE, apps.key`;
  return database.all(sql).map((row) => ({
    name: text(row, 'name'),
    bundleId: textOrNull(row, 'bundle_id'),
    count: integer(row, 'open'),
    versions: versions.get(integer(row, 'key')) ?? [],
  }));
}

/** Everything but the path, which only the host knows. */
export function librarySummary(database: Database): Omit<LibrarySummary, 'path'> {
  const row =
    database.get(
      `SELECT count(*) AS signatures, coalesce(sum(status = 'open'), 0) AS open,
         coalesce(sum(status = 'ignored'), 0) AS ignored, coalesce(sum(crashes), 0) AS crashes
       FROM signatures`,
    ) ?? {};
  const [signatures, open, ignored] = [integer(row, 'signatures'), integer(row, 'open'), integer(row, 'ignored')];
  const sample = `SELECT 1 FROM reports WHERE sample = 1 UNION ALL SELECT 1 FROM unread WHERE sample = 1
    UNION ALL SELECT 1 FROM submissions WHERE sample = 1 LIMIT 1`;
  return {
    signatures,
    open,
    resolved: signatures - open - ignored,
    ignored,
    history: historyOf(database),
    crashes: integer(row, 'crashes'),
    kind: kindOfLibrary(database),
    unread: countUnread(database),
    apps: apps(database),
    dsyms: countSlices(database),
    waiting: countWaiting(database),
    feedback: feedbackCounts(database),
    samples: database.get(sample) !== undefined,
  };
}
