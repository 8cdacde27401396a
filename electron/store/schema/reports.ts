/** Step 1: reports, their groups, sums over them, what they wait for, and decisions. */
export const REPORTS = `
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
  `;
