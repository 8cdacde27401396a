import { expect, it } from 'vitest';
import type { Database } from '../../../../electron/store/database.ts';
import { addReport } from '../../../../electron/store/reports.ts';
import { refreshLines, refreshSomeLines } from '../../../../electron/store/search-lines.ts';
import { Sums } from '../../../../electron/store/sums.ts';
import { makeFacts, makeGrouping, openStore } from '../../../fixtures/store.ts';

/** Nine reports of five signatures, with lines that these share and lines of their own, in three transactions. */
function fill(database: Database, isBulk: boolean): void {
  for (const start of [0, 3, 6]) {
    database.transaction(() => {
      const sums = new Sums(database, isBulk);
      for (let number = start; number < start + 3; number += 1) {
        const lines = { frames: ['main', `function ${number % 4}`], messages: ['main', `message ${number}`] };
        addReport(database, sums, makeFacts(String(number), { lines }), makeGrouping(`group ${number % 5}`));
      }
      sums.flush();
    });
  }
}

function placesIn(database: Database): readonly unknown[] {
  return database.all(`SELECT id, field, text FROM search_places JOIN signatures ON signatures.key = signature
    JOIN search_lines ON search_lines.key = line ORDER BY id, field, text`);
}

async function placed(isBulk: boolean, refresh: (database: Database) => void): Promise<readonly unknown[]> {
  const database = await openStore();
  fill(database, isBulk);
  refresh(database);
  return placesIn(database);
}

it('are those of the reports, at once, or in bulk when they are gathered', async () => {
  const atOnce = await placed(false, () => {});
  expect(atOnce).toHaveLength(5 * 2 + 9 + 9);
  expect(await placed(true, () => {})).toEqual([]);
  expect(await placed(true, refreshLines)).toEqual(atOnce);
});

it('are gathered in steps until there is nothing left', async () => {
  const database = await openStore();
  fill(database, true);
  const signatures = (): number => new Set(placesIn(database).map((row) => JSON.stringify(row).slice(0, 20))).size;
  expect([refreshSomeLines(database, 2), signatures()]).toEqual([true, 2]);
  expect([refreshSomeLines(database, 2), signatures()]).toEqual([true, 4]);
  expect([refreshSomeLines(database, 2), signatures()]).toEqual([false, 5]);
  expect(refreshSomeLines(database, 2)).toBe(false);
  expect(placesIn(database)).toEqual(await placed(false, () => {}));
});
