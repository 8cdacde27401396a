/** What the tests of safety share: how often they try, libraries to start from, and what must hold after anything. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { careJob } from '../../electron/inbox/library-care.ts';
import { DATABASE } from '../../electron/inbox/library-care-files.ts';
import { verifyLibrary } from '../../electron/inbox/library-care-verify.ts';
import { openDatabase } from '../../electron/store/database.ts';
import type { Database } from '../../electron/store/database.ts';
import { createDice } from '../appstore/server/random.ts';
import type { Dice } from '../appstore/server/random.ts';
import { makeFolder, openLibrary } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { fillLibrary } from './contents.ts';

/** How many times more than by default everything is tried. */
const TIMES = Number(process.env['FAULTLINE_SAFETY'] ?? '1');

/** Where chance begins; a failed run is repeated by setting the seed that its title says. */
export const SEED = Number(process.env['FAULTLINE_SAFETY_SEED'] ?? Date.now() % 1_000_000);

/** How often something is tried: `rounds` by default. */
export function rounds(count: number): number {
  return Math.max(1, Math.round(count * TIMES));
}

/** Chance for one test. */
export function diceFor(name: string): Dice {
  return createDice(Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) >>> 0, SEED));
}

const made = new Map<number, string>();

afterAll(() => {
  for (const path of made.values()) rmSync(path, { recursive: true, force: true });
});

/** A library with reports, feedback, pictures and decisions, that nobody has open. Made once, and copied for each test. */
export async function makeFilled(reports = 60): Promise<string> {
  const known = made.get(reports);
  if (known !== undefined) return copyOf(known);
  const library = await openLibrary();
  await fillLibrary(library, reports);
  await library.services.settled;
  await library.services.close();
  const pattern = mkdtempSync('/var/tmp/faultline-filled-');
  cpSync(library.path, pattern, { recursive: true });
  made.set(reports, pattern);
  return library.path;
}

/** A copy of a library that nobody has open. */
export async function copyOf(path: string): Promise<string> {
  const to = join(await makeFolder(), 'library');
  cpSync(path, to, { recursive: true });
  return to;
}

/** Runs `use` with the library's database. */
export async function withDatabase<Value>(
  path: string,
  use: (database: Database) => Value | Promise<Value>,
): Promise<Value> {
  const database = valueOf(openDatabase(join(path, DATABASE)));
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

/** What must hold whatever happened: it opens, and nothing is wrong with it but what a rebuild mends. */
export async function expectSound(path: string): Promise<void> {
  const job = careJob('verify', new AbortController().signal, { emit: () => {} });
  const found = await withDatabase(path, async (database) => valueOf(await verifyLibrary({ path, database }, job)));
  expect(found.findings.filter(({ kind }) => kind !== 'original-unlisted')).toEqual([]);
}
