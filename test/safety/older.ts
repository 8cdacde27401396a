/** Turns a library of today into one of schema step 3, as Faultlines without triage, search and packs left it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from '../../electron/store/database.ts';
import { listedOriginals } from '../../electron/store/care.ts';
import { originalPath, readOriginal } from '../../electron/store/originals.ts';
import { text } from '../../electron/store/row.ts';
import { APP_STORE } from '../../electron/store/schema/app-store.ts';
import { REPORTS } from '../../electron/store/schema/reports.ts';
import { SYMBOLS } from '../../electron/store/schema/symbols.ts';

/** All originals as files of their own. */
async function unpack(path: string, database: Database): Promise<void> {
  const { reports, unread } = listedOriginals(database);
  for (const id of [...reports, ...unread]) {
    const bytes = await readOriginal({ path, database }, id);
    const file = originalPath(path, id);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  rmSync(join(path, 'reports', 'packs'), { recursive: true, force: true });
}

function tablesIn(connection: DatabaseSync, schema: string): readonly string[] {
  const sql = `SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'`;
  return connection
    .prepare(sql)
    .all(schema)
    .map((row) => text(row, 'name'));
}

/** `database` is that of the library at `path`, closed after by whoever opened it. Replaces its file when `finish` is called. */
export async function makeOlder(path: string, database: Database): Promise<{ readonly finish: () => void }> {
  await unpack(path, database);
  const old = `${join(path, 'faultline.sqlite')}.older`;
  const connection = new DatabaseSync(old);
  connection.exec(
    `PRAGMA journal_mode = WAL; BEGIN; ${REPORTS} ${SYMBOLS} ${APP_STORE} PRAGMA user_version = 3; COMMIT`,
  );
  connection.prepare('ATTACH ? AS today').run(join(path, 'faultline.sqlite'));
  connection.exec('PRAGMA foreign_keys = OFF');
  for (const table of tablesIn(connection, 'main')) {
    const columns = connection
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map((row) => `"${text(row, 'name')}"`)
      .join(', ');
    connection.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM today."${table}"`);
  }
  connection.exec(`UPDATE main.signatures SET status = 'open' WHERE status = 'ignored';
    UPDATE main.decisions SET status = 'open' WHERE status = 'ignored'; DETACH today`);
  connection.close();
  return {
    finish() {
      for (const ending of ['', '-wal', '-shm']) rmSync(join(path, `faultline.sqlite${ending}`), { force: true });
      const moved = new DatabaseSync(old);
      moved.prepare('VACUUM INTO ?').run(join(path, 'faultline.sqlite'));
      moved.close();
      rmSync(old);
    },
  };
}
