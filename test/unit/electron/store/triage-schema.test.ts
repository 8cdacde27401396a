/** A library of before there were merges, when it is opened by this Faultline. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/store/database.ts';
import { decisionOf } from '../../../../electron/store/decisions.ts';
import { UNDECIDED } from '../../../../electron/store/decisions-row.ts';
import { placeOf } from '../../../../electron/store/merges.ts';
import { APP_STORE } from '../../../../electron/store/schema/app-store.ts';
import { REPORTS } from '../../../../electron/store/schema/reports.ts';
import { SYMBOLS } from '../../../../electron/store/schema/symbols.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

it('takes the group that a report is in for that of its fingerprint, and keeps what was decided', async () => {
  const path = join(await makeFolder(), 'faultline.sqlite');
  const old = new DatabaseSync(path);
  for (const step of [REPORTS, SYMBOLS, APP_STORE]) old.exec(step);
  old.exec(`PRAGMA user_version = 3;
    INSERT INTO apps (key, identity, bundle_id, name) VALUES (1, 'com.example.Pier', 'com.example.Pier', 'Pier');
    INSERT INTO releases (key, app, version, build) VALUES (1, 1, '1.0', '100');
    INSERT INTO signatures (key, id, app, title, subtitle, haystack, crashes, symbols, status)
      VALUES (1, 'sig1-a', 1, 'a', '', '', 1, 'complete', 'resolved');
    INSERT INTO reports (key, id, signature, release, file_name, imported_at, symbols, sample)
      VALUES (1, 'r', 1, 1, 'r.ips', 0, 'complete', 0);
    INSERT INTO decisions (signature, status, note, seen) VALUES ('sig1-a', 'resolved', 'look', 1);`);
  old.close();

  const database = valueOf(openDatabase(path));
  try {
    expect(database.get('SELECT derived FROM reports')).toEqual({ derived: 'sig1-a' });
    expect(placeOf(database, 'r', 'sig1-a')).toEqual({ leaf: 'sig1-a', group: 'sig1-a' });
    expect(decisionOf(database, 'sig1-a')).toEqual({ ...UNDECIDED, status: 'resolved', note: 'look', seen: true });
  } finally {
    database.close();
  }
});
