/** Step 3: what App Store Connect says. */
export const APP_STORE = `
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
  `;
