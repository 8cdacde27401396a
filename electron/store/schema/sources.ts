/** Step 8: the doors through which reports come, and what Xcode's Organizer says of crashes. */

/** The doors of the report with that content, in the order of the alphabet: `file,organizer`. */
const doorsOf = (id: string): string => `coalesce((SELECT group_concat(source, ',') FROM (
    SELECT source FROM report_sources WHERE report = ${id}
    UNION SELECT 'testflight' AS source FROM submissions WHERE log = ${id}
    ORDER BY source)), 'file')`;

export const SOURCES = `
  -- Doors of reports that came through another than as a file, or through several. A report without a row here, and
  -- without a submission, came as a file, once. By content, which outlives the keys of reports.
  CREATE TABLE report_sources (
    report TEXT NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (report, source, name)
  ) STRICT, WITHOUT ROWID;

  -- What tells a crash without an incident from others: see content.ts.
  ALTER TABLE reports ADD COLUMN content TEXT;
  CREATE INDEX reports_content ON reports (content) WHERE content IS NOT NULL;

  -- reports.source is the list of its doors.
  CREATE TRIGGER sources_added AFTER INSERT ON report_sources BEGIN
    UPDATE reports SET source = ${doorsOf('new.report')} WHERE id = new.report;
  END;
  CREATE TRIGGER sources_deleted AFTER DELETE ON report_sources BEGIN
    UPDATE reports SET source = ${doorsOf('old.report')} WHERE id = old.report;
  END;
  DROP TRIGGER reports_of_testers;
  CREATE TRIGGER reports_of_testers AFTER INSERT ON reports
    WHEN EXISTS (SELECT 1 FROM submissions WHERE log = new.id)
  BEGIN
    UPDATE reports SET source = ${doorsOf('new.id')},
      feedback = (SELECT feedback FROM report_origins WHERE report = new.id) WHERE key = new.key;
    INSERT OR IGNORE INTO search_stale (signature) VALUES (new.signature);
  END;
  CREATE TRIGGER reports_of_doors AFTER INSERT ON reports
    WHEN EXISTS (SELECT 1 FROM report_sources WHERE report = new.id)
  BEGIN
    UPDATE reports SET source = ${doorsOf('new.id')} WHERE key = new.key;
  END;
  DROP TRIGGER submissions_added;
  CREATE TRIGGER submissions_added AFTER INSERT ON submissions WHEN new.log IS NOT NULL BEGIN
    UPDATE reports SET source = ${doorsOf('new.log')},
      feedback = (SELECT feedback FROM report_origins WHERE report = new.log) WHERE id = new.log;
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id = new.log;
  END;
  DROP TRIGGER submissions_changed;
  CREATE TRIGGER submissions_changed AFTER UPDATE OF log, facts ON submissions
    WHEN old.log IS NOT new.log OR (new.log IS NOT NULL AND old.facts <> new.facts)
  BEGIN
    UPDATE reports SET source = ${doorsOf('reports.id')},
      feedback = coalesce((SELECT feedback FROM report_origins WHERE report = reports.id), 0)
      WHERE id IN (old.log, new.log);
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id IN (old.log, new.log);
  END;
  DROP TRIGGER submissions_deleted;
  CREATE TRIGGER submissions_deleted AFTER DELETE ON submissions WHEN old.log IS NOT NULL BEGIN
    UPDATE reports SET source = ${doorsOf('old.log')},
      feedback = coalesce((SELECT feedback FROM report_origins WHERE report = reports.id), 0)
      WHERE id = old.log;
    INSERT OR IGNORE INTO search_stale (signature) SELECT signature FROM reports WHERE id = old.log;
  END;

  -- Points of Xcode's Organizer: what Apple counts of a crash. id is its path among Xcode's products, facts is JSON. What
  -- Xcode deletes stays here: nothing else tells it.
  CREATE TABLE points (
    id TEXT PRIMARY KEY,
    facts TEXT NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- The reports of its logs. Where these belong, the point does.
  CREATE TABLE point_reports (
    point TEXT NOT NULL REFERENCES points (id) ON DELETE CASCADE,
    report TEXT NOT NULL,
    PRIMARY KEY (point, report)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX point_reports_report ON point_reports (report);

  -- Folders whose reports come by themselves. inbox: all that comes there was meant to be imported.
  CREATE TABLE report_folders (
    path TEXT PRIMARY KEY,
    inbox INTEGER NOT NULL,
    added_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Files of such places that were looked at. app: whose report it is, of those that were left alone; null once taken in.
  CREATE TABLE source_files (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    app TEXT
  ) STRICT, WITHOUT ROWID;
  `;
