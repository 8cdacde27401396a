/** A host that is killed in the middle of an import loses nothing that it acknowledged. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/store/database.ts';
import { librarySummary } from '../../../../electron/store/library.ts';
import { readOriginal } from '../../../../electron/store/originals.ts';
import { walkReports } from '../../../../electron/store/reports.ts';
import { rebuildSums } from '../../../../electron/store/sums.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

const REPORTS = 600;
const IMPORTER = new URL('../../../fixtures/workers/importer.ts', import.meta.url);

/** Runs the importer until it acknowledged a number of new crashes, kills it, and answers what it said last. */
async function runUntil(
  library: string,
  folder: string,
  enough: number,
): Promise<{ acknowledged: number; isDone: boolean }> {
  const child = spawn(process.execPath, [IMPORTER.pathname, library, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let [acknowledged, isDone] = [0, false];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === 'done') isDone = true;
      else acknowledged = Number(line);
    }
    if (acknowledged >= enough && !isDone) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return { acknowledged, isDone };
}

async function checkLibrary(library: string, acknowledged: number): Promise<void> {
  const database = valueOf(openDatabase(join(library, 'faultline.sqlite')));
  try {
    expect(librarySummary(database).crashes).toBeGreaterThanOrEqual(acknowledged);
    const dump = () => [
      database.all('SELECT id, crashes, devices, first_seen, last_seen, newest FROM signatures ORDER BY id'),
      database.all('SELECT * FROM signature_days ORDER BY signature, day, release'),
      database.all('SELECT * FROM signature_releases ORDER BY signature, release'),
    ];
    const before = dump();
    rebuildSums(database);
    expect(before).toEqual(dump());
    for (const { id } of walkReports(database, 0, REPORTS)) {
      const bytes = await readOriginal({ path: library, database }, id);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(id);
    }
  } finally {
    database.close();
  }
}

it('opens after every kill with all that was acknowledged, and ends complete', async () => {
  const root = await makeFolder();
  const [library, folder] = [join(root, 'library'), join(root, 'reports')];
  await mkdir(folder);
  for (let seed = 0; seed < REPORTS; seed++) {
    const frames = [{ symbol: `function${seed % 17}()` }];
    await writeFile(join(folder, `${seed}.ips`), buildIps({ seed, frames, version: `1.${seed % 3}` }));
  }
  let [kills, isDone] = [0, false];
  for (const enough of [1, 100, 101, 300, 480, Number.POSITIVE_INFINITY]) {
    const run = await runUntil(library, folder, enough);
    if (!run.isDone) kills += 1;
    isDone = run.isDone;
    await checkLibrary(library, run.acknowledged);
  }
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(isDone).toBe(true);
  await checkLibrary(library, REPORTS);
});
