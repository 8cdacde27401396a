/**
 * The schema, as numbered steps. A step runs once, in a transaction; its number is kept in `user_version`. Steps are
 * only ever added.
 *
 * Two kinds of tables: what is *derived* from the original files (apps, releases, signatures, reports, waits, slices,
 * resolved addresses) can be built anew at any time; what the user *decided* (decisions, labels, merges as routes and splits,
 * the journal, numbers of users, feedback decisions, aliases, symbol places) cannot.
 * `marks`, `arrived_symbols`, `sync_lists` and `sync_lease` say how far a longer job has come. What App Store Connect said
 * (accounts, store apps and builds, testers, submissions, screenshots), and Xcode's Organizer (points), is a third kind: Apple
 * may no longer say it. So are the doors of reports: originals do not tell how they came.
 *
 * `signature_releases` and `signature_days` and the counts in `signatures` are sums over `reports`, kept up to date with
 * every change: a signature by itself is shown from them. Pages count in memory, see `columns.ts`, which `report_changes`
 * keeps in step. `search_*` and `report_lines` are the index of the search; saved `views` are decisions, too.
 */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Database } from './database.ts';
import { integer } from './row.ts';
import { APP_STORE } from './schema/app-store.ts';
import { FIND } from './schema/find.ts';
import { LEANER } from './schema/leaner.ts';
import { ORIGINALS } from './schema/originals.ts';
import { REPORTS } from './schema/reports.ts';

import { SETTINGS } from './schema/settings.ts';
import { SOURCES } from './schema/sources.ts';
import { SYMBOLS } from './schema/symbols.ts';
import { TRIAGE } from './schema/triage.ts';

const STEPS: readonly string[] = [REPORTS, SYMBOLS, APP_STORE, TRIAGE, FIND, ORIGINALS, SETTINGS, SOURCES, LEANER];

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
