/**
 * The schema, as numbered steps. A step runs once, in a transaction; its number is kept in `user_version`. Steps are
 * only ever added.
 *
 * Two kinds of tables: what is *derived* from the original files (apps, releases, signatures, reports, waits, slices,
 * resolved addresses) can be built anew at any time; what the user *decided* (decisions, feedback decisions, aliases, symbol places) cannot.
 * `marks`, `arrived_symbols`, `sync_lists` and `sync_lease` say how far a longer job has come. What App Store Connect said
 * (accounts, store apps and builds, testers, submissions, screenshots) is a third kind: Apple may no longer say it.
 *
 * `signature_releases` and `signature_days` and the counts in `signatures` are sums over `reports`, kept up to date with
 * every change, so that a page of the inbox never reads the reports themselves.
 */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Database } from './database.ts';
import { integer } from './row.ts';

const STEPS: readonly string[] = [
  `
  CREATE TABLE apps (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    bundle_id TEXT,
    name TEXT NOT NULL
  ) STRICT;

  -- An unknown version or build is '': part of a key, it cannot be null.
  CREATE TABLE releases (
    key INTEGER PRIMARY KEY,
    app INTEGER NOT NULL REFERENCES apps (key),
    version TEXT NOT NULL,
    build TEXT NOT NULL,
    UNIQUE (app, version, build)
  ) STRICT;

  CREATE TABLE signatures (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    app INTEGER NOT NULL REFERENCES apps (key),
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    -- Title, subtitle, app and bundle id in lower case: what a search looks through.
    haystack TEXT NOT NULL,
    crashes INTEGER NOT NULL DEFAULT 0,
    samples INTEGER NOT NULL DEFAULT 0,
    devices INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER,
    last_seen INTEGER,
    newest INTEGER,
    symbols TEXT NOT NULL,
    -- Copies from decisions, so that a page needs one table.
    status TEXT NOT NULL DEFAULT 'open',
    seen INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX signatures_totals ON signatures (status, app, crashes);
  -- One for each order, with what filters ask for: a page is picked without a look at the table.
  CREATE INDEX signatures_last_seen ON signatures (last_seen, key, status, app);
  CREATE INDEX signatures_first_seen ON signatures (first_seen, key, status, app);
  CREATE INDEX signatures_crashes ON signatures (crashes, key, status, app);
  CREATE INDEX signatures_devices ON signatures (devices, key, status, app);
  CREATE INDEX signatures_title ON signatures (title COLLATE NOCASE, key, status, app);

  CREATE TABLE explanations (
    signature INTEGER PRIMARY KEY REFERENCES signatures (key) ON DELETE CASCADE,
    explanation TEXT NOT NULL
  ) STRICT;

  CREATE TABLE reports (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    signature INTEGER NOT NULL REFERENCES signatures (key),
    release INTEGER NOT NULL REFERENCES releases (key),
    incident TEXT,
    crashed_at INTEGER,
    os TEXT,
    device TEXT,
    device_key TEXT,
    file_name TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    symbols TEXT NOT NULL,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX reports_incident ON reports (incident) WHERE incident IS NOT NULL;
  CREATE INDEX reports_newest ON reports (signature, crashed_at);
  CREATE INDEX reports_release ON reports (signature, release, crashed_at);
  CREATE INDEX reports_device ON reports (signature, device_key, release);
  CREATE INDEX reports_samples ON reports (sample) WHERE sample = 1;

  CREATE TABLE signature_releases (
    signature INTEGER NOT NULL REFERENCES signatures (key) ON DELETE CASCADE,
    release INTEGER NOT NULL REFERENCES releases (key),
    crashes INTEGER NOT NULL,
    first_seen INTEGER,
    last_seen INTEGER,
    PRIMARY KEY (signature, release)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signature_releases_release ON signature_releases (release, signature, crashes, first_seen, last_seen);

  -- Crashes per day (days since 1970, UTC).
  CREATE TABLE signature_days (
    signature INTEGER NOT NULL REFERENCES signatures (key) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    release INTEGER NOT NULL REFERENCES releases (key),
    crashes INTEGER NOT NULL,
    PRIMARY KEY (signature, day, release)
  ) STRICT, WITHOUT ROWID;

  -- full: 0 its frames have no names, 1 they have names but no lines, 2 as 0 in a library of the system.
  CREATE TABLE waits (
    uuid TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    full INTEGER NOT NULL,
    PRIMARY KEY (uuid, report)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX waits_report ON waits (report);

  CREATE TABLE slices (
    path TEXT NOT NULL,
    uuid TEXT NOT NULL,
    arch TEXT NOT NULL,
    name TEXT NOT NULL,
    text_vmaddr TEXT NOT NULL,
    has_debug INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    PRIMARY KEY (path, uuid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX slices_uuid ON slices (uuid);

  CREATE TABLE resolved (
    uuid TEXT NOT NULL,
    address TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (uuid, address)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unread (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    fault TEXT NOT NULL,
    beginning TEXT NOT NULL,
    sample INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- A status of null was never decided. Kept by the signature's id, which outlives its row.
  CREATE TABLE decisions (
    signature TEXT PRIMARY KEY,
    status TEXT,
    note TEXT NOT NULL DEFAULT '',
    seen INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  -- Groups that became part of another when symbols came.
  CREATE TABLE aliases (
    id TEXT PRIMARY KEY,
    signature TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX aliases_signature ON aliases (signature);

  -- What the library notes about itself.
  CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The zip that a slice was taken out of.
  ALTER TABLE slices ADD COLUMN origin TEXT;
  -- Tells apart systems of one version: device support files are of one build.
  ALTER TABLE reports ADD COLUMN os_build TEXT;

  -- Folders that were looked through for symbols, with a stamp for each file: one that has not changed is not read again.
  CREATE TABLE looked_folders (
    path TEXT PRIMARY KEY,
    stamps TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Folders that the user added.
  CREATE TABLE symbol_places (
    path TEXT PRIMARY KEY,
    added_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Symbols that came, and whose reports have not been symbolicated yet.
  CREATE TABLE arrived_symbols (
    number INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL
  ) STRICT;

  -- What Spotlight did not find, why, and until when it is not asked again (Unix milliseconds).
  CREATE TABLE missing_symbols (
    uuid TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    searched_at INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Keys of App Store Connect, without their secrets: those lie in the system's keychain.
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL UNIQUE,
    -- Null for a key of one person.
    issuer_id TEXT,
    added_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_as TEXT,
    diagnosis TEXT,
    -- When it was last complete.
    synced_at INTEGER,
    missing_roles TEXT NOT NULL DEFAULT '[]'
  ) STRICT, WITHOUT ROWID;

  -- Which host is synchronising: one at a time.
  CREATE TABLE sync_lease (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    process INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE store_apps (
    id TEXT PRIMARY KEY,
    name TEXT,
    bundle_id TEXT,
    sku TEXT,
    sample INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE store_builds (
    id TEXT PRIMARY KEY,
    app TEXT NOT NULL,
    number TEXT,
    version TEXT,
    platform TEXT,
    uploaded_at INTEGER,
    expires_at INTEGER,
    sample INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE testers (
    id TEXT PRIMARY KEY,
    first_name TEXT,
    last_name TEXT,
    email TEXT,
    sample INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What testers sent. id is made from kind and Apple's id, so that two keys of one team meet in one row.
  CREATE TABLE submissions (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    apple_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    app TEXT NOT NULL,
    build TEXT,
    tester TEXT,
    created_at INTEGER NOT NULL,
    device TEXT,
    os TEXT,
    -- All that Apple said, as JSON.
    facts TEXT NOT NULL,
    haystack TEXT NOT NULL,
    -- Of a crash: waiting, kept (log is the content's hash: a report's or an unread file's), none.
    log_state TEXT,
    log TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    -- The walk over Apple's list that met it last.
    walk INTEGER NOT NULL,
    -- 1 once a walk that met it came to its end: all that is older was met, too.
    settled INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    sample INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX submissions_newest ON submissions (created_at, key);
  CREATE INDEX submissions_list ON submissions (app, kind, walk);
  CREATE INDEX submissions_tester ON submissions (tester, build);
  CREATE INDEX submissions_log ON submissions (log) WHERE log IS NOT NULL;
  CREATE INDEX submissions_waiting ON submissions (app, created_at) WHERE log_state = 'waiting';

  -- Pictures by content; the files lie beside the database.
  CREATE TABLE images (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- state: waiting, kept, gone.
  CREATE TABLE screenshots (
    submission INTEGER NOT NULL REFERENCES submissions (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    image TEXT REFERENCES images (id),
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (submission, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX screenshots_image ON screenshots (image) WHERE image IS NOT NULL;
  CREATE INDEX screenshots_waiting ON screenshots (submission) WHERE state = 'waiting';

  -- How far the walk over one of Apple's lists (builds, crash, screenshot) of an app has come.
  CREATE TABLE sync_lists (
    app TEXT NOT NULL,
    kind TEXT NOT NULL,
    walk INTEGER NOT NULL DEFAULT 0,
    -- Apple's address of the page to go on with; null where no walk was interrupted.
    resume TEXT,
    resume_at INTEGER,
    -- When a walk last went over the whole list.
    whole_at INTEGER,
    PRIMARY KEY (app, kind)
  ) STRICT, WITHOUT ROWID;

  -- What the user decided about feedback. Kept by id, like decisions.
  CREATE TABLE feedback_decisions (
    submission TEXT PRIMARY KEY,
    status TEXT NOT NULL DEFAULT 'open',
    note TEXT NOT NULL DEFAULT '',
    seen INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  `,
];

function versionOf(database: Database): number {
  return integer(database.get('PRAGMA user_version') ?? {}, 'user_version');
}

/** Brings the schema up to date; faults when the database was written by a later version of Faultline. */
export function migrate(database: Database): Result<null> {
  // Also the proof that this library can be written to, and that nobody holds it locked.
  return database.transaction(() => {
    const version = versionOf(database);
    if (version > STEPS.length) {
      const message = 'This library was written by a newer Faultline: update Faultline to open it.';
      return fail({ kind: 'library-too-new', message, detail: `schema ${version}, known up to ${STEPS.length}` });
    }
    for (const step of STEPS.slice(version)) database.exec(step);
    if (version < STEPS.length) database.exec(`PRAGMA user_version = ${STEPS.length}`);
    return ok(null);
  });
}
