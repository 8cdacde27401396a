/** Step 6: where original bytes lie in packs. */
export const ORIGINALS = `
  -- Files of many originals each. dead: originals in it that nobody refers to any more.
  CREATE TABLE packs (
    number INTEGER PRIMARY KEY,
    dead INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- id is the SHA-256 in bytes. What is not here is a file of its own.
  CREATE TABLE originals (
    id BLOB PRIMARY KEY,
    pack INTEGER NOT NULL,
    block INTEGER NOT NULL,
    entry INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `;
