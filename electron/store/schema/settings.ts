/** Step 7: settings. */
export const SETTINGS = `
  -- Each setting that somebody changed, as JSON. What is missing, or was written by a later Faultline, is as by default.
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `;
