/** Step 2: places of symbols, and what is missing. */
export const SYMBOLS = `
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
  `;
