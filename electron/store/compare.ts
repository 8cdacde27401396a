/**
 * Two versions of an app side by side: sums over `signature_releases`, which is indexed by release, so that no report is
 * read but those of the signatures that are shown (for their devices).
 */
import type { ComparedSide, Release, Status } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, text, textOrNull, word } from './row.ts';
import { compareVersions } from './versions.ts';

const STATUSES = ['open', 'resolved', 'ignored'] as const satisfies readonly Status[];

/** The releases of one side, as JSON for `json_each`. */
interface Keys {
  readonly json: string;
}

export interface ComparedApp {
  readonly key: number;
  readonly name: string;
  readonly bundleId: string | null;
}

/** A release of the app. An unknown version or build is ''. */
export interface AppRelease {
  readonly key: number;
  readonly version: string;
  readonly build: string;
}

/** The app of that bundle id or name; of several the one with most crashes. */
export function findApp(database: Database, name: string): ComparedApp | null {
  const row = database.get(
    `SELECT apps.key, name, bundle_id FROM apps LEFT JOIN signatures ON signatures.app = apps.key
     WHERE bundle_id = ? OR name = ? COLLATE NOCASE GROUP BY apps.key ORDER BY sum(crashes) DESC LIMIT 1`,
    name,
    name,
  );
  return row ? { key: integer(row, 'key'), name: text(row, 'name'), bundleId: textOrNull(row, 'bundle_id') } : null;
}

function byAge(a: AppRelease, b: AppRelease): number {
  return compareVersions(a.version, b.version) || compareVersions(a.build, b.build);
}

/** Releases of an app in which crashes were seen, oldest first. */
export function releasesOfApp(database: Database, app: number): readonly AppRelease[] {
  return database
    .all('SELECT key, version, build FROM releases WHERE app = ?', app)
    .map((row) => ({ key: integer(row, 'key'), version: text(row, 'version'), build: text(row, 'build') }))
    .sort(byAge);
}

/** Those of the releases that a side means. */
export function releasesOfSide(releases: readonly AppRelease[], side: Release): readonly AppRelease[] {
  return releases.filter(
    ({ version, build }) => version === side.version && (side.build === null || build === side.build),
  );
}

function keysOf(releases: readonly AppRelease[]): Keys {
  return { json: JSON.stringify(releases.map(({ key }) => key)) };
}

/** The sums of one side. */
export function sideOf(database: Database, side: Release, releases: readonly AppRelease[]): ComparedSide {
  const { json } = keysOf(releases);
  const row = database.get(
    `SELECT coalesce(sum(crashes), 0) AS crashes, count(DISTINCT signature) AS signatures,
       min(first_seen) AS first_seen, max(last_seen) AS last_seen
     FROM signature_releases WHERE release IN (SELECT value FROM json_each(?)) AND crashes > 0`,
    json,
  );
  const found = row ?? {};
  return {
    ...side,
    crashes: integer(found, 'crashes'),
    signatures: integer(found, 'signatures'),
    firstSeen: integerOrNull(found, 'first_seen'),
    lastSeen: integerOrNull(found, 'last_seen'),
  };
}

/** A signature that was seen on one side at least. */
export interface Seen {
  readonly key: number;
  readonly before: number;
  readonly after: number;
}

/** All of them, in no order. */
export function seenOnSides(
  database: Database,
  before: readonly AppRelease[],
  after: readonly AppRelease[],
): readonly Seen[] {
  const rows = database.all(
    `SELECT signature, sum(crashes * (release IN (SELECT value FROM json_each(?)))) AS before,
       sum(crashes * (release IN (SELECT value FROM json_each(?)))) AS after
     FROM signature_releases WHERE release IN (SELECT value FROM json_each(?)) AND crashes > 0 GROUP BY signature`,
    keysOf(before).json,
    keysOf(after).json,
    keysOf([...before, ...after]).json,
  );
  return rows.map((row) => ({
    key: integer(row, 'signature'),
    before: integer(row, 'before'),
    after: integer(row, 'after'),
  }));
}

/** Of signatures that were seen in older releases, the newest of those, by signature. */
export function lastSeenIn(
  database: Database,
  signatures: readonly number[],
  older: readonly AppRelease[],
): ReadonlyMap<number, AppRelease> {
  const found = new Map<number, AppRelease>();
  if (signatures.length === 0 || older.length === 0) return found;
  const byKey = new Map(older.map((release) => [release.key, release]));
  const rows = database.all(
    `SELECT signature, release FROM signature_releases
     WHERE signature IN (SELECT value FROM json_each(?)) AND release IN (SELECT value FROM json_each(?)) AND crashes > 0`,
    JSON.stringify(signatures),
    keysOf(older).json,
  );
  for (const row of rows) {
    const [signature, release] = [integer(row, 'signature'), byKey.get(integer(row, 'release'))];
    const known = found.get(signature);
    if (release && (known === undefined || byAge(known, release) < 0)) found.set(signature, release);
  }
  return found;
}

/** Signatures that came back after their fix, by key: in which build, where that is known. */
export function returned(database: Database): ReadonlyMap<number, { readonly build: string | null }> {
  const rows = database.all(
    `SELECT key, regressed_build FROM signatures LEFT JOIN decisions ON decisions.signature = id WHERE regressed = 1`,
  );
  return new Map(rows.map((row) => [integer(row, 'key'), { build: textOrNull(row, 'regressed_build') }]));
}

/** How a signature presents itself. */
export interface Face {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly status: Status;
}

/** The faces of signatures, by key. */
export function facesOf(database: Database, signatures: readonly number[]): ReadonlyMap<number, Face> {
  const rows = database.all(
    'SELECT key, id, title, subtitle, status FROM signatures WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(signatures),
  );
  return new Map(
    rows.map((row) => [
      integer(row, 'key'),
      {
        id: text(row, 'id'),
        title: text(row, 'title'),
        subtitle: text(row, 'subtitle'),
        status: word(row, 'status', STATUSES),
      },
    ]),
  );
}

/** Distinct devices of each signature within releases. */
export function devicesWithin(
  database: Database,
  signatures: readonly number[],
  releases: readonly AppRelease[],
): ReadonlyMap<number, number> {
  const rows = database.all(
    `SELECT signature, count(DISTINCT device_key) AS devices FROM reports
     WHERE signature IN (SELECT value FROM json_each(?)) AND +release IN (SELECT value FROM json_each(?))
     GROUP BY signature`,
    JSON.stringify(signatures),
    keysOf(releases).json,
  );
  return new Map(rows.map((row) => [integer(row, 'signature'), integer(row, 'devices')]));
}
