/** Step 4: statuses, priorities, labels, merges, and the journal that undoes them. */
export const TRIAGE = `
  -- The id that the report's own fingerprint gives it. It is in another group where the user, or symbols, said so.
  ALTER TABLE reports ADD COLUMN derived TEXT NOT NULL DEFAULT '';
  UPDATE reports SET derived = (SELECT id FROM signatures WHERE signatures.key = reports.signature);

  -- status: open, resolved, ignored. When it was decided, and the newest release that was known then ('' for none); null
  -- for what was decided before such things were noted.
  ALTER TABLE decisions ADD COLUMN decided_at INTEGER;
  ALTER TABLE decisions ADD COLUMN newest_version TEXT;
  ALTER TABLE decisions ADD COLUMN newest_build TEXT;
  -- As the user named it.
  ALTER TABLE decisions ADD COLUMN resolved_in TEXT;
  -- ever, date (at), more (count, of which left have not come yet), next-build.
  ALTER TABLE decisions ADD COLUMN ignored_kind TEXT;
  ALTER TABLE decisions ADD COLUMN ignored_at INTEGER;
  ALTER TABLE decisions ADD COLUMN ignored_count INTEGER;
  ALTER TABLE decisions ADD COLUMN ignored_left INTEGER;
  ALTER TABLE decisions ADD COLUMN regressed_at INTEGER;
  ALTER TABLE decisions ADD COLUMN regressed_build TEXT;
  -- P0 to P3 where the user chose it.
  ALTER TABLE decisions ADD COLUMN priority TEXT;
  ALTER TABLE decisions ADD COLUMN assignee TEXT;
  CREATE INDEX decisions_dates ON decisions (ignored_at) WHERE ignored_at IS NOT NULL;

  -- Kept by the signature's id, like decisions.
  CREATE TABLE labels (
    signature TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (signature, label)
  ) STRICT, WITHOUT ROWID;

  -- Copies for the inbox. priority: 0 to 3, and 4 where none is known.
  ALTER TABLE signatures ADD COLUMN priority INTEGER NOT NULL DEFAULT 4;
  ALTER TABLE signatures ADD COLUMN regressed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE signatures ADD COLUMN assignee TEXT;
  CREATE TABLE signature_labels (
    label TEXT NOT NULL,
    signature INTEGER NOT NULL REFERENCES signatures (key) ON DELETE CASCADE,
    PRIMARY KEY (label, signature)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signature_labels_signature ON signature_labels (signature);

  -- How many people use an app, by its identity.
  CREATE TABLE app_users (
    app TEXT PRIMARY KEY,
    users INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Where the reports of a group are to be found instead. kind: merged by the user; became: a fingerprint that reports of a
  -- merged group got later, from symbols or from new rules.
  CREATE TABLE routes (
    id TEXT PRIMARY KEY,
    into_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX routes_into ON routes (into_id);

  -- Reports that the user took out of their group, by their id.
  CREATE TABLE splits (
    report TEXT PRIMARY KEY,
    signature TEXT NOT NULL,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX splits_signature ON splits (signature);

  -- How the parts of merged groups present themselves, so that they can come apart again.
  CREATE TABLE faces (
    id TEXT PRIMARY KEY,
    report INTEGER NOT NULL,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    explanation TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What the user did, oldest first. menu and words name it; regrouped are routes and splits before and after, as JSON.
  CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    menu TEXT NOT NULL,
    words TEXT NOT NULL,
    regrouped TEXT,
    undone INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- What it changed of decisions, as JSON of the fields before and after.
  CREATE TABLE journal_changes (
    entry INTEGER NOT NULL REFERENCES journal (number) ON DELETE CASCADE,
    signature TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (entry, signature)
  ) STRICT, WITHOUT ROWID;
  `;
