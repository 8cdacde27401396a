import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/store/database.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { openStore } from '../../../fixtures/store.ts';

const COUNT = 'SELECT count(*) AS marks FROM marks';
const INSERT = "INSERT INTO marks (name, value) VALUES (?, 'x')";

describe('opening', () => {
  it('keeps what was committed', async () => {
    const path = join(await makeFolder(), 'library.sqlite');
    const first = valueOf(openDatabase(path));
    first.run(INSERT, 'a');
    first.close();
    const second = valueOf(openDatabase(path));
    expect(second.get(COUNT)).toEqual({ marks: 1 });
    second.close();
  });

  it('uses a write-ahead log and checks foreign keys', async () => {
    const database = await openStore();
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(database.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  });

  it('says that a file which is no database is damaged, and leaves it alone', async () => {
    const path = join(await makeFolder(), 'library.sqlite');
    await writeFile(path, 'nothing of a database '.repeat(100));
    expect(faultOf(openDatabase(path)).kind).toBe('library-corrupt');
    expect(faultOf(openDatabase(path)).kind).toBe('library-corrupt');
  });

  it('finds damage in the middle after a run that did not end well', async () => {
    const path = join(await makeFolder(), 'library.sqlite');
    const database = valueOf(openDatabase(path));
    database.transaction(() => {
      for (let name = 0; name < 20_000; name++) database.run(INSERT, `a name of some length ${name}`);
    });
    database.close();
    const { open } = await import('node:fs/promises');
    const file = await open(path, 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(4096 * 20, 0xab), 0, 4096 * 20, Math.floor(size / 8192) * 4096);
    await file.close();
    await writeFile(`${path}-wal`, '');
    expect(faultOf(openDatabase(path)).kind).toBe('library-corrupt');
  });

  it('leaves a library of a newer version as it is', async () => {
    const path = join(await makeFolder(), 'library.sqlite');
    valueOf(openDatabase(path)).close();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 999');
    later.close();
    expect(faultOf(openDatabase(path)).kind).toBe('library-too-new');
    const after = new DatabaseSync(path);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 });
    after.close();
  });

  it('says that a library which somebody holds locked is busy, with a retry', async () => {
    const path = join(await makeFolder(), 'library.sqlite');
    valueOf(openDatabase(path)).close();
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN IMMEDIATE');
    const fault = faultOf(openDatabase(path));
    holder.close();
    expect(fault).toMatchObject({ kind: 'library-busy', remedy: { kind: 'retry' } });
  });

  it('says that a folder which is not there or not open to us is forbidden', async () => {
    expect(faultOf(openDatabase(join(await makeFolder(), 'no', 'such', 'folder.sqlite'))).kind).toBe('forbidden');
  });
});

describe('transactions', () => {
  it('leave nothing of what threw', async () => {
    const database = await openStore();
    const failing = (): void =>
      database.transaction(() => {
        database.run(INSERT, 'a');
        throw new Error('on purpose');
      });
    expect(failing).toThrow('on purpose');
    expect(database.get(COUNT)).toEqual({ marks: 0 });
  });

  it('join the one around them', async () => {
    const database = await openStore();
    const failing = (): void =>
      database.transaction(() => {
        database.transaction(() => database.run(INSERT, 'a'));
        throw new Error('on purpose');
      });
    expect(failing).toThrow('on purpose');
    expect(database.get(COUNT)).toEqual({ marks: 0 });
  });
});

it('notices commits of others, and only of others', async () => {
  const path = join(await makeFolder(), 'library.sqlite');
  const [mine, theirs] = [valueOf(openDatabase(path)), valueOf(openDatabase(path))];
  const before = mine.dataVersion();
  mine.run(INSERT, 'a');
  expect(mine.dataVersion()).toBe(before);
  theirs.run(INSERT, 'b');
  expect(mine.dataVersion()).not.toBe(before);
  mine.close();
  theirs.close();
});
