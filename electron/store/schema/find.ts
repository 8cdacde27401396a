/** Step 5: what filters look at, the index of the search, and saved views. Triggers keep it in step, whoever writes. */
export const FIND = `
  ALTER TABLE reports ADD COLUMN platform TEXT;
  ALTER TABLE reports ADD COLUMN kind TEXT NOT NULL DEFAULT 'crash';
  -- testflight: a tester's submission came with it. feedback: and the tester wrote something.
  ALTER TABLE reports ADD COLUMN source TEXT NOT NULL DEFAULT 'file';
  ALTER TABLE reports ADD COLUMN feedback INTEGER NOT NULL DEFAULT 0;
  UPDATE reports SET source = 'testflight' WHERE id IN (SELECT log FROM submissions WHERE log IS NOT NULL);
  UPDATE reports SET feedback = 1 WHERE id IN (
    SELECT log FROM submissions WHERE log IS NOT NULL AND trim(coalesce(json_extract(facts, '$.comment'), ''), char(9, 10, 13, 32)) <> '');

  -- Reports that are no longer as they were, in the order of the changes; new ones are told by their key. Whoever fell
  -- behind the oldest entry reads all reports again.
  CREATE TABLE report_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER report_changes_bound AFTER INSERT ON report_changes BEGIN
    DELETE FROM report_changes WHERE number <= new.number - 20000;
  END;
  CREATE TRIGGER reports_changed AFTER UPDATE ON reports
    WHEN old.signature <> new.signature OR old.symbols <> new.symbols OR old.platform IS NOT new.platform
      OR old.kind <> new.kind OR old.source <> new.source OR old.feedback <> new.feedback
      OR old.release <> new.release OR old.crashed_at IS NOT new.crashed_at OR old.os IS NOT new.os
      OR old.device IS NOT new.device OR old.device_key IS NOT new.device_key
  BEGIN
    INSERT INTO report_changes (report) VALUES (new.key);
  END;
  CREATE TRIGGER reports_deleted AFTER DELETE ON reports BEGIN
    INSERT INTO report_changes (report) VALUES (old.key);
  END;

  -- The distinct lines that a search looks through: field 0 frame, 1 message, 2 comment, 3 note.
  CREATE TABLE search_lines (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    field INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (text, field)
  ) STRICT;
  CREATE VIRTUAL TABLE search_index USING fts5(
    text, content = 'search_lines', content_rowid = 'key', columnsize = 0, tokenize = 'trigram');
  CREATE TRIGGER search_lines_added AFTER INSERT ON search_lines BEGIN
    INSERT INTO search_index (rowid, text) VALUES (new.key, new.text);
  END;
  CREATE TRIGGER search_lines_deleted AFTER DELETE ON search_lines BEGIN
    INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.key, old.text);
  END;

  -- Which signatures have which lines; made from report_lines, comments and notes.
  CREATE TABLE search_places (
    signature INTEGER NOT NULL REFERENCES signatures (key) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    PRIMARY KEY (signature, line)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX search_places_line ON search_places (line);

  -- Keys of the lines of each report, see search-lines.ts.
  CREATE TABLE report_lines (
    report INTEGER PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE,
    lines BLOB NOT NULL
  ) STRICT;

  -- Signatures whose lines are to be gathered anew before the next search.
  CREATE TABLE search_stale (signature INTEGER PRIMARY KEY) STRICT;
  CREATE TRIGGER reports_moved AFTER UPDATE OF signature ON reports WHEN old.signature <> new.signature BEGIN
    INSERT OR IGNORE INTO search_stale (signature) VALUES (old.signature), (new.signature);
  END;
  CREATE TRIGGER reports_left AFTER DELETE ON reports BEGIN
    INSERT OR IGNORE INTO search_stale (signature) VALUES (old.signature);
  END;
  CREATE TRIGGER signatures_noted AFTER INSERT ON signatures
    WHEN EXISTS (SELECT 1 FROM decisions WHERE signature = new.id AND note <> '')
  BEGIN
    INSERT OR IGNORE INTO search_stale (signature) VALUES (new.key);
  END;
  CREATE TRIGGER notes_added AFTER INSERT ON decisions WHEN new.note <> '' BEGIN
    INSERT OR IGNORE INTO search_stale (signature) SELECT key FROM signatures WHERE id = new.signature;
  END;
  CREATE TRIGGER notes_changed AFTER UPDATE OF note ON decisions WHEN old.note <> new.note BEGIN
    INSERT OR IGNORE INTO search_stale (signature) SELECT key FROM signatures WHERE id = new.signature;
  END;
  CREATE TRIGGER notes_deleted AFTER DELETE ON decisions WHEN old.note <> '' BEGIN
    INSERT OR IGNORE INTO search_stale (signature) SELECT key FROM signatures WHERE id = old.signature;
  END;
  INSERT OR IGNORE INTO search_stale (signature)
    SELECT key FROM signatures WHERE id IN (SELECT signature FROM decisions WHERE note <> '');
  INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE feedback = 1;

  -- How a report came, and whether a tester wrote something with it.
  CREATE VIEW report_origins AS SELECT log AS report,
      max(trim(coalesce(json_extract(facts, '$.comment'), ''), char(9, 10, 13, 32)) <> '') AS feedback
    FROM submissions WHERE log IS NOT NULL GROUP BY log;
  CREATE TRIGGER reports_of_testers AFTER INSERT ON reports
    WHEN EXISTS (SELECT 1 FROM submissions WHERE log = new.id)
  BEGIN
    UPDATE reports SET source = 'testflight',
      feedback = (SELECT feedback FROM report_origins WHERE report = new.id) WHERE key = new.key;
    INSERT OR IGNORE INTO search_stale (signature) VALUES (new.signature);
  END;
  CREATE TRIGGER submissions_added AFTER INSERT ON submissions WHEN new.log IS NOT NULL BEGIN
    UPDATE reports SET source = 'testflight',
      feedback = (SELECT feedback FROM report_origins WHERE report = new.log) WHERE id = new.log;
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id = new.log;
  END;
  CREATE TRIGGER submissions_changed AFTER UPDATE OF log, facts ON submissions
    WHEN old.log IS NOT new.log OR (new.log IS NOT NULL AND old.facts <> new.facts)
  BEGIN
    UPDATE reports SET source = CASE WHEN id IN (SELECT log FROM submissions) THEN 'testflight' ELSE 'file' END,
      feedback = coalesce((SELECT feedback FROM report_origins WHERE report = reports.id), 0)
      WHERE id IN (old.log, new.log);
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id IN (old.log, new.log);
  END;
  CREATE TRIGGER submissions_deleted AFTER DELETE ON submissions WHEN old.log IS NOT NULL BEGIN
    UPDATE reports SET source = CASE WHEN id IN (SELECT log FROM submissions) THEN 'testflight' ELSE 'file' END,
      feedback = coalesce((SELECT feedback FROM report_origins WHERE report = reports.id), 0)
      WHERE id = old.log;
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id = old.log;
  END;

  -- Filters that the user keeps. filter is JSON.
  CREATE TABLE views (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Orders and counts of pages are made in memory now.
  DROP INDEX signatures_totals;
  DROP INDEX signatures_first_seen;
  DROP INDEX signatures_crashes;
  DROP INDEX signatures_devices;
  DROP INDEX signatures_title;
  `;
