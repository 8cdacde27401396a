/**
 * The sums of each signature, kept up to date with every report that comes, goes or moves: what changed is collected
 * over a transaction and written once per signature, so that adding a report costs the same in a library of any size.
 */
import type { AppName } from './apps.ts';
import type { Database } from './database.ts';
import { faceGroup, groupId } from './groups.ts';
import type { Grouping } from './groups.ts';
import { Keys } from './keys.ts';
import { integer, integerOrNull } from './row.ts';
import { LinePlaces } from './search-lines.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** What the sums need to know of a report. */
export interface Counted {
  readonly signature: number;
  readonly release: number;
  readonly crashedAt: number | null;
  readonly deviceKey: string | null;
  readonly sample: boolean;
}

/** Unix milliseconds of the first and the last of some reports. */
interface Times {
  first: number | null;
  last: number | null;
}

function widen(times: Times, at: number): void {
  times.first = Math.min(times.first ?? at, at);
  times.last = Math.max(times.last ?? at, at);
}

interface Face {
  readonly grouping: Grouping;
  readonly app: AppName;
}

interface Change {
  crashes: number;
  samples: number;
  devices: number;
  /** Something was taken away: what is left has to be looked at. */
  hasLost: boolean;
  /** Of the reports that came; null while none of them has a time. */
  readonly came: Times;
  readonly releases: Map<number, { crashes: number; readonly came: Times }>;
  /** By `day/release`. */
  readonly days: Map<string, { readonly day: number; readonly release: number; crashes: number }>;
  /** By report. */
  readonly faces: Map<number, Face>;
}

function hasDevice(database: Database, signature: number, deviceKey: string): boolean {
  const sql = 'SELECT 1 FROM reports WHERE signature = ? AND device_key = ? LIMIT 1';
  return database.get(sql, signature, deviceKey) !== undefined;
}

/** Times of a row that becomes wider by what came: null stays out of it. */
const WIDER = `first_seen = coalesce(min(first_seen, excluded.first_seen), first_seen, excluded.first_seen),
  last_seen = coalesce(max(last_seen, excluded.last_seen), last_seen, excluded.last_seen)`;

/** Adds reports to a release of a signature, without a look at those that were there. */
function addToRelease(database: Database, signature: number, release: number, crashes: number, came: Times): void {
  const sql = `INSERT INTO signature_releases (signature, release, crashes, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (signature, release) DO UPDATE SET crashes = crashes + excluded.crashes, ${WIDER}`;
  database.run(sql, signature, release, crashes, came.first, came.last);
}

function writeRelease(database: Database, signature: number, release: number, crashes: number): void {
  const key = [signature, release] as const;
  database.run(
    `INSERT INTO signature_releases (signature, release, crashes, first_seen, last_seen)
     VALUES (?, ?, ?,
       (SELECT min(crashed_at) FROM reports WHERE signature = ? AND release = ?),
       (SELECT max(crashed_at) FROM reports WHERE signature = ? AND release = ?))
     ON CONFLICT (signature, release) DO UPDATE SET
       crashes = crashes + excluded.crashes, first_seen = excluded.first_seen, last_seen = excluded.last_seen`,
    ...key,
    crashes,
    ...key,
    ...key,
  );
  if (crashes <= 0) {
    database.run('DELETE FROM signature_releases WHERE signature = ? AND release = ? AND crashes <= 0', ...key);
  }
}

function writeDay(database: Database, signature: number, day: number, release: number, crashes: number): void {
  const key = [signature, day, release] as const;
  database.run(
    `INSERT INTO signature_days (signature, day, release, crashes) VALUES (?, ?, ?, ?)
     ON CONFLICT (signature, day, release) DO UPDATE SET crashes = crashes + excluded.crashes`,
    ...key,
    crashes,
  );
  if (crashes <= 0) {
    database.run('DELETE FROM signature_days WHERE signature = ? AND day = ? AND release = ? AND crashes <= 0', ...key);
  }
}

function writeSignature(database: Database, signature: number, change: Change): void {
  const row = database.get(
    'SELECT key FROM reports WHERE signature = ? ORDER BY crashed_at DESC, key DESC LIMIT 1',
    signature,
  );
  if (!row) return;
  const newest = integer(row, 'key');
  if (change.hasLost) resumSignature(database, signature, newest, change);
  else addToSignature(database, signature, newest, change);
  const face = change.faces.get(newest);
  if (face) faceGroup(database, signature, face.grouping, face.app);
}

/** Adds reports to a signature, without a look at those that were there. */
function addToSignature(database: Database, signature: number, newest: number, change: Change): void {
  const { crashes, samples, devices, came } = change;
  database.run(
    `UPDATE signatures SET crashes = crashes + ?, samples = samples + ?, devices = devices + ?, newest = ?4,
       symbols = (SELECT symbols FROM reports WHERE key = ?4),
       first_seen = coalesce(min(first_seen, ?5), first_seen, ?5), last_seen = coalesce(max(last_seen, ?6), last_seen, ?6)
     WHERE key = ?7`,
    crashes,
    samples,
    devices,
    newest,
    came.first,
    came.last,
    signature,
  );
}

function resumSignature(database: Database, signature: number, newest: number, change: Change): void {
  database.run(
    `UPDATE signatures SET crashes = crashes + ?, samples = samples + ?, devices = devices + ?, newest = ?,
       symbols = (SELECT symbols FROM reports WHERE key = ?),
       first_seen = (SELECT min(crashed_at) FROM reports WHERE signature = signatures.key),
       last_seen = (SELECT max(crashed_at) FROM reports WHERE signature = signatures.key)
     WHERE key = ?`,
    change.crashes,
    change.samples,
    change.devices,
    newest,
    newest,
    signature,
  );
}

/** Changes of one transaction. Make one, report what happens to it, `flush` before the commit. */
export class Sums {
  readonly #database: Database;
  readonly #changes = new Map<number, Change>();
  /** Keys that the transaction has met. */
  readonly keys: Keys;
  /** Lines of the reports that came. */
  readonly lines: LinePlaces;

  /** `isBulk`: very many reports come, and what a search looks through is gathered when all are there. */
  constructor(database: Database, isBulk = false) {
    this.#database = database;
    this.keys = new Keys(database);
    this.lines = new LinePlaces(isBulk);
  }

  #change(signature: number): Change {
    const known = this.#changes.get(signature);
    if (known) return known;
    const change: Change = {
      crashes: 0,
      samples: 0,
      devices: 0,
      hasLost: false,
      came: { first: null, last: null },
      releases: new Map(),
      days: new Map(),
      faces: new Map(),
    };
    this.#changes.set(signature, change);
    return change;
  }

  #count(report: Counted, by: 1 | -1): Change {
    const change = this.#change(report.signature);
    change.crashes += by;
    if (report.sample) change.samples += by;
    const release = change.releases.get(report.release) ?? { crashes: 0, came: { first: null, last: null } };
    release.crashes += by;
    change.releases.set(report.release, release);
    if (by < 0) change.hasLost = true;
    if (report.crashedAt !== null) {
      if (by > 0) widen(change.came, report.crashedAt);
      if (by > 0) widen(release.came, report.crashedAt);
      const day = Math.floor(report.crashedAt / DAY);
      const key = `${day}/${report.release}`;
      const entry = change.days.get(key) ?? { day, release: report.release, crashes: 0 };
      entry.crashes += by;
      change.days.set(key, entry);
    }
    return change;
  }

  /** A report is about to become one of a signature: call it before its row says so. */
  beforeAdding(report: Counted): void {
    const change = this.#count(report, 1);
    const { signature, deviceKey } = report;
    if (deviceKey !== null && !hasDevice(this.#database, signature, deviceKey)) change.devices += 1;
  }

  /** A report has ceased to be one of a signature: call it after its row says so. */
  afterRemoving(report: Counted): void {
    const change = this.#count(report, -1);
    const { signature, deviceKey } = report;
    if (deviceKey !== null && !hasDevice(this.#database, signature, deviceKey)) change.devices -= 1;
  }

  /** How the signature presents itself, should this report be its newest. */
  offerFace(signature: number, report: number, grouping: Grouping, app: AppName): void {
    this.#change(signature).faces.set(report, { grouping, app });
  }

  /** Writes the sums; answers the ids of signatures that changed, and of those which have no report any more. */
  flush(): { readonly changed: readonly string[]; readonly emptied: readonly string[] } {
    const database = this.#database;
    const changed: string[] = [];
    const emptied: string[] = [];
    for (const [signature, change] of this.#changes) {
      const id = this.keys.idOf(signature) ?? groupId(database, signature);
      changed.push(id);
      if (change.hasLost && isEmpty(database, signature)) {
        emptied.push(id);
        database.run('DELETE FROM signatures WHERE key = ?', signature);
        continue;
      }
      for (const [release, { crashes, came }] of change.releases) {
        if (change.hasLost) writeRelease(database, signature, release, crashes);
        else addToRelease(database, signature, release, crashes, came);
      }
      for (const { day, release, crashes } of change.days.values())
        writeDay(database, signature, day, release, crashes);
      writeSignature(database, signature, change);
    }
    this.#changes.clear();
    this.lines.write(database);
    return { changed, emptied };
  }
}

function isEmpty(database: Database, signature: number): boolean {
  return database.get('SELECT 1 FROM reports WHERE signature = ? LIMIT 1', signature) === undefined;
}

/** Builds all sums anew from the reports. */
export function rebuildSums(database: Database): void {
  database.exec(`
    DELETE FROM signature_releases;
    DELETE FROM signature_days;
    DELETE FROM signatures WHERE key NOT IN (SELECT signature FROM reports);
    INSERT INTO signature_releases (signature, release, crashes, first_seen, last_seen)
      SELECT signature, release, count(*), min(crashed_at), max(crashed_at) FROM reports GROUP BY signature, release;
    INSERT INTO signature_days (signature, day, release, crashes)
      SELECT signature, floor(crashed_at / ${DAY}.0), release, count(*) FROM reports
      WHERE crashed_at IS NOT NULL GROUP BY 1, 2, 3;
    UPDATE signatures SET
      (crashes, samples, devices, first_seen, last_seen) =
        (SELECT count(*), sum(sample), count(DISTINCT device_key), min(crashed_at), max(crashed_at)
         FROM reports WHERE signature = signatures.key),
      newest = (SELECT key FROM reports WHERE signature = signatures.key ORDER BY crashed_at DESC, key DESC LIMIT 1);
    UPDATE signatures SET symbols = (SELECT symbols FROM reports WHERE key = newest);
  `);
}

/** The newest crash that is not of the future, in milliseconds: a device with a wrong clock must not empty every trend. */
export function newestCrash(database: Database, now: number): number | null {
  return integerOrNull(
    database.get('SELECT max(last_seen) AS at FROM signatures WHERE last_seen <= ?', now + DAY) ?? { at: null },
    'at',
  );
}
