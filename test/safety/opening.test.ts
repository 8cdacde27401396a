/**
 * Libraries that do not open: each way is a state that says what is wrong and what can be done, no host dies of it, and the
 * act that is offered mends it.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { KEPT_TABLES } from '../../electron/store/kept-tables.ts';
import { makeFolder } from '../fixtures/library.ts';
import { createDice } from '../appstore/server/random.ts';
import { decidedOf, derivedOf } from './derived.ts';
import { openDoor } from './door.ts';
import { copyOf, diceFor, expectSound, makeFilled, rounds, SEED, withDatabase } from './fixture.ts';

const KEPT = KEPT_TABLES.map(([table]) => table);

async function databaseOf(path: string): Promise<unknown> {
  return withDatabase(path, (database) => [derivedOf(database), decidedOf(database, KEPT)]);
}

it('a database that is gone is a damaged library, and rebuilt from the originals', async () => {
  const path = await makeFilled();
  const before = await withDatabase(path, (database) => derivedOf(database)['reports']?.length);
  rmSync(join(path, 'faultline.sqlite'));
  const { door } = await openDoor(path, { reveal: () => {} });
  expect(await door.call('library.opening', {})).toMatchObject({
    ok: true,
    value: { state: 'closed', path, fault: { kind: 'library-corrupt' }, acts: ['retry', 'rebuild', 'reveal'] },
  });
  expect(await door.call('library.open', { act: 'rebuild' })).toEqual({ ok: true, value: { state: 'open' } });
  expect(await door.call('library.verify', { job: 'v' })).toMatchObject({ ok: true, value: { clean: true } });
  await door.close();
  expect(await withDatabase(path, (database) => derivedOf(database)['reports']?.length)).toBe(before);
});

it('a database of which nothing can be read leaves the decisions to their second copy', async () => {
  const path = await makeFilled();
  const tables = ['decisions', 'labels', 'routes', 'views', 'feedback_decisions'];
  const before = await withDatabase(path, (database) => decidedOf(database, tables));
  truncateSync(join(path, 'faultline.sqlite'), 0);
  writeFileSync(join(path, 'faultline.sqlite'), Buffer.alloc(100_000, 0xee));
  const again = (await openDoor(path)).door;
  expect(await again.call('library.open', { act: 'rebuild' })).toEqual({ ok: true, value: { state: 'open' } });
  await again.close();
  expect(await withDatabase(path, (database) => decidedOf(database, tables))).toEqual(before);
  expect(before['decisions']?.length).toBeGreaterThan(0);
});

it('calls are answered with the fault while there is no library, those about the host as ever', async () => {
  const path = await makeFolder();
  writeFileSync(join(path, 'faultline.sqlite'), 'no database at all '.repeat(1000));
  const { door } = await openDoor(path);
  expect(await door.call('inbox.page', { sort: 'count' })).toMatchObject({
    ok: false,
    fault: { kind: 'library-corrupt' },
  });
  expect(await door.call('host.abilities', {})).toMatchObject({ ok: true });
  expect(await door.call('library.open', { act: 'fly' })).toMatchObject({ ok: false, fault: { kind: 'bad-input' } });
  expect(door.current()).toBeNull();
});

it('a library of a newer Faultline is left as it is, and no rebuild is offered', async () => {
  const path = await makeFilled();
  const later = new DatabaseSync(join(path, 'faultline.sqlite'));
  later.exec('PRAGMA user_version = 999');
  later.close();
  const { door } = await openDoor(path);
  expect(await door.call('library.opening', {})).toMatchObject({
    value: { state: 'closed', fault: { kind: 'library-too-new' }, acts: ['retry'] },
  });
  expect(await door.call('library.open', { act: 'rebuild' })).toMatchObject({ ok: false });
  expect(readdirSync(path).filter((name) => name.startsWith('faultline'))).toEqual(['faultline.sqlite']);
});

it('a library that another process has locked opens once it is free', { timeout: 60_000 }, async () => {
  const path = await makeFilled();
  const holder = new DatabaseSync(join(path, 'faultline.sqlite'));
  holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  const { door } = await openDoor(path);
  expect(await door.call('library.opening', {})).toMatchObject({
    value: { state: 'closed', fault: { kind: 'library-busy', remedy: { kind: 'retry' } } },
  });
  holder.close();
  expect(await door.call('library.open', { act: 'retry' })).toEqual({ ok: true, value: { state: 'open' } });
});

it('a remembered library whose disk is not there is not begun anew, and another can be chosen', async () => {
  const [path, other] = [await makeFilled(), await makeFilled()];
  renameSync(path, `${path}-away`);
  const { door, remembered } = await openDoor(path, {
    place: { path, chosen: 'remembered' },
    chooseLibrary: () => Promise.resolve(other),
  });
  expect(await door.call('library.opening', {})).toMatchObject({
    value: { state: 'closed', fault: { kind: 'library-missing' }, acts: ['retry', 'choose'] },
  });
  expect(existsSync(path)).toBe(false);
  expect(await door.call('library.open', { act: 'choose' })).toEqual({ ok: true, value: { state: 'open' } });
  expect(remembered).toEqual([other]);
});

it('a library is moved while its window is open, and the old folder goes', async () => {
  const path = await makeFilled();
  const before = await databaseOf(path);
  const to = join(await makeFolder(), 'elsewhere');
  const { door, remembered } = await openDoor(path);
  expect(await door.call('library.move', { job: 'm', to })).toEqual({
    ok: true,
    value: { kind: 'moved', from: path, to, remembered: true, left: null },
  });
  expect([remembered, existsSync(path)]).toEqual([[to], false]);
  expect(await door.call('library.summary', {})).toMatchObject({ ok: true, value: { path: to } });
  await door.close();
  expect(await databaseOf(to)).toEqual(before);
  await expectSound(to);
});

it('a place inside the library, or one that is taken twice, is no place to move to', async () => {
  const path = await makeFilled();
  const { door } = await openDoor(path);
  const inside = await door.call('library.move', { job: 'm', to: join(path, 'reports', 'here') });
  expect(inside).toMatchObject({ ok: false, fault: { kind: 'bad-input' } });
  expect(await door.call('library.summary', {})).toMatchObject({ ok: true, value: { path } });
});

/** Overwrites pages with noise, away from the first, which says what the file is. */
function damage(path: string, seed: number, pages: number): void {
  const file = join(path, 'faultline.sqlite');
  const dice = createDice(seed);
  const count = statSync(file).size / 4096;
  const descriptor = openSync(file, 'r+');
  for (let page = 0; page < pages; page += 1) {
    const noise = Buffer.alloc(4096, dice.below(256));
    writeSync(descriptor, noise, 0, noise.length, 4096 * (1 + dice.below(count - 1)));
  }
  closeSync(descriptor);
}

it(
  `damaged pages: whatever is hit, all reports come back, and what of the decisions can be read (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const dice = diceFor('damage');
    const filled = await makeFilled();
    const [reports, decisions] = await withDatabase(filled, (database) => [
      derivedOf(database)['reports']?.length ?? 0,
      decidedOf(database, ['decisions'])['decisions'] ?? [],
    ]);
    let [kept, total] = [0, 0];
    for (let round = 0; round < rounds(3); round += 1) {
      const path = await copyOf(filled);
      damage(path, dice.below(1_000_000), 1 + dice.below(6));
      const { door } = await openDoor(path);
      const rebuilt =
        door.current() === null
          ? await door.call('library.open', { act: 'rebuild' })
          : await door.call('library.rebuild', { job: 'r' });
      expect(rebuilt).toMatchObject({ ok: true });
      expect(await door.call('library.verify', { job: 'v' })).toMatchObject({ ok: true, value: { clean: true } });
      await door.close();
      const now = await withDatabase(path, (database) => ({
        reports: derivedOf(database)['reports']?.length,
        decisions: new Set(decidedOf(database, ['decisions'])['decisions']),
      }));
      expect(now.reports).toBe(reports);
      total += decisions.length;
      kept += decisions.filter((row) => now.decisions.has(row)).length;
    }
    // The second copy has those whose page was hit.
    expect(kept).toBe(total);
  },
);
