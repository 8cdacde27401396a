/**
 * Hosts that are killed with SIGKILL at random moments of everything that writes: the library opens after, nothing that was
 * acknowledged is missing, and there is nothing wrong with it that a rebuild does not mend.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Database } from '../../electron/store/database.ts';
import { KEPT_TABLES } from '../../electron/store/kept-tables.ts';
import { integer } from '../../electron/store/row.ts';
import { makeFolder, openLibrary } from '../fixtures/library.ts';
import { decisions, writeReports } from './contents.ts';
import { countsOf, decidedOf, derivedOf } from './derived.ts';
import { copyOf, diceFor, expectSound, makeFilled, rounds, SEED, withDatabase } from './fixture.ts';
import { makeOlder } from './older.ts';
import { runHost } from './process.ts';
import type { Ended } from './process.ts';

const KEPT = KEPT_TABLES.map(([table]) => table);
const titled = (title: string): string => `${title} (seed ${SEED})`;

/** How long a run takes that nobody kills, in milliseconds: kills are spread over it. */
async function timeOf(run: () => Promise<Ended>): Promise<number> {
  const start = performance.now();
  const ended = await run();
  expect(ended, ended.complaints).toMatchObject({ isDone: true });
  return performance.now() - start;
}

function acknowledgedCrashes({ lines }: Ended): number {
  return Math.max(0, ...lines.flatMap((line) => /^crashes (\d+)$/.exec(line)?.[1] ?? []).map(Number));
}

function reportsIn(database: Database): number {
  return integer(database.get('SELECT count(*) AS reports FROM reports') ?? {}, 'reports');
}

it(
  titled('import: what was told to windows is there, and another try completes it'),
  { timeout: 600_000 },
  async () => {
    const dice = diceFor('import');
    const root = await makeFolder();
    const [folder, whole, library] = [join(root, 'given'), join(root, 'whole'), join(root, 'library')];
    writeReports(folder, 1500);
    const time = await timeOf(() => runHost([whole, 'import', folder]));
    let isDone = false;
    for (let round = 0; round < rounds(4) && !isDone; round += 1) {
      const ended = await runHost([library, 'import', folder], { milliseconds: time * (0.25 + 0.7 * dice.next()) });
      isDone = ended.isDone;
      if (!existsSync(join(library, 'faultline.sqlite'))) continue;
      await expectSound(library);
      const told = acknowledgedCrashes(ended);
      expect(await withDatabase(library, reportsIn)).toBeGreaterThanOrEqual(told);
    }
    await runHost([library, 'import', folder]);
    await expectSound(library);
    expect(await withDatabase(library, countsOf)).toEqual(await withDatabase(whole, countsOf));
  },
);

const DECIDED = ['decisions', 'labels', 'routes', 'splits', 'journal', 'journal_changes'];

/** Without the moments, which differ from run to run. */
function withoutTimes(rows: Readonly<Record<string, readonly string[]>>): string {
  return JSON.stringify(rows).replaceAll(/\b\d{13}\b/g, '0');
}

it(
  titled('triage: all acts that were answered are there, and at most the one after'),
  { timeout: 600_000 },
  async () => {
    const dice = diceFor('triage');
    const filled = await makeFilled();
    for (let round = 0; round < rounds(3); round += 1) {
      const [killed, replayed] = [await copyOf(filled), await copyOf(filled)];
      const seed = dice.below(1_000_000);
      const { lines } = await runHost([killed, 'triage', String(seed)], { lines: 1 + dice.below(400) });
      await expectSound(killed);
      const found = withoutTimes(await withDatabase(killed, (database) => decidedOf(database, DECIDED)));
      const library = await openLibrary(replayed);
      const now = (): string => withoutTimes(decidedOf(library.services.library.database, DECIDED));
      const again = decisions(library.api, seed);
      for (const line of lines) expect((await again.next()).value).toBe(line);
      if (now() !== found) await again.next();
      // Compared in words: what differs would fill pages.
      expect(now() === found ? 'as acknowledged' : `not what ${lines.length} steps of seed ${seed} make`).toBe(
        'as acknowledged',
      );
      await library.services.close();
    }
  },
);

for (const [what, count] of [
  ['rebuild', 3],
  ['replace', 3],
] as const) {
  it(titled(`${what}: the library is as before, whenever it is killed`), { timeout: 600_000 }, async () => {
    const dice = diceFor(what);
    const library = await makeFilled(200);
    const before = await withDatabase(library, (database) => [derivedOf(database), decidedOf(database, KEPT)]);
    const copy = await copyOf(library);
    const time = await timeOf(() => runHost([copy, what]));
    for (let round = 0; round < rounds(count); round += 1) {
      await runHost([library, what], { milliseconds: time * (0.2 + 0.85 * dice.next()) });
      // A host finishes what was about to be replaced.
      await timeOf(() => runHost([library, 'open']));
      await expectSound(library);
      expect(await withDatabase(library, (database) => [derivedOf(database), decidedOf(database, KEPT)])).toEqual(
        before,
      );
    }
  });
}

it(titled('backup: there is a whole one or none, and another try completes it'), { timeout: 600_000 }, async () => {
  const dice = diceFor('backup');
  const library = await makeFilled(200);
  const before = await withDatabase(library, derivedOf);
  const time = await timeOf(async () => runHost([library, 'backup', join(await makeFolder(), 'backup')]));
  const to = join(await makeFolder(), 'backup');
  for (let round = 0; round < rounds(3) && !existsSync(to); round += 1) {
    await runHost([library, 'backup', to], { milliseconds: time * (0.2 + 0.75 * dice.next()) });
    await expectSound(library);
  }
  if (!existsSync(to)) await timeOf(() => runHost([library, 'backup', to]));
  await expectSound(to);
  expect(await withDatabase(to, derivedOf)).toEqual(before);
});

it(titled('move: the library is whole in the old place or in the new one'), { timeout: 600_000 }, async () => {
  const dice = diceFor('move');
  const filled = await makeFilled(200);
  const before = await withDatabase(filled, derivedOf);
  const time = await timeOf(async () => runHost([await copyOf(filled), 'move', join(await makeFolder(), 'moved')]));
  for (let round = 0; round < rounds(3); round += 1) {
    const [from, to] = [await copyOf(filled), join(await makeFolder(), 'moved')];
    const { lines } = await runHost([from, 'move', to], { milliseconds: time * (0.2 + 0.85 * dice.next()) });
    const place = lines.includes(`remembered ${to}`) ? to : from;
    await expectSound(place);
    expect(await withDatabase(place, derivedOf)).toEqual(before);
  }
});

/** Counts and decisions as one text. */
function stateOf(database: Database): string {
  return JSON.stringify(countsOf(database)) + withoutTimes(decidedOf(database, ['decisions']));
}

it(
  titled('migration: a library of an earlier version arrives, whenever it is killed'),
  { timeout: 600_000 },
  async () => {
    const dice = diceFor('migration');
    const library = await makeFilled(200);
    const { finish } = await withDatabase(library, (database) => makeOlder(library, database));
    finish();
    const arrived = await copyOf(library);
    const time = await timeOf(() => runHost([arrived, 'open']));
    const expected = await withDatabase(arrived, stateOf);
    expect(await withDatabase(arrived, reportsIn)).toBeGreaterThan(0);
    for (let round = 0; round < rounds(3); round += 1) {
      const path = await copyOf(library);
      await runHost([path, 'open'], { milliseconds: time * (0.3 + 0.6 * dice.next()) });
      await timeOf(() => runHost([path, 'open']));
      await expectSound(path);
      expect((await withDatabase(path, stateOf)) === expected ? 'as it arrives' : 'another').toBe('as it arrives');
    }
  },
);
